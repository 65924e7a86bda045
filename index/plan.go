package index

import (
	"strings"

	"zonesearch/index/query"
	"zonesearch/index/table"
	"zonesearch/segment/fold"
)

// plan is a query made ready for any view.
type plan struct {
	segmenter Segmenter
	// node is the query as parsed, nil for everything.
	node query.Node
	// soft are the words and phrases that must all be there, unless the query
	// relaxes; hard is everything else, which must hold in any case.
	soft []*unitCond
	hard []cond
	// fields are the field prefixes that must all hold, as a filter; nil where
	// there are none, or one stands twice.
	fields *Filter
	// sentence says that the query is one: a question, a headline. Articles tell
	// of the same in other words, and one that happens to hold all of its words
	// is not the better for it. So a sentence relaxes unless some article holds
	// it as it was typed.
	sentence bool
	// asks says that the sentence is a question.
	asks bool
	// wanted are the units that count for the order and are marked: those that
	// no negation is around.
	wanted []*unitCond
	// typed are the wanted runs and phrases as they were typed.
	typed    []typed
	synonyms map[string][]string
	warnings []Warning
}

// typed is a run or a phrase of a query with the units that it was cut into.
type typed struct {
	text   string
	canon  []rune
	phrase bool
	units  []*unitCond
}

// planner turns trees into plans.
type planner struct {
	lexicon
}

// limits of a query in the box. They are query's own defaults, named here so
// that one place sets them for the product.
var queryLimits = query.Limits{}

// plan reads a query. The error is a *RequestError, where it is too long, too
// deep or too wide.
func (p *planner) plan(text string) (*plan, error) {
	node, remarks, err := query.Parse(text, queryLimits)
	if err != nil {
		return nil, tooMuchAsked(err)
	}
	out := &plan{segmenter: p.segmenter, node: node, synonyms: map[string][]string{}}
	for _, r := range remarks {
		out.warnings = append(out.warnings, Warning{r.Message("zh"), r.Message("en")})
	}
	parts := []query.Node{node}
	if and, ok := node.(*query.And); ok {
		parts = and.Parts
	}
	var fields []query.Node
	chosen := false // by an operator, which no sentence has
	for _, part := range parts {
		switch part := part.(type) {
		case nil:
		case *query.Run:
			out.soft = append(out.soft, p.wantRun(out, part.Text, everywhere)...)
		case *query.Phrase:
			out.soft = append(out.soft, p.wantPhrase(out, part.Text, everywhere))
		case *query.Keyword, *query.AmountRange, *query.DateRange:
			fields = append(fields, part)
		default:
			chosen = true
			out.hard = append(out.hard, p.cond(out, part, everywhere))
		}
	}
	if pieces := len(strings.Fields(text)) - len(fields); !chosen {
		out.asks = asks(out.soft, pieces)
		out.sentence = out.asks || tells(out.soft, pieces)
	}
	conds := p.fieldConds(fields)
	if len(conds) == 1 {
		out.fields = &conds[0].filter
	}
	for _, c := range conds {
		out.hard = append(out.hard, c)
	}
	out.soft = withoutStops(out.soft)
	return out, nil
}

