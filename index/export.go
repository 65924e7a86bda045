package index

import (
	"context"
	"slices"

	"zonesearch/index/table"
)

// exportChunk is how many articles an export reads in one go: enough to make
// reading cheap, few enough to hold in memory with ease.
const exportChunk = 256

// ExportArticles gives every article that a request finds. Its page does not
// apply. The export keeps seeing the index as it is now; close it.
func (x *Index) ExportArticles(ctx context.Context, req SearchRequest) (*ArticleExport, error) {
	var out *ArticleExport
	err := x.export(func(v *view) (err error) {
		out, err = x.exportArticles(ctx, v, &req)
		return err
	})
	return out, err
}

// export calls f with a view that f's result keeps, unless it fails.
func (x *Index) export(f func(*view) error) error {
	v, err := x.view()
	if err != nil {
		return err
	}
	if err := x.guard(func() error { return f(v) }); err != nil {
		v.release()
		return err
	}
	return nil
}

// going is nil as long as an export may go on: its reader waits for it, and the
// generation has not been given up.
func (v *view) going(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if v.generation.ctx.Err() != nil {
		return ErrNotReady
	}
	return nil
}

func (x *Index) exportArticles(ctx context.Context, v *view, req *SearchRequest) (*ArticleExport, error) {
	q, err := x.ask(ctx, v, ofArticles, req.Query, &req.Filter)
	if err != nil {
		return nil, err
	}
	order := q.order(req.Sort)
	var rows []table.Hit
	if req.Collapse {
		group := q.snap.Numbers(numGroup)
		members := map[int64][]uint32{}
		q.found.Each(func(d table.Doc) bool {
			row := q.snap.Row(d)
			members[group[row]] = append(members[group[row]], row)
			return true
		})
		rows, err = q.leads(order, len(members), members)
	} else {
		rows, err = q.every(order)
	}
	if err != nil {
		return nil, err
	}
	info := q.plan.info(req.Query, q.relaxed)
	x.incomplete(&info)
	return &ArticleExport{
		Query: info, Total: len(rows), Snapshot: v.token(), Close: v.release,
		Each: func(fn func(*Article) error) error {
			for chunk := range slices.Chunk(rows, exportChunk) {
				if err := v.going(ctx); err != nil {
					return err
				}
				var articles []*Article
				err := x.guard(func() (err error) {
					articles, err = x.wholes(q, chunk)
					return err
				})
				if err != nil {
					return err
				}
				for _, a := range articles {
					if err := fn(a); err != nil {
						return err
					}
				}
			}
			return nil
		},
	}, nil
}

// ExportProjects gives every project that a request finds, as ExportArticles
// does.
func (x *Index) ExportProjects(ctx context.Context, req ProjectRequest) (*ProjectExport, error) {
	var out *ProjectExport
	err := x.export(func(v *view) (err error) {
		out, err = x.exportProjects(ctx, v, &req)
		return err
	})
	return out, err
}

func (x *Index) exportProjects(ctx context.Context, v *view, req *ProjectRequest) (*ProjectExport, error) {
	q, err := x.ask(ctx, v, ofProjects, req.Query, &req.Filter)
	if err != nil {
		return nil, err
	}
	if req.Unique {
		told, err := q.told()
		if err != nil {
			return nil, err
		}
		if q.found, err = q.snap.SetOf(ctx, told.latest); err != nil {
			return nil, err
		}
	}
	rows, err := q.every(q.projectOrder(req.Sort))
	if err != nil {
		return nil, err
	}
	info := q.plan.info(req.Query, q.relaxed)
	x.incomplete(&info)
	return &ProjectExport{
		Query: info, Total: len(rows), Snapshot: v.token(), Close: v.release,
		Each: func(fn func(*Project) error) error {
			for chunk := range slices.Chunk(rows, exportChunk) {
				if err := v.going(ctx); err != nil {
					return err
				}
				var projects []Project
				err := x.guard(func() (err error) {
					projects, err = x.shownProjects(v, rowsOf(chunk))
					return err
				})
				if err != nil {
					return err
				}
				for i := range projects {
					if err := fn(&projects[i]); err != nil {
						return err
					}
				}
			}
			return nil
		},
	}, nil
}

// wholes joins the articles of rows with their projects.
func (x *Index) wholes(q *question, rows []table.Hit) ([]*Article, error) {
	articles, err := x.articlesOf(q.snap, rows)
	if err != nil {
		return nil, err
	}
	out := make([]*Article, len(rows))
	for i, a := range articles {
		if out[i], err = q.view.whole(rows[i].Row, a); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// every gives all the found in order.
func (q *question) every(s Sort) ([]table.Hit, error) {
	n := q.found.Len()
	if s == ByRelevance {
		return q.rank(0, n)
	}
	o := orderOf(s, q.of)
	o.Limit = n
	return q.snap.Sort(q.ctx, q.found, o)
}
