package web

import (
	"zonesearch/index"
)

// About is the page of what the archive holds.
type About struct {
	*Page
	Status   index.Status
	Version  string
	Behind   uint64
	Quality  []Part
	Buckets  []string
	Coverage []CoverageRow
	// Left counts the zones that the grid has no room for.
	Left int
}

// Part is how many of all have something.
type Part struct {
	Label      string
	Count, All int
}

// Share is the part as a part of one.
func (p Part) Share() float64 { return float64(p.Count) / float64(max(1, p.All)) }

// CoverageRow is a zone in the grid of zones and times.
type CoverageRow struct {
	Zone, Href string
	Total      int
	Cells      []CoverageCell
}

// CoverageCell is a zone at a time. Kind is "some"; "silent", where the zone
// reported before and after but not then; or "nothing", where the archive does
// not reach: before the zone's first and after its last article.
type CoverageCell struct {
	Kind  string
	Count int
	Shade int
	Href  string
}

// ForAbout fills the page. Trend counts articles by zone over time; dated is
// how many articles have a date, projects what is known of all projects.
func ForAbout(p *Page, status index.Status, version string, trend *index.Trend, zones []index.ZoneSummary, dated int, projects *index.ProjectResult) *About {
	p.Title = p.Say("nav.about")
	v := &About{Page: p, Status: status, Version: version, Buckets: trend.Buckets, Left: max(0, len(zones)-len(trend.Series))}
	if status.Archive > status.Reached {
		v.Behind = status.Archive - status.Reached
	}
	placed := 0
	for _, z := range zones {
		placed += z.Articles
	}
	staged := 0
	for _, c := range projects.Facets[index.FacetStage] {
		staged += c.Count
	}
	v.Quality = []Part{
		{p.Say("about.dated"), dated, status.Articles},
		{p.Say("about.placed"), placed, status.Articles},
		{p.Say("about.original"), status.Groups, status.Articles},
		{p.Say("about.priced"), projects.Sum.WithAmount, projects.Total},
		{p.Say("about.staged"), staged, projects.Total},
	}
	most := 0
	for _, s := range trend.Series {
		for _, n := range s.Counts {
			most = max(most, n)
		}
	}
	for _, s := range trend.Series {
		v.Coverage = append(v.Coverage, coverage(p, &s, trend.Buckets, most))
	}
	return v
}

// coverage tells for each time whether a zone reported, was silent, or lies
// outside what the archive holds of it.
func coverage(p *Page, s *index.Series, buckets []string, most int) CoverageRow {
	row := CoverageRow{Zone: s.Name, Href: zoneHref(p, s.Name)}
	first, last := -1, -1
	for i, n := range s.Counts {
		row.Total += n
		if n > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i, n := range s.Counts {
		cell := CoverageCell{Kind: "nothing", Count: n}
		switch {
		case n > 0:
			cell.Kind, cell.Shade = "some", shade(n, most)
			from, to := bucketDays(buckets[i])
			cell.Href = p.href("/", "zone", s.Name, "from", from, "to", to)
		case first >= 0 && i > first && i < last:
			cell.Kind = "silent"
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// bucketDays gives the bounds of a bucket as the parameters from and to take
// them: 2022-Q2 is 2022-04 to 2022-06.
func bucketDays(bucket string) (from, to string) {
	quarters := map[string][2]string{"Q1": {"01", "03"}, "Q2": {"04", "06"}, "Q3": {"07", "09"}, "Q4": {"10", "12"}}
	if len(bucket) == len("2022-Q1") {
		if months, ok := quarters[bucket[5:]]; ok {
			return bucket[:5] + months[0], bucket[:5] + months[1]
		}
	}
	return bucket, bucket
}
