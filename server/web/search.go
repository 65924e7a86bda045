package web

import (
	"strings"

	"zonesearch/index"
	"zonesearch/server/web/chart"
)

// Search is the page of articles.
type Search struct {
	*Page
	Query string
	// Start says that nothing was asked yet.
	Start  bool
	Result *index.SearchResult
	Hits   []Hit
	Side   *Side
	Chips  []Chip
	// ClearAll is the question without any filter.
	ClearAll  string
	Histogram *Histogram
	Sorts     []Choice
	Fold      Switch
	Pager     *Pager
	Downloads []Choice
	API       string
	// Corrected is a better query and where it leads.
	Corrected *Choice
	// Remedies are what may help where nothing was found.
	Remedies []Choice
	Overview *Overview
}

// Hit is an article found.
type Hit struct {
	index.Hit
	// Href leads to the article, ZoneHref to its zone.
	Href, ZoneHref string
}

// Choice is a link that is one of several.
type Choice struct {
	Label string
	Href  string
	Now   bool
	Name  string
}

// Switch is a link that turns something on or off.
type Switch struct {
	On   bool
	Href string
}

// Overview is what the start page shows.
type Overview struct {
	Status   index.Status
	Newest   []Hit
	Projects []ProjectRow
	Examples []Choice
}

// ForSearch fills the page from an answer. Result is nil where the request was
// refused; the page then carries the Message.
func ForSearch(p *Page, r *index.SearchResult, side *Side) *Search {
	v := &Search{Page: p, Query: p.At.Get("q"), Result: r, Side: side}
	v.Chips, v.ClearAll = chips(p)
	v.Sorts = v.sorts()
	v.Fold = toggle(p.At, "collapse")
	v.Downloads = downloads(p, "articles")
	v.FeedLink = feedLink(p.At, "articles")
	v.API = p.At.Without("lang").On("/v1/search").String()
	if r == nil {
		return v
	}
	v.Hits = v.hits(r.Hits)
	v.Histogram = timeline(p.At, r.Facets)
	shown := r.Total
	if r.TotalGroups != nil {
		shown = *r.TotalGroups
	}
	v.Pager = pager(p.At, shown, len(r.Hits), index.DefaultLimit)
	if r.Query.Corrected != "" {
		v.Corrected = &Choice{Label: r.Query.Corrected, Href: p.At.With("q", r.Query.Corrected).String()}
	}
	if len(r.Hits) == 0 {
		v.Remedies = remedies(p, v.Chips, r.Query.Terms)
	}
	return v
}

// ForStart fills the page that nothing was asked on yet. Its form folds
// reprints unless told otherwise.
func ForStart(p *Page, status index.Status, newest []index.Hit, largest []index.Project, where *Places) *Search {
	side := NewSide(p, nil, nil, where)
	side.Hidden = append(side.Hidden, Field{"collapse", "true"})
	v := &Search{Page: p, Start: true, Side: side}
	v.FeedLink = feedLink(p.At, "articles")
	v.Overview = &Overview{Status: status, Newest: v.hits(newest), Projects: projectRows(p, largest)}
	for _, q := range []string{"拿地即开工", `"智改数转" 签约`, "(光伏 OR 储能) 开工 -观摩", "城市:泰州 生物医药", "半导体 金额:>=10亿"} {
		v.Overview.Examples = append(v.Overview.Examples, Choice{Label: q, Href: p.href("/", "q", q, "collapse", "true")})
	}
	return v
}

func (v *Search) hits(list []index.Hit) []Hit {
	out := make([]Hit, len(list))
	for i, h := range list {
		out[i] = Hit{Hit: h, Href: articleHref(v.Page, h.ID, v.Query)}
		if h.Zone != "" {
			out[i].ZoneHref = zoneHref(v.Page, h.Zone)
		}
	}
	return out
}

// Folded reports whether folding reprints made the list shorter.
func (v *Search) Folded() bool {
	return v.Result.TotalGroups != nil && *v.Result.TotalGroups < v.Result.Total
}

func (v *Search) sorts() []Choice {
	now := v.At.Get("sort")
	names := []string{"relevance", "date_desc", "date_asc", "added_desc"}
	if v.Query == "" {
		names = names[1:]
	}
	if now == "" {
		now = names[0]
	}
	var out []Choice
	for _, name := range names {
		out = append(out, Choice{Label: v.Say("sort." + name), Href: v.At.With("sort", name).String(), Now: name == now, Name: name})
	}
	return out
}

// remedies are the question less demanding in one way each.
func remedies(p *Page, chips []Chip, terms []string) []Choice {
	var out []Choice
	if len(chips) > 1 {
		out = append(out, Choice{Label: p.Say("none.allfilters"), Href: p.At.Only("q", "lang", "collapse").String()})
	}
	for _, c := range chips {
		out = append(out, Choice{Label: p.Say("none.without", c.Label), Href: c.Href})
	}
	q := p.At.Get("q")
	if loose := strings.TrimSpace(strings.NewReplacer(`"`, " ", "“", " ", "”", " ", "「", " ", "」", " ", "『", " ", "』", " ").Replace(q)); loose != q && loose != "" {
		out = append(out, Choice{Label: p.Say("none.unquoted", loose), Href: p.At.With("q", loose).String()})
	}
	if len(terms) > 1 {
		for _, term := range terms[:min(len(terms), 4)] {
			out = append(out, Choice{Label: p.Say("none.only", term), Href: p.At.With("q", term).String()})
		}
	}
	return out
}

func toggle(at Link, name string) Switch {
	if at.Get(name) == "true" {
		return Switch{On: true, Href: at.Without(name).String()}
	}
	return Switch{Href: at.With(name, "true").String()}
}

// feedLink is the feed of a question: everything but what picks a part of it.
func feedLink(at Link, of string) Link {
	l := at.Without("sort", "limit", "lang")
	if of != "articles" {
		l = l.With("of", of)
	}
	return l
}

func downloads(p *Page, of string) []Choice {
	names := []string{"csv", "jsonl", "bibtex", "ris", "gbt7714"}
	base := p.At.Without("lang", "limit").On("/v1/export")
	if of == "projects" {
		names, base = names[:2], base.With("of", of)
	}
	var out []Choice
	for _, name := range names {
		out = append(out, Choice{Label: p.Say("export." + name), Href: base.With("format", name).String(), Name: name})
	}
	return out
}

// Histogram is a chart of hits over time with the way back to all.
type Histogram struct {
	*chart.Histogram
	// Unit is "year" or "month".
	Unit string
}
