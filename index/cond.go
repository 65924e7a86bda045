package index

import (
	"context"

	"zonesearch/index/table"
)

// cond is a condition made ready to be evaluated against any view. Conditions
// never change and know no view.
type cond interface {
	rows(*evaluation) (table.Set, error)
}

// evaluation is one evaluation of conditions against one table of a view. It
// remembers the sets it made: a word is often asked for twice, to match and to
// relax. It is used by one goroutine.
type evaluation struct {
	ctx  context.Context
	view *view
	// of says which table is asked: the articles or the projects.
	of   tableKind
	snap *table.Snapshot
	// queried is what the field prefixes of the query ask, nil for nothing.
	queried *Filter
	terms   map[textKey]table.Set
	runs    map[textKey]table.Set
}

type tableKind int

const (
	ofArticles tableKind = iota
	ofProjects
)

type textKey struct {
	text int
	what string
}

func (v *view) evaluation(ctx context.Context, of tableKind) *evaluation {
	e := &evaluation{ctx: ctx, view: v, of: of, snap: v.articles, terms: map[textKey]table.Set{}, runs: map[textKey]table.Set{}}
	if of == ofProjects {
		e.snap = v.projects
	}
	return e
}

// term gives the rows whose text holds a term.
func (e *evaluation) term(text int, term string) (table.Set, error) {
	return e.remember(e.terms, textKey{text, term}, func() (table.Set, error) { return e.snap.Term(text, term) })
}

// phrase gives the rows whose text holds exactly this run.
func (e *evaluation) phrase(text int, run []rune) (table.Set, error) {
	return e.remember(e.runs, textKey{text, string(run)}, func() (table.Set, error) { return e.snap.Phrase(e.ctx, text, run) })
}

func (e *evaluation) remember(known map[textKey]table.Set, key textKey, find func() (table.Set, error)) (table.Set, error) {
	if set, ok := known[key]; ok {
		return set, nil
	}
	if err := e.ctx.Err(); err != nil {
		return table.Set{}, err
	}
	set, err := find()
	if err == nil {
		known[key] = set
	}
	return set, err
}

// anywhere joins what find gives for each text of the scope.
func (e *evaluation) anywhere(s scope, find func(text int) (table.Set, error)) (table.Set, error) {
	set := e.snap.None()
	for _, text := range s.texts() {
		found, err := find(text)
		if err != nil {
			return set, err
		}
		set = set.Or(found)
	}
	return set, nil
}

// scope says which texts are looked into.
type scope bool

const (
	everywhere scope = false
	titleOnly  scope = true
)

func (s scope) texts() []int {
	if s == titleOnly {
		return []int{textTitle}
	}
	return []int{textTitle, textBody}
}

// unitCond holds where a unit is. Words of a unit may stand in the title and
// the body between them.
type unitCond struct {
	unit  *unit
	scope scope
}

func (c *unitCond) rows(e *evaluation) (table.Set, error) {
	set, err := c.own(e)
	if err != nil {
		return set, err
	}
	for _, a := range c.unit.alternatives {
		found, err := e.anywhere(c.scope, func(text int) (table.Set, error) { return e.phrase(text, a.phrase) })
		if err != nil {
			return set, err
		}
		set = set.Or(found)
	}
	return set, nil
}

// own gives the rows that hold what was typed, alternatives aside.
func (c *unitCond) own(e *evaluation) (table.Set, error) {
	if c.unit.phrase != nil {
		return e.anywhere(c.scope, func(text int) (table.Set, error) { return e.phrase(text, c.unit.phrase) })
	}
	if len(c.unit.words) == 0 {
		return e.snap.None(), nil
	}
	set := e.snap.All()
	for _, word := range c.unit.words {
		found, err := e.anywhere(c.scope, func(text int) (table.Set, error) { return e.term(text, word) })
		if err != nil {
			return set, err
		}
		set = set.And(found)
	}
	return set, nil
}

// ownIn gives the rows that hold all of what was typed in one text.
func (c *unitCond) ownIn(e *evaluation, text int) (table.Set, error) {
	if c.unit.phrase != nil {
		return e.phrase(text, c.unit.phrase)
	}
	set := e.snap.All()
	for _, word := range c.unit.words {
		found, err := e.term(text, word)
		if err != nil {
			return set, err
		}
		set = set.And(found)
	}
	return set, nil
}

type allOf []cond

func (c allOf) rows(e *evaluation) (table.Set, error) {
	set := e.snap.All()
	for _, part := range c {
		found, err := part.rows(e)
		if err != nil {
			return set, err
		}
		set = set.And(found)
	}
	return set, nil
}

type anyOf []cond

func (c anyOf) rows(e *evaluation) (table.Set, error) {
	set := e.snap.None()
	for _, part := range c {
		found, err := part.rows(e)
		if err != nil {
			return set, err
		}
		set = set.Or(found)
	}
	return set, nil
}

type noneOf struct{ part cond }

func (c noneOf) rows(e *evaluation) (table.Set, error) {
	found, err := c.part.rows(e)
	if err != nil {
		return found, err
	}
	return e.snap.All().AndNot(found), nil
}

// filterCond holds where a filter does. Field prefixes become filters.
type filterCond struct{ filter Filter }

func (c filterCond) rows(e *evaluation) (table.Set, error) {
	sets, err := e.filter(&c.filter)
	if err != nil {
		return table.Set{}, err
	}
	return sets.all(e.snap), nil
}
