package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zonesearch/segment/fold"
)

// sep marks in a raw line where an inline element begins or ends: what stands
// in an element of its own is a field of its own.
const sep = '\x1f'

// line is one line of a page as a person sees it, the common form of page text
// and HTML.
type line struct {
	// raw keeps runs of spaces and the borders of elements, both of which
	// separate the fields of an information line.
	raw string
	// text is what is printed, white space collapsed and trimmed.
	text string
	// folded is the beginning of text, ruleBytes at most, in simplified
	// characters, half-width and small: what the rules look at. They tell short
	// lines from each other, or look at how a line begins.
	folded string
	// size is the length of text in runes.
	size int
	// indent is whether the line begins like a paragraph.
	indent bool
	// blankBefore is whether an empty line stands above.
	blankBefore bool
	// broken is whether only a line break parts the line from the one above.
	broken bool
	// level is 1 to 6 in a heading, 0 elsewhere.
	level int
	// titled is whether an element says by its name that it holds the title.
	titled bool
	// linked is how many runes of text stand in links.
	linked int
	// aside is whether an element says by its kind or name that it is no part
	// of the article: navigation, footer, sharing, related news.
	aside bool
	// script is the code of the scripts in the line.
	script string
	// row is whether the line is a row of a table, its cells joined.
	row bool
}

func (l *line) runes() int { return l.size }

// mostlyLinks reports whether at least half of the line is links.
func (l *line) mostlyLinks() bool { return l.linked*2 >= l.runes() && l.linked > 0 }

// newLine makes a line of raw text, in which "\n" is a line break of the HTML
// source: no break for the reader, and between two Chinese characters not even
// a space.
func newLine(raw string) line {
	raw = strings.Map(plain, raw)
	l := line{indent: indented(raw)}
	l.raw = strings.TrimSpace(raw)
	l.text = collapse(l.raw)
	l.folded = fold.String(beginning(l.text, ruleBytes))
	l.size = utf8.RuneCountInString(l.text)
	return l
}

// ruleBytes is more than the 300 runes of the longest line that a rule reads
// whole.
const ruleBytes = 2 << 10

// beginning is the first n bytes of s or a little less, ending with a rune.
func beginning(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// plain drops what nobody sees and makes every space but the line break one of
// three: ' ', U+3000 and the tab.
func plain(r rune) rune {
	switch {
	case r == '\n', r == sep, r == '\t', r == 0x3000:
		return r
	case r == '\r':
		return '\n'
	case r == 0xAD, r == 0x200B, r == 0x200C, r == 0x200D, r == 0x2060, r == 0xFEFF, r < 0x20, r >= 0x7F && r < 0xA0:
		return -1
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// indented reports whether s begins with the indent of a paragraph: a wide
// space or two others. Where space alone comes from the HTML source it has been
// collapsed before.
func indented(s string) bool {
	width := 0
	for _, r := range s {
		switch r {
		case 0x3000, '\t':
			width += 2
		case ' ':
			width++
		case '\n', sep:
		default:
			return width >= 2
		}
	}
	return false
}

// collapse makes each run of white space one space, or nothing where the run
// holds a line break of the source and stands between two wide characters.
func collapse(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	last, gap, broken := rune(0), false, false
	for _, r := range s {
		switch {
		case r == sep:
			continue
		case unicode.IsSpace(r):
			gap, broken = true, broken || r == '\n'
			continue
		}
		if gap && last != 0 && !(broken && isWide(last) && isWide(r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, gap, broken = r, false, false
	}
	return b.String()
}

func isWide(r rune) bool {
	return fold.IsHan(r) || r >= 0x3001 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF ||
		r == '“' || r == '”' || r == '‘' || r == '’' || r == '—' || r == '…'
}

// squeeze takes everything but letters and digits out of folded text, to
// compare titles that differ in spaces and punctuation only.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold.String(s))
}
