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
