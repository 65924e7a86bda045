package server

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"zonesearch/index"
)

// walk follows the cursors to the end and gives the IDs in order.
func walk(t *testing.T, h *house, path, list string) (ids []string, total int) {
	t.Helper()
	cursor := ""
	for range 1000 {
		var page map[string]any
		h.must(t, path+"&cursor="+url.QueryEscape(cursor), &page)
		total = int(page["total"].(float64))
		rows := page[list].([]any)
		for _, row := range rows {
			ids = append(ids, row.(map[string]any)["id"].(string))
		}
		if cursor = page["next_cursor"].(string); cursor == "" {
			return ids, total
		}
		if len(rows) == 0 {
			t.Fatalf("%s: an empty page that is not the last", path)
		}
	}
	t.Fatalf("%s: no end", path)
	return nil, 0
}

func TestWalkingTheCursorsGivesEveryHitOnce(t *testing.T) {
	h := sharedHouse(t)
	tests := []struct{ path, list string }{}
	for _, q := range []string{"", "开工 项目"} {
		for _, sort := range []string{"", "relevance", "date_desc", "date_asc", "added_desc"} {
			tests = append(tests, struct{ path, list string }{"/v1/search" + query("q", q, "sort", sort, "facets", "", "limit", "90"), "hits"})
		}
		for _, sort := range []string{"", "relevance", "date_desc", "amount_desc", "added_desc"} {
			tests = append(tests, struct{ path, list string }{"/v1/projects" + query("q", q, "sort", sort, "facets", "", "limit", "70"), "projects"})
		}
	}
	for _, tt := range tests {
		ids, total := walk(t, h, tt.path, tt.list)
		paged := []string{}
		for page := 1; len(paged) < total; page++ {
			var got map[string]any
			h.must(t, tt.path+fmt.Sprintf("&page=%d", page), &got)
			for _, row := range got[tt.list].([]any) {
				paged = append(paged, row.(map[string]any)["id"].(string))
			}
			if len(got[tt.list].([]any)) == 0 {
				break
			}
		}
		if !slices.Equal(ids, paged) {
			t.Errorf("%s: cursors and pages give different rows", tt.path)
		}
		slices.Sort(ids)
		if once := len(slices.Compact(slices.Clone(ids))); once != total || len(ids) != total {
			t.Errorf("%s: %d rows, %d different, total %d", tt.path, len(ids), once, total)
		}
	}
}

func TestUniqueProjectsAreWalkedOnce(t *testing.T) {
	h := sharedHouse(t)
	var first struct {
		TotalUnique int `json:"total_unique"`
	}
	h.must(t, "/v1/projects?facets=", &first)
	ids, _ := walk(t, h, "/v1/projects?unique=true&facets=&limit=50", "projects")
	if len(ids) != first.TotalUnique || first.TotalUnique == 0 {
		t.Errorf("%d rows, total_unique %d", len(ids), first.TotalUnique)
	}
}

func TestACursorBelongsToItsQuery(t *testing.T) {
	h := sharedHouse(t)
	var got struct {
		Next string `json:"next_cursor"`
	}
	h.must(t, "/v1/search?q=项目&sort=date_desc&limit=5", &got)
	if got.Next == "" {
		t.Fatal("no second page")
	}
	for _, other := range []string{
		"/v1/search?q=开工&sort=date_desc", "/v1/search?q=项目&sort=date_asc", "/v1/search?q=项目", "/v1/search?q=项目&sort=date_desc&zone=泰州医药高新区",
		"/v1/search?q=项目&sort=date_desc&collapse=true", "/v1/projects?q=项目&sort=date_desc",
	} {
		if a := h.get(t, other+"&cursor="+got.Next); a.StatusCode != http.StatusBadRequest || a.problem(t).Param != "cursor" {
			t.Errorf("%s takes the cursor of another question: %s", other, a.Status)
		}
	}
	for _, same := range []string{"/v1/search?q=项目&sort=date_desc&limit=7&facets=", "/v1/search?sort=date_desc&q=项目"} {
		h.must(t, same+"&cursor="+got.Next, nil)
	}
}