// withoutStops leaves out function words, unless there is nothing else.
func withoutStops(units []*unitCond) []*unitCond {
	var kept []*unitCond
	for _, c := range units {
		if !c.unit.stop {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 {
		return units
	}
	return kept
}

// wantRun cuts a run into units that are wanted.
func (p *planner) wantRun(out *plan, run string, s scope) []*unitCond {
	units := p.runUnits(run)
	if len(units) == 0 { // signs form no word: they are looked for as they stand
		units = []unit{p.phraseUnit(run)}
	}
	conds := make([]*unitCond, len(units))
	for i := range units {
		conds[i] = &unitCond{&units[i], s}
		for _, a := range units[i].alternatives {
			out.synonyms[units[i].text] = append(out.synonyms[units[i].text], string(a.phrase))
		}
	}
	out.wanted = append(out.wanted, conds...)
	out.typed = append(out.typed, typed{text: run, canon: fold.Canon(run).Runes, units: conds})
	return conds
}

func (p *planner) wantPhrase(out *plan, phrase string, s scope) *unitCond {
	u := p.phraseUnit(phrase)
	c := &unitCond{&u, s}
	out.wanted = append(out.wanted, c)
	out.typed = append(out.typed, typed{text: phrase, canon: u.phrase, phrase: true, units: []*unitCond{c}})
	return c
}

// cond makes a condition that never relaxes.
func (p *planner) cond(out *plan, node query.Node, s scope) cond {
	switch node := node.(type) {
	case *query.And:
		return p.conjunction(out, node.Parts, s)
	case *query.Or:
		parts := make(anyOf, len(node.Parts))
		for i, part := range node.Parts {
			parts[i] = p.cond(out, part, s)
		}
		return parts
	case *query.Not:
		return noneOf{p.excluded(node.Part, s)}
	case *query.Run:
		return conjunctionOf(withoutStops(p.wantRun(out, node.Text, s)))
	case *query.Phrase:
		return p.wantPhrase(out, node.Text, s)
	case *query.Title:
		return p.cond(out, node.Part, titleOnly)
	case *query.Sentence:
		return p.sentence(out, node.Part, s)
	case *query.Near:
		return &together{groups: []table.Runs{p.group(out, node.Left, s), p.group(out, node.Right, s)}, distance: node.Distance, scope: s}
	}
	return p.fieldConds([]query.Node{node})[0]
}

func (p *planner) conjunction(out *plan, nodes []query.Node, s scope) cond {
	var parts allOf
	var fields []query.Node
	for _, node := range nodes {
		switch node.(type) {
		case *query.Keyword, *query.AmountRange, *query.DateRange:
			fields = append(fields, node)
		default:
			parts = append(parts, p.cond(out, node, s))
		}
	}
	for _, c := range p.fieldConds(fields) {
		parts = append(parts, c)
	}
	return parts
}

func conjunctionOf(units []*unitCond) cond {
	parts := make(allOf, len(units))
	for i, c := range units {
		parts[i] = c
	}
	return parts
}

// excluded is what stands behind a minus. A run there is meant as it is
// written: who excludes 项目观摩 does not exclude 项目 here and 观摩 there, and
// no synonyms either.
func (p *planner) excluded(node query.Node, s scope) cond {
	unwanted := &plan{synonyms: map[string][]string{}}
	if run, ok := node.(*query.Run); ok {
		return p.wantPhrase(unwanted, run.Text, s)
	}
	return p.cond(unwanted, node, s)
}

// fieldConds makes one filter of all fields that stand side by side, so that
// stage:开工 industry:半导体 means one project that is both. A field that stands
// twice must hold twice.
func (p *planner) fieldConds(nodes []query.Node) []filterCond {
	var filters []filterCond
	var f Filter
	used := map[query.Field]bool{}
	for _, node := range nodes {
		field := fieldOf(node)
		if used[field] {
			filters = append(filters, filterCond{f})
			f, used = Filter{}, map[query.Field]bool{}
		}
		used[field] = true
		setField(&f, node)
	}
	if len(used) > 0 {
		filters = append(filters, filterCond{f})
	}
	return filters
}

func fieldOf(node query.Node) query.Field {
	switch node := node.(type) {
	case *query.Keyword:
		return node.Field
	case *query.DateRange:
		return query.FieldDate
	}
	return query.FieldAmount
}

func setField(f *Filter, node query.Node) {
	switch node := node.(type) {
	case *query.DateRange:
		f.From, f.To = node.From, node.To
	case *query.AmountRange:
		f.AmountMin, f.AmountMax = node.Min, node.Max
	case *query.Keyword:
		switch node.Field {
		case query.FieldZone:
			f.Zones = node.Values
		case query.FieldCity:
			f.Cities = node.Values
		case query.FieldProvince:
			f.Provinces = node.Values
		case query.FieldSource:
			f.Sources = node.Values
		case query.FieldStage:
			f.Stages = node.Values
		case query.FieldIndustry:
			f.Industries = node.Values
		}
	}
}

// terms lists what is looked for, as it was typed.
func (p *plan) terms() []string {
	terms := []string{}
	seen := map[string]bool{}
	for _, c := range p.wanted {
		if !c.unit.stop && !seen[c.unit.text] {
			seen[c.unit.text] = true
			terms = append(terms, c.unit.text)
		}
	}
	return terms
}

// info tells how the query was understood.
func (p *plan) info(text string, relaxed bool) QueryInfo {
	info := QueryInfo{Text: text, Terms: p.terms(), Relaxed: relaxed, Warnings: append([]Warning{}, p.warnings...)}
	if p.node != nil {
		info.Understood = strings.Join(query.Understood(p.node), " · ")
	}
	if len(p.synonyms) > 0 {
		info.Synonyms = p.synonyms
	}
	return info
}

func tooMuchAsked(err error) error {
	limit, ok := err.(*query.LimitError)
	if !ok {
		return err
	}
	return &RequestError{Param: "q", ZH: limit.Message("zh"), EN: limit.Message("en"), Offset: limit.Offset}
}
