package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
)

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always marshals
	}
	return string(b)
}

func (h *house) post(tb testing.TB, body, mediaType string, headers ...string) *answer {
	tb.Helper()
	return h.ask(tb, h.request(tb, http.MethodPost, "/v1/articles", body, append([]string{"Authorization", "Bearer " + testKey, "Content-Type", mediaType}, headers...)...))
}

func (h *house) remove(tb testing.TB, id string) *answer {
	tb.Helper()
	return h.ask(tb, h.request(tb, http.MethodDelete, "/v1/articles/"+url.PathEscape(id), "", "Authorization", "Bearer "+testKey))
}

// wait waits until everything in the archive can be found: the contract allows
// two seconds; a machine that runs all tests at once may take longer.
func (h *house) wait(tb testing.TB) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := h.index.WaitFor(ctx, h.archive.LastSeq()); err != nil {
		tb.Fatal(err)
	}
}

func writable(tb testing.TB, set func(*Options)) *house {
	tb.Helper()
	return newHouse(tb, nil, func(o *Options) {
		o.Key = testKey
		if set != nil {
			set(o)
		}
	})
}

func TestWriteReadDelete(t *testing.T) {
	h := writable(t, nil)
	one := `{"id":"a1","title":"澄川新材料项目开工","body":"总投资12亿元的澄川新材料项目开工。","date":"2022年7月18日","zone":"泰州医药高新区","url":"javascript:alert(1)"}`
	var summary ImportSummary
	a := h.post(t, one, "application/json; charset=utf-8")
	a.into(t, &summary)
	if summary.Read != 1 || summary.Added != 1 || len(summary.Warnings) != 1 {
		t.Errorf("summary %s", a.body)
	}
	h.wait(t)
	var got struct {
		Title, Date, City, URL string
		Projects               []any
	}
	h.must(t, "/v1/articles/a1", &got)
	if got.Date != "2022-07-18" || got.City != "泰州" || got.URL != "" || len(got.Projects) != 1 {
		t.Errorf("got %+v", got)
	}
	h.post(t, one, "application/json").into(t, &summary)
	if summary.Unchanged != 1 || summary.Added != 0 {
		t.Errorf("again: %+v", summary)
	}
	changed := strings.ReplaceAll(one, "12亿", "15亿")
	h.post(t, "\n"+changed+"\n\n"+`{"title":"另一篇"}`+"\n", "application/x-ndjson").into(t, &summary)
	if summary.Read != 2 || summary.Updated != 1 || summary.Added != 1 {
		t.Errorf("changed: %+v", summary)
	}
	if a := h.remove(t, "a1"); a.StatusCode != http.StatusNoContent || len(a.body) > 0 {
		t.Errorf("delete: %s", a.Status)
	}
	if a := h.remove(t, "a1"); a.StatusCode != http.StatusNotFound {
		t.Errorf("delete again: %s", a.Status)
	}
	h.wait(t)
	if a := h.get(t, "/v1/articles/a1"); a.StatusCode != http.StatusNotFound {
		t.Errorf("deleted, and still there: %s", a.Status)
	}
}

func TestBodiesAreTakenWholeOrRefusedWhole(t *testing.T) {
	h := writable(t, func(o *Options) { o.Engine = sharedHouse(t).index; o.MaxBody = 4096 })
	good := `{"title":"好"}`
	tests := []struct {
		name, body, mediaType string
		want                  int
		lines                 []int
	}{
		{"empty", "", "application/json", 400, nil},
		{"blank", " \n\n", "application/x-ndjson", 400, nil},
		{"byte-order mark only", "\ufeff\n", "application/x-ndjson", 400, nil},
		{"no media type", good, "", 415, nil},
		{"form", good, "application/x-www-form-urlencoded", 415, nil},
		{"GBK", good, "application/json; charset=gbk", 415, nil},
		{"malformed media type", good, "application/json; =", 415, nil},
		{"too large", `{"title":"` + strings.Repeat("长", 2000) + `"}`, "application/json", 413, nil},
		{"too large, many", strings.Repeat(good+"\n", 500), "application/x-ndjson", 413, nil},
		{"no JSON", "x", "application/json", 400, []int{1}},
		{"cut off", `{"title":"好"`, "application/json", 400, []int{1}},
		{"array", `[{"title":"好"}]`, "application/json", 400, []int{1}},
		{"two objects as one", good + "\n" + good, "application/json", 400, nil},
		{"trailing garbage", good + " x", "application/json", 400, []int{1}},
		{"unknown field", `{"title":"好","nosuch":1}`, "application/json", 400, []int{1}},
		{"unknown field, over lines", "\n\n{\n\"title\":\"好\",\n\"nosuch\":1}", "application/json", 400, []int{3}},
		{"wrong type", `{"title":7}`, "application/json", 400, []int{1}},
		{"invalid UTF-8", "{\"title\":\"\xff\"}", "application/json", 400, []int{1}},
		{"neither title nor body", `{"date":"2022-01-01"}`, "application/json", 400, []int{1}},
		{"bad date", good + "\n\n\n" + `{"title":"坏","date":"某日"}` + "\n" + good, "application/x-ndjson", 400, []int{4}},
		{"bad date, over lines", "\n{\n\"title\":\"坏\",\n\"date\":\"某日\"}", "application/json", 400, []int{2}},
		{"several", "\n" + `{"title":"坏","date":"某日"}` + "\r\n\r\n" + `{"title":""}` + "\n" + good, "application/x-ndjson", 400, []int{2, 4}},
		{"several, no JSON", good + "\n\nx\n{}\n" + good + "\n[]", "application/x-ndjson", 400, []int{3, 6}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := h.post(t, tt.body, tt.mediaType)
			if a.StatusCode != tt.want {
				t.Fatalf("%s\n%s", a.Status, a.body)
			}
			var lines []int
			for _, e := range a.problem(t).Errors {
				lines = append(lines, e.Line)
				if e.Detail == "" {
					t.Error("a line without a reason")
				}
			}
			if !slices.Equal(lines, tt.lines) {
				t.Errorf("lines %v, want %v\n%s", lines, tt.lines, a.body)
			}
		})
	}
	if n := h.archive.Count(); n != 0 {
		t.Errorf("%d articles were kept of bodies that were refused", n)
	}
}

