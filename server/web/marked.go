package web

import (
	"html"
	"html/template"
	"strings"
)

// marked makes marked text safe to show, whoever marked it: everything is
// unescaped and escaped again, and only balanced <mark> and </mark> stay tags.
func marked(s string) template.HTML {
	var b strings.Builder
	b.Grow(len(s))
	eachRun(s, func(text string, inMark bool) {
		if inMark {
			b.WriteString("<mark>")
		}
		b.WriteString(template.HTMLEscapeString(text))
		if inMark {
			b.WriteString("</mark>")
		}
	})
	return template.HTML(b.String())
}

// plainText is marked text without marks, unescaped.
func plainText(s string) string {
	var b strings.Builder
	eachRun(s, func(text string, _ bool) { b.WriteString(text) })
	return b.String()
}

// eachRun gives the stretches of marked text, unescaped. A tag that does not
// belong where it stands is left out.
func eachRun(s string, fn func(text string, inMark bool)) {
	const open, end = "<mark>", "</mark>"
	for s != "" {
		before, rest, found := strings.Cut(s, open)
		if before = strings.ReplaceAll(before, end, ""); before != "" {
			fn(html.UnescapeString(before), false)
		}
		if !found {
			return
		}
		inside, after, _ := strings.Cut(rest, end)
		if inside = strings.ReplaceAll(inside, open, ""); inside != "" {
			fn(html.UnescapeString(inside), true)
		}
		s = after
	}
}
