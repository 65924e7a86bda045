package index

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"zonesearch/corpus"
)

// FuzzSearch asks anything of a small index. Whatever is typed,
//
//   - the answer is hits, or a *RequestError with an offset within the query;
//   - all pages together have as many hits as the total says, none twice;
//   - each facet by date counts every hit with a date once;
//   - every highlight obeys the contract (see checkHighlights);
//   - asking again gives the same hits in the same order.
func FuzzSearch(f *testing.F) {
	for _, c := range hardCases() {
		f.Add(c.query)
	}
	for _, q := range []string{
		"", " ", "。", "😀", `"`, `""`, "()", "-", "|", "zone:", "zone:()", "title:title:开", "同句:()", "a NEAR/1 b NEAR/2 c", "NEAR/0",
		"date:2022..2021", "amount:>=10亿 -stage:签约", `"·"`, "-。", "开\n发", "\x00", "\xff", "OR OR OR", "非 非 开", "((((((((((开))))))))))",
		"开发区\u200b", "title:。", "同句:(。 开)", "“。” NEAR/3 开", "－－开", "的", "的 了", "-的",
	} {
		f.Add(q)
	}
	articles := append(smallAlphabet(rand.New(rand.NewPCG(1, 2)), 60), hostileTexts()...)
	w := openWorld(f, articles, dice{})
	byID := map[string]*corpus.Article{}
	dated := map[string]bool{}
	for _, d := range w.docs {
		byID[d.ID] = d.Article
		dated[d.ID] = d.Date != ""
	}
	f.Fuzz(func(t *testing.T, text string) {
		ask := func(page int) *SearchResult {
			r, err := w.Search(context.Background(), SearchRequest{Query: text, Page: Page{Limit: 50, Number: page}, Facets: []Facet{FacetYear}})
			var refused *RequestError
			if errors.As(err, &refused) {
				if refused.Offset < -1 || refused.Offset > utf8.RuneCountInString(text) {
					t.Fatalf("%q: refused at %d", text, refused.Offset)
				}
				return nil
			}
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			return r
		}
		first := ask(1)
		if first == nil {
			return
		}
		hits, second := first.Hits, ask(2)
		hits = append(hits, second.Hits...)
		seen := map[string]bool{}
		inYears := 0
		for _, h := range hits {
			if seen[h.ID] {
				t.Fatalf("%q: %s twice", text, h.ID)
			}
			seen[h.ID] = true
			if dated[h.ID] {
				inYears++
			}
			checkHighlights(t, text, byID[h.ID], h.Highlight)
		}
		counted := 0
		for _, c := range first.Facets[FacetYear] {
			counted += c.Count
		}
		if len(hits) != first.Total || counted != inYears || second.Total != first.Total {
			t.Fatalf("%q: total %d and %d, %d hits, %d in years, %d counted", text, first.Total, second.Total, len(hits), inYears, counted)
		}
		for i, h := range ask(1).Hits {
			if h.ID != first.Hits[i].ID {
				t.Fatalf("%q: hit %d is %s, and %s when asked again", text, i, first.Hits[i].ID, h.ID)
			}
		}
	})
}
