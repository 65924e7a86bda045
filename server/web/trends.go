package web

import (
	"slices"
	"strconv"

	"zonesearch/index"
	"zonesearch/server/web/chart"
)

// Trends is the page that compares over time.
type Trends struct {
	*Page
	By, Interval, Measure string
	Words, Zones          []string // as many fields as the form has
	From, To              string
	Trend                 *index.Trend
	Chart                 *chart.Lines
	Table                 []TrendRow
	Names                 []string
	Totals                []string
	CSV, API              string
	Measures, Intervals   []Choice
	Hidden                []Field
	Examples              []Choice
	// Left counts the series that the table has and the chart has no room for.
	Left int
}

// TrendRow is one bucket of time with a figure for each series.
type TrendRow struct {
	Bucket  string
	Figures []string
}

const (
	// MaxLines is how many lines can be told apart in a chart.
	MaxLines    = 8
	trendFields = 4
)

// ForTrends fills the page from an answer; t is nil where the request was
// refused. By is what the answer compares.
func ForTrends(p *Page, t *index.Trend, by string, interval index.Interval) *Trends {
	p.Title = p.Say("nav.trends")
	v := &Trends{Page: p, By: by, Interval: string(interval), Measure: p.At.Get("measure"), Trend: t, From: p.At.Get("from"), To: p.At.Get("to")}
	if !slices.Contains([]string{"share", "amount"}, v.Measure) {
		v.Measure = "counts"
	}
	v.Words, v.Zones = fields(p.At.Values["q"]), fields(p.At.Values["zone"])
	v.Hidden = p.At.Fields("q", "zone", "by", "interval", "measure", "from", "to")
	data := p.At.With("by", by).With("interval", string(interval)).Without("lang", "measure")
	v.CSV, v.API = data.On("/trends.csv").String(), data.On("/v1/trends").String()
	for _, m := range []string{"counts", "share", "amount"} {
		v.Measures = append(v.Measures, Choice{Label: p.Say("trends." + m), Href: p.At.With("measure", m).String(), Now: m == v.Measure, Name: m})
	}
	for _, i := range []string{"month", "quarter", "year"} {
		v.Intervals = append(v.Intervals, Choice{Label: p.Say("trends." + i), Href: p.At.With("interval", i).String(), Now: i == v.Interval, Name: i})
	}
	for _, words := range [][]string{{"光伏", "储能", "半导体"}, {"签约", "开工", "投产"}} {
		l := p.At.Only("lang").With("by", "query").With("interval", "year")
		for _, w := range words {
			l = l.Plus("q", w)
		}
		v.Examples = append(v.Examples, Choice{Label: words[0] + " · " + words[1] + " · " + words[2], Href: l.String()})
	}
	if t != nil {
		v.draw()
	}
	return v
}

// fields pads what was typed to the number of fields in the form.
func fields(typed []string) []string {
	out := slices.Clone(typed)
	for len(out) < max(trendFields, len(typed)+1) {
		out = append(out, "")
	}
	return out
}

// draw lays out the chart and the table beneath.
func (v *Trends) draw() {
	var lines []chart.Series
	for _, s := range v.Trend.Series {
		name := s.Name
		if v.By == "" {
			name = v.Say("trends.all")
			if q := v.At.Get("q"); q != "" {
				name = q
			}
		}
		v.Names = append(v.Names, name)
		line := chart.Series{Name: name}
		total := 0.0
		for i := range s.Counts {
			figure := v.figure(&s, i)
			total += figure
			line.Values = append(line.Values, figure)
		}
		lines = append(lines, line)
		if v.Measure == "share" {
			v.Totals = append(v.Totals, "")
		} else {
			v.Totals = append(v.Totals, v.label(total))
		}
	}
	for i, bucket := range v.Trend.Buckets {
		row := TrendRow{Bucket: bucket}
		for _, line := range lines {
			row.Figures = append(row.Figures, v.label(line.Values[i]))
		}
		v.Table = append(v.Table, row)
	}
	v.Left = max(0, len(lines)-MaxLines)
	v.Chart = chart.NewLines(v.Trend.Buckets, lines[:min(len(lines), MaxLines)], 300, v.label)
}

func (v *Trends) figure(s *index.Series, i int) float64 {
	switch v.Measure {
	case "share":
		return s.Share[i]
	case "amount":
		return float64(s.AmountYuan[i])
	}
	return float64(s.Counts[i])
}

// label writes a figure of the measure shown.
func (v *Trends) label(figure float64) string {
	switch v.Measure {
	case "share":
		return percent(figure)
	case "amount":
		if figure == 0 {
			return "0"
		}
		if v.English() {
			return moneyEN(int64(figure))
		}
		return moneyZH(int64(figure))
	}
	if figure != float64(int(figure)) {
		return strconv.FormatFloat(figure, 'f', 1, 64)
	}
	return number(int(figure))
}
