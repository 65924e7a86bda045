package segment

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/ulikunitz/xz"

	"zonesearch/segment/fold"
)

// full is the whole dictionary, loaded once for all tests.
var full = Lazy(Options{})

func mustFull(t testing.TB) *Segmenter {
	t.Helper()
	s, err := full()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// shared gives the path of a file of measuring data, or skips.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("ZONESEARCH_SHARED")
	if dir == "" {
		t.Skip("ZONESEARCH_SHARED does not name the folder with the measuring data")
	}
	return filepath.Join(dir, name)
}

// news gives the first n bodies of the real news.
func news(t testing.TB, n int) []string {
	t.Helper()
	f, err := os.Open(shared(t, "data/news/xwlb.jsonl.xz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := xz.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for d := json.NewDecoder(r); len(texts) < n; {
		var item struct{ Title, Body string }
		if err := d.Decode(&item); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, item.Title+"\n"+item.Body)
	}
	return texts
}

func TestTrieSize(t *testing.T) {
	s := mustFull(t)
	t.Log(len(s.trie.nodes), s.list.Len())
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTerms(b *testing.B) {
	s := mustFull(b)
	texts := news(b, 3000)
	size, terms := 0, 0
	for _, text := range texts {
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	var t fold.Text
	b.ResetTimer()
	for b.Loop() {
		for _, text := range texts {
			t.Reset(text)
			s.Terms(&t, func([]byte, bool) { terms++ })
		}
	}
}
