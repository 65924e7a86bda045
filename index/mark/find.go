package mark

import (
	"slices"

	"zonesearch/segment/fold"
)

// Span is a stretch of a text, as byte offsets; End is exclusive.
type Span struct{ Start, End int }

// hit is where a pattern stands in a text.
type hit struct {
	Span
	pattern int
}

// Spans gives what is marked in text: in order, not overlapping.
func (m *Marker) Spans(text string) []Span { return merge(m.find(text)) }

// find gives every hit in text by its start.
func (m *Marker) find(text string) []hit {
	if len(m.patterns) == 0 {
		return nil
	}
	canon := m.texts.Get().(*fold.Text)
	defer m.texts.Put(canon)
	canon.Reset(text)
	runes := canon.Runes
	at := func(i int) rune {
		if i < 0 || i >= len(runes) {
			return 0
		}
		return runes[i]
	}
	var hits []hit
	for i, r := range runes {
		if m.begins[r%firstRunes/64]>>(r%64)&1 == 0 {
			continue
		}
		for _, n := range m.first[r] {
			p := m.patterns[n].runes
			end := i + len(p)
			if end > len(runes) || !slices.Equal(runes[i:end], p) || fold.Inside(at, i) || fold.Inside(at, end) {
				continue
			}
			start, stop := canon.Span(i, end)
			hits = append(hits, hit{Span{start, stop}, n})
		}
	}
	return m.useful(hits)
}

// useful leaves out the hits of patterns that another one makes pointless.
func (m *Marker) useful(hits []hit) []hit {
	stands := make([]bool, len(m.patterns))
	for _, h := range hits {
		stands[h.pattern] = true
	}
	return slices.DeleteFunc(hits, func(h hit) bool {
		u := m.patterns[h.pattern].unless
		return u >= 0 && u != h.pattern && stands[u]
	})
}

// merge makes one span of hits that overlap. They come in the order of their
// starts.
func merge(hits []hit) []Span {
	var spans []Span
	for _, h := range hits {
		if n := len(spans); n > 0 && h.Start < spans[n-1].End {
			spans[n-1].End = max(spans[n-1].End, h.End)
			continue
		}
		spans = append(spans, h.Span)
	}
	return spans
}
