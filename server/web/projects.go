package web

import (
	"zonesearch/index"
)

// Projects is the page of projects.
type Projects struct {
	*Page
	Query     string
	Result    *index.ProjectResult
	Rows      []ProjectRow
	Side      *Side
	Chips     []Chip
	ClearAll  string
	Sorts     []Choice
	Unique    Switch
	Histogram *Histogram
	Pager     *Pager
	Downloads []Choice
	API       string
	Corrected *Choice
	Remedies  []Choice
}

// ProjectRow is a project in a table.
type ProjectRow struct {
	index.Project
	// Href leads to its sentence in the article, Life to the project over
	// time, ZoneHref to its zone.
	Href, Life, ZoneHref string
}

// ForProjects fills the page from an answer with limit projects a page where
// the address says nothing else; r is nil where the request was refused.
func ForProjects(p *Page, r *index.ProjectResult, side *Side, limit int) *Projects {
	v := &Projects{Page: p, Query: p.At.Get("q"), Result: r, Side: side}
	v.Chips, v.ClearAll = chips(p)
	v.Sorts = v.sorts()
	v.Unique = toggle(p.At, "unique")
	v.Downloads = downloads(p, "projects")
	v.FeedLink = feedLink(p.At, "projects")
	v.API = p.At.Without("lang").On("/v1/projects").String()
	if r == nil {
		return v
	}
	v.Rows = projectRows(p, r.Projects)
	v.Histogram = timeline(p.At, r.Facets)
	total := r.Total
	if v.Unique.On {
		total = r.TotalUnique
	}
	v.Pager = pager(p.At, total, len(r.Projects), limit)
	if r.Query.Corrected != "" {
		v.Corrected = &Choice{Label: r.Query.Corrected, Href: p.At.With("q", r.Query.Corrected).String()}
	}
	if len(r.Projects) == 0 {
		v.Remedies = remedies(p, v.Chips, r.Query.Terms)
	}
	return v
}

func projectRows(p *Page, list []index.Project) []ProjectRow {
	rows := make([]ProjectRow, len(list))
	for i, project := range list {
		rows[i] = ProjectRow{Project: project, Href: articleHref(p, project.ArticleID, "") + "#" + anchor(project.ID)}
		if project.Lifeline != "" {
			rows[i].Life = lifelineHref(p, project.Lifeline)
		}
		if project.Zone != "" {
			rows[i].ZoneHref = zoneHref(p, project.Zone)
		}
	}
	return rows
}

func (v *Projects) sorts() []Choice {
	now := v.At.Get("sort")
	if now == "" {
		now = "date_desc"
	}
	names := []string{"date_desc", "amount_desc", "added_desc"}
	if v.Query != "" {
		names = append(names, "relevance")
	}
	var out []Choice
	for _, name := range names {
		out = append(out, Choice{Label: v.Say("sort." + name), Href: v.At.With("sort", name).String(), Now: name == now, Name: name})
	}
	return out
}

// Sorted says for the column of an order whether the table is in it, as
// aria-sort has it.
func (v *Projects) Sorted(name string) string {
	for _, s := range v.Sorts {
		if s.Name == name && s.Now {
			return "descending"
		}
	}
	return "none"
}

// SortHref is where a click on the head of a column leads.
func (v *Projects) SortHref(name string) string { return v.At.With("sort", name).String() }

// Lifeline is the page of one project over time.
type Lifeline struct {
	*Page
	Life *index.Lifeline
	// Name is the project's name in its latest mention.
	Name string
	Rows []ProjectRow
	// Differ says that the mentions do not agree on the amount.
	Differ bool
}

// ForLifeline fills the page.
func ForLifeline(p *Page, life *index.Lifeline) *Lifeline {
	v := &Lifeline{Page: p, Life: life, Rows: projectRows(p, life.Mentions), Differ: len(life.Amounts) > 1}
	if n := len(life.Mentions); n > 0 {
		v.Name = life.Mentions[n-1].Name
	}
	p.Title = p.Say("life.title", v.Name)
	return v
}
