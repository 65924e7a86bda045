package mark

import (
	"html"
	"strings"
)

// Highlight gives the whole of text as HTML with its marks.
func (m *Marker) Highlight(text string) string { return HTML(text, m.Spans(text)) }

// HTML gives text as HTML with the spans marked, which are in order, do not
// overlap and lie within text.
func HTML(text string, spans []Span) string {
	var b strings.Builder
	b.Grow(len(text) + len(spans)*len("<mark></mark>"))
	at := 0
	for _, s := range spans {
		writeText(&b, text[at:s.Start])
		b.WriteString("<mark>")
		writeText(&b, text[s.Start:s.End])
		b.WriteString("</mark>")
		at = s.End
	}
	writeText(&b, text[at:])
	return b.String()
}

// writeText escapes s. Bytes that are not UTF-8 would not be text to a
// browser.
func writeText(b *strings.Builder, s string) {
	b.WriteString(html.EscapeString(strings.ToValidUTF8(s, "\uFFFD")))
}
