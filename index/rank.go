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
	// recentDays is after how many days nothing is left that could matter.
	recentDays = 20 * recentHalf
	// leadRunes is how many characters are the beginning of a body: its first
	// sentence or two.
	leadRunes = 90
	// rerankDepth is how many of the first hits are looked at for nearness.
	rerankDepth = 100
)

// newFading gives what is left of being recent, by age in days.
func newFading() []float64 {
	fading := make([]float64, recentDays)
	for age := range fading {
		fading[age] = math.Exp2(-float64(age) / recentHalf)
	}
	return fading
}

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
		// A day that is missing is older than the fading goes.
		if age := uint64(newest - days[row]); age < uint64(len(q.fading)) {
			score *= 1 + q.weights.recent*q.fading[age]
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
	if pairs.len() == 0 {
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
