package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"
)

// bombs are questions that are meant to cost more than they may: repetitions,
// nestings and combinations of everything that the language and the parameters
// have.
func bombs() map[string]url.Values {
	bombs := map[string]url.Values{}
	add := func(name string, pairs ...string) {
		v := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			v.Add(pairs[i], pairs[i+1])
		}
		bombs[name] = v
	}
	atoms := map[string]string{
		"rune": "的", "letter": "a", "digit": "1", "word": "项目", "long word": "经济技术开发区", "phrase": `"的项目"`, "quote": `"`, "open": "(", "close": ")", "brackets": "()",
		"minus": "-", "not": "-项目", "or": "项目 OR ", "or bar": "a|", "and": "项目 AND ", "near": "项目 NEAR/200 ", "sentence": "同句:(", "sentence whole": "同句:(项目 开工) ", "title": "title:",
		"zone": "zone:经开区,高新区 ", "date": "date:2000..2030 ", "amount": "amount:>=1 ", "star": "*", "slash": "/.*/", "tilde": "a~9 ", "backslash": `\`, "colon": "：", "space": " ", "newline": "\n", "nul": "\x00", "emoji": "😀", "accent": "é", "bidi": "\u202e", "comma": "zone:a,",
	}
	for name, atom := range atoms {
		n := 1000 / len([]rune(atom))
		add(name+", many", "q", strings.Repeat(atom, n))
		add(name+", some", "q", strings.Repeat(atom, min(n, 120)))
		add(name+", too many", "q", strings.Repeat(atom, n+50))
		if name != "space" && name != "newline" {
			add(name+", apart", "q", strings.Repeat(atom+" ", min(n/2, 250)))
		}
	}
	for _, depth := range []int{5, 15, 16, 17, 200} {
		add(fmt.Sprintf("brackets %d deep", depth), "q", strings.Repeat("(", depth)+"项目"+strings.Repeat(")", depth))
		add(fmt.Sprintf("negations %d deep", depth), "q", strings.Repeat("-(项目 ", depth)+strings.Repeat(")", depth))
		add(fmt.Sprintf("alternatives %d deep", depth), "q", strings.Repeat("(的 OR 项目 ", depth)+strings.Repeat(")", depth))
	}
	var different, together strings.Builder
	for i := range 250 {
		different.WriteString(string(rune('一'+i*37)) + " ")
		together.WriteString(string(rune('一' + i*37)))
	}
	add("different runes", "q", different.String())
	add("different runes, one run", "q", together.String())
	add("different runes, or", "q", strings.ReplaceAll(different.String()[:600], " ", "|"))
	add("everything", "facets", "zone,city,province,year,month,source,industry,stage,currency,level,kind,amount", "facet_size", "1000", "limit", "100", "collapse", "true", "q", "的 OR 项目 OR 开工")
	add("last page", "limit", "100", "page", "100", "sort", "date_asc", "q", "的")
	add("long range", "from", "0001", "to", "9999", "amount_min", "0", "amount_max", "9223372036854775807")
	add("near in sentence", "q", strings.Repeat("同句:(的 NEAR/200 是) ", 20))
	add("phrases", "q", strings.Repeat(`"的" `, 200))
	return bombs
}

// Each question is answered within the time for one, or refused, and none takes
// more memory than the machine has to give.
func TestQueryBombs(t *testing.T) {
	h := newHouse(t, nil, func(o *Options) { o.Engine = sharedHouse(t).index; o.SearchTimeout = 2 * time.Second })
	all := bombs()
	if len(all) < 100 {
		t.Fatalf("%d shapes", len(all))
	}
	routes := []string{"/v1/search?", "/v1/projects?", "/v1/export?format=csv&", "/v1/trends?by=query&"}
	turn, answered := 0, map[int]int{}
	var slowest time.Duration
	var largest uint64
	for name, v := range all {
		// Each goes to the search, and to one of the others in turn.
		turn++
		asked := []string{routes[0], routes[1+turn%3]}
		if v.Has("facets") || v.Has("limit") {
			asked = routes[:1]
		}
		for _, route := range asked {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r, began := h.request(t, http.MethodGet, route+v.Encode(), ""), time.Now()
			resp, err := http.DefaultTransport.RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			if err := errors.Join(err, resp.Body.Close()); err != nil {
				t.Fatal(err)
			}
			took := time.Since(began)
			runtime.ReadMemStats(&after)
			a := &answer{resp, body}
			conform(t, r, nil, a)
			if took > 2500*time.Millisecond {
				t.Errorf("%s: %s: %v", name, route, took)
			}
			slowest = max(slowest, took)
			largest = max(largest, after.TotalAlloc-before.TotalAlloc)
			answered[resp.StatusCode]++
			// 503 is the answer of a search that ran out of its time: on a
			// machine that does ten other things, it may come.
			if a.StatusCode != http.StatusOK && a.StatusCode != http.StatusBadRequest && a.StatusCode != http.StatusServiceUnavailable && a.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
				t.Errorf("%s: %s: %s", name, route, a.Status)
			}
			// What the test itself takes to read is in it too.
			if took := after.TotalAlloc - before.TotalAlloc; took > 64<<20+16*uint64(len(a.body)) {
				t.Errorf("%s: %s: %d MiB allocated", name, route, took>>20)
			}
		}
	}
	t.Logf("%d shapes; answers %v; at most %v and %d MiB allocated", len(all), answered, slowest, largest>>20)
}
