package index

import (
	"fmt"
	"time"

	"zonesearch/index/table"
)

// dayNumber counts the days from 1970-01-01 to an ISO day; table.Missing
// for "".
func dayNumber(day string) int64 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return table.Missing
	}
	return t.Unix() / 86400
}

// dayName is the ISO day of a day number, "" for table.Missing.
func dayName(day int64) string {
	if day == table.Missing {
		return ""
	}
	return time.Unix(day*86400, 0).UTC().Format(time.DateOnly)
}

// monthOf is the YYYY-MM of an ISO day, "" for "".
func monthOf(day string) string {
	if len(day) < 7 {
		return ""
	}
	return day[:7]
}

// bucketOf names the interval that a month, YYYY-MM, falls into.
func bucketOf(month string, interval Interval) string {
	switch interval {
	case Yearly:
		return month[:4]
	case Quarterly:
		return fmt.Sprintf("%s-Q%d", month[:4], (int(month[5]-'0')*10+int(month[6]-'0')+2)/3)
	}
	return month
}

// monthsBetween lists the months from first to last, both included.
func monthsBetween(first, last string) []string {
	t, err := time.Parse("2006-01", first)
	if err != nil {
		return nil
	}
	var months []string
	for {
		month := t.Format("2006-01")
		if month > last {
			return months
		}
		months = append(months, month)
		t = t.AddDate(0, 1, 0)
	}
}

// bucketsBetween lists the intervals from that of the month first to that of
// the month last, without gaps.
func bucketsBetween(first, last string, interval Interval) []string {
	var buckets []string
	for _, month := range monthsBetween(first, last) {
		if b := bucketOf(month, interval); len(buckets) == 0 || buckets[len(buckets)-1] != b {
			buckets = append(buckets, b)
		}
	}
	return buckets
}
