package web

import (
	"cmp"
	"slices"
	"strings"

	"zonesearch/index"
	"zonesearch/segment/fold"
)

// Zones is the page of all zones.
type Zones struct {
	*Page
	Query     string
	Total     int
	Tiles     []Tile
	Provinces []ProvinceZones
	Hidden    []Field
	Clear     string
}

// ProvinceZones are the zones of one province.
type ProvinceZones struct {
	Province string
	Articles int
	Zones    []ZoneRow
	// More counts those left out, and All leads to them; "" where none are.
	More int
	All  string
}

// Beyond mostZones only the first few of each province are listed.
const (
	mostZones  = 250
	firstZones = 5
)

// ZoneRow is a zone in a table.
type ZoneRow struct {
	index.ZoneSummary
	Href string
}

// ForZones fills the page with those zones that hold what is typed in one of
// their names and lie in the province chosen.
func ForZones(p *Page, zones []index.ZoneSummary) *Zones {
	p.Title = p.Say("nav.zones")
	v := &Zones{Page: p, Query: p.At.Get("q"), Tiles: tiles(p, zones), Hidden: p.At.Fields("q")}
	if len(p.At.Only("q", "province").Values) > 0 {
		v.Clear = p.At.Only("lang").String()
	}
	typed := fold.String(strings.TrimSpace(v.Query))
	byProvince := map[string]*ProvinceZones{}
	for _, z := range zones {
		if chosen := p.At.Values["province"]; len(chosen) > 0 && !slices.Contains(chosen, z.Province) {
			continue
		}
		if typed != "" && !named(&z, typed) {
			continue
		}
		province := byProvince[z.Province]
		if province == nil {
			province = &ProvinceZones{Province: z.Province}
			byProvince[z.Province] = province
		}
		province.Articles += z.Articles
		province.Zones = append(province.Zones, ZoneRow{z, zoneHref(p, z.Zone)})
		v.Total++
	}
	for _, province := range byProvince {
		slices.SortStableFunc(province.Zones, func(a, b ZoneRow) int { return b.Articles - a.Articles })
		if n := len(province.Zones); v.Total > mostZones && n > firstZones && len(byProvince) > 1 {
			province.Zones, province.More = province.Zones[:firstZones], n-firstZones
			province.All = p.At.With("province", province.Province).String()
		}
		v.Provinces = append(v.Provinces, *province)
	}
	slices.SortFunc(v.Provinces, func(a, b ProvinceZones) int {
		return cmp.Or(b.Articles-a.Articles, cmp.Compare(a.Province, b.Province))
	})
	return v
}

// named reports whether one of a zone's names, or its city, holds what was
// typed, folded.
func named(z *index.ZoneSummary, typed string) bool {
	for _, name := range append([]string{z.Zone, z.City, z.Province}, z.Aliases...) {
		if strings.Contains(fold.String(name), typed) {
			return true
		}
	}
	return false
}

// Zone is the page of one zone.
type Zone struct {
	*Page
	Profile    *index.ZoneProfile
	Histogram  *Histogram
	Industries []Share
	Stages     []Share
	Largest    []ProjectRow
	Newest     []Hit
	Neighbours []ZoneRow
	// Articles, Projects and Trend lead to what the zone reports.
	Articles, Projects, Trend string
}

// Share is a value of a facet as a bar: Part of the largest, in percent.
type Share struct {
	Kind, Value string
	Count, Part int
	Href        string
}

// ForZone fills the page.
func ForZone(p *Page, z *index.ZoneProfile) *Zone {
	p.Title = z.Zone
	v := &Zone{Page: p, Profile: z, Largest: projectRows(p, z.Largest)}
	for i := range v.Largest {
		v.Largest[i].Zone = "" // the page says it
	}
	// Whatever this page counts leads to the search that finds it.
	search := p.At.Only("lang").On("/").With("zone", z.Zone)
	projects := search.On("/projects")
	v.Articles, v.Projects = search.String(), projects.String()
	v.Trend = search.On("/trends").With("by", "zone").With("interval", "quarter").String()
	v.FeedLink = feedLink(search, "articles")
	v.Histogram = timeline(search, monthCounts(z.Months))
	v.Industries = shares("industry", z.Industries, projects)
	v.Stages = shares("stage", z.Stages, projects)
	for _, h := range z.Newest {
		h.Zone, h.City = "", ""
		v.Newest = append(v.Newest, Hit{Hit: h, Href: articleHref(p, h.ID, "")})
	}
	for _, n := range z.Neighbours {
		v.Neighbours = append(v.Neighbours, ZoneRow{n, zoneHref(p, n.Zone)})
	}
	return v
}

// monthCounts are the articles of each month and year as facets.
func monthCounts(months []index.ZoneMonth) map[index.Facet]index.Counts {
	var byMonth, byYear index.Counts
	for _, m := range months {
		byMonth = append(byMonth, index.Count{Value: m.Month, Count: m.Articles})
		year := m.Month[:4]
		if n := len(byYear); n == 0 || byYear[n-1].Value != year {
			byYear = append(byYear, index.Count{Value: year})
		}
		byYear[len(byYear)-1].Count += m.Articles
	}
	return map[index.Facet]index.Counts{index.FacetMonth: byMonth, index.FacetYear: byYear}
}

func shares(kind string, counts index.Counts, at Link) []Share {
	var out []Share
	for _, c := range counts {
		out = append(out, Share{kind, c.Value, c.Count, max(1, 100*c.Count/max(1, counts[0].Count)), at.With(kind, c.Value).String()})
	}
	return out
}
