package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"zonesearch/index/table"
)

// view is both tables at one moment. Whoever takes one releases it.
type view struct {
	generation *generation
	places     places
	articles   *table.Snapshot
	projects   *table.Snapshot
	users      atomic.Int64
	// newestDay is the day of the newest article, table.Missing for none.
	newestDay func() int64
	// What follows is found out once, when it is first asked for.
	extent func() extent
	owners func() *ownership
	// nextMentions chains the mentions of each lifeline.
	nextMentions func() []uint32
	// toldByAll is what all projects tell together; nobody may change it.
	toldByAll func() (*told, error)
	// classes counts all projects by class of amount.
	classes func() ([]int32, error)
	// reporting are the articles that tell of a project.
	reporting func() (table.Set, error)
	// tallied counts all articles by what their projects are.
	tallied func() (tally, error)
}

// newView takes both snapshots; nil where they do not show the same state of
// the archive, because a batch is between the two.
func newView(g *generation, p places) (*view, error) {
	projects, err := g.projects.Snapshot()
	if err != nil {
		return nil, err
	}
	articles, err := g.articles.Snapshot()
	if err != nil {
		return nil, errors.Join(err, projects.Close())
	}
	if articles.Reached() != projects.Reached() {
		return nil, errors.Join(articles.Close(), projects.Close())
	}
	v := &view{generation: g, places: p, articles: articles, projects: projects}
	v.newestDay = sync.OnceValue(func() int64 {
		if days := articles.Numbers(numDay); len(days) > 0 {
			return slices.Max(days)
		}
		return table.Missing
	})
	v.extent = sync.OnceValue(v.measureExtent)
	v.owners = sync.OnceValue(func() *ownership { return newOwnership(articles, projects) })
	v.nextMentions = sync.OnceValue(func() []uint32 { return nextMentions(projects) })
	// Whoever waits for these must not have them fail by another one's deadline.
	v.reporting = sync.OnceValues(func() (table.Set, error) {
		return articles.Range(context.Background(), numProjects, 1, math.MaxInt64)
	})
	v.tallied = sync.OnceValues(func() (tally, error) {
		return v.tally(context.Background(), articles.All(), projectFacets(), nil)
	})
	v.toldByAll = sync.OnceValues(func() (*told, error) { return v.told(context.Background(), projects.All()) })
	v.classes = sync.OnceValues(func() ([]int32, error) { return v.countClasses(context.Background(), projects.All()) })
	v.users.Store(1)
	g.views.Add(1)
	return v, nil
}

// take counts one more user; false where the last one is gone already.
func (v *view) take() bool {
	for {
		n := v.users.Load()
		if n == 0 {
			return false
		}
		if v.users.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// release lets go of the view. The last to do so closes its snapshots.
func (v *view) release() {
	if v.users.Add(-1) > 0 {
		return
	}
	// Closing a snapshot only fails where it was closed before.
	_ = v.articles.Close()
	_ = v.projects.Close()
	v.generation.views.Done()
}

// token names the state of the archive that the view shows.
func (v *view) token() string {
	return fmt.Sprintf("%s-%d", v.generation.archiveName, v.articles.Reached())
}
