package mark

import (
	"sort"
	"strings"
	"unicode/utf8"

	"zonesearch/segment/fold"
)

// clauseReach is how many runes of room a window gives up to begin or end
// behind a comma.
const clauseReach = 20

// window gives the stretch of a unit, of about so many runes, whose words
// weigh the most. It cuts no mark, no number and no Latin word, and where it
// can it cuts between clauses.
func (m *Marker) window(text string, u unit, runes int) Span {
	c := cutter{text: text}
	for i := range text[u.Start:u.End] {
		c.starts = append(c.starts, u.Start+i)
	}
	c.starts = append(c.starts, u.End)
	c.marks = merge(u.hits)
	first, last := 0, 0 // runes that must be within
	if len(c.marks) > 0 {
		first, last = m.heaviest(&c, u.hits, runes)
	}
	room := max(runes-(last-first), 0)
	from := max(first-room/2, 0)
	to := min(max(last, from+runes), len(c.starts)-1)
	from = max(min(from, to-runes), 0)
	from, to = c.snapStart(min(from, first), first), c.snapEnd(max(to, last), last)
	return trimmed(text, Span{c.starts[from], c.starts[to]})
}

// heaviest gives the first and the last rune of the marks that fit into a
// window and weigh the most together; the earliest of equals. A mark longer
// than the window stands alone.
func (m *Marker) heaviest(c *cutter, hits []hit, runes int) (first, last int) {
	best := -1.0
	seen := make([]int, len(m.patterns)) // by pattern: 1 + the last mark that met it
	for i, mark := range c.marks {
		for hits[0].Start < mark.Start {
			hits = hits[1:]
		}
		start := c.index(mark.Start)
		limit := max(start+runes, c.index(mark.End))
		end := start
		weight := 0.0
		for _, h := range hits {
			if c.index(h.End) > limit {
				break
			}
			end = max(end, c.index(h.End))
			if seen[h.pattern] != i+1 {
				seen[h.pattern] = i + 1
				weight += m.patterns[h.pattern].weight
			}
		}
		if weight > best {
			best, first, last = weight, start, end
		}
	}
	// The last of the hits may be the beginning of a longer mark.
	for _, mark := range c.marks {
		if c.index(mark.Start) < last {
			last = max(last, c.index(mark.End))
		}
	}
	return first, last
}

// cutter finds places to cut a unit.
type cutter struct {
	text string
	// starts holds where each rune of the unit begins, and where the unit ends.
	starts []int
	marks  []Span
}

// index is the number of the rune that begins at a byte offset.
func (c *cutter) index(offset int) int { return sort.SearchInts(c.starts, offset) }

// at is a rune of the unit, folded, and 0 outside.
func (c *cutter) at(i int) rune {
	if i < 0 || i >= len(c.starts)-1 {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(c.text[c.starts[i]:])
	return fold.Rune(r)
}

// clean reports whether a cut before rune i goes through nothing.
func (c *cutter) clean(i int) bool {
	offset := c.starts[i]
	n := sort.Search(len(c.marks), func(n int) bool { return c.marks[n].End > offset })
	inMark := n < len(c.marks) && c.marks[n].Start < offset
	return !inMark && !fold.Inside(c.at, i)
}

// clause reports whether a clause ends before rune i.
func (c *cutter) clause(i int) bool {
	return strings.ContainsRune("，、：,:。；！？;!?", c.at(i-1))
}

// snapStart moves a cut at from to a better place, at most up to limit.
func (c *cutter) snapStart(from, limit int) int {
	if from == 0 {
		return 0
	}
	for i := from; i <= min(limit, from+clauseReach); i++ {
		if c.clause(i) && c.clean(i) {
			return i
		}
	}
	for from < limit && !c.clean(from) {
		from++
	}
	return from
}

// snapEnd moves a cut at to to a better place, at least at limit.
func (c *cutter) snapEnd(to, limit int) int {
	if to == len(c.starts)-1 {
		return to
	}
	for i := to; i >= max(limit, to-clauseReach, 1); i-- {
		if c.clause(i) && c.clean(i) {
			return i
		}
	}
	for to > limit && !c.clean(to) {
		to--
	}
	return to
}
