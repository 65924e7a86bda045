package index

import (
	"math"
	"slices"

	"zonesearch/index/table"
)

// weights of the ranking. docs/ranking.md has the figures that they were chosen
// by.
type weights struct {
	// title is what a word in the title counts beside one in the body.
	title float64
	// near is how much more an article scores that holds every pair of
	// neighbouring characters of the query.
	near float64
	// whole is how much more it scores where it holds every run of the query as
	// it was typed.
	whole float64
	// lead is how much more it scores where its title and the beginning of its
	// body, which in news say what it is about, hold those pairs.
	lead float64
	// recent is how much more the newest article scores than a very old one;
	// half of it is gone after recentHalf days.
	recent float64
	// phrase is what a phrase counts beside its words, where it stands whole.
	phrase float64
	// language is how far a word that is common in Chinese counts less than one
	// that is as rare here but a name: from 0, not at all, to 1.
	language float64
	// k1 and b are BM25's.
	k1, b float64
}

// rankings are the weights for the two ways in which people ask.
type rankings struct {
	// words is for words and headlines, questions for questions: these ask for
	// a detail that may stand anywhere, in words of which few tell anything.
	words, questions weights
}

func standardRankings() rankings {
	return rankings{
		words:     weights{title: 1.6, near: 2, whole: 1, lead: 3, recent: 0.02, phrase: 0.3, language: 0, k1: 0.5, b: 0.5},
		questions: weights{title: 1.6, near: 1, whole: 0.15, lead: 1, recent: 0, phrase: 0.7, language: 0.7, k1: 2.5, b: 0.75},
	}
}

const (
	recentHalf = 730
	// leadRunes is how many characters are the beginning of a body: its first
	// sentence or two.
	leadRunes = 90
	// rerankDepth is how many of the first hits are looked at for nearness.
	rerankDepth = 100
)

// rank gives the hits from skip on in the order of their relevance.
func (q *question) rank(skip, limit int) ([]table.Hit, error) {
	adjust, err := q.adjustment()
	if err != nil {
		return nil, err
	}
	want := max(skip+limit, rerankDepth)
	hits, err := q.snap.Rank(q.ctx, q.found, q.weighted(), table.Ranking{Limit: want, Tie: numDay, Adjust: adjust, K1: q.weights.k1, B: q.weights.b})
	if err != nil {
		return nil, err
	}
	if skip < rerankDepth {
		if err := q.rerank(hits[:min(len(hits), rerankDepth)]); err != nil {
			return nil, err
		}
	}
	hits = hits[min(skip, len(hits)):]
	return hits[:min(limit, len(hits))], nil
}

// weighted lists the words that score.
func (q *question) weighted() []table.Weighted {
	var words []table.Weighted
	seen := map[string]bool{}
	for _, c := range q.plan.wanted {
		for _, word := range c.unit.words {
			if c.unit.stop || seen[word] {
				continue
			}
			seen[word] = true
			weight := q.languageWeight(word)
			words = append(words, table.Weighted{Text: textTitle, Term: word, Weight: weight * q.weights.title})
			if c.scope == everywhere {
				words = append(words, table.Weighted{Text: textBody, Term: word, Weight: weight})
			}
		}
	}
	return words
}

// bonus is what a score gains where a run stands whole.
type bonus struct {
	rows  []bool
	score float64
}

// adjustment adds to a score what phrases, synonyms and the date are worth.
func (q *question) adjustment() (func(row uint32, score float64) float64, error) {
	var bonuses []bonus
	add := func(s scope, run []rune, weight float64) error {
		set, err := q.anywhere(s, func(text int) (table.Set, error) { return q.phrase(text, run) })
		if err != nil {
			return err
		}
		n := set.Len()
		if set = set.And(q.found); set.IsEmpty() {
			return nil
		}
		rows, err := q.members(set)
		bonuses = append(bonuses, bonus{rows, weight * rarity(n, q.snap.Len())})
		return err
	}
	for _, c := range q.plan.wanted {
		if c.unit.phrase != nil {
			if err := add(c.scope, c.unit.phrase, q.weights.phrase); err != nil {
				return nil, err
			}
		}
		more, err := q.synonymBonuses(c)
		if err != nil {
			return nil, err
		}
		bonuses = append(bonuses, more...)
	}
	days, newest := q.snap.Numbers(numDay), q.view.newestDay()
	return func(row uint32, score float64) float64 {
		for i := range bonuses {
			if bonuses[i].rows[row] {
				score += bonuses[i].score
			}
		}
		if day := days[row]; day != table.Missing {
			score *= 1 + q.weights.recent*math.Exp2(float64(day-newest)/recentHalf)
		}
		return score
	}, nil
}

