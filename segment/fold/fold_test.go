package fold

import (
	"testing"
	"unicode/utf8"
)

func TestString(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"海陵区", "海陵区"},
		{"綜合保稅區", "综合保税区"},
		{"ＥＶＡ　１２．５％", "eva 12.5%"},
		{"Østergård", "østergård"},
		{"a\xffb", "a\uFFFDb"},
		{"·“大觀摩”", "·“大观摩”"},
		{"一\n二", "一\n二"},
	}
	for _, tt := range tests {
		if got := String(tt.in); got != tt.want {
			t.Errorf("String(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestCanon(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"  今年 以来 ,", "今年以来,"},
		{"Siam  Orchid 集团", "siam orchid集团"},
		{"5 G 网", "5 g网"},
		{"一。 \n  二", "一。\n二"},
		{"年\u200b产", "年产"},
	}
	for _, tt := range tests {
		if got := Canon(tt.in).String(); got != tt.want {
			t.Errorf("Canon(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestSpanGivesTheOriginal(t *testing.T) {
	const text = "年產 4.5萬噸 Siam  Orchid"
	c := Canon(text)
	start, end := c.Span(1, 6)
	if got := text[start:end]; got != "產 4.5萬" {
		t.Errorf("Span(1, 6) covers %q", got)
	}
	if start, end := c.Span(len(c.Runes), len(c.Runes)); start != len(text) || end != len(text) {
		t.Errorf("the empty span at the end is %d to %d", start, end)
	}
}

func TestInside(t *testing.T) {
	tests := []struct {
		text string
		cut  int
		want bool
	}{
		{"4.5万吨", 2, true},
		{"4.5万吨", 1, true},
		{"4.5万吨", 3, false},
		{"meva膜", 1, true},
		{"eva膜", 3, false},
		{"5g网", 1, false},
		{"8,600万", 2, true},
		{"8,600万", 1, true},
		{"8,60万", 2, false},
		{"2022,300人", 5, false},
		{"12%的", 2, true},
		{"一.五", 1, false},
		{"中文", 1, false},
		{"中文", 0, false},
		{"12", 2, false},
	}
	for _, tt := range tests {
		runes := []rune(tt.text)
		at := func(i int) rune {
			if i < 0 || i >= len(runes) {
				return 0
			}
			return runes[i]
		}
		if got := Inside(at, tt.cut); got != tt.want {
			t.Errorf("Inside(%q, %d) = %v", tt.text, tt.cut, got)
		}
	}
}

// FuzzCanon holds two invariants: folding keeps the number of runes, and every
// canonical rune is the fold of the original that its span points at.
func FuzzCanon(f *testing.F) {
	for _, s := range []string{"海陵區 ＥＶＡ 4.5万吨", "a  b\nc", "\xff\x00 \u200b臺", "İK ſ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := utf8.RuneCountInString(String(s)), utf8.RuneCountInString(s); got != want {
			t.Fatalf("String(%q) has %d runes, want %d", s, got, want)
		}
		c := Canon(s)
		last := 0
		for i, r := range c.Runes {
			start, end := c.Span(i, i+1)
			if start < last || end <= start || end > len(s) {
				t.Fatalf("rune %d of %q spans %d to %d, after %d", i, s, start, end, last)
			}
			last = end
			original, _ := utf8.DecodeRuneInString(s[start:end])
			if Rune(original) != r {
				t.Fatalf("rune %d of %q is %q, its original %q", i, s, r, original)
			}
		}
	})
}

// What is folded stays as it is when folded again: texts that went through the
// program once (suggestions, titles) are found as typed. OpenCC's table has one
// chain, which stays as it is there: 薴 to 苧, and 苧 by itself to 苎.
func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	for r := range rune(utf8.MaxRune + 1) {
		once := Rune(r)
		if twice := Rune(once); twice != once && r != '薴' {
			t.Errorf("%q folds to %q, and that to %q", r, once, twice)
		}
	}
}

func TestIsWordRune(t *testing.T) {
	for r, want := range map[rune]bool{'区': true, 'a': true, '7': true, 'é': true, 'ガ': true, '〇': true, '①': true, '𠮷': true,
		'。': false, '·': false, ' ': false, '\n': false, '%': false, '.': false, 0: false, '\uFFFD': false} {
		if IsWordRune(r) != want {
			t.Errorf("IsWordRune(%q) is %v", r, !want)
		}
	}
}
