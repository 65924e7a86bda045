package table

import (
	"context"
	"encoding/binary"
	"slices"
	"sort"
)

// Runs are alternatives: one of these runs of canonical runes has to be there.
type Runs [][]rune

// Near gives the members of a set whose text holds a run of each group within
// one paragraph so that no two of them are more than distance runes apart,
// counted from the end of one to the beginning of the other.
func (s *Snapshot) Near(ctx context.Context, set Set, text int, groups []Runs, distance int) (Set, error) {
	return s.together(ctx, set, text, groups, func(units []byte, found [][]span) bool {
		all := inRunes(units, append(found, lineBreaks(units)))
		return near(all[:len(found)], all[len(found)], distance)
	})
}

// Sentence gives the members of a set whose text holds a run of each group
// within one sentence. A sentence ends after any of 。！？；!?; and at the end of
// its paragraph.
func (s *Snapshot) Sentence(ctx context.Context, set Set, text int, groups []Runs) (Set, error) {
	return s.together(ctx, set, text, groups, inSentence)
}

// together looks for all groups in the rows that may hold them, and asks fits
// about the places where it found them.
func (s *Snapshot) together(ctx context.Context, set Set, text int, groups []Runs, fits func(units []byte, found [][]span) bool) (Set, error) {
	if len(groups) == 0 {
		return set, nil
	}
	runs, sieves := make([][]*run, len(groups)), make([][]*sieve, len(groups))
	for i, group := range groups {
		any := s.empty()
		for _, alternative := range group {
			candidates, _, err := s.candidates(text, alternative)
			if err != nil {
				return Set{}, err
			}
			if candidates.IsEmpty() {
				continue
			}
			any = any.Or(candidates)
			r := newRun(alternative, s.common)
			runs[i], sieves[i] = append(runs[i], r), append(sieves[i], s.sieve(r, text))
		}
		if set = set.And(any); set.IsEmpty() {
			return set, nil
		}
	}
	return s.filter(ctx, set, func(row uint32) bool {
		for _, group := range sieves {
			mayHold := func(v *sieve) bool { maybe, _ := v.holds(row); return maybe }
			if !slices.ContainsFunc(group, mayHold) {
				return false
			}
		}
		units := s.units(row, text)
		found := make([][]span, len(runs))
		for i, group := range runs {
			if found[i] = spans(units, group); len(found[i]) == 0 {
				return false
			}
		}
		return fits(units, found)
	})
}

// span is a place in a text, in UTF-16 units.
type span struct{ start, end int }

// spans finds every place of every run, by start.
func spans(units []byte, runs []*run) (found []span) {
	for _, r := range runs {
		for at := r.next(units, 0); at >= 0; at = r.next(units, at+2) {
			found = append(found, span{at / 2, (at + len(r.units)) / 2})
		}
	}
	if len(runs) > 1 {
		sort.Slice(found, func(i, j int) bool { return found[i].start < found[j].start })
	}
	return found
}

// lineBreaks finds the ends of paragraphs.
func lineBreaks(units []byte) (found []span) {
	for i := 0; i < len(units); i += 2 {
		if units[i] == '\n' && units[i+1] == 0 {
			found = append(found, span{i / 2, i/2 + 1})
		}
	}
	return found
}

// inRunes turns places in units into places in runes.
func inRunes(units []byte, found [][]span) [][]span {
	var pairs []int // where the second halves of surrogate pairs are
	for i := 1; i < len(units); i += 2 {
		if units[i]&0xFC == 0xDC {
			pairs = append(pairs, i/2)
		}
	}
	if len(pairs) == 0 {
		return found
	}
	for _, group := range found {
		for i, s := range group {
			group[i] = span{s.start - sort.SearchInts(pairs, s.start), s.end - sort.SearchInts(pairs, s.end)}
		}
	}
	return found
}

// near looks for one span of each group such that the last to start does so
// within distance of the first to end, and no line break stands between.
// No span holds one.
func near(found [][]span, breaks []span, distance int) bool {
	// For every start, in ascending order: how far do the other groups reach
	// that have started already?
	next := make([]int, len(found))
	reach := make([]int, len(found))
	for i := range reach {
		reach[i] = -1
	}
	for {
		first := -1
		for i := range found {
			if next[i] < len(found[i]) && (first < 0 || found[i][next[i]].start < found[first][next[first]].start) {
				first = i
			}
		}
		if first < 0 {
			return false
		}
		at := found[first][next[first]]
		next[first]++
		if len(breaks) > 0 && breaks[0].start < at.start {
			for i := range reach { // what stands in paragraphs before is out of reach
				reach[i] = -1
			}
			for len(breaks) > 0 && breaks[0].start < at.start {
				breaks = breaks[1:]
			}
		}
		reach[first] = max(reach[first], at.end)
		all := true
		for i := range reach {
			all = all && reach[i] >= 0 && reach[i]+distance >= at.start
		}
		if all {
			return true
		}
	}
}

// inSentence looks for a sentence that holds a span of each group.
func inSentence(units []byte, found [][]span) bool {
	next := make([]int, len(found))
	for start := 0; start < len(units)/2; {
		end := sentenceEnd(units, start)
		all := true
		for i, group := range found {
			for next[i] < len(group) && group[next[i]].start < start {
				next[i]++
			}
			has := false
			for _, s := range group[next[i]:] {
				if s.start >= end {
					break
				}
				if s.end <= end {
					has = true
					break
				}
			}
			all = all && has
		}
		if all {
			return true
		}
		start = end
	}
	return false
}

// sentenceEnd gives where the sentence that starts at a unit ends.
func sentenceEnd(units []byte, start int) int {
	for i := start; i < len(units)/2; i++ {
		switch binary.LittleEndian.Uint16(units[2*i:]) {
		case '。', '!', '?', ';', '！', '？', '；', '\n':
			return i + 1
		}
	}
	return len(units) / 2
}
