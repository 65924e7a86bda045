package index

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/project"
	"zonesearch/index/mark"
	"zonesearch/index/table"
)

// storedProject is what a row keeps of a project beside its columns. The
// sentence that says so stays in the archive: here it would be stored a third
// time, and one sentence often names several projects. Names are short, as there
// are millions of rows.
type storedProject struct {
	// Number tells apart the projects of an article; it ends the ID.
	Number string        `json:"n"`
	Name   string        `json:"t"`
	Amount *storedAmount `json:"a,omitempty"`
	// Evidence is 1 for the body or 0 for the title, then the offsets of the
	// sentence and of its marks.
	Evidence   []int   `json:"e"`
	Rule       string  `json:"r"`
	Confidence float64 `json:"c"`
}

// storedAmount is a project.Amount; what is usual is left out.
type storedAmount struct {
	Text     string `json:"t"`
	Currency string `json:"c,omitempty"` // "" is CNY
	Value    int64  `json:"v"`
	High     *int64 `json:"h,omitempty"`
	Bound    string `json:"b,omitempty"` // "" is exact
}

const (
	usualCurrency = "CNY"
	usualBound    = "exact"
)

func storeAmount(a *project.Amount) *storedAmount {
	if a == nil {
		return nil
	}
	s := &storedAmount{Text: a.Text, Currency: a.Currency, Value: a.Value, High: a.ValueHigh, Bound: a.Bound}
	if s.Currency == usualCurrency {
		s.Currency = ""
	}
	if s.Bound == usualBound {
		s.Bound = ""
	}
	return s
}

func (s *storedAmount) amount() *project.Amount {
	if s == nil {
		return nil
	}
	a := &project.Amount{Text: s.Text, Currency: cmp.Or(s.Currency, usualCurrency), Value: s.Value, ValueHigh: s.High, Bound: cmp.Or(s.Bound, usualBound)}
	if a.Currency == usualCurrency {
		a.Yuan = &a.Value
	}
	return a
}

func storeEvidence(e project.Evidence) []int {
	stored := []int{0, e.Start, e.End}
	if e.Field == "body" {
		stored[0] = 1
	}
	for _, m := range e.Marks {
		stored = append(stored, m.Start, m.End)
	}
	return stored
}

func (s *storedProject) evidence() project.Evidence {
	e := project.Evidence{Field: "title", Start: s.Evidence[1], End: s.Evidence[2], Marks: []project.Span{}}
	if s.Evidence[0] == 1 {
		e.Field = "body"
	}
	for i := 3; i+1 < len(s.Evidence); i += 2 {
		e.Marks = append(e.Marks, project.Span{Start: s.Evidence[i], End: s.Evidence[i+1]})
	}
	return e
}

// projectRow makes the row of a project; keywords are those of its article.
func projectRow(r *project.Record, a *corpus.Article, keywords []string) (table.Row, error) {
	payload, err := json.Marshal(storedProject{
		Number: strings.TrimPrefix(r.ID, a.ID), Name: r.Name, Amount: storeAmount(r.Amount),
		Evidence: storeEvidence(r.Evidence), Rule: r.Rule, Confidence: r.Confidence,
	})
	if err != nil {
		return table.Row{}, fmt.Errorf("project %s: %w", r.ID, err)
	}
	currency := ""
	if r.Amount != nil {
		currency = r.Amount.Currency
	}
	sentence := evidenceField(a, r.Evidence)[r.Evidence.Start:r.Evidence.End]
	return table.Row{
		Texts:    []string{r.Name, strings.Join([]string{r.Company, r.Zone, r.Industry, sentence}, "\n")},
		Keywords: append(append([]string(nil), keywords...), r.Industry, r.Stage, currency, r.Lifeline, r.Company),
		Payload:  payload,
	}, nil
}

// shownProjects gives the projects of rows as they are shown, in the order of
// the rows. Where the article cannot be read, or was replaced a moment ago, its
// title and the sentence are missing.
func (x *Index) shownProjects(v *view, rows []uint32) ([]Project, error) {
	articles := make(map[uint64]*corpus.Article, len(rows))
	var seqs []uint64
	for _, row := range rows {
		seq := uint64(v.projects.Number(numArticle, row))
		if _, known := articles[seq]; !known {
			articles[seq] = nil
			seqs = append(seqs, seq)
		}
	}
	read, err := x.readable(seqs)
	if err != nil {
		return nil, err
	}
	for i, a := range read {
		articles[seqs[i]] = a
	}
	shown := make([]Project, len(rows))
	for i, row := range rows {
		if shown[i], err = v.shownProject(row, articles[uint64(v.projects.Number(numArticle, row))]); err != nil {
			return nil, err
		}
	}
	return shown, nil
}

// shownProject joins what the row, its columns and its article have; a may be
// nil.
func (v *view) shownProject(row uint32, a *corpus.Article) (p Project, err error) {
	payload, err := v.projects.Payload(row)
	if err != nil {
		return p, err
	}
	var stored storedProject
	if err := json.Unmarshal(payload, &stored); err != nil || len(stored.Evidence) < 3 {
		return p, damaged(v.generation.dir, fmt.Sprintf("project %d cannot be read", v.projects.Seq(row)), err)
	}
	evidence := stored.evidence()
	keyword := func(column int) string { return v.projects.Keyword(column, row) }
	p = Project{
		Lifeline: keyword(colLifeline), Name: stored.Name, Company: keyword(colCompany), Stage: keyword(colStage),
		Amount: stored.Amount.amount(), Industry: keyword(colIndustry),
		Zone: keyword(colZone), City: keyword(colCity), Province: keyword(colProvince),
		Date:       dayName(v.projects.Number(numDay, row)),
		EvidenceAt: evidence, Rule: stored.Rule, Confidence: stored.Confidence,
		Added: time.Unix(v.projects.Number(numAdded, row), 0).UTC(),
	}
	if p.ArticleID, err = v.articleID(row); err != nil {
		return p, err
	}
	p.ID = p.ArticleID + stored.Number
	if a != nil {
		p.ArticleTitle, p.Evidence = a.Title, markedEvidence(a, evidence)
	}
	return p, nil
}

// articleID gives the ID of the article that a project stands in.
func (v *view) articleID(project uint32) (string, error) {
	article, ok := v.articles.RowOf(uint64(v.projects.Number(numArticle, project)))
	if !ok {
		return "", damaged(v.generation.dir, fmt.Sprintf("project %d has no article", v.projects.Seq(project)), nil)
	}
	id, err := v.articles.Payload(article)
	return string(id), err
}

// evidenceField is the text that the evidence points into.
func evidenceField(a *corpus.Article, e project.Evidence) string {
	if e.Field == "title" {
		return a.Title
	}
	return a.Body
}

// markedEvidence is the sentence as HTML, its facts marked.
func markedEvidence(a *corpus.Article, e project.Evidence) string {
	sentence := evidenceField(a, e)[e.Start:e.End]
	spans := make([]mark.Span, len(e.Marks))
	for i, m := range e.Marks {
		spans[i] = mark.Span{Start: m.Start - e.Start, End: m.End - e.Start}
	}
	return mark.HTML(sentence, spans)
}
