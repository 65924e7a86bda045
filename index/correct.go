package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zonesearch/index/query"
	"zonesearch/index/suggest"
	"zonesearch/segment"
	"zonesearch/segment/fold"
)

const (
	// fewHits is next to nothing: a query with so many hits is corrected where
	// none of them holds what was typed in one piece, characters met by chance.
	fewHits = 3
	// mostAsked bounds the corrected queries that are tried out, mostLooked
	// the stretches of a query that are looked up, and mostWeighed the
	// candidates for each that are counted: together a few milliseconds.
	mostAsked   = 6
	mostLooked  = 12
	mostWeighed = 12
	// correctionTime is when a correction is no longer worth waiting for.
	correctionTime = 200 * time.Millisecond
)

// correct offers a better query where one finds nothing, or only by relaxing.
// What it offers was asked and finds more.
func (x *Index) correct(q *question, total int, info *QueryInfo) {
	known := x.suggestions.newest()
	if known == nil || !q.poor(total) {
		return
	}
	ctx, cancel := context.WithTimeout(q.ctx, correctionTime)
	defer cancel()
	c := &correction{evaluation: q.view.evaluation(ctx, q.of), x: x, known: known}
	// That a correction fails is no reason to fail the search: it is not
	// offered then.
	attempts, err := c.attempts(q.plan.node, info.Text)
	if err != nil {
		return
	}
	for _, text := range attempts[:min(len(attempts), mostAsked)] {
		better, err := x.ask(ctx, q.view, q.of, text, q.filter)
		if err != nil {
			return
		}
		if better.improves(q, total) {
			info.Corrected = text
			return
		}
	}
}

// poor reports whether a query itself, filters aside, finds next to nothing.
func (q *question) poor(total int) bool {
	switch {
	case q.plan.node == nil:
		return false
	case q.relaxed || q.matched.IsEmpty():
		return true
	}
	return total > 0 && q.matched.Len() <= fewHits
}

// improves reports whether a question answers more than another one, which found
// total: hits where there were none, hits that meet all of it where it relaxed,
// or simply more.
func (q *question) improves(other *question, total int) bool {
	found := q.found.Len()
	switch {
	case total == 0:
		return found > 0
	case q.relaxed:
		return false
	}
	return found > 0 && other.relaxed || found > total
}

// correction is one attempt to tell what was meant.
type correction struct {
	*evaluation
	x     *Index
	known *suggestions
}

// attempts gives queries that may have been meant, the likeliest first: with
// one run replaced, then with all that can be.
func (c *correction) attempts(node query.Node, text string) ([]string, error) {
	var out []string
	all, changed := text, 0
	var err error
	query.Wanted(node, func(n query.Node) {
		run, ok := n.(*query.Run)
		// Where the same text stands twice, once in quotes perhaps, it is not
		// clear which is meant.
		if err != nil || !ok || strings.Count(text, run.Text) != 1 {
			return
		}
		var better []string
		if better, err = c.runs(run.Text); len(better) == 0 {
			return
		}
		for _, b := range better {
			out = append(out, strings.Replace(text, run.Text, b, 1))
		}
		all = strings.Replace(all, run.Text, better[0], 1)
		changed++
	})
	if changed > 1 {
		out = append([]string{all}, out...)
	}
	return out, err
}

// runs gives what a run may have been meant as: as a whole or, where it is
// longer than a name, with one stretch of it replaced. What stands in some
// article as it was typed is not touched.
func (c *correction) runs(run string) ([]string, error) {
	text := fold.Canon(run)
	if n, err := c.count(text.Runes); err != nil || n > 0 {
		return nil, err
	}
	names, err := c.meant(text.Runes)
	if err != nil || len(names) > 0 {
		return names, err
	}
	for _, w := range c.doubtful(text) {
		from, to := text.Span(w.start, w.end)
		stretch := text.Runes[w.start:w.end]
		if n, err := c.count(stretch); err != nil {
			return nil, err
		} else if n > 0 {
			continue
		}
		names, err := c.meant(stretch)
		if err != nil {
			return nil, err
		}
		if len(names) > 0 {
			for i := range names {
				names[i] = run[:from] + names[i] + run[to:]
			}
			return names, nil
		}
	}
	return nil, nil
}

// mostMeant bounds what is offered for one stretch to be tried.
const mostMeant = 3

// meant gives names and words that occur, close to a stretch of text, the
// closest first and of those the most frequent.
func (c *correction) meant(stretch []rune) ([]string, error) {
	candidates := c.known.names.Near(string(stretch))
	if c.known.words != nil {
		candidates = suggest.Merge(candidates, c.known.words.Near(string(stretch)))
	}
	candidates = candidates[:min(len(candidates), mostWeighed)]
	counts := make(map[string]int, len(candidates))
	occurring := candidates[:0]
	for _, candidate := range candidates {
		n, err := c.count([]rune(candidate.Text))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			counts[candidate.Text] = n
			occurring = append(occurring, candidate)
		}
	}
	slices.SortStableFunc(occurring, func(a, b suggest.Candidate) int {
		return cmp.Or(cmp.Compare(a.Closeness, b.Closeness), counts[b.Text]-counts[a.Text])
	})
	var names []string
	for _, candidate := range occurring[:min(len(occurring), mostMeant)] {
		names = append(names, candidate.Text)
	}
	return names, nil
}

// count tells how many rows hold a run of runes as it is.
func (c *correction) count(run []rune) (int, error) {
	set := c.snap.None()
	for _, text := range everywhere.texts() {
		found, err := c.phrase(text, run)
		if err != nil {
			return 0, err
		}
		set = set.Or(found)
	}
	return set.Len(), nil
}

// stretch is a part of a canonical text, in runes.
type stretch struct{ start, end int }

// Stretches of a run that are looked up: so many words that stand side by side,
// and no more runes than a name has that people type by heart.
const (
	mostJoined   = 4
	longestDoubt = 8
	leastSpelled = 4
)

// doubtful gives the stretches of a run that may be a name misspelled, the
// longest first: words that stand side by side, one of them a single
// character, as what is no word is cut; or letters that may be pinyin.
func (c *correction) doubtful(text *fold.Text) []stretch {
	path := c.x.options.Segmenter.Path(text)
	var out []stretch
	for i := range path {
		single := false
		for j := i; j < len(path) && j < i+mostJoined; j++ {
			start, end := path[i].Start, path[j].End
			if j > i && path[j].Start != path[j-1].End || end-start > longestDoubt && j > i || end-start == len(text.Runes) {
				break
			}
			single = single || end-path[j].Start == 1
			spelled := i == j && path[j].Kind == segment.Latin && end-start >= leastSpelled
			if spelled || single && j > i {
				out = append(out, stretch{start, end})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b stretch) int { return (b.end - b.start) - (a.end - a.start) })
	return out[:min(len(out), mostLooked)]
}
