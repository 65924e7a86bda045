package index

import (
	"math/rand/v2"
	"slices"
	"strings"

	"zonesearch/corpus/project"
	"zonesearch/index/query"
)

// randomTree draws a query of at most depth operators in each other. Its runs
// are single words, so that a scan tells exactly what they find.
func (w *world) randomTree(rnd *rand.Rand, depth int, fields bool) query.Node {
	kind := rnd.IntN(10)
	if depth == 0 {
		kind %= 5
	}
	parts := func() []query.Node {
		parts := make([]query.Node, 2+rnd.IntN(2))
		for i := range parts {
			parts[i] = w.randomTree(rnd, depth-1, fields)
		}
		return parts
	}
	switch kind {
	case 0, 1:
		return w.randomWord(rnd)
	case 2:
		return &query.Phrase{Text: w.randomRun(rnd, 1, 5, plainRun)}
	case 3, 4:
		if fields {
			return w.randomField(rnd)
		}
		return w.randomWord(rnd)
	case 5:
		part := w.randomTree(rnd, depth-1, fields)
		if _, double := part.(*query.Not); double {
			return part
		}
		return &query.Not{Part: part}
	case 6:
		if !fields { // title: does not stand in title:
			return w.randomWord(rnd)
		}
		return &query.Title{Part: w.randomTree(rnd, depth-1, false)}
	case 7:
		var flat []query.Node
		for _, part := range parts() {
			if or, ok := part.(*query.Or); ok {
				flat = append(flat, or.Parts...)
			} else {
				flat = append(flat, part)
			}
		}
		return &query.Or{Parts: flat}
	}
	var flat []query.Node
	for _, part := range parts() {
		if and, ok := part.(*query.And); ok {
			flat = append(flat, and.Parts...)
		} else {
			flat = append(flat, part)
		}
	}
	return &query.And{Parts: flat}
}

// plainRun picks runs that print between plain quotation marks, and with more in
// them than punctuation.
func plainRun(run []rune) bool {
	return !strings.ContainsAny(string(run), "\"“”「」『』\\") && slices.ContainsFunc(run, func(r rune) bool { return isChinese([]rune{r}) })
}

// randomWord draws a word that stands for nothing but itself: one word of the
// path, no function word, without synonyms.
func (w *world) randomWord(rnd *rand.Rand) query.Node {
	for {
		run := w.randomRun(rnd, 1, 4, isChinese)
		node := &query.Run{Text: run}
		units := w.planner.runUnits(run)
		if len(units) != 1 || units[0].stop || units[0].phrase != nil || len(units[0].alternatives) > 0 || len(units[0].words) != 1 || strings.HasPrefix(node.String(), `\`) {
			continue
		}
		return node
	}
}

func (w *world) randomField(rnd *rand.Rand) query.Node {
	d := w.docs[rnd.IntN(len(w.docs))]
	p := project.Record{Stage: "签约", Industry: "物流"}
	if len(d.projects) > 0 {
		p = d.projects[rnd.IntN(len(d.projects))]
	}
	for {
		field := draw(rnd, query.FieldZone, query.FieldCity, query.FieldProvince, query.FieldSource, query.FieldStage, query.FieldIndustry, query.FieldDate, query.FieldAmount)
		value := map[query.Field]string{
			query.FieldZone: d.Zone, query.FieldCity: d.City, query.FieldProvince: d.Province, query.FieldSource: d.Source,
			query.FieldStage: p.Stage, query.FieldIndustry: p.Industry,
		}[field]
		switch {
		case field == query.FieldDate:
			f := w.randomDates(rnd)
			return &query.DateRange{From: f.From, To: f.To}
		case field == query.FieldAmount:
			low, high := draw(rnd, int64(0), yi, 3*yi), draw(rnd, 3*yi, 10*yi, int64(100*yi))
			return draw(rnd, &query.AmountRange{Min: &low}, &query.AmountRange{Max: &high}, &query.AmountRange{Min: &low, Max: &high})
		case value != "" && !strings.ContainsAny(value, `"“”`):
			return &query.Keyword{Field: field, Values: []string{value}}
		}
	}
}

// randomDates draws a range of dates with at least one end.
func (w *world) randomDates(rnd *rand.Rand) (f Filter) {
	for f.From == "" && f.To == "" {
		if rnd.IntN(3) > 0 {
			f.From = w.docs[rnd.IntN(len(w.docs))].Date
		}
		if rnd.IntN(3) > 0 {
			f.To = w.docs[rnd.IntN(len(w.docs))].Date
		}
	}
	if f.From != "" && f.To != "" && f.From > f.To {
		f.From, f.To = f.To, f.From
	}
	return f
}

// randomFilter draws a filter of values that occur, and now and then of one
// that does not.
func (w *world) randomFilter(rnd *rand.Rand) (f Filter) {
	some := func(p float64, value func(*doc) string) (values []string) {
		if rnd.Float64() > p {
			return nil
		}
		for range 1 + rnd.IntN(3) {
			if v := value(w.docs[rnd.IntN(len(w.docs))]); v != "" && !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
		if rnd.IntN(12) == 0 {
			values = append(values, "无此地")
		}
		return values
	}
	f.Zones = some(.1, func(d *doc) string { return d.Zone })
	f.Cities = some(.1, func(d *doc) string { return d.City + draw(rnd, "", "市") })
	f.Provinces = some(.25, func(d *doc) string { return d.Province })
	f.Sources = some(.05, func(d *doc) string { return d.Source })
	f.Levels = some(.1, func(d *doc) string { return d.level })
	f.Kinds = some(.1, func(d *doc) string { return d.kind })
	closed := func(p float64, list ...string) (values []string) {
		if rnd.Float64() < p {
			values = append(values, draw(rnd, list...))
			if other := draw(rnd, list...); !slices.Contains(values, other) && rnd.IntN(2) == 0 {
				values = append(values, other)
			}
		}
		return values
	}
	f.Industries = closed(.3, "半导体", "新能源", "物流")
	f.Stages = closed(.3, "签约", "开工", "投产", "竣工")
	f.Currencies = closed(.2, "CNY", "USD", "EUR")
	if rnd.IntN(4) == 0 {
		low := draw(rnd, int64(0), yi, 3*yi, 60*yi)
		f.AmountMin = &low
	}
	if rnd.IntN(4) == 0 {
		high := draw(rnd, yi-1, 3*yi, int64(100*yi))
		f.AmountMax = &high
	}
	if rnd.IntN(3) == 0 {
		dates := w.randomDates(rnd)
		f.From, f.To = dates.From, dates.To
	}
	return f
}
