package server

import (
	"html"
	"strconv"
	"strings"
	"time"

	"zonesearch/corpus/project"
	"zonesearch/index"
)

// articleHeader names the columns of an export of articles: the fields of an
// article, as an import takes them.
func articleHeader() []string {
	return []string{"id", "url", "title", "body", "date", "added", "source", "zone", "city", "province", "channel", "prev_title", "next_title", "project_count"}
}

func articleRow(a *index.Article) []string {
	return []string{
		a.ID, a.URL, a.Title, a.Body, a.Date, a.Added.UTC().Format(time.RFC3339), a.Source, a.Zone, a.City, a.Province,
		a.Channel, a.PrevTitle, a.NextTitle, strconv.Itoa(len(a.Projects)),
	}
}

// projectHeader names the columns of an export of projects.
func projectHeader() []string {
	return []string{
		"id", "lifeline", "name", "company", "stage", "amount_text", "currency", "amount_value", "amount_value_high", "amount_yuan", "amount_bound",
		"industry", "zone", "city", "province", "date", "article_id", "article_title", "evidence", "rule", "confidence",
	}
}

func projectRow(p *index.Project) []string {
	a := p.Amount
	if a == nil {
		a = &project.Amount{}
	}
	value := ""
	if p.Amount != nil {
		value = strconv.FormatInt(a.Value, 10)
	}
	return []string{
		p.ID, p.Lifeline, p.Name, p.Company, p.Stage, a.Text, a.Currency, value, number(a.ValueHigh), number(a.Yuan), a.Bound,
		p.Industry, p.Zone, p.City, p.Province, p.Date, p.ArticleID, p.ArticleTitle, unmarked(p.Evidence), p.Rule,
		strconv.FormatFloat(p.Confidence, 'f', 2, 64),
	}
}

func number(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

// unmarked gives the text of a marked sentence: tags off first, since what the
// text itself held of them is escaped.
func unmarked(marked string) string {
	return html.UnescapeString(strings.NewReplacer("<mark>", "", "</mark>", "").Replace(marked))
}
