package index

import "slices"

// pair is two neighbouring characters.
type pair [2]rune

// hash tells pairs apart, mostly.
func (p pair) hash() uint32 { return (uint32(p[0])*31 + uint32(p[1])) % pairBits }

const pairBits = 1 << 10

// pairSet is the pairs of neighbouring characters of a query. Nearly all pairs
// of a text are none of them, which maybe tells without a look at the map.
type pairSet struct {
	places map[pair]int
	maybe  [pairBits]bool
}

// pairs gives the pairs of neighbouring characters of the query.
func (p *plan) pairs() *pairSet {
	s := &pairSet{places: map[pair]int{}}
	for _, t := range p.typed {
		for i := 1; i < len(t.canon); i++ {
			pair := pair{t.canon[i-1], t.canon[i]}
			if _, known := s.places[pair]; !known {
				s.places[pair] = len(s.places)
				s.maybe[pair.hash()] = true
			}
		}
	}
	return s
}

func (s *pairSet) len() int { return len(s.places) }

// place gives the number of a pair of the set.
func (s *pairSet) place(p pair) (place int, ok bool) {
	if !s.maybe[p.hash()] {
		return 0, false
	}
	place, ok = s.places[p]
	return place, ok
}

// nearness tells which part of a query's pairs a row's texts hold, which part
// the title and the beginning of the body hold, and which part of the runs and
// phrases they hold as they were typed.
type nearness struct{ all, lead, whole float64 }

func (q *question) nearness(row uint32, pairs *pairSet) (nearness, error) {
	held := make([]bool, pairs.len())
	runs := make([]bool, len(q.plan.typed))
	all, lead := 0, 0
	for _, text := range []int{textTitle, textBody} {
		runes, err := q.snap.Text(row, text)
		if err != nil {
			return nearness{}, err
		}
		for i := 1; i < len(runes); i++ {
			if i == leadRunes && text == textBody {
				lead = all
			}
			if place, ok := pairs.place(pair{runes[i-1], runes[i]}); ok && !held[place] {
				held[place] = true
				all++
			}
		}
		if text == textBody && len(runes) <= leadRunes {
			lead = all
		}
		for i, t := range q.plan.typed {
			runs[i] = runs[i] || containsRunes(runes, t.canon)
		}
	}
	whole := 0
	for _, has := range runs {
		if has {
			whole++
		}
	}
	share := func(n, of int) float64 { return float64(n) / float64(max(1, of)) }
	return nearness{share(all, pairs.len()), share(lead, pairs.len()), share(whole, len(runs))}, nil
}

// containsRunes reports whether text holds run. Cuts inside numbers and Latin
// words do not matter here: it decides an order only.
func containsRunes(text, run []rune) bool {
	if len(run) == 0 {
		return false
	}
	for i := 0; i+len(run) <= len(text); i++ {
		if text[i] == run[0] && slices.Equal(text[i:i+len(run)], run) {
			return true
		}
	}
	return false
}