func TestABodyOfTooManyArticles(t *testing.T) {
	h := writable(t, func(o *Options) { o.Engine = sharedHouse(t).index })
	if a := h.post(t, strings.Repeat("{}\n", maxArticles+1), "application/x-ndjson"); a.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%s", a.Status)
	}
	if a := h.post(t, `{"title":"x"}`, "application/json", "Content-Encoding", "gzip"); a.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("gzip: %s", a.Status)
	}
}

func TestKeys(t *testing.T) {
	one := `{"title":"好"}`
	opened := func(set func(*Options)) *house {
		return newHouse(t, nil, func(o *Options) { o.Engine = sharedHouse(t).index; set(o) })
	}
	closed := opened(func(*Options) {})
	open := opened(func(o *Options) { o.Key = testKey })
	trusted := opened(func(o *Options) { o.Trusted = true })
	none := opened(func(o *Options) { o.Store = nil; o.Key = testKey })
	tests := []struct {
		name  string
		house *house
		auth  string
		want  int
	}{
		{"no key set, none sent", closed, "", 403}, {"no key set, empty sent", closed, "Bearer ", 403}, {"no key set, some sent", closed, "Bearer x", 403},
		{"none", open, "", 401}, {"wrong", open, "Bearer wrong", 401}, {"empty", open, "Bearer ", 401}, {"basic", open, "Basic " + testKey, 401}, {"bare", open, testKey, 401},
		{"longer", open, "Bearer " + testKey + "0", 401}, {"shorter", open, "Bearer " + testKey[1:], 401}, {"upper", open, "Bearer " + strings.ToUpper(testKey), 401}, {"right", open, "Bearer " + testKey, 200},
		{"scheme in lower case", open, "bearer " + testKey, 200},
		{"trusted", trusted, "", 200}, {"no store", none, "Bearer " + testKey, 403},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := tt.house.ask(t, tt.house.request(t, "POST", "/v1/articles", one, "Authorization", tt.auth, "Content-Type", "application/json"))
			if a.StatusCode != tt.want {
				t.Errorf("POST: %s, want %d", a.Status, tt.want)
			}
			if challenge := a.Header.Get("WWW-Authenticate"); (challenge != "") != (tt.want == 401) {
				t.Errorf("WWW-Authenticate %q", challenge)
			}
			a = tt.house.ask(t, tt.house.request(t, "DELETE", "/v1/articles/nosuch", "", "Authorization", tt.auth))
			if want := map[int]int{200: 404}[tt.want]; a.StatusCode != max(want, tt.want) {
				t.Errorf("DELETE: %s", a.Status)
			}
		})
	}
}

// Every route of the document answers as its security says: what needs a key
// refuses all others, and what needs none takes no notice of one.
func TestEveryRouteWithAndWithoutKey(t *testing.T) {
	h := sharedHouse(t)
	for path, item := range theDocument(t).doc.Paths.Map() {
		address := strings.NewReplacer("{id}", "nosuch", "{name}", "nosuch").Replace(path)
		if path == "/v1/export" {
			address += "?format=csv&zone=nosuch"
		}
		for method, op := range item.Operations() {
			var got []int
			for _, auth := range []string{"", "Bearer wrong", "Bearer " + testKey} {
				got = append(got, h.ask(t, h.request(t, method, address, "", "Authorization", auth, "Content-Type", "application/json")).StatusCode)
			}
			secured := op.Security != nil && len(*op.Security) > 0
			if refused := []int{got[0], got[1]}; secured != slices.Equal(refused, []int{401, 401}) || got[2] == 401 || got[2] == 403 {
				t.Errorf("%s %s: %v", method, path, got)
			}
			if !secured && (got[0] != got[1] || got[1] != got[2]) {
				t.Errorf("%s %s takes notice of a key: %v", method, path, got)
			}
		}
	}
}

// fullStore has no space left.
type fullStore struct{}

