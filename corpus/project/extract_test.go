package project_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"zonesearch/corpus"
	"zonesearch/corpus/project"
	"zonesearch/corpus/project/score"
)

func labelled(tb testing.TB) []score.Passage {
	tb.Helper()
	var all []score.Passage
	for _, name := range []string{"gold.jsonl", "own.jsonl", "late.jsonl", "blind.jsonl", "blind2.jsonl", "blind3.jsonl", "blind4.jsonl", "blind5.jsonl", "blind6.jsonl", "fresh1.jsonl", "fresh2.jsonl", "fresh3.jsonl", "fresh4.jsonl", "fresh5.jsonl", "fresh6.jsonl", "fresh7.jsonl", "fresh8.jsonl"} {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			tb.Fatal(err)
		}
		passages, err := score.Passages(bytes.NewReader(b))
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, passages...)
	}
	return all
}

// check holds what is true of every record, whatever the article.
func check(tb testing.TB, a *corpus.Article, records []project.Record) {
	tb.Helper()
	for _, r := range records {
		src := a.Body
		if r.Evidence.Field == "title" {
			src = a.Title
		}
		ev := r.Evidence
		if ev.Start < 0 || ev.End > len(src) || ev.Start >= ev.End {
			tb.Fatalf("%q: evidence %d to %d of %d bytes", r.Name, ev.Start, ev.End, len(src))
		}
		last := ev.Start
		for _, m := range ev.Marks {
			if m.Start < last || m.End <= m.Start || m.End > ev.End {
				tb.Fatalf("%q: mark %d to %d in %d to %d after %d", r.Name, m.Start, m.End, ev.Start, ev.End, last)
			}
			last = m.End
			if utf8.ValidString(src) && !utf8.ValidString(src[m.Start:m.End]) {
				tb.Fatalf("%q: a mark cuts a character", r.Name)
			}
		}
		if r.Name == "" || !strings.Contains(src[ev.Start:ev.End], r.Name) {
			tb.Fatalf("the name %q is not in its evidence %q", r.Name, src[ev.Start:ev.End])
		}
		if !strings.Contains(a.Title+"\n"+a.Body, r.Company) {
			tb.Fatalf("the company %q is not in the article", r.Company)
		}
		if r.Stage != "" && !slices.Contains(project.Stages(), r.Stage) {
			tb.Fatalf("stage %q", r.Stage)
		}
		if r.Industry != "" && !slices.Contains(project.Industries(), r.Industry) {
			tb.Fatalf("industry %q", r.Industry)
		}
		if r.Amount != nil && (r.Amount.Value <= 0 || !strings.Contains(a.Title+"\n"+a.Body, r.Amount.Text)) {
			tb.Fatalf("amount %+v", r.Amount)
		}
		if r.Rule == "" || r.Confidence <= 0 || r.Confidence > 1 || r.Lifeline == "" || !strings.HasPrefix(r.ID, a.ID+"#") {
			tb.Fatalf("record %+v", r)
		}
	}
}

func TestRecordsHoldTogether(t *testing.T) {
	x := project.New(project.Options{})
	for _, p := range labelled(t) {
		title, body, found := strings.Cut(p.Text, "\n\n")
		if !found {
			title, body = "", p.Text
		}
		a := &corpus.Article{ID: p.ID, Title: title, Body: body, Zone: p.Zone, City: p.City, Date: p.Date}
		records := x.Extract(a)
		check(t, a, records)
		if again := x.Extract(a); len(again) != len(records) {
			t.Errorf("%s: %d records, then %d", p.ID, len(records), len(again))
		}
	}
}

// Wherever a passage breaks off, the extractor reads what there is.
func TestCutPassages(t *testing.T) {
	x := project.New(project.Options{})
	for n, p := range labelled(t) {
		runes := []rune(p.Text)
		for cut := 1 + n%7; cut < len(runes); cut += 7 {
			for _, part := range []string{string(runes[:cut]), string(runes[cut:])} {
				a := &corpus.Article{ID: p.ID, Body: part, Zone: p.Zone, City: p.City, Date: p.Date}
				check(t, a, x.Extract(a))
			}
		}
	}
}

