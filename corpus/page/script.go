package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"zonesearch/corpus/date"
)

var (
	writeCall = regexp.MustCompile(`document\.write(?:ln)?\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')`)
	codeTag   = regexp.MustCompile(`<[^>]*>`)
	// aDay is a day as a string or a call's argument holds it.
	aDay = regexp.MustCompile(`((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})`)
	// publishedVar is a variable that by its name holds the time of publication.
	publishedVar = regexp.MustCompile(`(?i)(?:\b|_)(?:pub(?:lish)?_?(?:date|time)|release_?(?:date|time)|create_?time|ori_?create_?time|doc_?(?:rel|pub)_?time|news_?(?:date|time)|ct)["']?\s*[:=]\s*["']?([^"';,}\s][^"';,}]*)`)
	unixTime     = regexp.MustCompile(`\b(1\d{9})(?:\d{3})?\b`)
)

// written is what a script writes into the page as it stands, for the cases
// that matter: plain strings that hold a day or a label.
func written(code string) string {
	var b strings.Builder
	for _, m := range writeCall.FindAllStringSubmatch(code, -1) {
		s := codeTag.ReplaceAllString(m[1]+m[2], " ")
		if aDay.MatchString(s) {
			b.WriteString(" " + s + " ")
		}
	}
	return b.String()
}

// dayIn finds the first day in a script: written out, or as Unix time. Scripts
// that ask for the current time hold no day and give none.
func dayIn(code string) string {
	if m := aDay.FindString(code); m != "" {
		return m
	}
	if m := unixTime.FindStringSubmatch(code); m != nil {
		return unixDay(m[1])
	}
	return ""
}

// publishedIn finds the day in the value of a variable named after publication.
func publishedIn(code string) string {
	for _, m := range publishedVar.FindAllStringSubmatch(code, -1) {
		if day := dayIn(m[1]); day != "" {
			return day
		}
	}
	return ""
}

func unixDay(seconds string) string {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return ""
	}
	return time.Unix(n, 0).In(date.China()).Format(time.DateOnly)
}
