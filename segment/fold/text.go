package fold

import (
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Text is the canonical form of a string. Its zero value is the form of "";
// Reset fills it anew and keeps its memory.
type Text struct {
	// Runes are the canonical runes.
	Runes []rune
	// starts holds, for each rune, the byte offset of its original.
	starts []int32
	source string
}

// Canon gives the canonical form of s.
func Canon(s string) *Text {
	t := &Text{}
	t.Reset(s)
	return t
}

// Reset makes t the canonical form of s.
func (t *Text) Reset(s string) {
	t.Runes, t.starts, t.source = t.Runes[:0], t.starts[:0], s
	table := loadTables()
	spaceAt := -1 // where the white space before the next rune began, or -1
	for i, r := range s {
		f := table.fold(r)
		if f == ' ' {
			if spaceAt < 0 {
				spaceAt = i
			}
			continue
		}
		if spaceAt >= 0 {
			if n := len(t.Runes); n > 0 && IsAlnum(t.Runes[n-1]) && IsAlnum(f) {
				t.Runes = append(t.Runes, ' ')
				t.starts = append(t.starts, int32(spaceAt))
			}
			spaceAt = -1
		}
		t.Runes = append(t.Runes, f)
		t.starts = append(t.starts, int32(i))
	}
}

// String gives the canonical text.
func (t *Text) String() string { return string(t.Runes) }

// Span gives the bytes of the original that the runes from i up to, not
// including, j came from. It wants 0 <= i <= j <= len(t.Runes). Of an empty
// stretch both offsets are the same.
func (t *Text) Span(i, j int) (start, end int) {
	if i == j {
		if i == len(t.starts) {
			return len(t.source), len(t.source)
		}
		return int(t.starts[i]), int(t.starts[i])
	}
	last := int(t.starts[j-1])
	_, size := utf8.DecodeRuneInString(t.source[last:])
	return int(t.starts[i]), last + size
}

// AppendUTF16 appends the canonical text as UTF-16, low byte first. Chinese
// takes two bytes a character in it where UTF-8 takes three.
func (t *Text) AppendUTF16(dst []byte) []byte {
	for _, r := range t.Runes {
		if r < 0x10000 {
			dst = append(dst, byte(r), byte(r>>8))
			continue
		}
		hi, lo := utf16.EncodeRune(r)
		dst = append(dst, byte(hi), byte(hi>>8), byte(lo), byte(lo>>8))
	}
	return dst
}

// IsLetter reports whether the folded rune r is a Latin letter.
func IsLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r > unicode.MaxASCII && unicode.Is(unicode.Latin, r)
}

// IsDigit reports whether the folded rune r is one of 0 to 9.
func IsDigit(r rune) bool { return r >= '0' && r <= '9' }

// IsAlnum reports whether the folded rune r is a Latin letter or a digit.
func IsAlnum(r rune) bool { return IsLetter(r) || IsDigit(r) }

// IsHan reports whether r is a Chinese character.
func IsHan(r rune) bool { return r >= 0x2E80 && unicode.Is(unicode.Han, r) }

// IsWordRune reports whether the folded rune r can be part of a word: a letter
// of any script, a Chinese character or a number. All else is punctuation.
func IsWordRune(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' ||
		r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Han, r))
}
