package project_test

import (
	"bufio"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/ulikunitz/xz"

	"zonesearch/corpus"
	"zonesearch/corpus/project"
)

// TestRealNews holds the records of real news, which belong to others and are
// read where they lie, to what is true of every record. With ZONESEARCH_SEED it
// also reads all of it and logs 50 random finds, to be judged by a person.
func TestRealNews(t *testing.T) {
	shared := os.Getenv("ZONESEARCH_SHARED")
	if shared == "" {
		t.Skip("set ZONESEARCH_SHARED to the shared folder to read real news")
	}
	seed, err := strconv.ParseUint(os.Getenv("ZONESEARCH_SEED"), 10, 64)
	most := 3000 // of each file, to be quick
	if err == nil {
		most = math.MaxInt
	}
	x := project.New(project.Options{})
	type find struct {
		project.Record
		sentence string
	}
	var finds []find
	for _, name := range []string{"business2011.jsonl.xz", "xwlb.jsonl.xz"} {
		eachArticle(t, filepath.Join(shared, "data", "news", name), most, func(a *corpus.Article) {
			records := x.Extract(a)
			check(t, a, records)
			for _, r := range records {
				src := a.Body
				if r.Evidence.Field == "title" {
					src = a.Title
				}
				finds = append(finds, find{r, src[r.Evidence.Start:r.Evidence.End]})
			}
		})
	}
	if len(finds) == 0 {
		t.Fatal("no project in all the news")
	}
	if err != nil {
		return
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	for i, at := range rng.Perm(len(finds))[:min(50, len(finds))] {
		f := finds[at]
		amount := "—"
		if f.Amount != nil {
			amount = f.Amount.Text
		}
		t.Logf("%d. [%s] %s | %s | %s | %s | %s\n\t%s", i+1, f.Rule, f.Name, f.Company, f.Stage, amount, f.Industry, f.sentence)
	}
}

func eachArticle(t *testing.T, path string, most int, fn func(*corpus.Article)) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	plain, err := xz.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(plain)
	lines.Buffer(nil, 1<<24)
	for n := 0; n < most && lines.Scan(); n++ {
		var a struct{ ID, Title, Body, Date string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatalf("%s, line %d: %v", path, n+1, err)
		}
		fn(&corpus.Article{ID: a.ID, Title: a.Title, Body: a.Body, Date: a.Date})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
