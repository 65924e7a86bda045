package suggest

import (
	"math/bits"
	"strings"
)

// maxTyped bounds what is looked at of what is typed: one bit for each rune,
// and one more for its end.
const maxTyped = 63

// fit says how what is typed lies on a name.
type fit struct {
	// length is how many runes of the name it covers, 0 where it does not fit.
	length int
	// whole says that it can also cover all of the name.
	whole bool
}

// fits lays what is typed onto the runes from a place to the end of its name.
// Every way to part the letters into syllables is followed at once: a state is
// how much of what is typed has been used up, and a bit for each state says
// whether it can be reached. strict leaves out initials: every syllable is
// whole, but for the last where unfinished says so.
func (d *Dictionary) fits(typed []rune, at, end uint32, strict, unfinished bool) (f fit) {
	states, final := uint64(1), uint64(1)<<len(typed)
	for n := 1; at < end && states != 0; n, at = n+1, at+1 {
		var next uint64
		for rest := states; rest != 0; rest &= rest - 1 {
			used := bits.TrailingZeros64(rest)
			next |= d.step(typed, used, at, strict, unfinished)
		}
		if next&final != 0 {
			if f.length == 0 {
				f.length = n
			}
			f.whole = f.whole || at+1 == end
		}
		states = next &^ final
	}
	return f
}

// step gives the states that one rune of a name leads to from one state.
func (d *Dictionary) step(typed []rune, used int, at uint32, strict, unfinished bool) (next uint64) {
	first := typed[used]
	if first == d.runes[at] {
		next = 1 << (used + 1)
	}
	if d.sounds[at] == 0 || !isLatin(first) {
		return next
	}
	syllable := d.readings.syllables[d.sounds[at]]
	common := 0
	for common < len(syllable) && used+common < len(typed) && typed[used+common] == rune(syllable[common]) {
		common++
	}
	if common == 0 {
		return next
	}
	if common == len(syllable) || unfinished && used+common == len(typed) {
		next |= 1 << (used + common)
	}
	if !strict {
		next |= 1 << (used + 1)
		if common > 1 && isInitial(syllable[:2]) {
			next |= 1 << (used + 2)
		}
	}
	return next
}

// letters gives what counts of what is typed; ü may be typed as such.
func letters(typed string) []rune {
	return appendLetters(nil, strings.NewReplacer("ü", "v", "Ü", "v").Replace(typed), maxTyped)
}
