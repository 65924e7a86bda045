package segment

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/ulikunitz/xz"
)

// full is the whole dictionary, loaded once for all tests.
var full = sync.OnceValues(func() (*Segmenter, error) { return New(Options{}) })

func mustFull(t testing.TB) *Segmenter {
	t.Helper()
	s, err := full()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sharedEnv names the folder with data to measure on, which is no part of the
// project.
const sharedEnv = "ZONESEARCH_SHARED"

// shared gives the path of a file of that folder, or skips the test.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv(sharedEnv)
	if dir == "" {
		t.Skip(sharedEnv + " does not name the folder with the measuring data")
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

func readShared(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(shared(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// measured gives n real texts, or none where there are none to measure on.
func measured(t testing.TB, n int) []string {
	if os.Getenv(sharedEnv) == "" {
		return nil
	}
	return news(t, n)
}

// news gives the first n items of real news.
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
