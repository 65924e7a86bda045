package date

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"zonesearch/segment/fold"
)

// form is one way to write a date: an expression and how to read what its
// groups caught. read gives false where the groups are no date at all.
type form struct {
	pattern *regexp.Regexp
	read    func(groups []string) (stated, bool)
}

// Parts of the expressions. They run over folded text: half-width, simplified,
// lower case.
const (
	cnYear   = `[〇○零oO一二三四五六七八九]{4}`
	cnNumber = `[元一二三四五六七八九十廿卅]{1,3}`
	number   = `\d{1,2}`
	month    = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`
	clock    = `(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?`
)

// forms in the order in which they are tried: of two that begin at the same
// place the earlier is the right one.
var forms = []form{
	{regexp.MustCompile(`(\d{4})-(\d{1,2})-(\d{1,2})[t ]\s*` + clock + `\s*(z|utc|gmt|[+-]\d{2}:?\d{2})`), readInstant},
	{regexp.MustCompile(`(?:中华)?民国\s*(\d{1,3}|[元〇○零一二三四五六七八九十百]{1,5})\s*年\s*(` + number + `|` + cnNumber + `)\s*月\s*(` + number + `|` + cnNumber + `)\s*[日号]`), readRepublic},
	{regexp.MustCompile(`(?:中华)?民国\s*(\d{2,3})\s*[-/.]\s*(` + number + `)\s*[-/.]\s*(` + number + `)`), readRepublic},
	{regexp.MustCompile(`(\d{4}|` + cnYear + `)\s*年\s*(` + number + `|` + cnNumber + `)\s*月\s*(` + number + `|` + cnNumber + `)(?:\s*[日号])?`), readYMD},
	{regexp.MustCompile(`(\d{4})\s*[-–—]\s*(` + number + `)\s*[-–—]\s*(` + number + `)`), readYMD},
	{regexp.MustCompile(`(\d{4})\s*/\s*(` + number + `)\s*/\s*(` + number + `)`), readYMD},
	{regexp.MustCompile(`(\d{4})\s*\.\s*(` + number + `)\s*\.\s*(` + number + `)`), readYMD},
	{regexp.MustCompile(`(\d{4})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?)?`), readYMD},
	{regexp.MustCompile(`(\d{1,2})\s+` + month + `,?\s+(\d{4})\s+` + clock + `\s*(z|utc|gmt|[+-]\d{2}:?\d{2})`), readMailInstant},
	{regexp.MustCompile(`(\d{1,2})(?:st|nd|rd|th)?\s+` + month + `,?\s+(\d{4})`), readDMY},
	{regexp.MustCompile(month + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`), readMDY},
}

// prepare brings text into the form that the expressions are for.
func prepare(text string) string { return fold.String(text) }

// first finds the date that begins first in the text.
func first(text string) (stated, bool) {
	var best stated
	ok := false
	for _, f := range forms {
		if found, is := f.find(text); is && (!ok || found.start < best.start) {
			best, ok = found, true
		}
	}
	return best, ok
}

// find gives the form's first match that is no part of a longer number.
func (f form) find(text string) (stated, bool) {
	for from := 0; from < len(text); {
		at := f.pattern.FindStringSubmatchIndex(text[from:])
		if at == nil {
			return stated{}, false
		}
		start, end := from+at[0], from+at[1]
		if !digitBefore(text, start) && !digitAfter(text, end) {
			if found, ok := f.read(groups(text[from:], at)[1:]); ok {
				found.start, found.end = start, end
				return found, true
			}
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
	return stated{}, false
}

// groups are the parts of a text that the groups of a match are.
func groups(text string, match []int) []string {
	out := make([]string, len(match)/2)
	for i := range out {
		if match[2*i] >= 0 {
			out[i] = text[match[2*i]:match[2*i+1]]
		}
	}
	return out
}

func digitBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return fold.IsDigit(r)
}

func digitAfter(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return fold.IsDigit(r)
}

func readYMD(g []string) (stated, bool) {
	return ymd(g[0], g[1], g[2], 0)
}

// readRepublic reads the years of the Republic: its first is 1912.
func readRepublic(g []string) (stated, bool) {
	return ymd(g[0], g[1], g[2], 1911)
}

func readDMY(g []string) (stated, bool) {
	return ymd(g[2], monthNumber(g[1]), g[0], 0)
}

func readMDY(g []string) (stated, bool) {
	return ymd(g[2], monthNumber(g[0]), g[1], 0)
}

func ymd(year, month, day string, offset int) (stated, bool) {
	y, okYear := numeral(year)
	m, okMonth := numeral(month)
	d, okDay := numeral(day)
	return stated{year: y + offset, month: m, date: d}, okYear && okMonth && okDay
}

func readInstant(g []string) (stated, bool) {
	return instant(g[0], g[1], g[2], g[3], g[4], g[5], g[6])
}

func readMailInstant(g []string) (stated, bool) {
	return instant(g[2], monthNumber(g[1]), g[0], g[3], g[4], g[5], g[6])
}

// instant reads a moment with its offset. One that no clock shows is left to
// the forms that read the day alone.
func instant(year, month, day, hour, minute, second, zone string) (stated, bool) {
	found, ok := ymd(year, month, day, 0)
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	s, _ := strconv.Atoi(second)
	east, okZone := offsetSeconds(zone)
	t := time.Date(found.year, time.Month(found.month), found.date, h, m, s, 0, time.FixedZone("", east))
	if !ok || !okZone || h > 23 || m > 59 || s > 60 || t.Day() != found.date && s < 60 || int(t.Month()) != found.month && s < 60 {
		return stated{}, false
	}
	found.instant = t
	return found, true
}

// offsetSeconds reads z, utc, gmt, +08:00 and -0330.
func offsetSeconds(zone string) (int, bool) {
	if len(zone) == 0 || zone[0] != '+' && zone[0] != '-' {
		return 0, true
	}
	digits := strings.ReplaceAll(zone[1:], ":", "")
	hours, _ := strconv.Atoi(digits[:2])
	minutes, _ := strconv.Atoi(digits[2:])
	seconds := hours*3600 + minutes*60
	if zone[0] == '-' {
		seconds = -seconds
	}
	return seconds, hours <= 14 && minutes < 60
}

// monthNumber gives the number of an English month by its first three letters.
func monthNumber(name string) string {
	const months = "janfebmaraprmayjunjulaugsepoctnovdec"
	return strconv.Itoa(strings.Index(months, name)/3 + 1)
}
