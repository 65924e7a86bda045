package suggest

import (
	"cmp"
	"slices"
)

// Closeness says how a Candidate differs from what was typed, the closest
// first.
type Closeness int

const (
	// SameSound is what letters spell, or has one character that is read as
	// the one that was typed.
	SameSound Closeness = iota
	// LikeSound has one character that is read alike by those who do not tell
	// zh from z nor -ng from -n.
	LikeSound
	// OneCharacter has one character more, less or other.
	OneCharacter
	// SeveralSounds has several characters that are read the same or alike,
	// half of all at most.
	SeveralSounds
)

// Candidate is what may have been meant.
type Candidate struct {
	// Text is folded and without punctuation.
	Text      string
	Closeness Closeness
	// Name says that it is a name or a word, or that the name of a place or
	// company begins with it; else it is a stretch of something longer.
	Name bool
	// order is the number of the entry that it is of.
	order uint32
}

// Compare orders candidates by how likely they were meant: a changed character
// is likelier than several, a name likelier than a stretch of a title.
func (c Candidate) Compare(other Candidate) int {
	return cmp.Or(
		compareBools(c.Closeness == SeveralSounds, other.Closeness == SeveralSounds),
		compareBools(other.Name, c.Name),
		cmp.Compare(c.Closeness, other.Closeness),
	)
}

// compareBools puts false first.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

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

// edited finds names that differ by one character. One half of what was typed
// then stands in the name as it is, at its beginning or its end.
func (n *nearness) edited() {
	d, half := n.d, len(n.typed)/2
	first, second := n.typed[:half], n.typed[half:]
	d.places(first, func(at uint32, form int) {
		if start, end := d.form(form); at == start && n.similar(end-start) && hasPrefix(d.runes[start:end], first) {
			n.edit(form)
		}
	})
	d.places(second, func(at uint32, form int) {
		if start, end := d.form(form); n.similar(end-start) && slices.Equal(d.runes[at:end], second) {
			n.edit(form)
		}
	})
}

// similar reports whether a name has as many runes as was typed, or one more or
// less.
func (n *nearness) similar(length uint32) bool {
	l := int(length)
	return l >= max(leastEdit, len(n.typed)-1) && l <= len(n.typed)+1
}

// edit adds a name if it is one character away.
func (n *nearness) edit(form int) {
	start, end := n.d.form(form)
	if oneEdit(n.typed, n.d.runes[start:end]) {
		n.add(start, end, form, OneCharacter)
	}
}

func hasPrefix(text, prefix []rune) bool {
	return len(text) >= len(prefix) && slices.Equal(text[:len(prefix)], prefix)
}

// oneEdit reports whether one rune is all that has to be put in, taken out or
// changed to make one text of the other.
func oneEdit(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i < len(a) && slices.Equal(a[i+1:], b[i+1:])
	case 1:
		return slices.Equal(a[i:], b[i+1:])
	}
	return false
}

// Merge joins candidates of two dictionaries in the order of Near, those of the
// first before equally likely ones of the second.
func Merge(a, b []Candidate) []Candidate {
	merged := slices.Clone(a)
	for _, c := range b {
		if !slices.ContainsFunc(a, func(other Candidate) bool { return other.Text == c.Text }) {
			merged = append(merged, c)
		}
	}
	slices.SortStableFunc(merged, Candidate.Compare)
	return merged
}
