package index

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/project"
	"zonesearch/corpus/sample"
	"zonesearch/index/synonym"
	"zonesearch/segment"
)

// shelf opens the same archive and index again and again. What takes time to
// load is loaded once.
type shelf struct {
	options Options
}

func newShelf(t testing.TB) *shelf {
	t.Helper()
	seg, err := segment.New(segment.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	synonyms, err := synonym.Load()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Segmenter: wordless{seg}, Gazetteer: g, Synonyms: synonyms, Extractor: project.New(project.Options{}), Rules: "1"}
	if os.Getenv("ZONESEARCH_LOG") != "" {
		o.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	return &shelf{o}
}

// wordless is a segmenter that lists no words. Corrections are made from that
// list, anew at each opening, and that takes twice as long as all that is tried
// here.
type wordless struct{ Segmenter }

func (wordless) Words(string) iter.Seq2[string, int] { return func(func(string, int) bool) {} }

// archive opens the archive of a folder.
func (s *shelf) archive(t testing.TB, dir string) *archive.Archive {
	t.Helper()
	a, err := archive.Open(dir, archive.Options{Reserve: -1})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (s *shelf) optionsFor(dir string, a Archive) Options {
	o := s.options
	o.Dir, o.Archive = filepath.Join(dir, "index"), a
	return o
}

// open opens the index in a folder and waits until it answers.
func (s *shelf) open(t testing.TB, dir string, a Archive) *Index {
	t.Helper()
	x, err := Open(s.optionsFor(dir, a))
	if err != nil {
		t.Fatal(err)
	}
	waitReady(t, x, a.LastSeq())
	return x
}

func waitReady(t testing.TB, x *Index, seq uint64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := x.WaitFor(ctx, seq); err != nil {
		t.Fatalf("the index is not ready: %v; %+v", err, x.Status())
	}
}

func mustClose(t testing.TB, closers ...interface{ Close() error }) {
	t.Helper()
	for _, c := range closers {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func mustPut(t testing.TB, a *archive.Archive, articles ...*corpus.Article) {
	t.Helper()
	if _, err := a.Put(context.Background(), articles); err != nil {
		t.Fatal(err)
	}
}

// fill makes an archive with articles that came in at several times, were
// changed, and were deleted, and the index of it.
func (s *shelf) fill(t testing.TB, dir string) {
	t.Helper()
	a := s.archive(t, dir)
	x := s.open(t, dir, a)
	articles := sampleArticles(t)
	for i := 0; i < len(articles); i += 12 {
		mustPut(t, a, articles[i:min(i+12, len(articles))]...)
		waitReady(t, x, a.LastSeq())
	}
	for _, i := range []int{3, 17, 29} {
		changed := *articles[i]
		changed.Body += "\n补记：该项目已于近日投产。"
		mustPut(t, a, &changed)
	}
	if _, err := a.Delete(context.Background(), articles[5].ID, articles[30].ID); err != nil {
		t.Fatal(err)
	}
	waitReady(t, x, a.LastSeq())
	mustClose(t, x, a)
}

func sampleArticles(t testing.TB) []*corpus.Article {
	t.Helper()
	articles, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	return articles[:min(len(articles), 48)]
}

// answers is everything that some questions are answered with, as text.
func answers(t testing.TB, x *Index) string {
	t.Helper()
	text, partial, err := ask(x)
	if err != nil {
		t.Fatal(err)
	}
	if partial {
		t.Fatal("the answer is partial")
	}
	return text
}

func ask(x *Index) (text string, partial bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var out strings.Builder
	facets := []Facet{FacetZone, FacetCity, FacetYear, FacetIndustry, FacetStage}
	for _, q := range []string{"", "项目", "光伏", "开发区 签约", "“开工”", "集成电路 OR 生物医药", "投产 -签约", "同句:(开工 项目)", "签约 NEAR/9 亿元", "title:园区"} {
		r, err := x.Search(ctx, SearchRequest{Query: q, Facets: facets, Page: Page{Limit: 100}})
		if err != nil {
			return "", false, err
		}
		partial = partial || r.Partial
		r.TookMS, r.Query.Corrected = 0, "" // chance, and what may come late
		p, err := x.Projects(ctx, ProjectRequest{Query: q, Facets: facets, Page: Page{Limit: 100}})
		if err != nil {
			return "", false, err
		}
		p.TookMS, p.Query.Corrected = 0, ""
		if err := errors.Join(json.NewEncoder(&out).Encode(r), json.NewEncoder(&out).Encode(p)); err != nil {
			return "", false, err
		}
	}
	return out.String(), partial, nil
}

// rounds is how often a test with chance in it is repeated.
func rounds(t testing.TB, byDefault int) int {
	t.Helper()
	s := os.Getenv("ZONESEARCH_ROUNDS")
	if s == "" {
		return byDefault
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("ZONESEARCH_ROUNDS: %v", err)
	}
	return n
}

// chance gives random numbers; ZONESEARCH_SEED repeats those of a failure.
func chance(t testing.TB) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	if s := os.Getenv("ZONESEARCH_SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatalf("ZONESEARCH_SEED: %v", err)
		}
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("ZONESEARCH_SEED=%d", seed)
		}
	})
	return rand.New(rand.NewPCG(seed, 0))
}

// copyOf copies a folder.
func copyOf(t testing.TB, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// filesUnder lists the files of a folder that hold something, by their paths in
// it.
func filesUnder(t testing.TB, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Size() > 0 {
			files = append(files, strings.TrimPrefix(path, dir))
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", dir, err)
	}
	return files
}

// spoil damages a file in one of the ways that disks and people do, and tells
// how.
func spoil(t testing.TB, rng *rand.Rand, dir, file string, files []string) (how string) {
	t.Helper()
	path := filepath.Join(dir, file)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	after := before
	for bytes.Equal(before, after) {
		after = bytes.Clone(before)
		at := rng.IntN(len(after))
		for range 100 { // a page that was ever written, if there is one
			if page := after[at&^4095:]; len(bytes.Trim(page[:min(len(page), 4096)], "\x00")) > 0 {
				break
			}
			at = rng.IntN(len(after))
		}
		switch rng.IntN(5) {
		case 0:
			after[at] ^= 1 << rng.IntN(8)
			how = fmt.Sprintf("with a bit flipped at %d", at)
		case 1:
			at &^= 4095
			clear(after[at:min(len(after), at+4096)])
			how = fmt.Sprintf("with a page of zeros at %d", at)
		case 2:
			after = after[:at]
			how = fmt.Sprintf("cut to %d bytes", at)
		case 3:
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			return "deleted"
		case 4:
			other := files[rng.IntN(len(files))]
			if after, err = os.ReadFile(filepath.Join(dir, other)); err != nil {
				t.Fatal(err)
			}
			how = "replaced by " + other
		}
	}
	if err := os.WriteFile(path, after, 0o600); err != nil {
		t.Fatal(err)
	}
	return how
}
