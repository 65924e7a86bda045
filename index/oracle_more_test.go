package index

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zonesearch/corpus/project"
	"zonesearch/segment/fold"
)

// mention is a project of an article.
type mention struct {
	*doc
	*project.Record
	n int // its place in the article
}

func (w *world) mentions() (all []mention) {
	for _, d := range w.docs {
		for n := range d.projects {
			all = append(all, mention{d, &d.projects[n], n})
		}
	}
	return all
}

// before reports whether a is older than b, or of one day and written earlier.
func (a mention) before(b mention) bool {
	return cmp.Or(cmp.Compare(a.doc.Date, b.doc.Date), cmp.Compare(a.seq, b.seq), a.n-b.n) < 0
}

func (a mention) yuan() (int64, bool) {
	if a.Amount == nil || a.Amount.Yuan == nil {
		return 0, false
	}
	return *a.Amount.Yuan, true
}

// projectFilters: random requests for projects give the rows, sums and counts of
// a plain count.
func (w *world) projectFilters(t *testing.T, n int) {
	rnd := rand.New(rand.NewPCG(5, 5))
	all := w.mentions()
	for range n {
		req := ProjectRequest{
			Filter: w.randomFilter(rnd), Facets: Facets(), FacetSize: draw(rnd, 0, 2, MaxFacetSize),
			Sort: draw(rnd, ByDateDesc, ByAmountDesc, ByAddedDesc, ""), Unique: rnd.IntN(2) == 0,
		}
		matching := func(mention) bool { return true }
		if rnd.IntN(3) == 0 {
			run := w.randomRun(rnd, 1, 2, isChinese)
			req.Query = quote(run)
			matching = func(m mention) bool {
				e := m.Record.Evidence
				rest := strings.Join([]string{m.Company, m.Record.Zone, m.Industry, evidenceField(m.Article, e)[e.Start:e.End]}, "\n")
				return holds(fold.Canon(m.Name).String(), run) || holds(fold.Canon(rest).String(), run)
			}
		}
		plain := req.Filter
		plain.Industries, plain.Stages, plain.Currencies, plain.AmountMin, plain.AmountMax = nil, nil, nil, nil, nil
		admits := func(m mention, left dimension) bool {
			return projectMeets(m.Record, &req.Filter, left) && w.meets(m.doc, &plain, left)
		}
		matched := slices.DeleteFunc(slices.Clone(all), func(m mention) bool { return !matching(m) })
		var want []mention
		for _, m := range matched {
			if admits(m, dimensions) {
				want = append(want, m)
			}
		}
		name := fmt.Sprintf("%s %+v", req.Query, req.Filter)
		r, got := w.foundProjects(t, req)
		latest := latestOf(want, func(mention) bool { return true })
		expected := want
		if req.Unique {
			expected = latest
		}
		ids := make([]string, len(expected))
		for i, m := range expected {
			ids[i] = m.Record.ID
		}
		slices.Sort(ids)
		slices.Sort(got)
		if diff := difference(got, ids); diff != "" || r.Total != len(want) || r.TotalUnique != len(latest) {
			t.Errorf("%s: total %d, want %d; unique %d, want %d; %s", name, r.Total, len(want), r.TotalUnique, len(latest), diff)
		}
		var sum Sum
		for _, m := range want {
			if yuan, ok := m.yuan(); ok {
				sum.Yuan += yuan
				sum.WithAmount++
			}
		}
		for _, m := range latestOf(want, func(m mention) bool { _, ok := m.yuan(); return ok }) {
			yuan, _ := m.yuan()
			sum.UniqueYuan += yuan
		}
		if r.Sum != sum {
			t.Errorf("%s: sum %+v, want %+v", name, r.Sum, sum)
		}
		for _, facet := range req.Facets {
			spec := facetSpecOf(facet)
			left := spec.dimension
			if spec.byTime {
				left = dimensions
			}
			counts := map[string]int{}
			for _, m := range matched {
				if !admits(m, left) {
					continue
				}
				if spec.ofProjects {
					counts[projectValue(m.Record, facet)]++
				} else {
					counts[m.value(facet)]++
				}
			}
			if diff := sameCounts(r.Facets[facet], ordered(counts, facet, req.FacetSize)); diff != "" {
				t.Errorf("%s, facet %s: %s", name, facet, diff)
			}
		}
	}
}

// latestOf picks the latest of the mentions of each lifeline that will do.
func latestOf(mentions []mention, ok func(mention) bool) (latest []mention) {
	lines := map[string]mention{}
	for _, m := range mentions {
		if known, has := lines[m.Lifeline]; ok(m) && (!has || known.before(m)) {
			lines[m.Lifeline] = m
		}
	}
	for _, m := range lines {
		latest = append(latest, m)
	}
	return latest
}