func TestCollapse(t *testing.T) {
	h := sharedHouse(t)
	var plain, folded struct {
		Total       int
		TotalGroups *int `json:"total_groups"`
		Facets      map[string]any
	}
	h.must(t, "/v1/search?limit=1", &plain)
	h.must(t, "/v1/search?limit=1&collapse=true", &folded)
	if plain.TotalGroups != nil || folded.TotalGroups == nil {
		t.Fatal("total_groups stands where collapse=true, and nowhere else")
	}
	if folded.Total != plain.Total || fmt.Sprint(folded.Facets) != fmt.Sprint(plain.Facets) {
		t.Error("collapse changes what total and facets count")
	}
	groups := *folded.TotalGroups
	if groups >= folded.Total {
		t.Fatalf("%d groups of %d articles: the sample holds reprints", groups, folded.Total)
	}
	seen := map[string]bool{}
	cursor := ""
	n := 0
	for {
		var page struct {
			Hits []struct {
				ID         string
				Duplicates []string
			}
			Next string `json:"next_cursor"`
		}
		h.must(t, "/v1/search?collapse=true&limit=40&facets=&cursor="+cursor, &page)
		for _, hit := range page.Hits {
			n++
			for _, id := range append(hit.Duplicates, hit.ID) {
				if seen[id] {
					t.Fatalf("%s stands in two groups", id)
				}
				seen[id] = true
			}
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if n != groups || len(seen) != folded.Total {
		t.Errorf("%d rows of %d groups, %d of %d articles", n, groups, len(seen), folded.Total)
	}
	if rows := len(lines(h.must(t, "/v1/export?format=jsonl&collapse=true", nil).body)); rows != groups {
		t.Errorf("the export has %d rows, want %d", rows, groups)
	}
}

func lines(b []byte) []string {
	return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
}

// scanned is an article as a plain scan sees it.
type scanned struct{ zone, city, province, year, source string }

func (s scanned) value(facet string) string {
	return map[string]string{"zone": s.zone, "city": s.city, "province": s.province, "year": s.year, "source": s.source}[facet]
}

// Counts of a facet ignore its own selection and obey all others: compared
// with a plain scan over what an export gives.
func TestCountsAreThoseOfAPlainScan(t *testing.T) {
	h := sharedHouse(t)
	var articles []scanned
	for _, line := range lines(h.must(t, "/v1/export?format=jsonl", nil).body) {
		var a struct{ Zone, City, Province, Date, Source string }
		(&answer{Response: &http.Response{Request: &http.Request{}}, body: []byte(line)}).into(t, &a)
		articles = append(articles, scanned{a.Zone, a.City, a.Province, a.Date[:min(4, len(a.Date))], a.Source})
	}
	random := rand.New(rand.NewPCG(1, 2))
	facets := []string{"zone", "city", "province", "source"}
	for range 60 {
		filter := url.Values{"facets": {"zone,city,province,source,year"}, "facet_size": {"1000"}, "limit": {"1"}}
		for _, facet := range facets {
			if random.IntN(3) > 0 {
				continue
			}
			for range 1 + random.IntN(3) {
				if v := articles[random.IntN(len(articles))].value(facet); v != "" {
					filter.Add(facet, v)
				}
			}
		}
		if random.IntN(3) == 0 {
			filter.Set("from", fmt.Sprint(2018+random.IntN(5)))
		}
		meets := func(a scanned, but string) bool {
			for _, facet := range facets {
				if wanted := filter[facet]; facet != but && len(wanted) > 0 && !slices.Contains(wanted, a.value(facet)) {
					return false
				}
			}
			return filter.Get("from") == "" || a.year != "" && a.year >= filter.Get("from")
		}
		var got index.SearchResult
		h.must(t, "/v1/search?"+filter.Encode(), &got)
		total := 0
		for _, a := range articles {
			if meets(a, "") {
				total++
			}
		}
		if got.Total != total {
			t.Errorf("%v: total %d, want %d", filter, got.Total, total)
		}
		for _, facet := range append(facets, "year") {
			want := map[string]int{}
			for _, a := range articles {
				if v := a.value(facet); v != "" && meets(a, facet) {
					want[v]++
				}
			}
			counts := map[string]int{}
			for i, c := range got.Facets[index.Facet(facet)] {
				counts[c.Value] = c.Count
				if c.Selected != slices.Contains(filter[facet], c.Value) {
					t.Errorf("%v: %s %s: selected %v", filter, facet, c.Value, c.Selected)
				}
				if i > 0 && !inOrder(facet, got.Facets[index.Facet(facet)][i-1], c) {
					t.Errorf("%v: %s: %v stands before %v", filter, facet, got.Facets[index.Facet(facet)][i-1], c)
				}
			}
			if !maps.Equal(counts, want) {
				t.Errorf("%v: %s counts\n%v\nwant\n%v", filter, facet, counts, want)
			}
		}
	}
}

func inOrder(facet string, a, b index.Count) bool {
	if facet == "year" || a.Count == b.Count {
		return a.Value < b.Value
	}
	return a.Count > b.Count
}

// Marked text is the article's own once the tags are off.
func TestHighlightsAreTextOfTheArticle(t *testing.T) {
	h := sharedHouse(t)
	for _, q := range []string{"恶意", "项目 开工", "“恶意正文”"} {
		var got index.SearchResult
		h.must(t, "/v1/search"+query("q", q, "limit", "100"), &got)
		if len(got.Hits) == 0 {
			t.Fatalf("%s: no hits", q)
		}
		for _, hit := range got.Hits {
			var a index.Article
			h.must(t, "/v1/articles/"+url.PathEscape(hit.ID)+query("q", q), &a)
			if unmarked(hit.Highlight.Title) != a.Title || unmarked(a.Highlight.Title) != a.Title || unmarked(a.Highlight.Body) != a.Body {
				t.Errorf("%s: the highlight of %s is not its text", q, hit.ID)
			}
			for _, s := range hit.Highlight.Snippets {
				text := strings.TrimSuffix(strings.TrimPrefix(unmarked(s), "…"), "…")
				if !strings.Contains(a.Body, text) {
					t.Errorf("%s: %q is not in %s", q, text, hit.ID)
				}
			}
		}
	}
}

func TestTrendsAddUp(t *testing.T) {
	h := sharedHouse(t)
	var all, byQuery index.Trend
	h.must(t, "/v1/trends?interval=year&from=2000", &all)
	var found index.SearchResult
	h.must(t, "/v1/search?from=2000&limit=1", &found)
	if len(all.Series) != 1 || all.Series[0].Name != "all" {
		t.Fatalf("series %+v", all.Series)
	}
	sum := 0
	for i, n := range all.Series[0].Counts {
		sum += n
		if want := 1.0; n > 0 && all.Series[0].Share[i] != want {
			t.Errorf("share %v of all", all.Series[0].Share[i])
		}
	}
	if sum != found.Total {
		t.Errorf("the years hold %d, the search %d", sum, found.Total)
	}
	h.must(t, "/v1/trends?interval=year&by=query&q=光伏&q=半导体", &byQuery)
	if len(byQuery.Series) != 2 || byQuery.Series[0].Name != "光伏" || byQuery.Series[1].Name != "半导体" {
		t.Errorf("series %+v", byQuery.Series)
	}
}
