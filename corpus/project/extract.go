package project

import (
	"fmt"
	"sync"

	"zonesearch/corpus"
	"zonesearch/segment/fold"
)

// Version is the version of the rules. It rises whenever they could give
// another record for the same article, so that what was extracted by older
// rules is known to be stale.
const Version = 5

// Options say how to extract. The zero value is the usual way.
type Options struct {
	// Corrections are applied after extraction; nil means none.
	Corrections *Corrections
}

// Extractor finds the projects of articles. It is safe for concurrent use.
type Extractor struct {
	lexicon     *lexicon
	idioms      *lexicon
	corrections *Corrections
	room        *sync.Pool // of *workspace
}

// workspace is memory that one article after another is read in.
type workspace struct {
	texts [2]text // title and body
	toks  []token
}

// New returns an Extractor. It builds its vocabulary, which takes some
// milliseconds: make one and share it.
func New(o Options) *Extractor {
	return &Extractor{lexicon: newLexicon(), idioms: newIdioms(), corrections: o.Corrections,
		room: &sync.Pool{New: func() any { return &workspace{} }}}
}

// Extract gives the projects that an article tells of, in the order of the
// text; nil where it tells of none.
func (x *Extractor) Extract(a *corpus.Article) []Record {
	r := &reader{x: x, zone: fold.String(a.Zone), year: yearOf(a.Date), month: monthOf(a.Date), day: dayOf(a.Date), city: fold.String(a.City)}
	room := x.room.Get().(*workspace)
	defer x.room.Put(room)
	r.toks = room.toks
	defer func() {
		room.toks = r.toks
		room.texts[0].src, room.texts[1].src = "", "" // the article is not ours to keep
	}()
	for i, part := range []struct{ field, src string }{{"title", a.Title}, {"body", a.Body}} {
		t := &room.texts[i]
		t.fill(part.field, part.src)
		t.hits = x.lexicon.scan(t.runes, t.hits)
		if !promising(t.hits, r.zone != "") {
			continue
		}
		t.index()
		list := sentences(t)
		for i := range list {
			r.read(&list[i])
		}
	}
	var records []Record
	for _, e := range r.entities {
		rule := x.judge(e, a)
		if rule == "" {
			continue
		}
		records = append(records, x.record(e, rule, a))
	}
	for i := range records {
		records[i].ID = fmt.Sprintf("%s#%d", a.ID, i+1)
		records[i].Lifeline = Lifeline(records[i])
	}
	return x.corrections.apply(records)
}

// promising reports whether a text can hold a project at all: a name's end,
// and a stage, an investment or a list for visitors. Where a zone reports, one
// of the two will do: its lists may have names without an end, and sums without
// a word.
func promising(hits []hit, zone bool) bool {
	name, event := false, false
	for _, h := range hits {
		name = name || h.is(classHead|classWeak|classWork|classCompany|classStaff)
		event = event || h.is(classStage|classDrop|classVisit) || h.role >= rolePart
		if name && event || zone && (name || event) {
			return true
		}
	}
	return false
}

// record makes the record of an entity.
func (x *Extractor) record(e *entity, rule string, a *corpus.Article) Record {
	m := e.best
	s := m.sent
	rec := Record{
		Name: s.original(m.start, m.end), Company: e.company, Stage: e.stage().String(),
		Zone: a.Zone, City: a.City, Province: a.Province, Date: a.Date, ArticleID: a.ID, ArticleTitle: a.Title,
		Rule: rule, Confidence: confidence(rule, a.Zone),
	}
	if rec.Company == "" && m.firm {
		rec.Company = rec.Name
	}
	if rec.Company == "" {
		if start, end := x.brand(s, m.start, m.end); end > start {
			rec.Company = s.original(start, end)
		}
	}
	if e.later {
		if start, end := x.brand(e.before.best.sent, e.before.best.start, e.before.best.end); e.company == "" && end > start {
			rec.Company = e.before.best.sent.original(start, end)
		}
	}
	if e.amount != nil {
		sum := e.amount.amount
		rec.Amount = &sum
	}
	rec.Industry = x.industry(e, rec.Company)
	if rec.Industry == "" && e.later {
		rec.Industry = x.industry(e.before, e.before.company)
	}
	rec.Evidence = evidence(e)
	return rec
}

// industry looks at the name first, then at the company, then at the sentence.
func (x *Extractor) industry(e *entity, company string) string {
	s := e.best.sent
	for _, try := range []struct {
		runes []rune
		least uint8
	}{
		{s.runes[e.best.start:e.best.end], 3},
		{[]rune(fold.String(company)), 3},
		{s.runes[e.best.start:e.best.end], 1},
	} {
		if found := x.lexicon.industryOf(try.runes, try.least); found != "" {
			return found
		}
	}
	return ""
}

// evidence is the sentence that names the project, and the one with its amount
// where that follows directly.
func evidence(e *entity) Evidence {
	s := e.best.sent
	ev := Evidence{Field: s.field, Start: int(s.offs[s.start]), End: int(s.offs[s.end])}
	ev.Marks = append(ev.Marks, Span{int(s.offs[e.best.start]), int(s.offs[e.best.end])})
	if at := e.amountAt; at != nil && at.text == s.text && at.start >= s.start && at.start-s.end < 200 && e.amount != nil {
		sum := Span{int(s.offs[e.amount.start]), int(s.offs[e.amount.end])}
		ev.End = max(ev.End, int(s.offs[at.end]))
		if sum.Start >= ev.Marks[0].End {
			ev.Marks = append(ev.Marks, sum)
		} else if sum.End <= ev.Marks[0].Start {
			ev.Marks = []Span{sum, ev.Marks[0]}
		}
	}
	return ev
}

// confidence is how often a rule was right on the labelled passages, with one
// right and one wrong added, so that a rule seen five times is not called sure.
// Where no zone reports, it is what reading random finds gave.
func confidence(rule, zone string) float64 {
	const elsewhere = 0.88
	c := map[string]float64{"amount": 0.97, "stage": 0.97, "list": 0.96, "visit": 0.88, "dropped": 0.80, "plan": 0.80}[rule]
	if zone == "" {
		return min(c, elsewhere)
	}
	return c
}
