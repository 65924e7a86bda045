package web

import (
	"fmt"
	"time"

	"zonesearch/index"
	"zonesearch/server/web/chart"
)

// mostMonths is how many months are shown as such; of a longer time, years are.
const mostMonths = 48

// timeline draws the hits by month, or by year where that is clearer. Each bar
// leads to its own time.
func timeline(at Link, facets map[index.Facet]index.Counts) *Histogram {
	unit, counts := "month", facets[index.FacetMonth]
	labels := between(counts, nextMonth)
	if len(labels) > mostMonths {
		unit, counts = "year", facets[index.FacetYear]
		labels = between(counts, nextYear)
	}
	byLabel := map[string]int{}
	for _, c := range counts {
		byLabel[c.Value] = c.Count
	}
	items := make([]chart.Item, 0, len(labels))
	for _, label := range labels {
		items = append(items, chart.Item{
			Label: label, Value: byLabel[label], From: label, To: label,
			Href: at.With("from", label).With("to", label).String(),
		})
	}
	if len(items) < 2 {
		return nil // there is nothing to choose between
	}
	h := chart.NewHistogram(items, 124)
	if h == nil {
		return nil
	}
	return &Histogram{h, unit}
}

// between lists the times from the first to the last of counts, without gaps.
func between(counts index.Counts, next func(string) string) []string {
	if len(counts) == 0 {
		return nil
	}
	last := counts[len(counts)-1].Value
	var out []string
	for t := counts[0].Value; t != "" && t <= last; t = next(t) {
		out = append(out, t)
	}
	return out
}

func nextMonth(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 1, 0).Format("2006-01")
}

func nextYear(year string) string {
	t, err := time.Parse("2006", year)
	if err != nil || t.Year() >= 9999 {
		return ""
	}
	return fmt.Sprintf("%04d", t.Year()+1)
}
