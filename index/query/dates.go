package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"
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
	s = strings.NewReplacer("年", "-", "月", "-", "日", "", "号", "", "/", "-", ".", "-").Replace(s)
	parts := strings.Split(strings.TrimSuffix(s, "-"), "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return "", "", false
	}
	var v [3]int
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || len(p) > 4 || p[0] == '+' || i > 0 && len(p) > 2 {
			return "", "", false
		}
		v[i] = n
	}
	first := time.Date(v[0], time.Month(max(v[1], 1)), max(v[2], 1), 0, 0, 0, 0, time.UTC)
	var last time.Time
	switch len(parts) {
	case 1:
		last = first.AddDate(1, 0, -1)
	case 2:
		last = first.AddDate(0, 1, -1)
	default:
		last = first
	}
	if v[1] > 12 || v[2] > 0 && first.Day() != v[2] {
		return "", "", false
	}
	return first.Format(time.DateOnly), last.Format(time.DateOnly), true
}

// dayAfter gives the day n days after a day.
func dayAfter(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(fmt.Sprintf("query: %q is not a day of period: %v", day, err))
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
