package suggest

import (
	"slices"

	"zonesearch/segment/fold"
)

// A class stands for what a rune may be typed as: 1 to 26 for a letter, or for
// a character whose syllable begins with it, one for all digits and one for
// everything that has no reading. 0 is the end of a name.
const (
	classBits  = 5
	classDigit = 27
	classOther = 28
	// depth is how many classes places are filed under.
	depth   = 3
	triples = 1 << (depth * classBits)
)

// classAt gives the class of the rune at a place.
func (d *Dictionary) classAt(at uint32) int {
	return d.readings.classOf(d.runes[at], d.sounds[at])
}

// classOf gives the class of a rune with a reading.
func (r *Readings) classOf(char rune, s sound) int {
	if s != 0 {
		return letterClass(rune(r.syllables[s][0]))
	}
	switch {
	case fold.IsDigit(char):
		return classDigit
	case isLatin(char):
		return letterClass(char)
	}
	return classOther
}

// isLatin reports whether a rune can stand in pinyin.
func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }

func letterClass(letter rune) int { return int(letter-'a') + 1 }

// classes gives the classes of the runes that one typed may stand for: for a
// Chinese character one for each of its readings.
func (r *Readings) classes(typed rune) []int {
	var out []int
	for _, s := range r.all(typed) {
		if c := r.classOf(typed, s); !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	if out == nil {
		out = append(out, r.classOf(typed, 0))
	}
	return out
}

// span is a range of triples, high excluded.
type span struct{ low, high int }

// spans gives the triples that what is typed can begin with, without overlaps.
func (r *Readings) spans(typed []rune) []span {
	var out []span
	r.addSpans(&out, typed, 0, 0)
	slices.SortFunc(out, func(a, b span) int { return a.low - b.low })
	joined := out[:0]
	for _, s := range out {
		if n := len(joined); n > 0 && s.low <= joined[n-1].high {
			joined[n-1].high = max(joined[n-1].high, s.high)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

// addSpans adds the triples that begin with known classes, level of them, and
// go on with the rest of what is typed.
func (r *Readings) addSpans(out *[]span, rest []rune, level, known int) {
	if level == depth || len(rest) == 0 {
		shift := (depth - level) * classBits
		*out = append(*out, span{known << shift, (known + 1) << shift})
		return
	}
	for _, class := range r.classes(rest[0]) {
		r.addSpans(out, rest[1:], level+1, known<<classBits|class)
	}
	if !isLatin(rest[0]) {
		return
	}
	// More letters of the same syllable.
	class := letterClass(rest[0])
	for n := 2; n <= min(longestSyllable, len(rest)) && isLatin(rest[n-1]); n++ {
		if r.beginsSyllable(rest[:n], n == len(rest)) {
			r.addSpans(out, rest[n:], level+1, known<<classBits|class)
		}
	}
}

// longestSyllable is that of zhuang, chuang and shuang.
const longestSyllable = 6

// beginsSyllable reports whether letters are a syllable or the initial of one
// or, at the end of what is typed, any beginning of one.
func (r *Readings) beginsSyllable(letters []rune, last bool) bool {
	typed := string(letters)
	if _, ok := r.numbers[typed]; ok || isInitial(typed) {
		return true
	}
	return last && r.beginnings[typed]
}

// isInitial reports whether letters are an initial of two letters.
func isInitial(letters string) bool { return letters == "zh" || letters == "ch" || letters == "sh" }
