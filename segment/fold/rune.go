package fold

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// traditionalPairs holds the traditional character and its simplified form,
// one pair after the other. From OpenCC's TSCharacters.txt (Apache-2.0),
// first choice only.
//
//go:embed traditional.txt
var traditionalPairs string

// tables answer Rune: an array for the Basic Multilingual Plane, where nearly
// all text lives, and a map for the few pairs beyond it.
type tables struct {
	bmp    [0x10000]rune
	beyond map[rune]rune
}

var loadTables = sync.OnceValue(func() *tables {
	t := &tables{beyond: map[rune]rune{}}
	for r := range rune(len(t.bmp)) {
		t.bmp[r] = foldWidthAndCase(r)
	}
	pairs := []rune(strings.ReplaceAll(traditionalPairs, "\n", ""))
	for i := 0; i+1 < len(pairs); i += 2 {
		if from := pairs[i]; int(from) < len(t.bmp) {
			t.bmp[from] = pairs[i+1]
		} else {
			t.beyond[from] = pairs[i+1]
		}
	}
	return t
})

// foldWidthAndCase folds everything but script.
func foldWidthAndCase(r rune) rune {
	switch {
	case r == '\n':
		return r
	case isSpace(r):
		return ' '
	case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
		r -= 0xFF01 - '!'
	case r == 0xFFE5:
		r = '¥'
	case r >= 0xFF61 && r <= 0xFF65: // half-width CJK punctuation
		r = [...]rune{'。', '「', '」', '、', '・'}[r-0xFF61]
	}
	return unicode.ToLower(r)
}

// isSpace reports white space, and the zero-width characters that pages carry
// between Chinese characters without anybody seeing them.
func isSpace(r rune) bool {
	switch r {
	case 0x200B, 0x2060, 0xFEFF:
		return true
	}
	return unicode.IsSpace(r)
}

func (t *tables) fold(r rune) rune {
	if uint32(r) < uint32(len(t.bmp)) {
		return t.bmp[r]
	}
	if s, ok := t.beyond[r]; ok {
		return s
	}
	return unicode.ToLower(r)
}

// Rune folds one rune.
func Rune(r rune) rune { return loadTables().fold(r) }

// String folds s rune for rune. A byte that is not UTF-8 becomes U+FFFD.
func String(s string) string {
	t := loadTables()
	for i, r := range s {
		if f := t.fold(r); f != r || r == utf8.RuneError {
			return s[:i] + strings.Map(t.fold, s[i:])
		}
	}
	return s
}

// Version names the folding. It changes whenever some text folds to another
// form than before, and with it what was indexed has to be indexed anew.
func Version() string {
	const code = "1"
	sum := sha256.Sum256([]byte(traditionalPairs))
	return code + "-" + hex.EncodeToString(sum[:4])
}
