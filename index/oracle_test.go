package index

import (
	"math/rand/v2"
	"slices"
	"testing"

	"zonesearch/corpus"
	"zonesearch/index/query"
)

// TestFindsWhatAScanFinds compares answers with plain scans of the texts: of
// the project's own here, of real news in TestFindsWhatAScanFindsInNews.
func TestFindsWhatAScanFinds(t *testing.T) {
	n := 500
	if testing.Short() {
		n = 60
	}
	w := openWorld(t, ownTexts(t, n/5, n/2), dice{})
	t.Run("quoted", func(t *testing.T) { w.quotedRuns(t, n) })
	t.Run("unquoted", func(t *testing.T) { w.unquotedRuns(t, n/2) })
	t.Run("trees", func(t *testing.T) { w.trees(t, n/2) })
	t.Run("filters", func(t *testing.T) { w.filters(t, n) })
	t.Run("projects", func(t *testing.T) { w.projectFilters(t, n/8) })
	t.Run("orders", w.orders)
	t.Run("groups", w.groups)
	t.Run("trends", func(t *testing.T) { w.trends(t, n/8) })
}

// TestFindsWhatAScanFindsInNews does so over 3,000 items of real news.
func TestFindsWhatAScanFindsInNews(t *testing.T) {
	articles := eachLine[*corpus.Article](t, sharedFile(t, "news", "xwlb.jsonl.xz"), 3000)
	w := openWorld(t, articles, dice{})
	t.Run("quoted", func(t *testing.T) { w.quotedRuns(t, 1000) })
	t.Run("unquoted", func(t *testing.T) { w.unquotedRuns(t, 1000) })
	t.Run("trees", func(t *testing.T) { w.trees(t, 500) })
	t.Run("filters", func(t *testing.T) { w.filters(t, 200) })
}

// quotedRuns: a quoted run finds exactly the articles that hold it.
func (w *world) quotedRuns(t *testing.T, n int) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range n {
		run := w.randomRun(rnd, 2, 12, func(run []rune) bool { return quote(string(run)) != "" })
		want := w.ids(func(d *doc) bool { return d.holds(run, false) })
		r, got := w.found(t, SearchRequest{Query: quote(run), Sort: ByDateDesc})
		slices.Sort(got)
		if diff := difference(got, want); diff != "" || r.Total != len(want) || r.Query.Relaxed {
			t.Errorf("%s: total %d; %s", quote(run), r.Total, diff)
		}
	}
}

// unquotedRuns: a run of Chinese characters finds at least the articles that
// hold it.
func (w *world) unquotedRuns(t *testing.T, n int) {
	rnd := rand.New(rand.NewPCG(2, 2))
	for range n {
		run := w.randomRun(rnd, 1, 6, isChinese)
		want := w.ids(func(d *doc) bool { return d.holds(run, false) })
		r, got := w.found(t, SearchRequest{Query: run, Sort: ByDateDesc})
		p, err := w.planner.plan(run)
		if err != nil {
			t.Fatal(err)
		}
		// A run that happens to ask a question relaxes in any case.
		if r.Total != len(got) || r.Query.Relaxed && !p.sentence {
			t.Errorf("%s: total %d, %d hits, relaxed %v", run, r.Total, len(got), r.Query.Relaxed)
		}
		for _, id := range want {
			if !slices.Contains(got, id) {
				t.Errorf("%s is lost in %s", run, id)
			}
		}
	}
}

