package index

import (
	"errors"
	"testing"
)

func TestRequestsAreChecked(t *testing.T) {
	for name, err := range map[string]error{
		"limit":      (&SearchRequest{Page: Page{Limit: MaxLimit + 1}}).check(),
		"page":       (&SearchRequest{Page: Page{Number: MaxDepth}}).check(),
		"cursor":     (&ProjectRequest{Page: Page{Number: 1, Cursor: "x"}}).check(),
		"facet_size": (&ProjectRequest{FacetSize: MaxFacetSize + 1}).check(),
		"facets":     (&SearchRequest{Facets: []Facet{FacetZone, "village"}}).check(),
		"sort":       (&SearchRequest{Sort: ByAmountDesc}).check(),
		"by":         (&TrendRequest{By: "village"}).check(),
		"interval":   (&TrendRequest{Interval: "week"}).check(),
		"series":     (&TrendRequest{Series: MaxSeries + 1}).check(),
		"q":          (&TrendRequest{Queries: []string{"a", "b"}}).check(),
	} {
		var wrong *RequestError
		if !errors.As(err, &wrong) || wrong.Param != name || wrong.ZH == "" || wrong.EN == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, err := range []error{
		(&SearchRequest{Facets: Facets(), Sort: ByAddedDesc, Page: Page{Limit: MaxLimit, Number: MaxDepth / MaxLimit}}).check(),
		(&ProjectRequest{Sort: ByAmountDesc}).check(),
		(&TrendRequest{By: "query", Queries: []string{"a", "b"}, Interval: Yearly}).check(),
	} {
		if err != nil {
			t.Error(err)
		}
	}
}
