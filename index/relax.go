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
	if !set.IsEmpty() && !p.question {
		return set, false, nil
	}
	set, err = p.relax(e, hard)
	return set, !set.IsEmpty(), err
}

// relax gives the rows of hard that hold more than half of the weight of the
// words and phrases. Rare ones weigh more: the square of the inverse document
// frequency, so that the one name in a long question outweighs what is asked
// about it. A word that stands nowhere weighs nothing, because it cannot tell
// rows apart.
func (p *plan) relax(e *evaluation, hard table.Set) (table.Set, error) {
	units := loose(p.soft)
	if len(units) < 2 {
		return e.snap.None(), nil
	}
	held := make([]float32, e.snap.Rows())
	total := float32(0)
	for _, c := range units {
		if err := e.ctx.Err(); err != nil {
			return hard, err
		}
		set, err := c.rows(e)
		if err != nil {
			return hard, err
		}
		if set.IsEmpty() {
			continue
		}
		weight := float32(c.share * math.Pow(rarity(set.Len(), e.snap.Len()), relaxPower))
		total += weight
		set.Each(func(d table.Doc) bool {
			held[e.snap.Row(d)] += weight
			return true
		})
	}
	if total == 0 {
		return e.snap.None(), nil
	}
	enough, err := e.snap.Where(e.ctx, func(row uint32) bool { return held[row] > total/2 })
	if err != nil {
		return hard, err
	}
	return hard.And(enough), nil
}

var relaxPower = 2.0

// looseUnit is a unit that a query relaxes by, and what it counts beside others
// as rare.
type looseUnit struct {
	*unitCond
	share float64
}

// loose lists the units that a query relaxes by. What was bound together though
// nobody quoted it, and a long word, count as a whole, and their parts a little
// by themselves.
func loose(units []*unitCond) []looseUnit {
	var out []looseUnit
	for _, c := range units {
		out = append(out, looseUnit{c, 1})
		for _, part := range c.unit.parts {
			out = append(out, looseUnit{&unitCond{&unit{text: part, words: []string{part}}, c.scope}, wordShare})
		}
	}
	return out
}

var wordShare = 1.0

// rarity is the inverse document frequency of BM25: the logarithm of how many
// times fewer rows hold a word than do not. It is never below 0.
func rarity(holding, rows int) float64 {
	n := float64(max(holding, 1))
	return math.Log(1 + (float64(rows)-n+0.5)/(n+0.5))
}
