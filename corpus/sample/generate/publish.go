package generate

import (
	"math/rand/v2"
	"strings"
	"time"

	"zonesearch/corpus"
)

// Articles stand in the years from firstYear to the day lastDay; the archive
// grows, so that later years have up to three times as many.
const (
	firstYear = 2010
	years     = 15
)

var lastDay = time.Date(firstYear+years-1, time.December, 31, 0, 0, 0, 0, time.UTC)

// day draws a day on which something happened. Little happens on weekends.
func (g *Generator) day() time.Time {
	year := firstYear + g.rand.IntN(years)
	if later := firstYear + g.rand.IntN(years); later > year && chance(g.rand, 60) {
		year = later
	}
	d := time.Date(year, time.January, 1+g.rand.IntN(361), 0, 0, 0, 0, time.UTC)
	if (d.Weekday() == time.Sunday || d.Weekday() == time.Saturday) && chance(g.rand, 75) {
		d = d.AddDate(0, 0, 2)
	}
	return d
}

// publishedAfter is the number of days from the event to the page.
func publishedAfter(r *rand.Rand) int { return [...]int{0, 0, 1, 1, 1, 2}[r.IntN(6)] }

func (g *Generator) source() string {
	from := g.zone.City
	if chance(g.rand, 45) {
		from = g.zone.Short
	}
	medium := g.world.lists["media"].draw(g.rand)
	if strings.HasSuffix(from, "开发区") || strings.HasSuffix(from, "高新区") {
		medium = strings.TrimPrefix(strings.TrimPrefix(medium, "开发区"), "高新区")
	}
	return from + medium
}

func channel(r *rand.Rand) string {
	return [...]string{"文字新闻", "文字新闻", "文字新闻", "文字新闻", "文字新闻", "文字新闻", "文字新闻", "招商动态", "图片新闻", "政策法规"}[r.IntN(10)]
}

// reprint tells old again as another paper would: other source, a day or two
// later, a word changed here and there, the end cut off.
func (g *Generator) reprint(old *corpus.Article) *corpus.Article {
	a := *old
	a.Source = g.world.counties.draw(g.rand) + g.world.lists["media"].draw(g.rand)
	if day, err := time.Parse(time.DateOnly, a.Date); err == nil && day.Before(lastDay.AddDate(0, 0, -3)) {
		a.Date = day.AddDate(0, 0, g.rand.IntN(3)).Format(time.DateOnly)
	}
	a.Body = edits().Replace(a.Body)
	if cut := strings.LastIndexByte(a.Body, '\n'); cut > len(a.Body)/2 && chance(g.rand, 50) {
		a.Body = a.Body[:cut]
	}
	if chance(g.rand, 30) {
		a.Body = "本报讯 " + a.Body
	}
	if chance(g.rand, 25) {
		a.Title = a.Title + "（图）"
	}
	return &a
}

// edits is what a second editor does to a text.
func edits() *strings.Replacer {
	return strings.NewReplacer("近日", "日前", "日前", "近日", "据了解", "据悉", "截至目前", "目前", "强调", "要求", "着力", "大力")
}
