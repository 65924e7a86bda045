package corpus

import (
	"strings"
	"unicode"
)

// cleanBody parts paragraphs by one "\n" and takes indents and empty
// paragraphs away.
func cleanBody(s string) string {
	s = cleanRunes(s)
	var b strings.Builder
	b.Grow(len(s))
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(line)
	}
	return b.String()
}

// cleanLine makes one line of s: a field that is not the body has no
// paragraphs.
func cleanLine(s string) string {
	s = cleanRunes(s)
	if !strings.Contains(s, "\n") {
		return strings.TrimSpace(s)
	}
	return strings.ReplaceAll(cleanBody(s), "\n", " ")
}

// cleanRunes removes what no text needs and what could deceive its reader, and
// makes every kind of line break "\n". A byte that is not UTF-8 becomes U+FFFD.
func cleanRunes(s string) string {
	if strings.Contains(s, "\r\n") {
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	// A text that is clean already is not copied: Map sees to that.
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r >= ' ' && r < 0x7F:
			return r
		case lineBreak(r):
			return '\n'
		case r == '\t':
			return ' '
		case unwanted(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// lineBreak reports the characters that end a line somewhere: CR, VT, FF, NEL,
// and the line and paragraph separators.
func lineBreak(r rune) bool {
	switch r {
	case '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// unwanted reports control characters, marks that turn the direction of text
// around (with which a text can look other than it is), the byte-order mark
// and the code points that are no characters at all and that XML refuses.
func unwanted(r rune) bool {
	switch {
	case r == 0x200E, r == 0x200F, r == 0x61C, r == 0xFEFF:
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return true
	}
	return unicode.IsControl(r)
}

// visible reports a character that an ID may hold.
func visible(r rune) bool {
	return !unicode.IsSpace(r) && !lineBreak(r) && !unwanted(r)
}
