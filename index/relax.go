package index

import (
	"math"

	"zonesearch/index/table"
)

// match gives the rows that a query finds, and whether it had to relax.
func (p *plan) match(e *evaluation) (set table.Set, relaxed bool, err error) {
	hard, err := allOf(p.hard).rows(e)
	if err != nil {
		return hard, false, err
	}
	set = hard
	units := make([]table.Set, len(p.soft))
	for i, c := range p.soft {
		if units[i], err = c.rows(e); err != nil {
			return set, false, err
		}
		set = set.And(units[i])
	}
	if len(p.soft) < 2 || !set.IsEmpty() {
		return set, false, nil
	}
	set, err = p.relax(e, hard, units)
	return set, !set.IsEmpty(), err
}

// relax gives the rows of hard that hold more than half of the weight of the
// units. A unit weighs its inverse document frequency, so rare words weigh
// more; one that stands nowhere weighs like one that stands once.
func (p *plan) relax(e *evaluation, hard table.Set, units []table.Set) (table.Set, error) {
	weights := make([]float32, len(units))
	total := float32(0)
	for i, set := range units {
		weights[i] = float32(rarity(set.Len(), e.snap.Len()))
		total += weights[i]
	}
	held := make([]float32, e.snap.Rows())
	for i, set := range units {
		if err := e.ctx.Err(); err != nil {
			return hard, err
		}
		set.Each(func(d table.Doc) bool {
			held[e.snap.Row(d)] += weights[i]
			return true
		})
	}
	enough, err := e.snap.Where(e.ctx, func(row uint32) bool { return held[row] > total/2 })
	if err != nil {
		return hard, err
	}
	return hard.And(enough), nil
}

// rarity is the inverse document frequency of BM25: the logarithm of how many
// times fewer rows hold a word than do not. It is never below 0.
func rarity(holding, rows int) float64 {
	n := float64(max(holding, 1))
	return math.Log(1 + (float64(rows)-n+0.5)/(n+0.5))
}
