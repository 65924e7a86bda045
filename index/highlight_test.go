package index

import (
	"context"
	"html"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zonesearch/corpus"
	"zonesearch/segment/fold"
)

// TestHighlightsObeyTheContract: whatever is asked, every highlight is escaped
// text in which only <mark> and </mark> are tags, which without them is a
// stretch of the article, and whose marks cover something asked for.
func TestHighlightsObeyTheContract(t *testing.T) {
	n := 300
	if testing.Short() {
		n = 60
	}
	w := openWorld(t, append(ownTexts(t, 20, 200), hostileTexts()...), noProjects{})
	byID := map[string]*doc{}
	for _, d := range w.docs {
		byID[d.ID] = d
	}
	rnd := rand.New(rand.NewPCG(8, 8))
	marked := 0
	for range n {
		text := w.randomQuery(rnd)
		r, err := w.Search(context.Background(), SearchRequest{Query: text})
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		for _, h := range r.Hits {
			a := byID[h.ID].Article
			marked += checkHighlights(t, text, a, h.Highlight)
			if shown, err := w.Article(context.Background(), h.ID, text); err != nil {
				t.Errorf("%s: %v", text, err)
			} else if plain, _ := unmark(t, text, shown.Highlight.Body); plain != a.Body {
				t.Errorf("%s: the whole text of %s is not the article's", text, h.ID)
			}
		}
	}
	if marked < n {
		t.Errorf("only %d marks in %d answers: the test tells little", marked, n)
	}
}

// hostileTexts try to get markup out.
func hostileTexts() []*corpus.Article {
	bodies := []string{
		"<mark>开发区</mark>的<script>alert(1)</script>&amp;开发区&lt;b&gt;",
		"开发区</mark>…开发区<mark>…", "…开发区…", "\"开发区\" '开发区' &开发区;", "开\u200b发\u3000区\u00a0\n\n开发区\r\n\t开发区",
		strings.Repeat("开发区", 400), strings.Repeat("a开发区1", 200), "开发区\xff\xfe开发区", "𠮷开发区𠮷野家",
	}
	articles := make([]*corpus.Article, len(bodies))
	for i, body := range bodies {
		body = strings.ToValidUTF8(body, "\uFFFD")
		articles[i] = &corpus.Article{ID: "hostile-" + string(rune('a'+i)), Title: strings.ReplaceAll(body[:min(len(body), 60)], "\n", ""), Body: body}
		articles[i].Title = strings.ToValidUTF8(articles[i].Title, "")
	}
	return articles
}

// randomQuery draws what a person may type: runs of the texts, quoted or not,
// joined in some way.
func (w *world) randomQuery(rnd *rand.Rand) string {
	var parts []string
	for range 1 + rnd.IntN(3) {
		run := w.randomRun(rnd, 1, 8, nil)
		switch rnd.IntN(6) {
		case 0, 1:
			run = quote(run)
		case 2:
			run = "-" + run
		case 3:
			run = "同句:(" + w.randomRun(rnd, 1, 3, isChinese) + " " + run + ")"
		}
		if rnd.IntN(8) == 0 {
			run = draw(rnd, "开发区", "OR", "<mark>", "经开区", "title:开发", "开发区 NEAR/9 开")
		}
		parts = append(parts, run)
	}
	return strings.Join(parts, " ")
}

// checkHighlights checks the highlights of a hit and counts their marks.
func checkHighlights(t *testing.T, text string, a *corpus.Article, h Highlight) (marks int) {
	t.Helper()
	plain, marked := unmark(t, text, h.Title)
	if plain != a.Title {
		t.Errorf("%s: the title %q is shown as %q", text, a.Title, h.Title)
	}
	all := marked
	if len(h.Snippets) > 3 || a.Body != "" && len(h.Snippets) == 0 && strings.TrimSpace(a.Body) != "" {
		t.Errorf("%s: %d snippets of %s", text, len(h.Snippets), a.ID)
	}
	for _, s := range h.Snippets {
		plain, marked := unmark(t, text, s)
		all = append(all, marked...)
		if !cutFrom(plain, a.Body) {
			t.Errorf("%s: %q is no part of %s", text, s, a.ID)
		}
	}
	return len(all)
}

// cutFrom reports whether a snippet is a stretch of a body, a … at its ends
// aside that marks a cut.
func cutFrom(snippet, body string) bool {
	for _, s := range []string{snippet, strings.TrimPrefix(snippet, "…"), strings.TrimSuffix(snippet, "…"), strings.TrimSuffix(strings.TrimPrefix(snippet, "…"), "…")} {
		if strings.Contains(body, s) {
			return true
		}
	}
	return false
}

// unmark gives the text of a highlight and what is marked in it.
func unmark(t *testing.T, text, highlight string) (plain string, marked []string) {
	t.Helper()
	rest := highlight
	var b strings.Builder
	for {
		before, after, found := strings.Cut(rest, "<mark>")
		b.WriteString(before)
		if !found {
			break
		}
		inner, after, closed := strings.Cut(after, "</mark>")
		if !closed || strings.TrimSpace(inner) == "" {
			t.Errorf("%s: a mark is empty or never closed in %q", text, highlight)
			return
		}
		b.WriteString(inner)
		marked = append(marked, html.UnescapeString(inner))
		rest = after
	}
	if strings.ContainsAny(b.String(), `<>"'`) {
		t.Errorf("%s: %q is not escaped", text, highlight)
	}
	return html.UnescapeString(b.String()), marked
}

// TestMarksCoverTheMatchOnly: a phrase is one mark of exactly its characters,
// wherever it stands and nowhere else.
func TestMarksCoverTheMatchOnly(t *testing.T) {
	n := 300
	if testing.Short() {
		n = 60
	}
	w := openWorld(t, ownTexts(t, 20, 200), noProjects{})
	rnd := rand.New(rand.NewPCG(9, 9))
	for range n {
		run := w.randomRun(rnd, 2, 9, func(run []rune) bool {
			return quote(string(run)) != "" && slices.ContainsFunc(run, fold.IsWordRune) && run[0] != run[len(run)-1]
		})
		r, err := w.Search(context.Background(), SearchRequest{Query: quote(run), Page: Page{Limit: 3}})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range r.Hits {
			_, marked := unmark(t, run, h.Highlight.Title)
			for _, s := range h.Highlight.Snippets {
				_, more := unmark(t, run, s)
				marked = append(marked, more...)
			}
			if len(marked) == 0 {
				t.Errorf("%q: nothing is marked in %s: %+v", run, h.ID, h.Highlight)
			}
			for _, m := range marked {
				// Two phrases that overlap in the text are one mark.
				if c := fold.Canon(m).String(); c != run && !(strings.HasPrefix(c, run) && strings.HasSuffix(c, run)) {
					t.Errorf("%q: %q is marked in %s", run, m, h.ID)
				}
			}
		}
	}
}