// foundProjects walks through all rows of a request by its cursors.
func (w *world) foundProjects(t *testing.T, req ProjectRequest) (first *ProjectResult, ids []string) {
	t.Helper()
	req.Page.Limit = MaxLimit
	for {
		r, err := w.Projects(context.Background(), req)
		if err != nil {
			t.Fatalf("%+v: %v", req, err)
		}
		if first == nil {
			first = r
		}
		for _, p := range r.Projects {
			ids = append(ids, p.ID)
		}
		if r.NextCursor == "" {
			return first, ids
		}
		req.Page.Cursor, req.Facets = r.NextCursor, nil
	}
}

// orders: every order holds, and pages and cursors both give every hit once, in
// one and the same order.
func (w *world) orders(t *testing.T) {
	byID := map[string]*doc{}
	for _, d := range w.docs {
		byID[d.ID] = d
	}
	for _, text := range []string{"", "开发区", `"的"`, "开工 OR 服务"} {
		for _, sort := range []Sort{ByRelevance, ByDateDesc, ByDateAsc, ByAddedDesc} {
			for _, collapse := range []bool{false, true} {
				req := SearchRequest{Query: text, Sort: sort, Collapse: collapse, Page: Page{Limit: 37}}
				name := fmt.Sprintf("%q %s collapsed %v", text, sort, collapse)
				first, ids := w.found(t, req)
				total := first.Total
				if collapse {
					total = *first.TotalGroups
				}
				if distinct := map[string]bool{}; len(ids) != total {
					t.Errorf("%s: %d hits of %d", name, len(ids), total)
				} else {
					for _, id := range ids {
						distinct[id] = true
					}
					if len(distinct) != total {
						t.Errorf("%s: %d different hits of %d", name, len(distinct), total)
					}
				}
				var paged []string
				for n := 1; len(paged) < total; n++ {
					req.Page.Number = n
					r, err := w.Search(context.Background(), req)
					if err != nil || len(r.Hits) == 0 {
						t.Fatalf("%s: page %d: %v", name, n, err)
					}
					for i, h := range r.Hits {
						if i > 0 && sort == ByRelevance && h.Score > r.Hits[i-1].Score && n > rerankDepth/37+1 {
							t.Errorf("%s: page %d is not in the order of scores", name, n)
						}
						paged = append(paged, h.ID)
					}
				}
				if !slices.Equal(paged, ids) {
					t.Errorf("%s: pages give another order than cursors", name)
				}
				for i := 1; i < len(ids); i++ {
					if a, b := byID[ids[i-1]], byID[ids[i]]; !inOrder(sort, a, b) {
						t.Errorf("%s: %s %s before %s %s", name, a.ID, a.Date, b.ID, b.Date)
						break
					}
				}
			}
		}
	}
}

// inOrder reports whether a may come before b.
func inOrder(sort Sort, a, b *doc) bool {
	switch sort {
	case ByDateDesc:
		return a.Date >= b.Date // "" is less than any date
	case ByDateAsc:
		return b.Date == "" || a.Date != "" && a.Date <= b.Date
	case ByAddedDesc:
		return !a.Added.Truncate(1e9).Before(b.Added.Truncate(1e9))
	}
	return true
}

// groups: collapsing parts the hits into groups, in each of which all hits are
// reprints of each other, and counts both.
func (w *world) groups(t *testing.T) {
	for _, text := range []string{"", "开发区", "项目 -签约"} {
		plain, ids := w.found(t, SearchRequest{Query: text, Sort: ByDateDesc, Facets: Facets()})
		slices.Sort(ids)
		var parted []string
		groups, several := 0, 0
		req := SearchRequest{Query: text, Sort: ByDateDesc, Collapse: true, Plain: true, Facets: Facets(), Page: Page{Limit: 29}}
		for {
			r, err := w.Search(context.Background(), req)
			if err != nil {
				t.Fatal(err)
			}
			if r.Total != plain.Total || r.TotalGroups == nil {
				t.Fatalf("%q: total %d, groups %v", text, r.Total, r.TotalGroups)
			}
			for _, facet := range Facets() {
				if diff := sameCounts(r.Facets[facet], plain.Facets[facet]); diff != "" {
					t.Errorf("%q: collapsing changes %s: %s", text, facet, diff)
				}
			}
			for _, h := range r.Hits {
				groups++
				members := append([]string{h.ID}, h.Duplicates...)
				parted = append(parted, members...)
				if len(members) > 1 {
					several++
				}
				a, err := w.Article(context.Background(), h.ID, "")
				if err != nil {
					t.Fatal(err)
				}
				for _, id := range h.Duplicates {
					if !slices.Contains(a.Duplicates, id) {
						t.Errorf("%s is folded into %s and no reprint of it", id, h.ID)
					}
				}
				for _, id := range a.Duplicates {
					if _, hit := slices.BinarySearch(ids, id); hit && !slices.Contains(h.Duplicates, id) {
						t.Errorf("%s is a reprint of %s and not folded into it", id, h.ID)
					}
				}
			}
			if r.NextCursor == "" {
				if groups != *r.TotalGroups {
					t.Errorf("%q: %d groups shown of %d", text, groups, *r.TotalGroups)
				}
				break
			}
			req.Page.Cursor = r.NextCursor
		}
		slices.Sort(parted)
		if diff := difference(parted, ids); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
		if several == 0 {
			t.Errorf("%q: no group has two members: the test tells nothing", text)
		}
	}
}

