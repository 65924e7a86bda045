package mark

import (
	"slices"
	"strings"
)

// Options bound the snippets of a text. A zero field takes its default.
type Options struct {
	// Max is the greatest number of snippets. Default 3.
	Max int
	// Runes is the length at which a snippet is full: sentences that are longer
	// by more than an eighth are cut around their marks. Default 120, about two
	// lines of a page.
	Runes int
	// Least is the length below which a snippet takes the next sentence of its
	// paragraph in, so that it can be understood. Default Runes / 3.
	Least int
}

// SetDefaults fills the zero fields.
func (o *Options) SetDefaults() {
	if o.Max == 0 {
		o.Max = 3
	}
	if o.Runes == 0 {
		o.Runes = 120
	}
	if o.Least == 0 {
		o.Least = o.Runes / 3
	}
}

// Snippets gives the sentences of text that hold the most and the rarest words
// of the query, as HTML, in the order of the text. Where none holds any, it
// gives the beginning of the text without a mark; of a blank text, nothing.
func (m *Marker) Snippets(text string, options Options) []string {
	options.SetDefaults()
	units := unitsOf(text, m.find(text))
	if len(units) == 0 {
		return nil
	}
	chosen := m.choose(units, options.Max)
	if len(chosen) == 0 {
		chosen = []int{0}
	}
	var snippets []string
	for n := 0; n < len(chosen); n++ {
		u := units[chosen[n]]
		// What follows is taken in while it belongs: the next chosen one, or the
		// next of all where this one is too short.
		for next := chosen[n] + 1; next < len(units); next++ {
			isChosen := n+1 < len(chosen) && chosen[n+1] == next
			joined := u.with(units[next])
			if !isChosen && runeLen(text, u.Span) >= options.Least ||
				runeLen(text, joined.Span) > options.Runes || strings.Contains(text[u.End:units[next].Start], "\n") {
				break
			}
			u = joined
			if isChosen {
				n++
			}
		}
		snippets = append(snippets, m.render(text, u, options.Runes))
	}
	return snippets
}

// unit is one sentence, or several that a hit reaches across, with its hits.
type unit struct {
	Span
	hits []hit
}

// with is u and the unit after it as one.
func (u unit) with(next unit) unit {
	return unit{Span{u.Start, next.End}, slices.Concat(u.hits, next.hits)}
}

// unitsOf deals the hits out to the sentences of text.
func unitsOf(text string, hits []hit) []unit {
	var units []unit
	reached := 0 // where the hits dealt out so far end
	for _, s := range Sentences(text) {
		if n := len(units); n > 0 && reached > s.Start {
			units[n-1].End = s.End
		} else {
			units = append(units, unit{Span: s})
		}
		u := &units[len(units)-1]
		for len(hits) > 0 && hits[0].Start < s.End {
			reached = max(reached, hits[0].End)
			u.hits = append(u.hits, hits[0])
			hits = hits[1:]
		}
		// A phrase may end with the space-like rest of a sentence.
		u.End = max(u.End, min(reached, len(text)))
	}
	return units
}

// choose gives up to n units that hold hits, in order: each time the one that
// adds the greatest weight of words not shown yet, and among those that add
// nothing the one that holds the most.
func (m *Marker) choose(units []unit, n int) []int {
	shown := make([]bool, len(m.patterns))
	seen := make([]int, len(m.patterns)) // by pattern: the last look that met it
	look := 0
	var chosen []int
	for len(chosen) < n {
		best, bestFresh, bestAll := -1, 0.0, 0.0
		for i, u := range units {
			if len(u.hits) == 0 || slices.Contains(chosen, i) {
				continue
			}
			look++
			fresh, all := 0.0, 0.0
			for _, h := range u.hits {
				if seen[h.pattern] == look {
					continue
				}
				seen[h.pattern] = look
				w := m.patterns[h.pattern].weight
				all += w
				if !shown[h.pattern] {
					fresh += w
				}
			}
			if best < 0 || fresh > bestFresh || fresh == bestFresh && all > bestAll {
				best, bestFresh, bestAll = i, fresh, all
			}
		}
		if best < 0 {
			break
		}
		chosen = append(chosen, best)
		for _, h := range units[best].hits {
			shown[h.pattern] = true
		}
	}
	slices.Sort(chosen)
	return chosen
}

// render gives a unit as HTML, cut to about the given number of runes.
func (m *Marker) render(text string, u unit, runes int) string {
	s := u.Span
	if runeLen(text, s) > runes+runes/8 { // the last few characters are cheaper than a cut
		s = m.window(text, u, runes)
	}
	var spans []Span
	for _, mark := range merge(u.hits) {
		if mark.Start >= s.Start && mark.End <= s.End {
			spans = append(spans, Span{mark.Start - s.Start, mark.End - s.Start})
		}
	}
	snippet := HTML(text[s.Start:s.End], spans)
	if s.Start > u.Start {
		snippet = "…" + snippet
	}
	if s.End < u.End {
		snippet += "…"
	}
	return snippet
}
