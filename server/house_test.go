package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/intake"
	"zonesearch/corpus/project"
	"zonesearch/corpus/sample"
	"zonesearch/index"
	"zonesearch/index/synonym"
	"zonesearch/segment"
)

const testKey = "0123456789abcdef0123456789abcdef"

// house is a real server over a real archive and index.
type house struct {
	*httptest.Server
	server   *Server
	archive  *archive.Archive
	index    *index.Index
	articles []*corpus.Article
}

// shared is one house over the sample and some hostile articles, for all tests
// that only read. It lives until the tests end.
var shared = sync.OnceValues(func() (*house, error) {
	articles, err := sample.Articles()
	if err != nil {
		return nil, err
	}
	articles = append(articles, hostileArticles()...)
	h, _, err := open(filepath.Join(sharedDir, "shared"), articles, func(o *Options) { o.Key = testKey })
	if err != nil {
		return nil, err
	}
	return h, awaitSuggestions(h.index)
})

// awaitSuggestions waits for the first suggestions that an index builds: until
// then it is not ready to give any.
func awaitSuggestions(x *index.Index) error {
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if _, err := x.Suggest(context.Background(), "泰", 1); !errors.Is(err, index.ErrNotReady) || time.Now().After(deadline) {
			return err
		}
	}
}

var sharedDir string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "zonesearch-server")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	sharedDir = dir
	code := m.Run()
	_ = os.RemoveAll(dir) // leftovers in a temporary folder hurt nobody
	os.Exit(code)
}

func sharedHouse(tb testing.TB) *house {
	tb.Helper()
	h, err := shared()
	if err != nil {
		tb.Fatal(err)
	}
	return h
}

// newHouse opens a house that a test may write to. Its index is its own,
// unless set names another engine.
func newHouse(tb testing.TB, articles []*corpus.Article, set func(*Options)) *house {
	tb.Helper()
	h, closeAll, err := open(tb.TempDir(), articles, set)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(closeAll)
	return h
}

// knowledge is what every house knows; loading it once is enough.
type knowledge struct {
	segmenter *segment.Segmenter
	places    *gazetteer.Gazetteer
	synonyms  *synonym.Table
}

var lore = sync.OnceValues(func() (l knowledge, err error) {
	if l.places, err = gazetteer.Load(); err != nil {
		return l, err
	}
	if l.synonyms, err = synonym.Load(); err != nil {
		return l, err
	}
	l.segmenter, err = segment.New(segment.Options{})
	return l, err
})

func open(dir string, articles []*corpus.Article, set func(*Options)) (h *house, closeAll func(), err error) {
	a, err := archive.Open(dir, archive.Options{})
	if err != nil {
		return nil, nil, err
	}
	l, err := lore()
	if err != nil {
		return nil, nil, err
	}
	importer := &intake.Importer{Cleaner: corpus.Cleaner{Places: l.places}, Keeper: a}
	if len(articles) > 0 {
		if _, _, err := importer.Put(context.Background(), articles); err != nil {
			return nil, nil, err
		}
	}
	o := Options{Store: testStore{importer, a}, Version: "test", Log: slog.New(slog.DiscardHandler), SearchTimeout: 5 * time.Second}
	if set != nil {
		set(&o)
	}
	h = &house{archive: a, articles: articles}
	if o.Engine == nil {
		if h.index, err = openIndex(dir, a, &l); err != nil {
			return nil, nil, err
		}
		o.Engine = h.index
	}
	h.server = New(o)
	h.Server = httptest.NewServer(h.server)
	return h, func() {
		h.Close()
		if h.index != nil {
			h.index.Close()
		}
		a.Close()
	}, nil
}

func openIndex(dir string, a *archive.Archive, l *knowledge) (*index.Index, error) {
	x, err := index.Open(index.Options{
		Dir: filepath.Join(dir, "index"), Archive: a, Segmenter: l.segmenter, Gazetteer: l.places, Synonyms: l.synonyms,
		Extractor: project.New(project.Options{}),
	})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return x, x.WaitFor(ctx, a.LastSeq())
}

// testStore writes to an archive as the program does.
type testStore struct {
	importer *intake.Importer
	archive  *archive.Archive
}

func (s testStore) Import(ctx context.Context, articles []*corpus.Article) (ImportSummary, error) {
	summary, _, err := s.importer.Put(ctx, articles)
	if bad, ok := err.(intake.ArticlesError); ok {
		out := &ArticleErrors{}
		for _, e := range bad {
			out.Lines = append(out.Lines, LineProblem{Line: e.Place + 1, Detail: e.Reason})
		}
		return ImportSummary{}, out
	}
	return ImportSummary{Read: summary.Read, Added: summary.Added, Updated: summary.Updated, Unchanged: summary.Unchanged, Warnings: summary.Warnings}, err
}

func (s testStore) Delete(ctx context.Context, id string) (bool, error) {
	n, err := s.archive.Delete(ctx, id)
	return n > 0, err
}

// answer is what came back.
type answer struct {
	*http.Response
	body []byte
}

// ask sends a request and holds both it and the answer against the OpenAPI
// document.
func (h *house) ask(tb testing.TB, r *http.Request) *answer {
	tb.Helper()
	var sent []byte
	if r.Body != nil {
		sent, _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		tb.Fatalf("%s %s: %v", r.Method, r.URL, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		tb.Fatalf("%s %s: %v", r.Method, r.URL, err)
	}
	a := &answer{resp, body}
	conform(tb, r, sent, a)
	return a
}

// request makes a request of alternating header names and values.
func (h *house) request(tb testing.TB, method, path, body string, headers ...string) *http.Request {
	tb.Helper()
	var reader io.Reader
	if body != "" {
		reader = bytes.NewBufferString(body)
	}
	r, err := http.NewRequest(method, h.URL+path, reader)
	if err != nil {
		tb.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func (h *house) get(tb testing.TB, path string, headers ...string) *answer {
	tb.Helper()
	return h.ask(tb, h.request(tb, http.MethodGet, path, "", headers...))
}

// must is get for what must succeed; out takes the answer's JSON.
func (h *house) must(tb testing.TB, path string, out any) *answer {
	tb.Helper()
	a := h.get(tb, path)
	if a.StatusCode != http.StatusOK {
		tb.Fatalf("GET %s: %s\n%s", path, a.Status, a.body)
	}
	if out != nil {
		a.into(tb, out)
	}
	return a
}

func (a *answer) into(tb testing.TB, out any) {
	tb.Helper()
	if err := json.Unmarshal(a.body, out); err != nil {
		tb.Fatalf("%s: %v\n%.300s", a.Request.URL, err, a.body)
	}
}

func (a *answer) problem(tb testing.TB) Problem {
	tb.Helper()
	var p Problem
	a.into(tb, &p)
	if p.Status != a.StatusCode || p.Title == "" || p.Detail == "" || p.Instance == "" || p.Type == "" {
		tb.Errorf("%s: an incomplete problem: %s", a.Request.URL, a.body)
	}
	return p
}

// query makes the end of an address of alternating names and values.
func query(pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return "?" + v.Encode()
}
