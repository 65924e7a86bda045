package index

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"zonesearch/index/table"
	"zonesearch/segment/fold"
)

const (
	// similarWords is how many of an article's words stand for it: the most
	// telling ones. More find the same articles at a higher price.
	similarWords = 24
	// similarLeast is how many of these a similar article must share.
	similarLeast = 4
)

// Similar gives the articles that share the most telling words of an article,
// its reprints aside. Limit 0 means DefaultLimit.
func (x *Index) Similar(ctx context.Context, id string, limit int) ([]Hit, error) {
	if err := (Page{Limit: limit}).check(); err != nil {
		return nil, err
	}
	hits := []Hit{}
	err := x.answer(ctx, func(v *view) error {
		row, err := x.rowOf(v, id)
		if err != nil {
			return err
		}
		e := v.evaluation(ctx, ofArticles)
		words, err := x.tellingWords(e, row)
		if err != nil || len(words) == 0 {
			return err
		}
		found, err := e.sharing(words, row)
		if err != nil {
			return err
		}
		weighted := make([]table.Weighted, 0, 2*len(words))
		for _, w := range words {
			weighted = append(weighted, table.Weighted{Text: textTitle, Term: w.text, Weight: x.rankings.words.title}, table.Weighted{Text: textBody, Term: w.text, Weight: 1})
		}
		rows, err := e.snap.Rank(ctx, found, weighted, table.Ranking{Limit: Page{Limit: limit}.limit(), Tie: numDay})
		if err != nil {
			return err
		}
		hits, err = x.hits(&question{evaluation: e, plan: planOfWords(words)}, rows, false)
		return err
	})
	return hits, err
}

type tellingWord struct {
	text  string
	count int
	score float64
}

// tellingWords picks the words of a row that are frequent in it and rare
// elsewhere.
func (x *Index) tellingWords(e *evaluation, row uint32) ([]tellingWord, error) {
	times := [...]int{textTitle: 3, textBody: 1} // a title says more
	counts := map[string]int{}
	for _, text := range everywhere.texts() {
		runes, err := e.snap.Text(row, text)
		if err != nil {
			return nil, err
		}
		for _, token := range x.planner.segmenter.Path(&fold.Text{Runes: runes}) {
			if utf8.RuneCountInString(token.Text) > 1 && !fold.IsDigit(rune(token.Text[0])) && !x.planner.segmenter.IsStop(token.Text) {
				counts[token.Text] += times[text]
			}
		}
	}
	words := make([]tellingWord, 0, len(counts))
	for text, n := range counts {
		idf, err := e.snap.IDF(text)
		if err != nil {
			return nil, err
		}
		words = append(words, tellingWord{text, n, idf * float64(n) / (float64(n) + 1.2)})
	}
	slices.SortFunc(words, func(a, b tellingWord) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.text, b.text))
	})
	return words[:min(len(words), similarWords)], nil
}

// sharing gives the rows that hold enough of the words, but for the row itself
// and its reprints.
func (e *evaluation) sharing(words []tellingWord, row uint32) (table.Set, error) {
	held := make([]uint8, e.snap.Rows())
	for _, w := range words {
		set, err := e.anywhere(everywhere, func(text int) (table.Set, error) { return e.term(text, w.text) })
		if err != nil {
			return set, err
		}
		set.Each(func(d table.Doc) bool {
			held[e.snap.Row(d)]++
			return true
		})
	}
	least := uint8(min(similarLeast, len(words)))
	group := e.snap.Numbers(numGroup)
	return e.snap.Where(e.ctx, func(r uint32) bool { return held[r] >= least && group[r] != group[row] })
}

// planOfWords lets hits be marked by words that nobody typed.
func planOfWords(words []tellingWord) *plan {
	p := &plan{}
	for _, w := range words {
		c := &unitCond{unit: &unit{text: w.text, words: []string{w.text}}}
		p.typed = append(p.typed, typed{text: w.text, units: []*unitCond{c}})
	}
	return p
}
