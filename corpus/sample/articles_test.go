package sample

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zonesearch/corpus"
)

func mustArticles(t *testing.T) []*corpus.Article {
	t.Helper()
	list, err := Articles()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func mustWritten(t *testing.T) []*corpus.Article {
	t.Helper()
	list, err := Written()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// What the sample is to show needs this much of it.
func TestSampleIsLargeAndVaried(t *testing.T) {
	list := mustArticles(t)
	zones, provinces, years := map[string]bool{}, map[string]bool{}, map[string]bool{}
	months := map[string]int{}
	for _, a := range list {
		if a.Zone != "" {
			zones[a.Zone], provinces[a.Province] = true, true
		}
		if a.Date != "" {
			years[a.Date[:4]] = true
			months[a.Date[:7]]++
		}
	}
	busy := 0
	for _, n := range months {
		if n >= 3 {
			busy++
		}
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"articles", len(list), 220},
		{"zones", len(zones), 28},
		{"provinces", len(provinces), 14},
		{"years", len(years), 9},
		{"months with three articles and more", busy, 36},
	} {
		if c.got < c.want {
			t.Errorf("%d %s, want %d and more", c.got, c.what, c.want)
		}
	}
}

func TestWrittenArticles(t *testing.T) {
	list := mustWritten(t)
	whole := 0
	bodies, titles := map[string]string{}, map[string]bool{}
	for _, a := range list {
		if n := utf8.RuneCountInString(a.Body); n >= 300 && n <= 1200 {
			whole++
		}
		if other, twice := bodies[a.Body]; twice {
			t.Errorf("%s and %s have the same text", a.Title, other)
		}
		bodies[a.Body] = a.Title
		if titles[a.Title] {
			t.Errorf("two articles are called %s", a.Title)
		}
		titles[a.Title] = true
	}
	if whole < 36 {
		t.Errorf("%d written articles of 300 to 1200 characters, want 36 and more", whole)
	}
}

// Nothing is left for a cleaner to do.
func TestEveryArticleIsClean(t *testing.T) {
	ids := map[string]bool{}
	province := regexp.MustCompile(`[省市]$|自治区$`)
	for _, a := range mustArticles(t) {
		if a.Title == "" || a.Body == "" || a.ID == "" || ids[a.ID] {
			t.Errorf("title %q, ID %q: empty or not alone", a.Title, a.ID)
		}
		ids[a.ID] = true
		if a.Date != "" {
			if day, err := time.Parse(time.DateOnly, a.Date); err != nil || day.Year() < 2015 || day.Year() > 2024 {
				t.Errorf("%s: date %q (%v)", a.Title, a.Date, err)
			}
		}
		if a.URL != "" && !strings.HasPrefix(a.URL, "https://example.com/news/") {
			t.Errorf("%s: address %s is not made up", a.Title, a.URL)
		}
		if (a.City == "") != (a.Zone == "") || (a.Province == "") != (a.City == "") {
			t.Errorf("%s: zone %q, city %q, province %q", a.Title, a.Zone, a.City, a.Province)
		}
		if province.MatchString(a.Province) || strings.HasSuffix(a.City, "市") {
			t.Errorf("%s: %s, %s in their long form", a.Title, a.Province, a.City)
		}
		for _, text := range []string{a.Title, a.Source, a.Zone, a.Body} {
			if !utf8.ValidString(text) || text != strings.TrimSpace(text) || strings.Contains(text, "\n\n") || strings.ContainsRune(text, '\ufffd') {
				t.Errorf("%s: unclean: %q", a.Title, text)
			}
		}
	}
}

func TestSampleIsTheSameEveryTime(t *testing.T) {
	one, two := mustArticles(t), mustArticles(t)
	for i := range one {
		if one[i].ID != two[i].ID || !one[i].SameContent(two[i]) {
			t.Fatalf("article %d differs between two calls", i)
		}
	}
}

// The shapes that other rooms show and test with the sample.
func TestSampleHoldsTheHardCases(t *testing.T) {
	var noDate, noZone, traditional, smallZone int
	for _, a := range mustWritten(t) {
		if a.Date == "" {
			noDate++
		}
		if a.Zone == "" {
			noZone++
		}
		if strings.Contains(a.Body, "臺") {
			traditional++
		}
		if strings.Contains(a.Zone, "青石湾") {
			smallZone++
		}
	}
	if noDate == 0 || noZone == 0 || traditional == 0 || smallZone == 0 {
		t.Errorf("without date %d, without zone %d, traditional %d, unknown zone %d: want one of each and more", noDate, noZone, traditional, smallZone)
	}
}

// The query that the README begins with: 智改数转 “拿地即开工” -观摩.
func TestExampleQueryHasHits(t *testing.T) {
	with, without := 0, 0
	for _, a := range mustWritten(t) {
		text := a.Title + a.Body
		if !strings.Contains(text, "智改数转") || !strings.Contains(text, "拿地即开工") {
			continue
		}
		if strings.Contains(text, "观摩") {
			with++
		} else {
			without++
		}
	}
	if without < 8 || with < 3 {
		t.Errorf("%d hits and %d that 观摩 shuts out, want 8 and 3 or more", without, with)
	}
}

func TestReprintsAreNearTheirOriginals(t *testing.T) {
	groups := map[string]int{}
	written := mustWritten(t)
	for i, a := range written {
		for _, b := range written[i+1:] {
			if sharedShingles(a.Body, b.Body) > 0.6 {
				groups[a.Title]++
			}
		}
	}
	if len(groups) < 6 {
		t.Errorf("%d groups of near-duplicates, want 6 and more: %v", len(groups), groups)
	}
}

// sharedShingles is the share of a's and b's four-character runs that both
// hold.
func sharedShingles(a, b string) float64 {
	x, y := shingles(a), shingles(b)
	both := 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

func shingles(text string) map[string]bool {
	r := []rune(text)
	set := map[string]bool{}
	for i := 0; i+4 <= len(r); i++ {
		set[string(r[i:i+4])] = true
	}
	return set
}

// One project is followed from signing to production.
func TestAProjectIsFollowed(t *testing.T) {
	for _, c := range []struct {
		project string
		want    []string // what stands in the titles, in order of date
	}{
		{"晶澜半导体碳化硅外延片项目", []string{"牵手", "开工", "封顶", "投产"}},
		{"禾沐生物重组蛋白药物生产基地项目", []string{"落户", "开工", "投产", "观摩"}},
	} {
		rest := c.want
		for _, a := range mustWritten(t) { // file names begin with the date
			if len(rest) > 0 && strings.Contains(a.Title+a.Body, c.project) && strings.Contains(a.Title, rest[0]) {
				rest = rest[1:]
			}
		}
		if len(rest) > 0 {
			t.Errorf("%s is not followed to %s", c.project, rest)
		}
	}
}

// A page of the real site was the model; its persons stay there.
func TestPersonsAreInvented(t *testing.T) {
	for _, a := range mustWritten(t) {
		for _, name := range []string{"孙群", "刘剑波", "丁和扣", "刘玲", "杭绘东"} {
			if strings.Contains(a.Body, name) {
				t.Errorf("%s names %s", a.Title, name)
			}
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"title: 甲", "no empty line"},
		{"title: 甲\nauthor: 乙\n\n丙", "line 2"},
		{"title: 甲\ntitle: 乙\n\n丙", "a second title"},
	} {
		if _, err := parse(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q in it", c.text, err, c.want)
		}
	}
}
