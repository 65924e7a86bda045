package date

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

var china = time.FixedZone("CST", 8*60*60)

// China is China Standard Time, in which every date is meant. It has known no
// summer time since 1991.
func China() *time.Location { return china }

// firstYear is the earliest year accepted. What lies before is a misreading.
const firstYear = 1949

// fragmentBytes bounds what FindDay reads: the line that states a date is short,
// and what is longer is no such line.
const fragmentBytes = 4 << 10

// fragmentDates bounds how many dates that the calendar does not have FindDay
// passes over: each costs another look at the whole fragment.
const fragmentDates = 8

// ErrUnreadable is the error for a text in which no date can be read.
var ErrUnreadable = errors.New("没有认得出的日期")

// ParseDay reads the day that the whole of s states, and gives it as
// YYYY-MM-DD; of an empty s it gives "". It reads
//
//	2022-07-18  2022/7/18 09:30  2022.07.18  20220718  [2022-7-8 10:20:30]
//	2022年7月18日 星期一  二〇二二年七月十八日  民國103年9月26日  103.09.26 after 民国
//	Jul 18, 2022  18 July 2022  Mon, 18 Jul 2022 09:30:00 +0800
//	2022-07-17T22:00:00Z, which is the 18th in China
//
// in half- or full-width characters, after a label such as 发布时间：, with a
// time of day, a weekday or closing words after it. A day that the calendar
// does not have, and a year before 1949 or after the next, are errors. Errors
// are in Chinese and quote the text.
func ParseDay(s string) (string, error) { return parseDay(s, time.Now()) }

func parseDay(s string, now time.Time) (string, error) {
	if len(s) > fragmentBytes {
		return "", fmt.Errorf("%w：%q", ErrUnreadable, quote(s))
	}
	// Nearly every date that comes in again, from a file that we wrote, has
	// this form, and the expressions below take a hundred times as long.
	if t, err := time.ParseInLocation(time.DateOnly, s, china); err == nil {
		return stated{year: t.Year(), month: int(t.Month()), date: t.Day()}.checked(s, now)
	}
	text := strings.TrimSpace(prepare(s))
	if text == "" {
		return "", nil
	}
	found, ok := first(text)
	if !ok || !mayPrecede(text[:found.start]) || !mayFollow(text[found.end:]) {
		return "", fmt.Errorf("%w：%q", ErrUnreadable, quote(s))
	}
	return found.checked(s, now)
}

// FindDay gives the first date that the text prints, as YYYY-MM-DD, or "". It
// is for fragments that state a date, such as a page's line of 发布时间; in
// running text the first date is often not the article's. Dates that the
// calendar does not have are passed over, up to eight of them, and only the
// first 4 KiB are read.
func FindDay(text string) string {
	now := time.Now()
	text = prepare(text[:min(len(text), fragmentBytes)])
	for range fragmentDates {
		found, ok := first(text)
		if !ok {
			return ""
		}
		if day, err := found.day(now); err == nil {
			return day
		}
		text = text[found.end:]
	}
	return ""
}

// stated is a date as read from text[start:end], not yet checked.
type stated struct {
	start, end        int
	year, month, date int
	// instant is set where the text states one, with its offset from UTC.
	instant time.Time
}

// day checks the date and gives it as an ISO day.
func (d stated) day(now time.Time) (string, error) {
	t := time.Date(d.year, time.Month(d.month), d.date, 0, 0, 0, 0, china)
	if !d.instant.IsZero() {
		t = d.instant.In(china)
	} else if t.Year() != d.year || int(t.Month()) != d.month || t.Day() != d.date {
		return "", fmt.Errorf("日历上没有 %d 年 %d 月 %d 日", d.year, d.month, d.date)
	}
	if last := now.In(china).Year() + 1; t.Year() < firstYear || t.Year() > last {
		return "", fmt.Errorf("年份 %d 不在 %d 到 %d 之间", t.Year(), firstYear, last)
	}
	return t.Format(time.DateOnly), nil
}

// checked is day, with an error that quotes the text.
func (d stated) checked(text string, now time.Time) (string, error) {
	day, err := d.day(now)
	if err != nil {
		return "", fmt.Errorf("%w：%q", err, quote(text))
	}
	return day, nil
}

// quote bounds what an error quotes.
func quote(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}
