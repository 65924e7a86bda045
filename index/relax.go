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
	if !set.IsEmpty() {
		enough := !p.sentence
		if !enough {
			if enough, err = p.literal(e, set); err != nil {
				return set, false, err
			}
		}
		if enough {
			return set, false, nil
		}
	}
	set, err = p.relax(e, hard)
	return set, !set.IsEmpty(), err
}

// literal reports whether some row of a set holds everything as it was typed.
func (p *plan) literal(e *evaluation, set table.Set) (bool, error) {
	for _, t := range p.typed {
		held, err := e.anywhere(everywhere, func(text int) (table.Set, error) { return e.phrase(text, t.canon) })
		if err != nil {
			return false, err
		}
		if set = set.And(held); set.IsEmpty() {
			return false, nil
		}
	}
	return true, nil
}

// relax gives the rows of hard that hold more than half of the weight of the
// words and phrases. Rare ones weigh more (see telling), and what stands nowhere
// weighs most: 永乐店 does not find every article with a 店 in it. Of a sentence,
// which says much that no article does, it weighs less.
func (p *plan) relax(e *evaluation, hard table.Set) (table.Set, error) {
	if len(p.soft) < 2 { // a lone word that stands nowhere finds nothing
		return e.snap.None(), nil
	}
	units := loose(p.soft)
	absent := float32(1)
	if p.sentence {
		absent = absentShare
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
		weight := float32(p.telling(c.unit, set.Len(), e.snap.Len()))
		if set.IsEmpty() {
			total += absent * weight
			continue
		}
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

// loose lists the units that a query relaxes by. What was bound together though
// nobody quoted it, and a long word, count as a whole and by their parts.
func loose(units []*unitCond) []*unitCond {
	var out []*unitCond
	for _, c := range units {
		out = append(out, c)
		for _, part := range c.unit.parts {
			out = append(out, &unitCond{&unit{text: part, words: []string{part}}, c.scope})
		}
	}
	return out
}

// telling is what a unit weighs: how rare it is in the archive, times how rare
// it is in the language. In a small archive 发生 may be as rare as a name, and
// still says nothing about what is asked for.
func (p *plan) telling(u *unit, holding, rows int) float64 {
	weight := rarity(holding, rows)
	if len(u.words) != 1 {
		return weight
	}
	return weight * p.rarityInLanguage(u.words[0])
}

// rarityInLanguage tells how much a word says by itself: 1 for one that the
// dictionary does not know or calls rare, leastTelling for the commonest.
func (p *plan) rarityInLanguage(word string) float64 {
	frequency := float64(max(2, p.segmenter.Frequency(word)))
	return max(leastTelling, math.Log(commonest/frequency)/math.Log(commonest))
}

// absentShare is what a word of a sentence that stands nowhere keeps. On
// questions with known answers 0.25 loses nothing, and 1 costs 0.02 of MRR@10.
const absentShare = 0.25

const (
	// commonest is the frequency in the dictionary at which a word tells
	// nothing: that of 的 is some three times as great.
	commonest = 1e6
	// leastTelling is what the commonest words keep of their weight.
	leastTelling = 0.2
)

// rarity is the inverse document frequency of BM25: the logarithm of how many
// times fewer rows hold a word than do not. It is never below 0.
func rarity(holding, rows int) float64 {
	n := float64(max(holding, 1))
	return math.Log(1 + (float64(rows)-n+0.5)/(n+0.5))
}
