package index

import (
	"cmp"
	"context"
	"slices"

	"zonesearch/index/table"
)

// Zones lists the zones that articles come from, by province, city and name.
func (x *Index) Zones(ctx context.Context) ([]ZoneSummary, error) {
	zones := []ZoneSummary{}
	err := x.answer(ctx, func(v *view) error {
		zones = v.zones()
		return nil
	})
	return zones, err
}

// zones summarizes every zone that a live article carries.
func (v *view) zones() []ZoneSummary {
	byOrd := map[uint32]*ZoneSummary{}
	v.articles.All().Each(func(d table.Doc) bool {
		row := v.articles.Row(d)
		ord := v.articles.Ord(colZone, row)
		z := byOrd[ord]
		if z == nil {
			z = &ZoneSummary{
				Zone: v.articles.Keyword(colZone, row), Level: v.articles.Keyword(colLevel, row), Kind: v.articles.Keyword(colKind, row),
				Province: v.articles.Keyword(colProvince, row), City: v.articles.Keyword(colCity, row),
			}
			byOrd[ord] = z
		}
		z.Articles++
		z.Projects += int(v.articles.Number(numProjects, row))
		if day := dayName(v.articles.Number(numDay, row)); day != "" {
			if z.First == "" || day < z.First {
				z.First = day
			}
			z.Last = max(z.Last, day)
		}
		return true
	})
	zones := make([]ZoneSummary, 0, len(byOrd))
	for _, z := range byOrd {
		if z.Zone == "" {
			continue
		}
		if z.Aliases = v.places.Aliases(z.Zone); z.Aliases == nil {
			z.Aliases = []string{}
		}
		// An article may have been filed under another place.
		if known, ok := v.places.zone(z.Zone); ok {
			z.City, z.Province = known.City, known.Province
		}
		zones = append(zones, *z)
	}
	slices.SortFunc(zones, func(a, b ZoneSummary) int {
		return cmp.Or(cmp.Compare(a.Province, b.Province), cmp.Compare(a.City, b.City), cmp.Compare(a.Zone, b.Zone))
	})
	return zones
}

const (
	largestProjects = 10
	newestArticles  = 10
	maxNeighbours   = 12
)

// Zone gives the profile of a zone by any of its names.
func (x *Index) Zone(ctx context.Context, name string) (*ZoneProfile, error) {
	var profile *ZoneProfile
	err := x.answer(ctx, func(v *view) error {
		zones := v.zones()
		at := findZone(zones, v.places.zoneNames([]string{name}))
		if at < 0 {
			return ErrNotFound
		}
		profile = &ZoneProfile{ZoneSummary: zones[at], Neighbours: neighbours(zones, at), Snapshot: v.token()}
		return x.fill(ctx, v, profile)
	})
	return profile, err
}

// findZone gives the place of the zone of one of names with the most articles,
// or -1.
func findZone(zones []ZoneSummary, names []string) int {
	at := -1
	for i := range zones {
		if slices.Contains(names, zones[i].Zone) && (at < 0 || zones[i].Articles > zones[at].Articles) {
			at = i
		}
	}
	return at
}

// neighbours lists the zones of the same city, then those of the same province
// with the most articles.
func neighbours(zones []ZoneSummary, at int) []ZoneSummary {
	own := &zones[at]
	near := []ZoneSummary{}
	for i := range zones {
		if i != at && own.Province != "" && zones[i].Province == own.Province {
			near = append(near, zones[i])
		}
	}
	slices.SortStableFunc(near, func(a, b ZoneSummary) int {
		aNear, bNear := a.City == own.City, b.City == own.City
		switch {
		case aNear != bNear && aNear:
			return -1
		case aNear != bNear:
			return 1
		}
		return b.Articles - a.Articles
	})
	return near[:min(len(near), maxNeighbours)]
}

// fill counts and lists what a zone reports.
func (x *Index) fill(ctx context.Context, v *view, profile *ZoneProfile) error {
	f := &Filter{Zones: []string{profile.Zone}}
	articles, err := x.ask(ctx, v, ofArticles, "", f)
	if err != nil {
		return err
	}
	projects, err := x.ask(ctx, v, ofProjects, "", f)
	if err != nil {
		return err
	}
	if profile.Months, err = months(articles, projects); err != nil {
		return err
	}
	counts, err := projects.facets([]Facet{FacetIndustry, FacetStage}, MaxFacetSize, projects.matched, f, projects.sets)
	if err != nil {
		return err
	}
	profile.Industries, profile.Stages = counts[FacetIndustry], counts[FacetStage]
	told, err := projects.told()
	if err != nil {
		return err
	}
	profile.Sum = told.sum
	latest, err := projects.snap.SetOf(ctx, told.latest)
	if err != nil {
		return err
	}
	priced, err := projects.snap.Range(ctx, numYuan, 0, 1<<62)
	if err != nil {
		return err
	}
	largest, err := projects.snap.Sort(ctx, latest.And(priced), table.Order{Column: numYuan, Descending: true, Limit: largestProjects})
	if err != nil {
		return err
	}
	if profile.Largest, err = x.shownProjects(v, rowsOf(largest)); err != nil {
		return err
	}
	newest, err := articles.snap.Sort(ctx, articles.found, table.Order{Column: numDay, Descending: true, Limit: newestArticles})
	if err != nil {
		return err
	}
	profile.Newest, err = x.hits(articles, newest, false)
	return err
}

// months counts articles and projects by month, without gaps.
func months(articles, projects *question) ([]ZoneMonth, error) {
	byMonth := map[string]*ZoneMonth{}
	first, last := "", ""
	for _, q := range []*question{articles, projects} {
		counts, err := q.snap.Count(q.ctx, q.found, []int{colMonth})
		if err != nil {
			return nil, err
		}
		for ord, n := range counts[0] {
			month := q.snap.Values(colMonth)[ord]
			if n == 0 || month == "" {
				continue
			}
			if first == "" || month < first {
				first = month
			}
			last = max(last, month)
			m := byMonth[month]
			if m == nil {
				m = &ZoneMonth{Month: month}
				byMonth[month] = m
			}
			if q.of == ofProjects {
				m.Projects = int(n)
			} else {
				m.Articles = int(n)
			}
		}
	}
	out := []ZoneMonth{}
	for _, month := range monthsBetween(first, last) {
		if m := byMonth[month]; m != nil {
			out = append(out, *m)
		} else {
			out = append(out, ZoneMonth{Month: month})
		}
	}
	return out, nil
}
