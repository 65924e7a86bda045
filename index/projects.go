package index

import (
	"context"
	"time"

	"zonesearch/index/table"
)

// Projects finds projects.
func (x *Index) Projects(ctx context.Context, req ProjectRequest) (*ProjectResult, error) {
	started := time.Now()
	if err := req.check(); err != nil {
		return nil, err
	}
	var result *ProjectResult
	err := x.answer(ctx, func(v *view) error {
		q, err := x.ask(ctx, v, ofProjects, req.Query, &req.Filter)
		if err != nil {
			return err
		}
		result, err = x.projectResult(q, &req)
		return err
	})
	if err != nil {
		return nil, err
	}
	result.TookMS = float64(time.Since(started).Microseconds()) / 1000
	return result, nil
}

func (x *Index) projectResult(q *question, req *ProjectRequest) (*ProjectResult, error) {
	order := q.projectOrder(req.Sort)
	digest := questionDigest("projects", req.Query, req.Filter, order, req.Unique)
	result := &ProjectResult{
		Query:    q.plan.info(req.Query, q.relaxed),
		Total:    q.found.Len(),
		Snapshot: q.view.token(),
	}
	latest := q.sum(&result.Sum)
	result.TotalUnique = len(latest)
	var err error
	if result.Facets, err = q.facets(req.Facets, req.FacetSize, q.matched, &req.Filter, q.sets); err != nil {
		return nil, err
	}
	if req.Unique {
		q.found = q.snap.SetOf(latest)
	}
	rows, next, err := q.page(order, req.Page, digest)
	if err != nil {
		return nil, err
	}
	result.NextCursor = next
	if result.Projects, err = x.shownProjects(q.view, rowsOf(rows)); err != nil {
		return nil, err
	}
	x.correct(q, result.Total, &result.Query)
	result.Partial = x.incomplete(&result.Query)
	return result, nil
}

// projectOrder is order for projects, which come newest first where nothing
// else is asked for.
func (q *question) projectOrder(s Sort) Sort {
	if s == "" || s == ByRelevance && len(q.plan.wanted) == 0 {
		return ByDateDesc
	}
	return s
}

// sum adds up the amounts of the found, and gives the latest mention of each
// lifeline. Of one lifeline the amount counts once: that of its latest mention
// that states one.
func (q *question) sum(into *Sum) (latest []uint32) {
	days, yuan := q.snap.Numbers(numDay), q.snap.Numbers(numYuan)
	lines := newLines(q.found.Len(), len(q.snap.Values(colLifeline)))
	q.found.Each(func(d table.Doc) bool {
		row := q.snap.Row(d)
		l, fresh := lines.at(q.snap.Ord(colLifeline, row))
		if fresh || later(days, row, l.row) {
			l.row = row
		}
		if yuan[row] == table.Missing {
			return true
		}
		into.WithAmount++
		into.Yuan += yuan[row]
		if !l.hasPrice || later(days, row, l.priced) {
			l.hasPrice, l.priced = true, row
		}
		return true
	})
	latest = make([]uint32, len(lines.all))
	for i, l := range lines.all {
		latest[i] = l.row
		if l.hasPrice {
			into.UniqueYuan += yuan[l.priced]
		}
	}
	return latest
}

// later reports whether a mention came after another one.
func later(days []int64, row, than uint32) bool {
	return days[row] > days[than] || days[row] == days[than] && row > than
}

// line is a lifeline among the found: its latest mention, and the latest that
// states an amount.
type line struct {
	row, priced uint32
	hasPrice    bool
}

// lines are the lifelines met so far. Where many are expected they are filed by
// ordinal: ordinals were given in the order of rows, so neighbours are met one
// after the other, which a map would scatter.
type lines struct {
	all    []line
	places []int32 // by ordinal, from 1; nil where few are expected
	few    map[uint32]int32
}

// manyLines is from which part of all ordinals on the found are many.
const manyLines = 64

func newLines(found, ordinals int) *lines {
	if found*manyLines < ordinals {
		return &lines{few: map[uint32]int32{}}
	}
	return &lines{places: make([]int32, ordinals)}
}

// at gives the line of an ordinal, and whether it is met for the first time.
// It is valid until the next call.
func (l *lines) at(ord uint32) (_ *line, fresh bool) {
	place := int32(0)
	if l.places != nil {
		place = l.places[ord]
	} else {
		place = l.few[ord]
	}
	if place > 0 {
		return &l.all[place-1], false
	}
	l.all = append(l.all, line{})
	place = int32(len(l.all))
	if l.places != nil {
		l.places[ord] = place
	} else {
		l.few[ord] = place
	}
	return &l.all[place-1], true
}

// rowsOf lists the rows of hits.
func rowsOf(hits []table.Hit) []uint32 {
	rows := make([]uint32, len(hits))
	for i := range hits {
		rows[i] = hits[i].Row
	}
	return rows
}

// Lifeline gives the mentions of one project, oldest first.
func (x *Index) Lifeline(ctx context.Context, id string) (*Lifeline, error) {
	var line *Lifeline
	err := x.answer(ctx, func(v *view) error {
		e := v.evaluation(ctx, ofProjects)
		set, err := e.snap.Equal(ctx, colLifeline, id)
		if err != nil {
			return err
		}
		if id == "" || set.IsEmpty() {
			return ErrNotFound
		}
		rows, err := e.snap.Sort(ctx, set, table.Order{Column: numDay, Limit: maxMentions})
		if err != nil {
			return err
		}
		mentions, err := x.shownProjects(v, rowsOf(rows))
		if err != nil {
			return err
		}
		line = &Lifeline{ID: id, Amounts: []string{}}
		for _, p := range mentions {
			line.add(p)
		}
		return nil
	})
	return line, err
}

// maxMentions bounds a lifeline; a project reported every week for ten years
// stays within it.
const maxMentions = 500

// add puts in the next mention.
func (l *Lifeline) add(p Project) {
	l.Mentions = append(l.Mentions, p)
	l.SilentSince = max(l.SilentSince, p.Date)
	if p.Amount == nil {
		return
	}
	for _, known := range l.Amounts {
		if known == p.Amount.Text {
			return
		}
	}
	l.Amounts = append(l.Amounts, p.Amount.Text)
}
