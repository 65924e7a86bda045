package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/project"
	"zonesearch/corpus/sample"
	"zonesearch/corpus/sample/generate"
	"zonesearch/index/query"
	"zonesearch/segment/fold"
)

// world is an index together with everything that it should find, kept as plain
// texts and records: what answers are compared with. Nothing in it is cut into
// words, indexed or counted beforehand.
type world struct {
	*Index
	archive   *archive.Archive
	extractor Extractor
	docs      []*doc // by their numbers in the archive
	// names remembers what names of places mean.
	names map[string][]string
}

// doc is an article as a scan sees it.
type doc struct {
	*corpus.Article
	seq         uint64
	texts       [2]string // canonical title and body
	level, kind string
	projects    []project.Record
}

func openWorld(tb testing.TB, articles []*corpus.Article, extractor Extractor) *world {
	tb.Helper()
	w := &world{extractor: extractor, names: map[string][]string{}}
	w.Index, w.archive = openTest(tb, articles, extractor)
	w.look(tb)
	return w
}

// look reads the archive anew.
func (w *world) look(tb testing.TB) {
	tb.Helper()
	valid := map[string]*doc{}
	err := w.archive.Scan(context.Background(), 0, func(c archive.Change) error {
		if c.Article == nil {
			delete(valid, c.ID)
			return nil
		}
		d := &doc{Article: c.Article, seq: c.Seq, projects: w.extractor.Extract(c.Article)}
		d.texts = [2]string{fold.Canon(c.Article.Title).String(), fold.Canon(c.Article.Body).String()}
		if d.Zone != "" {
			d.level, d.kind = "其他", gazetteer.KindOf(d.Zone)
			for _, z := range w.options.Gazetteer.All() {
				if z.Name == d.Zone {
					d.level, d.kind = z.Level, z.Kind
				}
			}
		}
		valid[c.ID] = d
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	w.docs = w.docs[:0]
	for _, d := range valid {
		w.docs = append(w.docs, d)
	}
	slices.SortFunc(w.docs, func(a, b *doc) int { return int(a.seq) - int(b.seq) })
}

// catchUp waits until the index shows all that the archive holds.
func (w *world) catchUp(tb testing.TB) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := w.WaitFor(ctx, w.archive.LastSeq()); err != nil {
		tb.Fatal(err)
	}
}

// holds reports whether a canonical text holds a run as a quoted phrase is
// meant: neither end inside a number or a Latin word.
func holds(text, run string) bool {
	if run == "" || strings.Contains(run, "\n") {
		return false
	}
	for from := 0; ; {
		i := strings.Index(text[from:], run)
		if i < 0 {
			return false
		}
		start := from + i
		if !cutsInside(text, start) && !cutsInside(text, start+len(run)) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}

// cutsInside reports whether a cut at a byte offset parts a number or a word.
func cutsInside(text string, at int) bool {
	before, after := []rune(text[max(0, at-48):at]), []rune(text[at:min(len(text), at+48)])
	return fold.Inside(func(i int) rune {
		switch {
		case i < 0 && len(before)+i >= 0:
			return before[len(before)+i]
		case i >= 0 && i < len(after):
			return after[i]
		}
		return 0
	}, 0)
}

func (d *doc) holds(run string, titleOnly bool) bool {
	return holds(d.texts[0], run) || !titleOnly && holds(d.texts[1], run)
}

// ids lists the articles that a scan picks, sorted.
func (w *world) ids(pick func(*doc) bool) []string {
	ids := []string{}
	for _, d := range w.docs {
		if pick(d) {
			ids = append(ids, d.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// found walks through all hits of a request by its cursors and gives their IDs
// in order, with the first answer.
func (w *world) found(tb testing.TB, req SearchRequest) (*SearchResult, []string) {
	tb.Helper()
	req.Plain = true
	if req.Page.Limit == 0 {
		req.Page.Limit = MaxLimit
	}
	var first *SearchResult
	ids := []string{}
	for {
		r, err := w.Search(context.Background(), req)
		if err != nil {
			tb.Fatalf("%+v: %v", req, err)
		}
		if first == nil {
			first = r
		}
		for _, h := range r.Hits {
			ids = append(ids, h.ID)
		}
		if r.NextCursor == "" {
			return first, ids
		}
		if len(r.Hits) == 0 {
			tb.Fatalf("%+v: a page without hits has a next one", req)
		}
		req.Page.Cursor, req.Facets = r.NextCursor, nil
	}
}

// difference tells which IDs are missing and which should not be there; "" where
// there are none. Both must be sorted.
func difference(got, want []string) string {
	var missing, extra []string
	for _, id := range want {
		if _, ok := slices.BinarySearch(got, id); !ok {
			missing = append(missing, id)
		}
	}
	for i, id := range got {
		if _, ok := slices.BinarySearch(want, id); !ok {
			extra = append(extra, id)
		}
		if i > 0 && got[i-1] == id {
			extra = append(extra, id+" twice")
		}
	}
	if missing == nil && extra == nil {
		return ""
	}
	return fmt.Sprintf("missing %.3q of %d, wrong %.3q of %d", missing, len(want), extra, len(got))
}

// randomRun cuts a run of least to most runes out of some text, not inside a
// number or a Latin word and within one paragraph; ok picks those that will do.
func (w *world) randomRun(rnd *rand.Rand, least, most int, ok func([]rune) bool) string {
	for {
		d := w.docs[rnd.IntN(len(w.docs))]
		text := d.texts[min(1, rnd.IntN(8))] // titles are short, and matter
		runes := []rune(text)
		n := least + rnd.IntN(most-least+1)
		if len(runes) < n {
			continue
		}
		from := rnd.IntN(len(runes) - n + 1)
		run := runes[from : from+n]
		at := func(i int) rune {
			if i < 0 || i >= len(runes) {
				return 0
			}
			return runes[i]
		}
		if slices.Contains(run, '\n') || fold.Inside(at, from) || fold.Inside(at, from+n) || run[0] == ' ' || run[n-1] == ' ' {
			continue
		}
		if ok == nil || ok(run) {
			return string(run)
		}
	}
}

// quote puts a run between quotation marks that do not stand in it; "" where
// there are none.
func quote(run string) string {
	for _, pair := range [][2]string{{`"`, `"`}, {"“", "”"}, {"「", "」"}, {"『", "』"}} {
		if !strings.Contains(run, pair[0]) && !strings.Contains(run, pair[1]) {
			return pair[0] + run + pair[1]
		}
	}
	return ""
}

func isChinese(run []rune) bool {
	return !slices.ContainsFunc(run, func(r rune) bool { return !fold.IsHan(r) })
}

// meets reports whether an article meets a filter, the dimension of one facet
// left out; dimensions leaves none out.
func (w *world) meets(d *doc, f *Filter, left dimension) bool {
	one := func(dim dimension, value string, wanted []string) bool {
		return dim == left || len(wanted) == 0 || slices.Contains(wanted, value)
	}
	place := func(dim dimension, value string, wanted []string, names func([]string) []string) bool {
		if dim == left || len(wanted) == 0 {
			return true
		}
		key := fmt.Sprint(dim, wanted)
		if w.names[key] == nil {
			w.names[key] = names(wanted)
		}
		return slices.Contains(w.names[key], value)
	}
	if !place(byZone, d.Zone, f.Zones, w.places.zoneNames) ||
		!place(byCity, d.City, f.Cities, w.places.cityNames) ||
		!place(byProvince, d.Province, f.Provinces, w.places.provinceNames) ||
		!one(bySource, d.Source, f.Sources) || !one(byLevel, d.level, f.Levels) || !one(byKind, d.kind, f.Kinds) {
		return false
	}
	if (f.From != "" || f.To != "") && (d.Date == "" || f.From != "" && d.Date < f.From || f.To != "" && d.Date > f.To) {
		return false
	}
	if d.Added.Before(f.AddedFrom) {
		return false
	}
	if left == dimensions && !f.narrowsProjects() {
		return true
	}
	all := (left == byIndustry || len(f.Industries) == 0) && (left == byStage || len(f.Stages) == 0) &&
		(left == byCurrency || len(f.Currencies) == 0) && (left == byAmount || f.AmountMin == nil && f.AmountMax == nil)
	return all || slices.ContainsFunc(d.projects, func(p project.Record) bool { return projectMeets(&p, f, left) })
}

// admits is meets where the query asks something of projects too: what the
// filter asks must then hold of one that meets both.
func (w *world) admits(d *doc, f, queried *Filter, left dimension) bool {
	if !w.meets(d, f, left) || queried == nil || !queried.narrowsProjects() {
		return w.meets(d, f, left)
	}
	return slices.ContainsFunc(d.projects, func(p project.Record) bool {
		return projectMeets(&p, f, left) && projectMeets(&p, queried, dimensions)
	})
}

// queried gives what the fields at the top of a tree ask, nil where there are
// none or one stands twice.
func queried(node query.Node) *Filter {
	parts := []query.Node{node}
	if and, ok := node.(*query.And); ok {
		parts = and.Parts
	}
	var f *Filter
	used := map[query.Field]bool{}
	for _, part := range parts {
		switch part.(type) {
		case *query.Keyword, *query.DateRange, *query.AmountRange:
			if used[fieldOf(part)] {
				return nil
			}
			used[fieldOf(part)] = true
			if f == nil {
				f = &Filter{}
			}
			setField(f, part)
		}
	}
	return f
}

// projectMeets is the part of a filter that speaks of projects.
func projectMeets(p *project.Record, f *Filter, left dimension) bool {
	currency := ""
	if p.Amount != nil {
		currency = p.Amount.Currency
	}
	if left != byIndustry && len(f.Industries) > 0 && !slices.Contains(f.Industries, p.Industry) ||
		left != byStage && len(f.Stages) > 0 && !slices.Contains(f.Stages, p.Stage) ||
		left != byCurrency && len(f.Currencies) > 0 && !slices.Contains(f.Currencies, currency) {
		return false
	}
	if left == byAmount || f.AmountMin == nil && f.AmountMax == nil {
		return true
	}
	return p.Amount != nil && p.Amount.Yuan != nil &&
		(f.AmountMin == nil || *p.Amount.Yuan >= *f.AmountMin) && (f.AmountMax == nil || *p.Amount.Yuan <= *f.AmountMax)
}

// agrees reports whether an article is a hit of a tree whose runs are single
// words of Chinese characters without synonyms.
func (w *world) agrees(d *doc, node query.Node, titleOnly bool) bool {
	switch node := node.(type) {
	case nil:
		return true
	case *query.Run:
		return d.holds(fold.Canon(node.Text).String(), titleOnly)
	case *query.Phrase:
		return d.holds(fold.Canon(node.Text).String(), titleOnly)
	case *query.Title:
		return w.agrees(d, node.Part, true)
	case *query.Not:
		return !w.agrees(d, node.Part, titleOnly)
	case *query.Or:
		return slices.ContainsFunc(node.Parts, func(n query.Node) bool { return w.agrees(d, n, titleOnly) })
	case *query.And:
		// Fields side by side speak of one project, until one comes twice.
		var f Filter
		used := map[query.Field]bool{}
		for _, part := range node.Parts {
			switch part.(type) {
			case *query.Keyword, *query.DateRange, *query.AmountRange:
				if field := fieldOf(part); used[field] {
					if !w.meets(d, &f, dimensions) {
						return false
					}
					f, used = Filter{}, map[query.Field]bool{}
				}
				used[fieldOf(part)] = true
				setField(&f, part)
			default:
				if !w.agrees(d, part, titleOnly) {
					return false
				}
			}
		}
		return w.meets(d, &f, dimensions)
	}
	var f Filter
	setField(&f, node)
	return w.meets(d, &f, dimensions)
}

// dice is an extractor that draws an article's projects from short lists, so
// that every combination of industry, stage, currency and amount is frequent,
// and one article often has several of a kind.
type dice struct{}

func (dice) Extract(a *corpus.Article) []project.Record {
	rnd := rand.New(rand.NewPCG(seedOf(a.ID+a.Body), 7))
	records := make([]project.Record, rnd.IntN(5))
	for i := range records {
		r := &records[i]
		*r = project.Record{
			ID: fmt.Sprintf("%s#%d", a.ID, i+1), Lifeline: fmt.Sprintf("l%d", rnd.IntN(300)),
			Name: "项目" + string(rune('甲'+rnd.IntN(3))), Stage: draw(rnd, "签约", "开工", "投产", ""),
			Industry: draw(rnd, "半导体", "新能源", "物流", ""),
			Zone:     a.Zone, City: a.City, Province: a.Province, Date: a.Date, ArticleID: a.ID, ArticleTitle: a.Title,
			Evidence: project.Evidence{Field: "body", End: len(a.Body)},
		}
		value := draw(rnd, int64(50_000_000), yi-1, yi, 3*yi, 10*yi, 60*yi, 100*yi)
		switch draw(rnd, "CNY", "CNY", "USD", "") {
		case "CNY":
			r.Amount = &project.Amount{Text: fmt.Sprint(value, "元"), Currency: "CNY", Value: value, Yuan: &value, Bound: "exact"}
		case "USD":
			r.Amount = &project.Amount{Text: fmt.Sprint(value, "美元"), Currency: "USD", Value: value, Bound: "exact"}
		}
	}
	return records
}

func seedOf(s string) (seed uint64) {
	for _, b := range []byte(s) {
		seed = seed*1099511628211 + uint64(b)
	}
	return seed
}

func draw[T any](rnd *rand.Rand, from ...T) T { return from[rnd.IntN(len(from))] }

// smallAlphabet makes articles of few different characters, in which every run
// stands many times and words begin and end everywhere: the borders of words,
// numbers, Latin letters and paragraphs meet in all combinations.
func smallAlphabet(rnd *rand.Rand, n int) []*corpus.Article {
	pieces := []string{
		"开", "发", "区", "经济", "技术", "和", "服", "务", "广", "惠", "州", "农业", "银行", "高新", "的", "芯", "片",
		"4.5", "5", "万吨", "1,200", "12%", "5G", "EVA", "iphone", "15", "pro", "，", "。", "·", " ", "\n", "“", "”", "開", "區", "ｅｖａ",
	}
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		return b.String()
	}
	articles := make([]*corpus.Article, n)
	for i := range articles {
		a := &corpus.Article{ID: fmt.Sprintf("small-%d", i), Title: strings.ReplaceAll(text(rnd.IntN(8)), "\n", ""), Body: "开" + text(rnd.IntN(60))}
		if rnd.IntN(5) > 0 {
			a.Date = fmt.Sprintf("20%02d-%02d-%02d", 18+rnd.IntN(5), 1+rnd.IntN(12), 1+rnd.IntN(28))
		}
		if rnd.IntN(4) > 0 {
			a.Zone, a.City, a.Province = draw(rnd, "甲市未来城", "乙市经济开发区"), draw(rnd, "泰州", "苏州", ""), draw(rnd, "江苏", "江苏", "浙江", "")
			a.Source = draw(rnd, "", "甲报", "乙报")
		}
		articles[i] = a
	}
	return articles
}

// ownTexts are texts of the project's own: the sample, generated articles and
// articles of a small alphabet.
func ownTexts(tb testing.TB, generated, small int) []*corpus.Article {
	tb.Helper()
	articles, err := sample.Articles()
	if err != nil {
		tb.Fatal(err)
	}
	g := generate.New(11)
	for range generated {
		articles = append(articles, g.Next())
	}
	return append(articles, smallAlphabet(rand.New(rand.NewPCG(5, 6)), small)...)
}
