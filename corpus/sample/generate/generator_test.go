package generate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zonesearch/corpus"
)

func articles(seed uint64, n int) []*corpus.Article {
	g := New(seed)
	list := make([]*corpus.Article, n)
	for i := range list {
		list[i] = g.Next()
	}
	return list
}

// The digest is the promise that a seed means the same articles everywhere.
// Change it together with the grammar or the words, never without.
func TestSameSeedSameBytes(t *testing.T) {
	const want = "432a4c79c99a730f"
	sum := sha256.New()
	enc := json.NewEncoder(sum)
	for _, a := range articles(42, 2000) {
		if err := enc.Encode(a); err != nil {
			t.Fatal(err)
		}
	}
	if got := hex.EncodeToString(sum.Sum(nil)[:8]); got != want {
		t.Errorf("digest of 2000 articles of seed 42 is %s, want %s", got, want)
	}
	if articles(1, 1)[0].Body == articles(2, 1)[0].Body {
		t.Error("seeds 1 and 2 begin with the same article")
	}
}

func TestEveryArticleIsWhole(t *testing.T) {
	ids := map[string]bool{}
	for i, a := range articles(7, 5000) {
		if ids[a.ID] {
			t.Fatalf("article %d has an ID that another has: %s", i, a.ID)
		}
		ids[a.ID] = true
		day, err := time.Parse(time.DateOnly, a.Date)
		if err != nil || day.Year() < 2010 || day.Year() > 2024 {
			t.Errorf("article %d: date %q (%v)", i, a.Date, err)
		}
		if a.Title == "" || a.Body == "" || a.Zone == "" || a.City == "" || a.Province == "" || a.Source == "" || a.URL == "" {
			t.Errorf("article %d lacks a field: %+v", i, a)
		}
		for _, text := range []string{a.Title, a.Body} {
			if !utf8.ValidString(text) || strings.ContainsAny(text, "{}|()\r\t") {
				t.Fatalf("article %d holds rests of the grammar: %s", i, text)
			}
		}
		for _, p := range strings.Split(a.Body, "\n") {
			if strings.TrimSpace(p) == "" {
				t.Errorf("article %d has an empty paragraph", i)
			}
		}
	}
}

// The shape that measurements rely on; the bounds are wide, the seed fixed.
func TestShape(t *testing.T) {
	const n = 10000
	var runes, withProject int
	bodies := map[string]int{}
	zones := map[string]bool{}
	for _, a := range articles(3, n) {
		c := utf8.RuneCountInString(a.Body)
		runes += c
		zones[a.Zone] = true
		opening, _, _ := strings.Cut(strings.TrimPrefix(a.Body, "本报讯 "), "\n")
		bodies[edits().Replace(edits().Replace(opening))]++
		if strings.Contains(a.Body, "总投资") || strings.Contains(a.Body, "签约") {
			withProject++
		}
	}
	if mean := runes / n; mean < 580 || mean > 740 {
		t.Errorf("mean length is %d characters, want 580 to 740", mean)
	}
	if share := withProject * 100 / n; share < 50 || share > 90 {
		t.Errorf("%d %% of the articles speak of investments, want 50 to 90", share)
	}
	repeated := 0
	for _, c := range bodies {
		repeated += c - 1
	}
	if repeated < n/100 || repeated > n*6/100 {
		t.Errorf("%d of %d articles open like another one, want 1 to 6 %%", repeated, n)
	}
	if len(zones) < 300 {
		t.Errorf("%d zones, want 300 and more", len(zones))
	}
}

// Twice the text must hold many more different pairs of characters, or an index
// of generated articles would be smaller and faster than one of real news.
func TestVocabularyKeepsGrowing(t *testing.T) {
	pairs := map[string]bool{}
	half := 0
	for i, a := range articles(5, 4000) {
		if i == 2000 {
			half = len(pairs)
		}
		r := []rune(a.Body)
		for j := range r[1:] {
			pairs[string(r[j:j+2])] = true
		}
	}
	if whole := len(pairs); half < 40000 || whole*100 < half*125 {
		t.Errorf("%d different pairs of characters in 2000 articles and %d in 4000; want 40000, and a quarter more", half, whole)
	}
}

func TestZonesOfTheCaller(t *testing.T) {
	g := NewIn(1, []Zone{{Name: "青石湾产业新城", Short: "青石湾", City: "临江", Province: "江苏"}})
	for range 200 {
		if a := g.Next(); a.City != "临江" || a.Province != "江苏" {
			t.Fatalf("an article of %s, %s", a.City, a.Province)
		}
	}
}

func TestGrammarErrors(t *testing.T) {
	list := newWordList([]string{"项目"})
	lists := map[string]*wordList{"object": &list}
	for _, c := range []struct{ src, want string }{
		{"@a\n{w.object}(一|二(三|))", ""},
		{"一", "line 1: text before the first rule"},
		{"@a\n一\n@a\n二", `line 3: rule "a" is there already`},
		{"@a\n一(二", "line 2: a ( has no )"},
		{"@a\n一)", `line 2: unexpected ")"`},
		{"@a\n\n{zone", "line 3: {zone has no }"},
		{"@a\n{nobody}", "line 2: {nobody} is no rule"},
		{"@a\n@b\n一", `rule "a" says nothing`},
	} {
		_, err := parseGrammar(c.src, lists)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%q: %v", c.src, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q: error %v, want %q in it", c.src, err, c.want)
		}
	}
}

// A way beyond the 64th could not be marked as used.
func TestRulesFitTheirMarks(t *testing.T) {
	for _, r := range New(1).grammar.rules {
		if len(r.ways) > 63 {
			t.Errorf("rule %s has %d ways, 63 are the most", r.name, len(r.ways))
		}
	}
}

func BenchmarkNext(b *testing.B) {
	g := New(1)
	n := 0
	for b.Loop() {
		n += len(g.Next().Body)
	}
	b.SetBytes(int64(n / b.N))
}
