package params

import (
	"testing"
	"time"

	"zonesearch/index"
)

// Whatever stands in a URL is read or refused; what is accepted is within its
// bounds, and reading the values again gives the same.
func FuzzSearch(f *testing.F) {
	for _, raw := range []string{
		"", "q=a&zone=b&zone=c", "q=%zz", "limit=10&page=1000", "page=99999999999999999999", "facets=zone,city&facet_size=1000", "from=2022&to=2022-07-18", "added_from=2022-07-18T08:00:00Z",
		"amount_min=10亿&amount_max=5e3", "collapse=true", "of=projects&unique=true", "a;b", "=&=&&", "stage=开工&stage=%E5%BC%80", "cursor=eyJxIjoxfQ", "by=query&q=a&q=b&interval=month", "q=%00%FF",
	} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		r := Parse(raw)
		req := r.Search()
		if r.Done() == nil {
			if req.Page.Limit < 0 || req.Page.Limit > index.MaxLimit || req.Page.Number < 0 || req.Page.Number*max(1, req.Page.Limit) > index.MaxDepth || req.FacetSize > index.MaxFacetSize {
				t.Errorf("%q: out of bounds: %+v", raw, req)
			}
			checkDay(t, req.Filter.From)
			checkDay(t, req.Filter.To)
			if n := len(req.Filter.Zones); n > MaxValues {
				t.Errorf("%q: %d zones", raw, n)
			}
			if v := req.Filter.AmountMin; v != nil && *v < 0 {
				t.Errorf("%q: a negative amount", raw)
			}
			again := Parse(r.Values().Encode())
			if again.Search(); again.Done() != nil {
				t.Errorf("%q: accepted, and refused when written again: %v", raw, again.Done())
			}
		}
		for _, read := range []func(*Reader){
			func(r *Reader) { r.Projects(); r.Of() },
			func(r *Reader) { r.Trend() },
			func(r *Reader) { r.Text("q"); r.Int("limit", 1, 50) },
		} {
			r := Parse(raw)
			read(r)
			if err, ok := r.Done().(*index.RequestError); r.Done() != nil && (!ok || err.ZH == "" || err.EN == "") {
				t.Errorf("%q: refused without a word: %v", raw, r.Done())
			}
		}
	})
}

func checkDay(t *testing.T, day string) {
	t.Helper()
	if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
		t.Errorf("day %q: %v", day, err)
	}
}
