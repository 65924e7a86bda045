package table

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"

	"zonesearch/segment/fold"
)

// run is a stretch of canonical text to be looked for in UTF-16LE.
type run struct {
	units   []byte
	bigrams []bigram
	rarest  int // offset of the byte to jump by
	// Whether the run's ends can fall inside a number or a Latin word at all.
	openStart, openEnd bool
}

// newRun prepares a search for canonical runes, which must not be empty.
// common tells how frequent a byte is in the texts.
func newRun(runes []rune, common *byteCounts) *run {
	r := &run{
		openStart: fold.IsAlnum(runes[0]) || !isPlain(runes[0]),
		openEnd:   fold.IsAlnum(runes[len(runes)-1]) || !isPlain(runes[len(runes)-1]),
	}
	for _, c := range utf16.Encode(runes) {
		r.units = binary.LittleEndian.AppendUint16(r.units, c)
	}
	r.bigrams = bigramsOf(r.units)
	for i, b := range r.units {
		if common[b] < common[r.units[r.rarest]] {
			r.rarest = i
		}
	}
	return r
}

// isPlain reports a character that fold.Inside never looks at.
func isPlain(r rune) bool { return fold.IsHan(r) || r >= 0x3000 && r <= 0x303F }

// next gives the byte offset of the first place at or after from where the run
// stands uncut, or -1. from is even.
func (r *run) next(text []byte, from int) int {
	jump, size := r.units[r.rarest], len(r.units)
	for at := from + r.rarest; at < len(text); at++ {
		i := bytes.IndexByte(text[at:], jump)
		if i < 0 {
			return -1
		}
		at += i
		start := at - r.rarest
		if start&1 == 1 {
			continue
		}
		if start+size > len(text) {
			return -1
		}
		if string(text[start:start+size]) == string(r.units) && !r.cut(text, start) {
			return start
		}
	}
	return -1
}

// in reports whether the run stands in text.
func (r *run) in(text []byte) bool { return r.next(text, 0) >= 0 }

// cut reports whether one of the run's ends at this place falls inside a number
// or a Latin word.
func (r *run) cut(text []byte, start int) bool {
	if r.openStart && fold.Inside(runesAround(text, start), 0) {
		return true
	}
	return r.openEnd && fold.Inside(runesAround(text, start+len(r.units)), 0)
}

// runesAround gives the runes of a text counted from a byte offset: 0 is the one
// that begins there. Characters beyond the first 65,536 take two places, which
// does not matter: only the two runes next to the offset have to be right, and
// further away only digits, points and commas count.
func runesAround(text []byte, offset int) func(int) rune {
	return func(i int) rune {
		at := offset + 2*i
		if at < 0 || at+2 > len(text) {
			return 0
		}
		c := rune(binary.LittleEndian.Uint16(text[at:]))
		switch {
		case !utf16.IsSurrogate(c):
		case c >= 0xDC00 && at >= 2:
			c = utf16.DecodeRune(rune(binary.LittleEndian.Uint16(text[at-2:])), c)
		case c < 0xDC00 && at+4 <= len(text):
			c = utf16.DecodeRune(c, rune(binary.LittleEndian.Uint16(text[at+2:])))
		}
		return c
	}
}

// byteCounts tell how often each byte stands in the texts.
type byteCounts [256]uint32

// sampleSize is how much text is looked at for byteCounts.
const sampleSize = 1 << 20

// sample counts the bytes of the first texts, again while there are few: each
// time that there are twice as many. Views are built one at a time, so nothing
// else guards it.
func (t *Table) sample(c columns, text extents) *byteCounts {
	if t.common != nil && (t.sampled >= sampleSize || c.len() < 2*t.sampledRows) {
		return t.common
	}
	counts := &byteCounts{}
	t.common, t.sampled, t.sampledRows = counts, 0, c.len()
	for row := uint32(0); int(row) < c.len() && t.sampled < sampleSize; row++ {
		size := c.size(row)
		for _, b := range text.bytes(c.texts[row], size) {
			counts[b]++
		}
		t.sampled += size
	}
	return counts
}
