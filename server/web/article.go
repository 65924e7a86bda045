package web

import (
	"fmt"
	"strings"

	"zonesearch/index"
)

// Article is the page of one article.
type Article struct {
	*Page
	Article *index.Article
	Query   string
	// TitleText is the title, Paragraphs the body, cut where a mark or a
	// sentence about a project begins or ends.
	TitleText  []Piece
	Paragraphs [][]Piece
	// Hits counts what is marked for the query.
	Hits     int
	Projects []ArticleProject
	Similar  []Hit
	Reprints []Reprint
	Citation []Citation
	ZoneHref string
	Back     string
}

// ArticleProject is a project found in the article. Number counts from 1.
type ArticleProject struct {
	ProjectRow
	Number int
	Anchor string
}

// Reprint is another article of the same text.
type Reprint struct{ Title, Href, Date, Source string }

// Citation is the article as one format cites it.
type Citation struct{ Format, Text string }

// anchor is the place of a project's sentence on its article's page: p and
// the number at the end of its ID.
func anchor(projectID string) string {
	_, number, _ := cutLast(projectID, "#")
	return "p" + number
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// ForArticle fills the page.
func ForArticle(p *Page, a *index.Article, similar []index.Hit, reprints []Reprint, citations []Citation) *Article {
	v := &Article{Page: p, Article: a, Query: p.At.Get("q"), Reprints: reprints, Citation: citations}
	p.Title = a.Title
	if a.Title == "" {
		p.Title = p.Say("article.untitled")
	}
	for i, row := range projectRows(p, a.Projects) {
		v.Projects = append(v.Projects, ArticleProject{row, i + 1, anchor(row.ID)})
	}
	highlight := index.ArticleHighlight{}
	if a.Highlight != nil {
		highlight = *a.Highlight
	}
	next := 1
	v.TitleText = pieces(a.Title, highlight.Title, v.Projects, "title", &next)
	v.Paragraphs = paragraphs(pieces(a.Body, highlight.Body, v.Projects, "body", &next))
	v.Hits = next - 1
	for _, h := range similar {
		v.Similar = append(v.Similar, Hit{Hit: h, Href: articleHref(p, h.ID, v.Query)})
	}
	if a.Zone != "" {
		v.ZoneHref = zoneHref(p, a.Zone)
	}
	if v.Query != "" {
		v.Back = p.href("/", "q", v.Query)
	}
	return v
}

// HitName is the anchor of the nth hit.
func HitName(n int) string { return fmt.Sprintf("hit%d", n) }

// HitNames lists the anchors of the first hits, for stepping without scripts.
func (v *Article) HitNames() []string {
	var out []string
	for n := 1; n <= min(v.Hits, 12); n++ {
		out = append(out, HitName(n))
	}
	return out
}

// ReprintOf names an article as a reprint.
func ReprintOf(p *Page, a *index.Article) Reprint {
	return Reprint{a.Title, articleHref(p, a.ID, p.At.Get("q")), a.Date, a.Source}
}