// One Extractor serves many at once, and articles read after one another leave
// nothing behind in the memory that they share.
func TestExtractAtOnce(t *testing.T) {
	x := project.New(project.Options{})
	var articles []corpus.Article
	var want [][]project.Record
	for _, p := range labelled(t) {
		a := corpus.Article{ID: p.ID, Body: p.Text, Zone: p.Zone, City: p.City, Date: p.Date}
		articles = append(articles, a)
		want = append(want, project.New(project.Options{}).Extract(&a))
		if len(articles) == 60 {
			break
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := len(articles) - 1; i >= 0; i-- {
				if got := x.Extract(&articles[i]); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%s: %+v, alone %+v", articles[i].ID, got, want[i])
				}
			}
		})
	}
	wg.Wait()
}

// A page like the first one that the project was made for: visitors, a list of
// what they saw, and the language of campaigns around it.
func TestVisit(t *testing.T) {
	body, err := os.ReadFile(filepath.Join("testdata", "visit.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"恒屿特种电缆项目", "澄海科技年产2.8万吨改性切片项目", "岚岱轻卡电驱桥制造项目", "华洺制盖瓶盖智能化生产项目", "元筑工程绿色建材检测中心项目",
		"二道光能太阳能组件项目", "优膜POE胶膜二期项目", "中汇(云州)智慧冷链产业园项目", "云州区电镀集控中心项目", "锐合·云渡文创街区项目",
	}
	a := &corpus.Article{ID: "v", Title: "云州区开展重点项目“看变化·比干劲”活动", Body: string(body), Zone: "云州东部智造新城", City: "云州"}
	records := project.New(project.Options{}).Extract(a)
	check(t, a, records)
	expectVisited(t, records, want)
}

// The seed page itself belongs to others, so it is read where it lies.
func TestSeedPage(t *testing.T) {
	shared := os.Getenv("ZONESEARCH_SHARED")
	if shared == "" {
		t.Skip("set ZONESEARCH_SHARED to the shared folder to read the seed page")
	}
	files, err := filepath.Glob(filepath.Join(shared, "seed", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no seed page in %s: %v", shared, err)
	}
	page, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	// What was visited is what stands between 观摩了 and the full stop.
	var want []string
	for _, part := range strings.Split(string(page), "观摩了")[1:] {
		list, _, _ := strings.Cut(part, "。")
		want = append(want, strings.Split(list, "、")...)
	}
	if len(want) != 12 {
		t.Fatalf("the page lists %d visited projects", len(want))
	}
	a := &corpus.Article{ID: "seed", Body: string(page), Zone: "泰州海陵西部智动新城", City: "泰州"}
	records := project.New(project.Options{}).Extract(a)
	check(t, a, records)
	expectVisited(t, records, want)
}

func expectVisited(t *testing.T, records []project.Record, want []string) {
	t.Helper()
	var got []string
	for _, r := range records {
		got = append(got, r.Name)
		if r.Amount != nil {
			t.Errorf("%q has the amount %q", r.Name, r.Amount.Text)
		}
		if r.Stage != "" {
			t.Errorf("%q has the stage %q", r.Name, r.Stage)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q\nwant  %q", got, want)
	}
}

// FuzzExtract holds that no text makes the extractor panic, and that every
// record points at what it says, on the borders of characters.
func FuzzExtract(f *testing.F) {
	for _, p := range labelled(f) {
		f.Add(p.Text, p.Zone)
	}
	f.Add("总投资3亿元！\xff“项目", "")
	f.Add("（（投资（2亿元、的A项目））B、C两大项目签约", "新区")
	x := project.New(project.Options{})
	f.Fuzz(func(t *testing.T, text, zone string) {
		a := &corpus.Article{ID: "f", Title: "总投资2亿元" + text, Body: text, Zone: zone}
		check(t, a, x.Extract(a))
	})
}

func BenchmarkExtract(b *testing.B) {
	x := project.New(project.Options{})
	var articles []corpus.Article
	size := 0
	for _, p := range labelled(b) {
		articles = append(articles, corpus.Article{ID: p.ID, Body: p.Text, Zone: p.Zone})
		size += len(p.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i := range articles {
			x.Extract(&articles[i])
		}
	}
}
