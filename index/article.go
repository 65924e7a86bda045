package index

import (
	"context"
	"errors"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
)

// Article gives an article with its projects and the IDs of its reprints; with
// a query also its whole text, marked.
func (x *Index) Article(ctx context.Context, id, query string) (*Article, error) {
	p, err := x.planner.plan(query)
	if err != nil {
		return nil, err
	}
	var out *Article
	err = x.answer(ctx, func(v *view) error {
		row, err := x.rowOf(v, id)
		if err != nil {
			return err
		}
		articles, err := x.archive.Many([]uint64{v.articles.Seq(row)})
		switch {
		case errors.As(err, new(*archive.DamageError)):
			return errors.Join(ErrUnreadable, err)
		case err != nil:
			return err
		case articles[0] == nil:
			return ErrNotFound // it was replaced or deleted a moment ago
		}
		if out, err = v.whole(row, articles[0]); err != nil {
			return err
		}
		if out.Duplicates, err = reprintsOf(ctx, v, row); err != nil {
			return err
		}
		out.Snapshot = v.token()
		if query == "" {
			return nil
		}
		q := &question{evaluation: v.evaluation(ctx, ofArticles), plan: p}
		marker := q.marker()
		out.Highlight = &ArticleHighlight{Title: marker.Highlight(out.Title), Body: marker.Highlight(out.Body)}
		return nil
	})
	return out, err
}

// rowOf gives the row of the article with an ID.
func (x *Index) rowOf(v *view, id string) (uint32, error) {
	seq, err := x.archive.Seq(id)
	if errors.Is(err, archive.ErrNotFound) {
		return 0, ErrNotFound
	}
	if errors.As(err, new(*archive.DamageError)) {
		return 0, errors.Join(ErrUnreadable, err)
	}
	if err != nil {
		return 0, err
	}
	row, ok := v.articles.RowOf(seq)
	if !ok {
		return 0, ErrNotFound // it came in a moment ago and is not indexed yet
	}
	return row, nil
}

// whole joins an article with the projects found in it.
func (v *view) whole(row uint32, a *corpus.Article) (*Article, error) {
	from, to := v.owners().projectsOf(row)
	out := &Article{Article: *a, Projects: make([]Project, 0, to-from)}
	// What is only known by its ID has no texts to point into.
	source := a
	if a.Title == "" && a.Body == "" {
		source = nil
	}
	for project := from; project < to; project++ {
		p, err := v.shownProject(project, source)
		if err != nil {
			return nil, err
		}
		out.Projects = append(out.Projects, p)
	}
	return out, nil
}

// reprintsOf lists the IDs of the other articles of a row's group.
func reprintsOf(ctx context.Context, v *view, row uint32) ([]string, error) {
	group := v.articles.Number(numGroup, row)
	set, err := v.articles.Range(ctx, numGroup, group, group)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, other := range v.articles.RowsOf(set) {
		if other == row {
			continue
		}
		id, err := v.articles.Payload(other)
		if err != nil {
			return nil, err
		}
		ids = append(ids, string(id))
	}
	return ids, nil
}
