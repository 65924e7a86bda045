package query

import (
	"strings"
	"unicode"

	"zonesearch/segment/fold"
)

func isColon(r rune) bool { return r == ':' || r == '：' }
func isOpen(r rune) bool  { return r == '(' || r == '（' }
func isClose(r rune) bool { return r == ')' || r == '）' }
func isBar(r rune) bool   { return r == '|' || r == '｜' }
func isMinus(r rune) bool { return r == '-' || r == '－' }
func isComma(r rune) bool { return r == ',' || r == '，' || r == '、' }

// isSpace agrees with folding, which sees the zero-width spaces of web pages,
// and counts every line break as a space.
func isSpace(r rune) bool { return r == '\n' || fold.Rune(r) == ' ' }

// quotes are the pairs of quotation marks. A pair may open with ”, because
// input methods give the wrong one of the two often enough.
const (
	quoteOpen  = "\"＂“”「『"
	quoteClose = "\"\"””」』"
)

// closing gives the mark that closes a quotation begun with r, or 0.
func closing(r rune) rune {
	opens := []rune(quoteOpen)
	for i, c := range []rune(quoteClose) {
		if opens[i] == r {
			return c
		}
	}
	return 0
}

// closes reports whether r closes a quotation that wants mark.
func closes(r, mark rune) bool { return r == mark || mark == '"' && r == '＂' }

func isQuote(r rune) bool { return strings.ContainsRune(quoteOpen+quoteClose, r) }

// hasWord reports whether there is anything in s to search for: punctuation
// alone is not.
func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// singleSpaced trims s and makes every white space in it one space.
func singleSpaced(s string) string {
	return strings.Join(strings.FieldsFunc(s, isSpace), " ")
}
