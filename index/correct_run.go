package index

import (
	"cmp"
	"slices"

	"zonesearch/index/suggest"
	"zonesearch/index/table"
	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// mostMeant bounds what is offered for one run to be tried.
const mostMeant = 3

// runs gives what a run may have been meant as, the likeliest first: as a whole
// or, where there is nothing close to it, with one stretch of it replaced. What
// stands in some article as it was typed is not touched.
func (c *correction) runs(run string) ([]string, error) {
	text := fold.Canon(run)
	found, err := c.meant(text.Runes, stretch{0, len(text.Runes)})
	if err != nil {
		return nil, err
	}
	if found == nil {
		doubts := c.doubtful(text)
		for _, s := range doubts[:min(len(doubts), mostLooked)] {
			if c.counted >= mostCounted {
				break
			}
			more, err := c.meant(text.Runes, s)
			if err != nil {
				return nil, err
			}
			found = append(found, more...)
		}
	}
	slices.SortStableFunc(found, func(a, b meaning) int { return cmp.Or(a.Compare(b.Candidate), b.rows-a.rows) })
	var out []string
	for _, m := range found[:min(len(found), mostMeant)] {
		from, to := text.Span(m.start, m.end)
		out = append(out, run[:from]+m.Text+run[to:])
	}
	return out, nil
}

// stretch is a part of a canonical text, in runes.
type stretch struct{ start, end int }

// meaning is what a stretch may have been meant as, and how many rows hold it.
type meaning struct {
	suggest.Candidate
	stretch
	rows int
}

// meant gives names and words close to a stretch of text that occur, where the
// stretch does not.
func (c *correction) meant(text []rune, s stretch) ([]meaning, error) {
	typed := text[s.start:s.end]
	// Most of what is typed occurs. To tell so takes a look at postings, and
	// where the query has asked for the same, nothing at all; to look for what is
	// near it takes milliseconds.
	if n, err := c.count(typed); err != nil || n > 0 {
		return nil, err
	}
	candidates := c.known.names.Near(string(typed))
	if c.known.words != nil {
		candidates = suggest.Merge(candidates, c.known.words.Near(string(typed)))
	}
	var out []meaning
	for _, candidate := range candidates[:min(len(candidates), mostWeighed)] {
		n, err := c.count([]rune(candidate.Text))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, meaning{candidate, s, n})
		}
	}
	return out, nil
}

// count tells how many rows hold a run of runes as it is.
func (c *correction) count(run []rune) (int, error) {
	c.counted++
	if word, ok := c.word(run); ok {
		return c.countWord(word)
	}
	set, err := c.anywhere(everywhere, func(text int) (table.Set, error) { return c.phrase(text, run) })
	return set.Len(), err
}

// word gives the one word that a run of runes is cut into, if it is one.
func (c *correction) word(run []rune) (word string, ok bool) {
	path := c.x.options.Segmenter.Path(&fold.Text{Runes: run})
	if len(path) != 1 || path[0].End-path[0].Start != len(run) {
		return "", false
	}
	return path[0].Text, true
}

// countWord is count for a word, which is found as it is, without a look at the
// texts.
func (c *correction) countWord(word string) (int, error) {
	set, err := c.anywhere(everywhere, func(text int) (table.Set, error) { return c.term(text, word) })
	return set.Len(), err
}

// Only so many words side by side, and so few runes, are looked up: longer ones
// are no names typed from memory. leastSpelled is the fewest letters that are
// taken for pinyin.
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
	return out
}
