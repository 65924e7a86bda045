package project

import (
	"unicode/utf8"

	"zonesearch/segment/fold"
)

// text is a title or a body, folded rune for rune, with the way back.
type text struct {
	field string // "title" or "body"
	src   string
	runes []rune
	offs  []int32 // byte offset of each rune, and the length of src
	hits  []hit
	from  []int32 // of each rune, the first hit that begins there or later
}

func newText(field, src string) *text {
	t := &text{}
	t.fill(field, src)
	return t
}

// fill makes t the text of src, in the memory that t has from its last use.
func (t *text) fill(field, src string) {
	t.field, t.src = field, src
	t.runes, t.offs, t.hits, t.from = t.runes[:0], t.offs[:0], t.hits[:0], t.from[:0]
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
	for len(s) > 0 {
		var r rune
		if len(s) > 2 && s[0]&0xF0 == 0xE0 { // three bytes, as of all Han characters
			r, s = rune(s[0]&0x0F)<<12|rune(s[1]&0x3F)<<6|rune(s[2]&0x3F), s[3:]
		} else {
			var n int
			r, n = utf8.DecodeRuneInString(s)
			s = s[n:]
		}
		if t.at(i) != r {
			return false
		}
		i++
	}
	return true
}

// index notes where the hits of each place begin, once the text turns out to be
// worth reading: its hits are asked for many times.
func (t *text) index() {
	t.from = t.from[:0]
	k := int32(0)
	for p := range len(t.runes) + 1 {
		for int(k) < len(t.hits) && t.hits[k].start < p {
			k++
		}
		t.from = append(t.from, k)
	}
}

// hitsIn gives the hits that begin in [start, end).
func (t *text) hitsIn(start, end int) []hit {
	last := len(t.from) - 1
	if last < 0 || end <= start {
		return nil
	}
	return t.hits[t.from[max(0, min(start, last))]:t.from[max(0, min(end, last))]]
}
