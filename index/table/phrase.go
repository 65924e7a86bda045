package table

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"zonesearch/segment/fold"
)

// Phrase gives the rows whose text holds exactly this run of canonical runes,
// within one paragraph, neither of its ends falling inside a number or a Latin
// word. An empty run is nowhere.
func (s *Snapshot) Phrase(ctx context.Context, text int, canonical []rune) (Set, error) {
	candidates, exact, err := s.candidates(text, canonical)
	if err != nil {
		return Set{}, err
	}
	if exact || candidates.IsEmpty() {
		return candidates, nil
	}
	key := runKey{text, string(canonical)}
	found := s.known(key, candidates)
	r := newRun(canonical, s.common)
	sieve := s.sieve(r, text)
	scanned, err := s.filter(ctx, candidates.without(found), func(row uint32) bool {
		maybe, sure := sieve.holds(row)
		return sure || maybe && r.in(s.units(row, text))
	})
	if err != nil {
		return Set{}, err
	}
	for i, seg := range s.segments {
		if found.parts[i] == nil && scanned.parts[i] != nil {
			found.parts[i] = scanned.parts[i]
			seg.runs.put(key, foundRun{scanned.parts[i], seg.gone()}, int(scanned.parts[i].GetSizeInBytes()), runShare*seg.len())
		}
	}
	return found, nil
}

// runKey names a run that was looked for in a segment's texts. People ask for
// the same again: with a filter more, for the next page, for the feed of it.
type runKey struct {
	text int
	run  string
}

// foundRun is the documents of a segment that hold a run, as far as they were
// not deleted when it was looked for.
type foundRun struct {
	docs *roaring.Bitmap
	gone uint64
}

// runShare is how many bytes a segment may keep of runs for each of its
// documents: some sixty of the most frequent.
const runShare = 8

// gone counts the documents of the segment that are deleted.
func (seg *part) gone() uint64 {
	if seg.deleted == nil {
		return 0
	}
	return seg.deleted.GetCardinality()
}

// known gives what is known of a run: in the segments where that is something,
// the candidates that hold it, and no bitmap in the others. What was found after
// more had been deleted than this view shows does not count.
func (s *Snapshot) known(key runKey, candidates Set) Set {
	found := s.empty()
	for i, seg := range s.segments {
		if k, ok := seg.runs.get(key); ok && k.gone <= seg.gone() {
			found.parts[i] = k.docs
			if k.gone != seg.gone() && candidates.parts[i] != nil {
				found.parts[i] = roaring.And(k.docs, candidates.parts[i])
			}
		}
	}
	return found
}

// candidates gives the rows that may hold a run: those that have all of its
// terms. exact reports that each of them does hold it.
func (s *Snapshot) candidates(text int, canonical []rune) (set Set, exact bool, err error) {
	if len(canonical) == 0 || slices.Contains(canonical, '\n') {
		return s.empty(), true, nil
	}
	terms := s.t.telling(canonical)
	if len(terms) == 0 {
		return s.All(), false, nil
	}
	set, err = s.Terms(text, terms)
	return set, len(terms) == 1 && isHanWord(canonical) && terms[0] == string(canonical), err
}

// telling gives the terms of a run without those that stand within another one:
// a text that has a word has all words within it.
func (t *Table) telling(canonical []rune) (terms []string) {
	t.seg.Terms(fold.Canon(string(canonical)), func(term []byte, _ bool) { terms = append(terms, string(term)) })
	slices.SortFunc(terms, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	kept := terms[:0]
	for _, term := range slices.Compact(terms) {
		within := func(longer string) bool { return strings.Contains(longer, term) }
		// But 15 is not within 2015.
		if !isHanWord([]rune(term)) || !slices.ContainsFunc(kept, within) {
			kept = append(kept, term)
		}
	}
	return kept
}

// isHanWord reports whether no end of a run can fall inside anything, so that a
// term is all there is to find.
func isHanWord(canonical []rune) bool {
	return !slices.ContainsFunc(canonical, func(r rune) bool { return !fold.IsHan(r) })
}

// Terms gives the rows whose text holds all of some terms.
func (s *Snapshot) Terms(text int, terms []string) (set Set, err error) {
	terms = slices.Clone(terms)
	slices.Sort(terms)
	terms = slices.Compact(terms)
	set = s.empty()
	err = s.protect(func() error {
		lists := make([]*roaring.Bitmap, len(terms))
		for i, seg := range s.segments {
			for j, term := range terms {
				if lists[j], err = seg.term(text, term); err != nil {
					return err
				}
				if lists[j] == nil {
					lists = lists[:0]
					break
				}
			}
			set.parts[i] = intersect(lists)
			lists = lists[:len(terms)]
		}
		return nil
	})
	return set, err
}

// intersect gives what is in all bitmaps, the smallest first; of none it gives
// nil.
func intersect(lists []*roaring.Bitmap) *roaring.Bitmap {
	if len(lists) == 0 {
		return nil
	}
	slices.SortFunc(lists, func(a, b *roaring.Bitmap) int { return cmp.Compare(a.GetCardinality(), b.GetCardinality()) })
	both := lists[0]
	for _, l := range lists[1:] {
		if both.IsEmpty() {
			break
		}
		both = roaring.And(both, l)
	}
	return both
}
