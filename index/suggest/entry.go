package suggest

import (
	"cmp"
	"slices"
)

// Kind says what an entry is.
type Kind uint8

// The kinds, those first that are offered first: places and companies before
// words, and both before titles.
const (
	Zone Kind = iota
	City
	Company
	Term
	Title
)

// String gives the kind as the contract names it.
func (k Kind) String() string {
	return [...]string{"zone", "city", "company", "term", "title"}[k]
}

// Entry is something to offer.
type Entry struct {
	// Text is what is offered.
	Text string
	Kind Kind
	// Count says how much there is of it; of two entries of a rank the one
	// with more is offered first.
	Count int
	// Also are other names by which it is found.
	Also []string
}

// class is the order in which kinds are offered: what is called by a name has
// one class, so that a city with much news stands before a zone with little.
func (k Kind) class() int {
	switch k {
	case Zone, City, Company:
		return 0
	case Term:
		return 1
	}
	return 2
}

// compareEntries is the order in which entries are offered.
func compareEntries(a, b *Entry) int {
	return cmp.Or(
		cmp.Compare(a.Kind.class(), b.Kind.class()),
		cmp.Compare(b.Count, a.Count),
		cmp.Compare(a.Kind, b.Kind),
	)
}

// distinct sorts entries in the order in which they are offered, and joins
// those of one text: the kind of the first stays, with the greatest count. Of
// titles the counts add up: they are so many articles.
func distinct(entries []Entry) []Entry {
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b Entry) int { return cmp.Compare(a.Kind, b.Kind) })
	places := make(map[string]int, len(sorted))
	kept := sorted[:0]
	for _, e := range sorted {
		at, known := places[e.Text]
		switch {
		case !known:
			places[e.Text] = len(kept)
			kept = append(kept, e)
		case e.Kind == Title && kept[at].Kind == Title:
			kept[at].Count += e.Count
		default:
			kept[at].Count = max(kept[at].Count, e.Count)
			kept[at].Also = append(slices.Clip(kept[at].Also), e.Also...)
		}
	}
	slices.SortStableFunc(kept, func(a, b Entry) int { return compareEntries(&a, &b) })
	return kept
}