// trees: a random query finds what a scan finds, with the totals and facets of
// a plain count.
func (w *world) trees(t *testing.T, n int) {
	rnd := rand.New(rand.NewPCG(3, 3))
	empty := 0
	for range n {
		node := w.randomTree(rnd, 3, true)
		req := SearchRequest{Query: node.String(), Facets: draw(rnd, nil, Facets(), []Facet{FacetYear, FacetStage}), FacetSize: draw(rnd, 0, 3, MaxFacetSize)}
		if rnd.IntN(3) == 0 {
			req.Filter = w.randomFilter(rnd)
		}
		if parsed, _, err := query.Parse(req.Query, queryLimits); err != nil || parsed.String() != req.Query {
			t.Fatalf("%s is read as %v, %v", req.Query, parsed, err)
		}
		matching := func(d *doc) bool { return w.agrees(d, node, false) }
		if !slices.ContainsFunc(w.docs, matching) && w.mayRelax(node) {
			empty++
			w.relaxed(t, req, node)
			continue
		}
		w.compare(t, req, matching, queried(node))
	}
	if empty > n*3/4 {
		t.Errorf("%d of %d trees find nothing: the test tells little", empty, n)
	}
}

// mayRelax reports whether a query that finds nothing relaxes.
func (w *world) mayRelax(node query.Node) bool {
	parts := []query.Node{node}
	if and, ok := node.(*query.And); ok {
		parts = and.Parts
	}
	soft := 0
	for _, part := range parts {
		switch part := part.(type) {
		case *query.Phrase:
			soft++
		case *query.Run: // a long word relaxes by the words in it
			soft += 1 + len(w.planner.within(part.Text))
		}
	}
	return soft > 1
}

// relaxed checks what holds of every relaxed query: it says so, and what never
// relaxes holds of every hit, which holds something of the rest.
func (w *world) relaxed(t *testing.T, req SearchRequest, node query.Node) {
	t.Helper()
	r, got := w.found(t, req)
	if r.Total != len(got) || r.Total > 0 && !r.Query.Relaxed {
		t.Errorf("%s: total %d, %d hits, relaxed %v", req.Query, r.Total, len(got), r.Query.Relaxed)
	}
	parts := []query.Node{node}
	if and, ok := node.(*query.And); ok {
		parts = and.Parts
	}
	for _, d := range w.docs {
		if !slices.Contains(got, d.ID) {
			continue
		}
		for _, part := range parts {
			switch part.(type) {
			case *query.Run, *query.Phrase:
			default:
				if !w.agrees(d, part, false) {
					t.Errorf("%s: %s does not meet %s, which never relaxes", req.Query, d.ID, part)
				}
			}
		}
		if !w.meets(d, &req.Filter, dimensions) {
			t.Errorf("%s: %s does not meet the filter", req.Query, d.ID)
		}
	}
}

// compare checks one answer whole against a scan.
func (w *world) compare(t *testing.T, req SearchRequest, matching func(*doc) bool, queried *Filter) {
	t.Helper()
	r, got := w.found(t, req)
	slices.Sort(got)
	matched := map[*doc]bool{}
	for _, d := range w.docs {
		matched[d] = matching(d)
	}
	want := w.ids(func(d *doc) bool { return matched[d] && w.admits(d, &req.Filter, queried, dimensions) })
	if diff := difference(got, want); diff != "" || r.Total != len(want) {
		t.Errorf("%s %+v: total %d; %s", req.Query, req.Filter, r.Total, diff)
	}
	for _, facet := range req.Facets {
		if diff := sameCounts(r.Facets[facet], w.count(facet, req.FacetSize, &req.Filter, queried, matched)); diff != "" {
			t.Errorf("%s %+v, facet %s: %s", req.Query, req.Filter, facet, diff)
		}
	}
}

// filters: random filters and facets give the totals and counts of a scan.
func (w *world) filters(t *testing.T, n int) {
	rnd := rand.New(rand.NewPCG(4, 4))
	for range n {
		req := SearchRequest{
			Filter: w.randomFilter(rnd), Facets: Facets(), FacetSize: draw(rnd, 0, 2, MaxFacetSize),
			Sort: draw(rnd, ByDateAsc, ByDateDesc, ByAddedDesc, ""),
		}
		matching := func(*doc) bool { return true }
		if rnd.IntN(2) == 0 {
			run := w.randomRun(rnd, 1, 2, func(run []rune) bool { return quote(string(run)) != "" })
			req.Query = quote(run)
			matching = func(d *doc) bool { return d.holds(run, false) }
		}
		w.compare(t, req, matching, nil)
	}
}
