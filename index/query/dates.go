package query

import (
	"fmt"
	"time"

	"zonesearch/corpus/date"
)

// firstDay and lastDay bound what period can read, and so what may be printed.
const firstDay, lastDay = "0001-01-01", "9999-12-31"

// dateRange reads the value of date:. swapped tells that the later end stood
// first.
func dateRange(text string) (n *DateRange, swapped, ok bool) {
	b := splitBounds(text)
	n = &DateRange{}
	if b.low != "" {
		from, to, ok := period(b.low)
		if !ok {
			return nil, false, false
		}
		if n.From = from; b.after {
			n.From = dayAfter(to, 1)
		}
		if b.single {
			n.To = to
			return n, false, true
		}
	}
	if b.high != "" {
		from, to, ok := period(b.high)
		if !ok {
			return nil, false, false
		}
		if n.To = to; b.before {
			n.To = dayAfter(from, -1)
		}
	}
	if n.From == "" && n.To == "" || n.From > lastDay || n.To != "" && n.To < firstDay {
		return nil, false, false
	}
	if n.To != "" && n.From > n.To {
		// Turned round as written: 2022-09..2022-07 runs from the start of July.
		low, _, _ := period(b.high)
		_, high, _ := period(b.low)
		return &DateRange{low, high}, true, true
	}
	return n, false, true
}

// period gives the first and the last day of a year, a month or a day.
func period(s string) (from, to string, ok bool) {
	from, to, err := date.Range(s)
	return from, to, err == nil
}

// dayAfter gives the day n days after a day.
func dayAfter(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(fmt.Sprintf("query: %q is not a day of period: %v", day, err))
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
