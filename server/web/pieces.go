package web

import (
	"slices"
	"strings"
)

// Piece is a stretch of an article's text that is one thing throughout.
type Piece struct {
	Text string
	// Hit is the number of the hit that the piece belongs to, 0 for none;
	// Begins says that the hit begins here, HitID then is its anchor.
	Hit    int
	Begins bool
	// Evidence says that the piece belongs to a sentence about a project, Fact
	// to the name or the amount in it.
	Evidence bool
	Fact     bool
	// Anchors are the projects whose sentences begin here.
	Anchors []ArticleProject
}

// HitID is the anchor of the piece's hit.
func (p Piece) HitID() string { return HitName(p.Hit) }

// stretch is a part of a text, as byte offsets; End is exclusive.
type stretch struct{ start, end int }

// pieces cuts a text at the borders of its marks and of what projects cite.
// Offsets that do not fit the text are passed over: the text comes first.
// Next numbers the hits on from where another text left off.
func pieces(text, highlighted string, projects []ArticleProject, field string, next *int) []Piece {
	hits := markedStretches(text, highlighted)
	cuts := []int{0, len(text)}
	add := func(s stretch) { cuts = append(cuts, s.start, s.end) }
	for _, s := range hits {
		add(s)
	}
	var sentences, facts []stretch
	begins := map[int][]ArticleProject{}
	for _, p := range projects {
		e := p.EvidenceAt
		if e.Field != field || e.Start < 0 || e.End > len(text) || e.Start >= e.End {
			continue
		}
		s := stretch{e.Start, e.End}
		sentences = append(sentences, s)
		begins[e.Start] = append(begins[e.Start], p)
		add(s)
		for _, m := range e.Marks {
			if m.Start >= e.Start && m.End <= e.End && m.Start < m.End {
				facts = append(facts, stretch{m.Start, m.End})
				add(facts[len(facts)-1])
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	first := *next
	*next += len(hits)
	var out []Piece
	for i := 0; i+1 < len(cuts); i++ {
		s := stretch{cuts[i], cuts[i+1]}
		p := Piece{Text: text[s.start:s.end], Evidence: s.in(sentences) >= 0, Fact: s.in(facts) >= 0, Anchors: begins[s.start]}
		if n := s.in(hits); n >= 0 {
			p.Hit, p.Begins = first+n, hits[n].start == s.start
		}
		out = append(out, p)
	}
	return out
}

// in gives the place in list of the stretch that s lies in, or -1.
func (s stretch) in(list []stretch) int {
	return slices.IndexFunc(list, func(t stretch) bool { return t.start <= s.start && s.end <= t.end })
}

// markedStretches finds where the marks of a highlighted text stand in the
// text itself; none where the two do not agree.
func markedStretches(text, highlighted string) []stretch {
	var out []stretch
	at := 0
	agree := true
	eachRun(highlighted, func(run string, inMark bool) {
		if !strings.HasPrefix(text[min(at, len(text)):], run) {
			agree = false
		}
		if inMark {
			out = append(out, stretch{at, at + len(run)})
		}
		at += len(run)
	})
	if !agree {
		return nil
	}
	return out
}

// paragraphs parts pieces at line breaks.
func paragraphs(list []Piece) [][]Piece {
	var out [][]Piece
	var now []Piece
	end := func() {
		if slices.ContainsFunc(now, func(p Piece) bool { return strings.TrimSpace(p.Text) != "" }) {
			out = append(out, now)
		}
		now = nil
	}
	for _, p := range list {
		for i, line := range strings.Split(p.Text, "\n") {
			part := p
			part.Text = line
			if i > 0 {
				end()
				part.Begins, part.Anchors = false, nil
			}
			if line != "" || part.Begins || len(part.Anchors) > 0 {
				now = append(now, part)
			}
		}
	}
	end()
	return out
}