func (fullStore) Import(context.Context, []*corpus.Article) (ImportSummary, error) {
	return ImportSummary{}, fmt.Errorf("put: %w", archive.ErrNoSpace)
}
func (fullStore) Delete(context.Context, string) (bool, error) {
	return false, errors.New("secret path")
}

func TestStoreFailures(t *testing.T) {
	h := writable(t, func(o *Options) { o.Engine = sharedHouse(t).index; o.Store = fullStore{} })
	a := h.post(t, `{"title":"好"}`, "application/json")
	if a.StatusCode != http.StatusInsufficientStorage || a.Header.Get("Retry-After") == "" {
		t.Errorf("a full disk: %s", a.Status)
	}
	a = h.remove(t, "x")
	if a.StatusCode != http.StatusInternalServerError || strings.Contains(string(a.body), "secret") {
		t.Errorf("a failure: %s\n%s", a.Status, a.body)
	}
}

func TestWritesFromOtherSitesAreRefused(t *testing.T) {
	h := writable(t, func(o *Options) { o.Engine = sharedHouse(t).index })
	tests := []struct {
		headers []string
		want    int
	}{
		{[]string{"Origin", "https://evil.example"}, 403},
		{[]string{"Sec-Fetch-Site", "cross-site"}, 403},
		{[]string{"Sec-Fetch-Site", "same-site", "Origin", "http://other.example"}, 403},
		{[]string{"Origin", "null"}, 403},
		{[]string{"Origin", h.URL}, 200},
		{[]string{"Sec-Fetch-Site", "same-origin"}, 200},
		{nil, 200},
	}
	for _, tt := range tests {
		a := h.post(t, `{"title":"好"}`, "application/json", tt.headers...)
		if a.StatusCode != tt.want {
			t.Errorf("%v: %s, want %d", tt.headers, a.Status, tt.want)
		}
		if got := a.Header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%v: a write allows %q to read", tt.headers, got)
		}
	}
}

// A site whose name resolves to this machine is of the same origin as the
// server; its name gives it away.
func TestWritesUnderForeignNamesAreRefused(t *testing.T) {
	h := writable(t, func(o *Options) { o.Engine = sharedHouse(t).index; o.Hosts = []string{"news.example"} })
	for host, want := range map[string]int{
		"evil.example": 403, "evil.example:80": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example": 403, "notlocalhost": 403,
		"localhost": 200, "LOCALHOST:8080": 200, "a.localhost": 200, "127.0.0.1:1": 200, "[::1]:80": 200, "192.0.2.1": 200, "news.example": 200, "News.Example:443": 200,
	} {
		r := h.request(t, "POST", "/v1/articles", `{"title":"好"}`, "Authorization", "Bearer "+testKey, "Content-Type", "application/json", "Origin", "http://"+host)
		r.Host = host
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%s: %s, want %d", host, resp.Status, want)
		}
	}
}

// Writing and searching at once: no article is lost, every one is found, and
// none twice.
func TestWritesAmongSearches(t *testing.T) {
	h := writable(t, nil)
	const writers, each = 4, 10
	var group sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if a := h.get(t, "/v1/search?q=并发&limit=100&facets=zone,stage"); a.StatusCode != http.StatusOK {
					t.Errorf("search: %s\n%s", a.Status, a.body)
					return
				}
			}
		})
	}
	var writing sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				body := fmt.Sprintf("{\"id\":\"w%d-%d\",\"title\":\"并发写入第%d组\"}\n{\"id\":\"w%d-%d-b\",\"title\":\"并发写入另一篇\"}", w, i, w, w, i)
				if a := h.post(t, body, "application/x-ndjson"); a.StatusCode != http.StatusOK {
					t.Errorf("write: %s\n%s", a.Status, a.body)
				}
			}
		})
	}
	writing.Wait()
	close(stop)
	group.Wait()
	h.wait(t)
	var got struct {
		Total int
		Hits  []struct{ ID string }
	}
	h.must(t, "/v1/search?q=并发写入&limit=100", &got)
	seen := map[string]bool{}
	for _, hit := range got.Hits {
		seen[hit.ID] = true
	}
	if want := 2 * writers * each; got.Total != want || len(seen) != want {
		t.Errorf("%d hits, %d different, want %d", got.Total, len(seen), want)
	}
}

// A body that stops coming is refused, not waited for for ever, and keeps
// nothing.
func TestABodyThatBreaksOff(t *testing.T) {
	h := writable(t, func(o *Options) { o.Engine = sharedHouse(t).index })
	reader, writer := io.Pipe()
	go func() {
		_, _ = writer.Write([]byte(`{"title":"半`))
		writer.CloseWithError(errors.New("gone"))
	}()
	r, err := http.NewRequest("POST", h.URL+"/v1/articles", reader)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+testKey)
	r.Header.Set("Content-Type", "application/json")
	if resp, err := http.DefaultTransport.RoundTrip(r); err == nil {
		resp.Body.Close()
		if resp.StatusCode < 400 {
			t.Errorf("taken: %s", resp.Status)
		}
	}
	if n := h.archive.Count(); n != 0 {
		t.Errorf("%d articles kept", n)
	}
}
