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

// distinct joins entries of one text and gives the rest in the order in which
// they are offered.
func distinct(entries []Entry) []*Entry {
	places := make(map[string]int, len(entries))
	kept := make([]Entry, 0, len(entries))
	for i := range entries {
		e := &entries[i]
		if at, known := places[e.Text]; known {
			kept[at].join(e)
			continue
		}
		places[e.Text] = len(kept)
		kept = append(kept, *e)
	}
	order := make([]int, len(kept))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(compareEntries(&kept[a], &kept[b]), a-b) })
	sorted := make([]*Entry, len(order))
	for i, n := range order {
		sorted[i] = &kept[n]
	}
	return sorted
}

// join takes in another entry of the same text: the kind that is offered first
// stays, and the greater count. Of titles the counts add up: they are so many
// articles.
func (e *Entry) join(other *Entry) {
	if e.Kind == Title && other.Kind == Title {
		e.Count += other.Count
	} else {
		e.Count = max(e.Count, other.Count)
	}
	e.Kind = min(e.Kind, other.Kind)
	e.Also = append(slices.Clip(e.Also), other.Also...)
}
