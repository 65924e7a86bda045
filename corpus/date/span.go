package date

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var spanForm = regexp.MustCompile(`^(\d{4})(?:年?|(?:[-/.年])(\d{1,2})(?:月?|(?:[-/.月])(\d{1,2})[日号]?))$`)

// Range gives the first and the last day of the year, month or day that s
// names: 2022, 2022-07 or 2022-07-18, also with / or . or 年, 月, 日. Any year
// from 0001 to 9999 will do, because it bounds a search and dates nothing. The
// error is in Chinese.
func Range(s string) (from, to string, err error) {
	g := spanForm.FindStringSubmatch(strings.TrimSpace(prepare(s)))
	if g == nil {
		return "", "", fmt.Errorf("日期要写成 2022、2022-07 或 2022-07-18：%q", quote(s))
	}
	year, _ := strconv.Atoi(g[1])
	month, _ := strconv.Atoi(g[2])
	day, _ := strconv.Atoi(g[3])
	start := time.Date(year, time.Month(max(month, 1)), max(day, 1), 0, 0, 0, 0, time.UTC)
	end := start
	switch {
	case g[2] == "":
		end = start.AddDate(1, 0, -1)
	case g[3] == "":
		end = start.AddDate(0, 1, -1)
	}
	if year < 1 || g[2] != "" && int(start.Month()) != month || g[3] != "" && start.Day() != day {
		return "", "", fmt.Errorf("日历上没有这个日期：%q", quote(s))
	}
	return start.Format(time.DateOnly), end.Format(time.DateOnly), nil
}
