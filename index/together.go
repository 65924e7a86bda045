package index

import (
	"zonesearch/index/query"
	"zonesearch/index/table"
)

// inSentence is the distance of a together that asks for one sentence.
const inSentence = -1

// together holds where a run of each group stands within one sentence, or
// within a distance in characters, in one of the texts.
type together struct {
	groups   []table.Runs
	distance int
	scope    scope
}

func (c *together) rows(e *evaluation) (table.Set, error) {
	return e.anywhere(c.scope, func(text int) (table.Set, error) {
		if c.distance == inSentence {
			return e.snap.Sentence(e.ctx, e.snap.All(), text, c.groups)
		}
		return e.snap.Near(e.ctx, e.snap.All(), text, c.groups, c.distance)
	})
}

// sentence makes the condition of 同句:(…). Its parts that must all hold make a
// group each; what is excluded there is excluded from the whole article, and a
// remark says so.
func (p *planner) sentence(out *plan, node query.Node, s scope) cond {
	parts := []query.Node{node}
	if and, ok := node.(*query.And); ok {
		parts = and.Parts
	}
	same := &together{distance: inSentence, scope: s}
	conds := allOf{}
	for _, part := range parts {
		switch part := part.(type) {
		case *query.Not:
			out.warnings = append(out.warnings, Warning{"同句里的排除对整篇文章有效", "an exclusion inside 同句: holds for the whole article"})
			conds = append(conds, noneOf{p.excluded(part.Part, s)})
		case *query.Run:
			for _, c := range withoutStops(p.wantRun(out, part.Text, s)) {
				same.groups = append(same.groups, unitRuns(c.unit))
			}
		default:
			same.groups = append(same.groups, p.group(out, part, s))
		}
	}
	if len(same.groups) > 0 {
		conds = append(conds, same)
	}
	return conds
}

// group lists the runs that may stand for a node: a run or phrase as it is
// written and its synonyms, and those of every part of an Or.
func (p *planner) group(out *plan, node query.Node, s scope) table.Runs {
	switch node := node.(type) {
	case *query.Run:
		conds := p.wantRun(out, node.Text, s)
		if len(conds) == 1 {
			return unitRuns(conds[0].unit)
		}
		return table.Runs{p.phraseUnit(node.Text).phrase}
	case *query.Phrase:
		return table.Runs{p.wantPhrase(out, node.Text, s).unit.phrase}
	}
	var runs table.Runs
	for _, part := range query.Children(node) {
		runs = append(runs, p.group(out, part, s)...)
	}
	return runs
}

// unitRuns lists the runs that stand for a unit.
func unitRuns(u *unit) table.Runs {
	runs := table.Runs{[]rune(u.text)}
	for _, a := range u.alternatives {
		runs = append(runs, a.phrase)
	}
	return runs
}
