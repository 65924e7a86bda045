package server

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"net/http"
	"net/url"
	"testing"
)

// Whatever a client sends as a cursor is refused or gives a page: it never
// fails, and never gives more than was asked for.
func FuzzCursor(f *testing.F) {
	h := sharedHouse(f)
	for _, sort := range []string{"relevance", "date_desc"} {
		var got struct {
			Next string `json:"next_cursor"`
		}
		h.must(f, "/v1/search?q=项目&limit=3&facets=&sort="+sort, &got)
		f.Add(got.Next, sort == "relevance")
		raw, err := base64.RawURLEncoding.DecodeString(got.Next)
		if err != nil {
			continue // it is written otherwise
		}
		var parts map[string]any
		if json.Unmarshal(raw, &parts) != nil {
			continue
		}
		for _, n := range []int64{0, -1, 1, 1 << 31, math.MaxInt64, math.MinInt64} {
			for _, name := range []string{"o", "v", "s"} {
				var changed map[string]json.RawMessage
				_ = json.Unmarshal(raw, &changed) // it was read a moment ago
				changed[name], _ = json.Marshal(n)
				b, _ := json.Marshal(changed) // raw numbers always marshal
				f.Add(base64.RawURLEncoding.EncodeToString(b), sort == "relevance")
			}
		}
	}
	f.Add("e30", true)
	f.Add("\x00", false)
	f.Fuzz(func(t *testing.T, cursor string, relevance bool) {
		sort := "date_desc"
		if relevance {
			sort = "relevance"
		}
		resp, err := http.Get(h.URL + "/v1/search?q=项目&limit=3&facets=&sort=" + sort + "&cursor=" + url.QueryEscape(cursor))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusBadRequest && resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Fatalf("%q: %s", cursor, resp.Status)
		}
		var page struct{ Hits []any }
		if err := json.NewDecoder(resp.Body).Decode(&page); err == nil && len(page.Hits) > 3 {
			t.Errorf("%q: %d hits", cursor, len(page.Hits))
		}
	})
}
