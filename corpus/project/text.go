package project

import "zonesearch/segment/fold"

// text is a title or a body, folded rune for rune, with the way back.
type text struct {
	field string // "title" or "body"
	src   string
	runes []rune
	offs  []int32 // byte offset of each rune, and the length of src
	hits  []hit
}

func newText(field, src string) *text {
	t := &text{}
	t.fill(field, src)
	return t
}

// fill makes t the text of src, in the memory that t has from its last use.
func (t *text) fill(field, src string) {
	t.field, t.src = field, src
	t.runes, t.offs, t.hits = t.runes[:0], t.offs[:0], t.hits[:0]
	for i, r := range src {
		t.runes = append(t.runes, fold.Rune(r))
		t.offs = append(t.offs, int32(i))
	}
	t.offs = append(t.offs, int32(len(src)))
}

// original gives the text as written between two runes.
func (t *text) original(start, end int) string { return t.src[t.offs[start]:t.offs[end]] }

// folded gives the folded text between two runes.
func (t *text) folded(start, end int) string { return string(t.runes[start:end]) }

// at gives the rune at i, and 0 outside the text.
func (t *text) at(i int) rune {
	if i < 0 || i >= len(t.runes) {
		return 0
	}
	return t.runes[i]
}

// has reports whether s stands at i.
func (t *text) has(i int, s string) bool {
	for _, r := range s {
		if t.at(i) != r {
			return false
		}
		i++
	}
	return true
}

// hitsIn gives the hits that begin in [start, end).
func (t *text) hitsIn(start, end int) []hit {
	lo := searchHits(t.hits, start)
	hi := searchHits(t.hits, end)
	return t.hits[lo:hi]
}

// searchHits gives the index of the first hit that begins at pos or later.
func searchHits(hits []hit, pos int) int {
	lo, hi := 0, len(hits)
	for lo < hi {
		mid := (lo + hi) / 2
		if hits[mid].start < pos {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
