package citation

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"zonesearch/corpus"
)

// Format names a form of citation.
type Format string

// The formats.
const (
	BibTeX  Format = "bibtex"
	RIS     Format = "ris"
	GBT7714 Format = "gbt7714"
)

// Entry gives the citation of an article, a line break at its end. Accessed is
// the day on which it was looked up.
func Entry(format Format, a *corpus.Article, accessed time.Time) string {
	switch format {
	case BibTeX:
		return bibTeX(a, accessed)
	case RIS:
		return ris(a, accessed)
	}
	return gbt7714(a, accessed)
}

// bibTeX writes an @misc entry, as BibTeX has no type for news on the web that
// every style knows.
func bibTeX(a *corpus.Article, accessed time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{zonesearch-%s", citeKey(a.ID))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, ",\n  %s = {%s}", name, value)
		}
	}
	field("title", "{"+escapeTeX(a.Title)+"}")
	if a.Source != "" {
		field("author", "{"+escapeTeX(a.Source)+"}")
	}
	if a.Date != "" {
		field("year", a.Date[:4])
		field("month", strings.TrimPrefix(a.Date[5:7], "0"))
		field("date", a.Date)
	}
	field("howpublished", escapeTeX(a.Zone))
	field("url", escapeURL(a.URL))
	field("urldate", accessed.Format(time.DateOnly))
	field("language", "chinese")
	b.WriteString("\n}\n\n")
	return b.String()
}

// citeKey keeps of an ID what a BibTeX key may hold. Two IDs that differ only
// in other characters would share a key, so those are written by number.
func citeKey(id string) string {
	var b strings.Builder
	for _, r := range id {
		if r <= unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '.') {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "_%x", r)
		}
	}
	return b.String()
}

// escapeTeX makes text harmless to TeX. Braces become commands, as BibTeX counts
// them whether or not a backslash stands before.
func escapeTeX(s string) string {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "$", `\$`, "&", `\&`, "%", `\%`,
		"#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "\n", " ",
	).Replace(s)
}

// escapeURL keeps an address from ending the field that it stands in.
func escapeURL(s string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", "\n", "", " ", "%20").Replace(s)
}

// ris writes a NEWS record. Lines end in CR LF, as the format asks.
func ris(a *corpus.Article, accessed time.Time) string {
	var b strings.Builder
	field := func(tag, value string) {
		if value = oneLine(value); value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, value)
		}
	}
	field("TY", "NEWS")
	field("ID", a.ID)
	field("TI", a.Title)
	field("AU", a.Source)
	if a.Date != "" {
		field("PY", a.Date[:4])
		field("DA", strings.ReplaceAll(a.Date, "-", "/"))
	}
	field("PB", a.Zone)
	field("CY", a.City)
	field("UR", a.URL)
	field("Y2", accessed.Format("2006/01/02"))
	field("LA", "zh")
	b.WriteString("ER  - \r\n\r\n")
	return b.String()
}

// gbt7714 writes an electronic announcement, [EB/OL], as GB/T 7714—2015 §8.8
// has it: author. title[EB/OL]. (published)[accessed]. address.
func gbt7714(a *corpus.Article, accessed time.Time) string {
	author := a.Source
	if author == "" {
		author = a.Zone
	}
	if author == "" {
		author = "佚名"
	}
	kind, date := "[Z]", ""
	if a.URL != "" {
		kind = "[EB/OL]"
	}
	if a.Date != "" {
		date = "(" + a.Date + ")"
	}
	entry := fmt.Sprintf("%s. %s%s. %s[%s]", oneLine(author), oneLine(a.Title), kind, date, accessed.Format(time.DateOnly))
	if a.URL != "" {
		entry += ". " + a.URL
	}
	return entry + ".\n"
}

// oneLine keeps a value from beginning a line of its own.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