// synonymBonuses are what a unit's synonyms are worth: their weight times what
// the unit itself scores where it stands once in a text of average length. A
// text that holds the unit gains nothing by them, so that what was typed goes
// before what means the same.
func (q *question) synonymBonuses(c *unitCond) (bonuses []bonus, err error) {
	if len(c.unit.alternatives) == 0 {
		return nil, nil
	}
	any, err := c.rows(q.evaluation)
	if err != nil {
		return nil, err
	}
	language := 0.0
	for _, word := range c.unit.words {
		language = max(language, q.languageWeight(word))
	}
	once := language * rarity(any.Len(), q.snap.Len()) / (1 + q.weights.k1)
	for _, text := range c.scope.texts() {
		weight := once
		if text == textTitle {
			weight *= q.weights.title
		}
		held, err := c.ownIn(q.evaluation, text)
		if err != nil {
			return nil, err
		}
		for _, a := range c.unit.alternatives {
			set, err := q.phrase(text, a.phrase)
			if err != nil {
				return nil, err
			}
			fresh := set.AndNot(held).And(q.found)
			held = held.Or(set)
			if fresh.IsEmpty() {
				continue
			}
			rows, err := q.members(fresh)
			if err != nil {
				return nil, err
			}
			bonuses = append(bonuses, bonus{rows, a.weight * weight})
		}
	}
	return bonuses, nil
}

// languageWeight is what a word keeps of its score for being rare in the
// language.
func (q *question) languageWeight(word string) float64 {
	return 1 - q.weights.language*(1-q.plan.rarityInLanguage(word))
}

// rerank orders the first hits anew, with what their texts tell of nearness.
func (q *question) rerank(hits []table.Hit) error {
	pairs := q.plan.pairs()
	if len(pairs) == 0 {
		return nil
	}
	for i := range hits {
		n, err := q.nearness(hits[i].Row, pairs)
		if err != nil {
			return err
		}
		hits[i].Score *= 1 + q.weights.near*n.all + q.weights.lead*n.lead + q.weights.whole*n.whole
	}
	slices.SortStableFunc(hits, func(a, b table.Hit) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	return nil
}

// pair is two neighbouring characters.
type pair [2]rune

// pairs lists the different pairs of neighbouring characters of the query.
func (p *plan) pairs() map[pair]bool {
	pairs := map[pair]bool{}
	for _, t := range p.typed {
		for i := 1; i < len(t.canon); i++ {
			pairs[pair{t.canon[i-1], t.canon[i]}] = true
		}
	}
	return pairs
}

// nearness tells which part of a query's pairs a row's texts hold, which part
// the title and the beginning of the body hold, and which part of the runs and
// phrases they hold as they were typed.
type nearness struct{ all, lead, whole float64 }

func (q *question) nearness(row uint32, pairs map[pair]bool) (nearness, error) {
	held := make(map[pair]bool, len(pairs))
	runs := make([]bool, len(q.plan.typed))
	lead := 0
	for _, text := range []int{textTitle, textBody} {
		runes, err := q.snap.Text(row, text)
		if err != nil {
			return nearness{}, err
		}
		for i := 1; i < len(runes); i++ {
			if i == leadRunes && text == textBody {
				lead = len(held)
			}
			if p := (pair{runes[i-1], runes[i]}); pairs[p] {
				held[p] = true
			}
		}
		if text == textBody && len(runes) <= leadRunes {
			lead = len(held)
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
	return nearness{share(len(held), len(pairs)), share(lead, len(pairs)), share(whole, len(runs))}, nil
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
