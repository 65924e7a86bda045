package index

import (
	"strings"

	"zonesearch/index/query"
)

const (
	// fewHits is next to nothing: a query with so many hits is corrected where
	// none of them holds what was typed in one piece, characters met by chance.
	fewHits = 3
	// mostAsked bounds the corrected queries that are tried out, mostLooked
	// the stretches of a run that are looked up, mostWeighed the candidates
	// for each that are counted, and mostCounted all that is counted for one
	// query: together a few milliseconds.
	mostAsked   = 6
	mostLooked  = 8
	mostWeighed = 8
	mostCounted = 40
)

// correct offers a better query where one finds nothing, or only by relaxing.
// What it offers was asked and finds more.
func (x *Index) correct(q *question, total int, info *QueryInfo) {
	known := x.suggestions.newest()
	if known == nil || !q.poor(total) {
		return
	}
	c := &correction{evaluation: q.view.evaluation(q.ctx, q.of), x: x, known: known}
	// That a correction fails is no reason to fail the search: it is not
	// offered then.
	attempts, err := c.attempts(q.plan.node, info.Text)
	if err != nil {
		return
	}
	for _, text := range attempts[:min(len(attempts), mostAsked)] {
		better, err := x.ask(q.ctx, q.view, q.of, text, q.filter)
		if err != nil {
			return
		}
		if better.improves(q, total) {
			info.Corrected = text
			return
		}
	}
}

// poor reports whether a query itself, filters aside, finds next to nothing.
func (q *question) poor(total int) bool {
	switch {
	case q.plan.node == nil:
		return false
	case q.matched.IsEmpty():
		return true
	case q.plan.sentence:
		return false // it relaxes in any case, which says nothing against it
	case q.relaxed:
		return true
	}
	return total > 0 && q.matched.Len() <= fewHits
}

// improves reports whether a question answers more than another one, which found
// total: hits where there were none, hits that meet all of it where it relaxed,
// or simply more.
func (q *question) improves(other *question, total int) bool {
	found := q.found.Len()
	switch {
	case total == 0:
		return found > 0
	case q.relaxed:
		return false
	}
	return found > 0 && other.relaxed || found > total
}

// correction is one attempt to tell what was meant.
type correction struct {
	*evaluation
	x     *Index
	known *suggestions
	// counted is how many stretches and candidates were counted so far.
	counted int
}

// attempts gives queries that may have been meant, the likeliest first: with
// every run replaced that can be, then with one.
func (c *correction) attempts(node query.Node, text string) ([]string, error) {
	var out []string
	all, changed := text, 0
	var err error
	query.Wanted(node, func(n query.Node) {
		run, ok := n.(*query.Run)
		// Where the same text stands twice, once in quotes perhaps, it is not
		// clear which is meant.
		if err != nil || !ok || strings.Count(text, run.Text) != 1 {
			return
		}
		var better []string
		if better, err = c.runs(run.Text); len(better) == 0 {
			return
		}
		for _, b := range better {
			out = append(out, strings.Replace(text, run.Text, b, 1))
		}
		all = strings.Replace(all, run.Text, better[0], 1)
		changed++
	})
	if changed > 1 {
		out = append([]string{all}, out...)
	}
	return out, err
}
