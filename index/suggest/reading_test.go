package suggest

import (
	"bufio"
	"slices"
	"strings"
	"testing"
)

func TestPinyin(t *testing.T) {
	r := readings(t)
	for text, want := range map[string]string{
		"泰州海陵":   "tai zhou hai ling",
		"重庆":     "chong qing",
		"重慶":     "chong qing",
		"重点":     "zhong dian",
		"厦门大厦":   "xia men da sha",
		"六安六合区":  "lu an lu he qu",
		"长沙市市长":  "chang sha shi shi zhang",
		"成都":     "cheng du",
		"农业银行":   "nong ye yin hang",
		"绿色5G产业": "lv se 5 g chan ye",
	} {
		if got := strings.Join(r.Pinyin(text), " "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Ensure that every line of readings.txt says something that the table of
// characters does not, and none stands twice.
func TestReadingsSaySomething(t *testing.T) {
	r := readings(t)
	before := readings(t)
	before.words = nil
	seen := map[string]bool{}
	lines := bufio.NewScanner(strings.NewReader(readingLines))
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		word := fields[0]
		if seen[word] {
			t.Errorf("line %d: %s stands twice", n, word)
		}
		seen[word] = true
		if got := r.Pinyin(word); !slices.Equal(got, fields[1:]) {
			t.Errorf("line %d: %s is read %q", n, word, got)
		}
		if len(fields) > 2 && slices.Equal(before.Pinyin(word), fields[1:]) {
			t.Errorf("line %d: %s is read so without it", n, word)
		}
	}
}

func TestReadingsAreChecked(t *testing.T) {
	r := readings(t)
	if err := r.correct("# a comment\n重庆 chong\n"); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a line with too few syllables gives %v", err)
	}
}

func TestToneless(t *testing.T) {
	for marked, want := range map[string]string{"zhòng": "zhong", "lǜ": "lv", "ńg": "ng", "ér": "er", "yuán": "yuan", "nüè": "nve"} {
		if got := toneless(marked); got != want {
			t.Errorf("%s: %q, want %q", marked, got, want)
		}
	}
}

func TestBlur(t *testing.T) {
	for syllable, want := range map[string]string{"zhang": "zan", "ying": "yin", "shi": "si", "long": "lon", "an": "an", "ng": "ng", "he": "he"} {
		if got := blur(syllable); got != want {
			t.Errorf("%s: %q, want %q", syllable, got, want)
		}
	}
}
