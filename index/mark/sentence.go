package mark

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences gives the sentences of text, in order. A sentence ends behind
// 。！？；!?; with the closing quotation marks and brackets that follow, and at
// the end of its paragraph. White space around it is not part of it.
func Sentences(text string) []Span {
	var spans []Span
	quoted := false // within straight quotation marks, which look the same at both ends
	for start := 0; start < len(text); {
		end := start + sentenceLen(text[start:], &quoted)
		if s := trimmed(text, Span{start, end}); s.Start < s.End {
			spans = append(spans, s)
		}
		start = end
	}
	return spans
}

// sentenceLen is the length of the first sentence of text, with the line
// break that ends it. quoted goes from sentence to sentence of a paragraph.
func sentenceLen(text string, quoted *bool) int {
	ended := false
	for i, r := range text {
		switch {
		case r == '\n':
			*quoted = false
			return i + 1
		case endsSentence(r):
			ended = true
		case ended && isStraight(r) && *quoted:
			*quoted = false
		case ended && isClosing(r):
		case ended:
			return i
		case isStraight(r):
			*quoted = !*quoted
		}
	}
	return len(text)
}

func endsSentence(r rune) bool {
	switch r {
	case '。', '！', '？', '；', '!', '?', ';', '｡':
		return true
	}
	return false
}

func isStraight(r rune) bool { return r == '"' || r == '＂' }

func isClosing(r rune) bool { return strings.ContainsRune("”’」』）)】》〉］]｝}", r) }

// trimmed is s without the white space around it.
func trimmed(text string, s Span) Span {
	piece := text[s.Start:s.End]
	left := strings.TrimLeftFunc(piece, unicode.IsSpace)
	s.Start += len(piece) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// runeLen is the length of s in runes.
func runeLen(text string, s Span) int { return utf8.RuneCountInString(text[s.Start:s.End]) }
