package suggest

import (
	"strings"
	"unicode/utf8"
)

// toneless takes the tone off a syllable.
func toneless(syllable string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			return r
		case strings.ContainsRune("āáǎà", r):
			return 'a'
		case strings.ContainsRune("ēéěèêếề", r):
			return 'e'
		case strings.ContainsRune("īíǐì", r):
			return 'i'
		case strings.ContainsRune("ōóǒò", r):
			return 'o'
		case strings.ContainsRune("ūúǔù", r):
			return 'u'
		case strings.ContainsRune("üǖǘǚǜ", r):
			return 'v'
		case strings.ContainsRune("ńňǹ", r):
			return 'n'
		case r == 'ḿ':
			return 'm'
		}
		return -1 // a combining mark
	}, syllable)
}

// blur gives what a syllable sounds like to those who do not tell zh from z nor
// -ng from -n.
func blur(syllable string) string {
	if len(syllable) > 2 && syllable[1] == 'h' {
		syllable = syllable[:1] + syllable[2:]
	}
	if len(syllable) > 2 && strings.HasSuffix(syllable, "ng") {
		syllable = syllable[:len(syllable)-1]
	}
	return syllable
}