// trends: counts, shares and amounts by time are those of a scan.
func (w *world) trends(t *testing.T, n int) {
	rnd := rand.New(rand.NewPCG(6, 6))
	for range n {
		run := w.randomRun(rnd, 1, 2, isChinese)
		req := TrendRequest{
			Queries: draw(rnd, nil, []string{quote(run)}), Filter: w.randomFilter(rnd), Series: draw(rnd, 0, 3),
			Interval: draw(rnd, "", Monthly, Quarterly, Yearly), By: draw(rnd, "", "zone", "city", "province", "industry", "query"),
		}
		matching := func(d *doc) bool { return len(req.Queries) == 0 || d.holds(run, false) }
		got, err := w.Trend(context.Background(), req)
		if err != nil {
			t.Fatal(err)
		}
		whole := map[string]int{}
		counts := map[string]map[string]int{}
		amounts := map[string]map[string]int64{}
		for _, d := range w.docs {
			if !w.meets(d, &req.Filter, dimensions) || d.Date == "" {
				continue
			}
			bucket := bucketOf(d.Date[:7], req.Interval)
			whole[bucket]++
			if !matching(d) {
				continue
			}
			for _, name := range d.seriesNames(&req) {
				if counts[name] == nil {
					counts[name], amounts[name] = map[string]int{}, map[string]int64{}
				}
				counts[name][bucket]++
				for _, p := range d.projects {
					if p.Amount != nil && p.Amount.Yuan != nil {
						amounts[name][bucket] += *p.Amount.Yuan
					}
				}
			}
		}
		name := fmt.Sprintf("%+v", req)
		for _, s := range got.Series {
			for i, bucket := range got.Buckets {
				share := 0.0
				if whole[bucket] > 0 {
					share = float64(counts[s.Name][bucket]) / float64(whole[bucket])
				}
				if s.Counts[i] != counts[s.Name][bucket] || s.AmountYuan[i] != amounts[s.Name][bucket] || s.Share[i] != share {
					t.Errorf("%s: %s in %s: %d, %d yuan, share %g; want %d, %d, %g", name, s.Name, bucket,
						s.Counts[i], s.AmountYuan[i], s.Share[i], counts[s.Name][bucket], amounts[s.Name][bucket], share)
				}
			}
		}
		if len(whole) > 0 && len(got.Buckets) < len(whole) {
			t.Errorf("%s: %d buckets, %d hold articles", name, len(got.Buckets), len(whole))
		}
		switch most := cmp.Or(req.Series, standardSeries); {
		case (req.By == "" || req.By == "query") && len(got.Series) != 1,
			req.By != "" && req.By != "query" && len(got.Series) < min(most, len(counts)),
			len(got.Series) > most:
			t.Errorf("%s: %d series, %d have articles", name, len(got.Series), len(counts))
		}
	}
}

// seriesNames lists the series that an article counts in.
func (d *doc) seriesNames(req *TrendRequest) (names []string) {
	switch req.By {
	case "":
		return []string{"all"}
	case "query":
		return append(names, append(req.Queries, "")[0])
	case "industry":
		for i := range d.projects {
			if p := &d.projects[i]; p.Industry != "" && projectMeets(p, &req.Filter, dimensions) && !slices.Contains(names, p.Industry) {
				names = append(names, p.Industry)
			}
		}
		return names
	}
	if v := d.value(Facet(req.By)); v != "" {
		names = append(names, v)
	}
	return names
}
