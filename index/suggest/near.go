package suggest

import (
	"cmp"
	"slices"
)

// Lengths that are looked at, in runes. One character alone sounds like a
// hundred others, and of two one says too little to be changed by more than its
// sound; what is longer than a name is a sentence.
const (
	leastNear = 2
	mostNear  = 24
	leastEdit = 3 // of both, what was typed and what was meant
)

// mostCandidates bounds what Near gives.
const mostCandidates = 64

// Near gives stretches of names that a run of text may have been meant as, the
// likeliest first, equal ones in the order of entries. Letters in it
// are read as whole syllables. What equals the run is none.
func (d *Dictionary) Near(run string) []Candidate {
	typed := letters(run)
	if len(typed) < leastNear || !slices.ContainsFunc(typed, func(r rune) bool { return isLatin(r) || d.readings.first(r) != 0 }) {
		return nil
	}
	n := nearness{d: d, typed: typed, found: map[string]Candidate{}}
	if slices.ContainsFunc(typed, isLatin) {
		n.spelled()
	} else if len(typed) <= mostNear {
		n.sounding()
		if len(typed) >= leastEdit {
			n.edited()
		}
	}
	return n.sorted()
}

// nearness is one look for candidates.
type nearness struct {
	d     *Dictionary
	typed []rune
	found map[string]Candidate
}

// add takes a stretch of a name in, unless it is what was typed.
func (n *nearness) add(from, to uint32, form int, c Closeness) {
	stretch := n.d.runes[from:to]
	if slices.Equal(stretch, n.typed) {
		return
	}
	start, end := n.d.form(form)
	owner := n.d.owners[form]
	name := from == start && (to == end || n.d.entries[owner].kind.class() == 0)
	candidate := Candidate{string(stretch), c, name, owner}
	if old, known := n.found[candidate.Text]; !known || compareCandidates(candidate, old) < 0 {
		n.found[candidate.Text] = candidate
	}
}

func compareCandidates(a, b Candidate) int {
	return cmp.Or(a.Compare(b), cmp.Compare(a.order, b.order), cmp.Compare(a.Text, b.Text))
}

func (n *nearness) sorted() []Candidate {
	out := make([]Candidate, 0, len(n.found))
	for _, c := range n.found {
		out = append(out, c)
	}
	slices.SortFunc(out, compareCandidates)
	return out[:min(len(out), mostCandidates)]
}

// places calls f with every place that text may begin at, and its name.
func (d *Dictionary) places(text []rune, f func(at uint32, form int)) {
	for _, s := range d.readings.spans(text) {
		for _, form := range d.heads.within(s) {
			f(d.starts[form], int(form))
		}
		for _, at := range d.inner.within(s) {
			// Looking up the name takes longest: what cannot fit is told first.
			if d.runes[at] == text[0] || isLatin(text[0]) || d.alike(text[0], at) {
				f(at, d.formAt(at))
			}
		}
	}
}

// spelled finds what is spelled by letters.
func (n *nearness) spelled() {
	n.d.places(n.typed, func(at uint32, form int) {
		_, end := n.d.form(form)
		if fit := n.d.fits(n.typed, at, end, true, false); fit.length > 1 {
			n.add(at, at+uint32(fit.length), form, SameSound)
		}
	})
}

// sounding finds what sounds the same.
func (n *nearness) sounding() {
	d := n.d
	d.places(n.typed, func(at uint32, form int) {
		to := at + uint32(len(n.typed))
		if _, end := d.form(form); to > end {
			return
		}
		closeness, changed := SameSound, 0
		for i, r := range n.typed {
			place := at + uint32(i)
			switch {
			case r == d.runes[place]:
				continue
			case d.same(r, place):
			case d.alike(r, place):
				closeness = LikeSound
			default:
				return
			}
			changed++
		}
		if changed > 1 {
			closeness = SeveralSounds
		}
		if changed <= max(1, len(n.typed)/2) {
			n.add(at, to, form, closeness)
		}
	})
}

// same reports whether a character can be read as the one at a place is.
func (d *Dictionary) same(r rune, at uint32) bool {
	s := d.sounds[at]
	return s != 0 && (d.readings.first(r) == s || slices.Contains(d.readings.others[r], s))
}

// alike reports whether a character can be read almost as the one at a place.
func (d *Dictionary) alike(r rune, at uint32) bool {
	s := d.sounds[at]
	if s == 0 {
		return false
	}
	blurred := d.readings.blurred
	return blurred[d.readings.first(r)] == blurred[s] ||
		slices.ContainsFunc(d.readings.others[r], func(o sound) bool { return blurred[o] == blurred[s] })
}
