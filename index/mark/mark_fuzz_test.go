package mark

import (
	"html"
	"strings"
	"testing"
	"unicode/utf8"
)

// strip takes the tags off and unescapes.
func strip(s string) string {
	return html.UnescapeString(strings.NewReplacer("<mark>", "", "</mark>", "").Replace(s))
}

// FuzzMark holds these invariants, for every text and query:
//   - spans are in order, not empty, do not overlap, begin and end between
//     runes, and hold no line break;
//   - the highlighted text, stripped and unescaped, is the text; it is valid
//     UTF-8 and its tags alternate;
//   - every snippet, without its cuts, stripped and unescaped, is a stretch of
//     the text; there are at most three, none is empty, and one holds a mark
//     where the text has one;
//   - sentences are in order, do not overlap, and leave out only white space.
func FuzzMark(f *testing.F) {
	f.Add("泰州举行“大观摩·大比拼”。<b>光伏</b>&amp;储能产业4.5万吨!\n  第二段", "光伏", "大观摩·大比拼", "5万吨")
	f.Add(strings.Repeat("甲乙丙，", 100)+"EVA胶膜"+strings.Repeat("子丑寅卯", 60), "EVA", "甲乙 丙", "寅卯")
	f.Add("a  b\u200bc", "a b", "", "c")
	f.Add("一。二！”三?\"四\"；", "。二", "三", "四")
	f.Fuzz(func(t *testing.T, text, phrase, run, word string) {
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "\uFFFD")
		}
		m := New([]Matcher{
			{Text: phrase, Phrase: true, Weight: 2},
			{Text: run, Words: []Word{{word, 1}, {"的", 0.1}}},
		})
		spans := m.Spans(text)
		last := 0
		for _, s := range spans {
			if s.Start < last || s.End <= s.Start || s.End > len(text) ||
				!utf8.ValidString(text[s.Start:s.End]) || strings.Contains(text[s.Start:s.End], "\n") {
				t.Fatalf("%q: span %v after %d", text, s, last)
			}
			last = s.End
		}
		marked := m.Highlight(text)
		checkTags(t, marked, len(spans))
		if got := strip(marked); got != text {
			t.Fatalf("%q becomes %q", text, got)
		}
		snippets := m.Snippets(text, Options{})
		if len(snippets) > 3 {
			t.Fatalf("%d snippets", len(snippets))
		}
		marks := 0
		for _, s := range snippets {
			n := strings.Count(s, "<mark>")
			marks += n
			checkTags(t, s, n)
			piece := strip(s)
			if piece == "" || !isStretch(text, piece) {
				t.Fatalf("%q: the snippet %q is no stretch of it", text, s)
			}
		}
		if marks == 0 && len(spans) > 0 {
			t.Fatalf("%q with %q: nothing is marked in %q", text, text[spans[0].Start:spans[0].End], snippets)
		}
		checkSentences(t, text)
	})
}

// isStretch reports whether piece, with or without … at its ends, stands in text.
func isStretch(text, piece string) bool {
	for _, p := range []string{piece, strings.TrimPrefix(piece, "…")} {
		if strings.Contains(text, p) || strings.Contains(text, strings.TrimSuffix(p, "…")) {
			return true
		}
	}
	return false
}

func checkTags(t *testing.T, marked string, marks int) {
	t.Helper()
	if !utf8.ValidString(marked) {
		t.Fatalf("%q is not UTF-8", marked)
	}
	pieces := strings.Split(marked, "<mark>")
	if len(pieces) != marks+1 {
		t.Fatalf("%q has %d marks, want %d", marked, len(pieces)-1, marks)
	}
	for i, p := range pieces {
		if n := strings.Count(p, "</mark>"); i == 0 && n != 0 || i > 0 && n != 1 {
			t.Fatalf("the tags of %q do not alternate", marked)
		}
		if strings.ContainsAny(strings.ReplaceAll(p, "</mark>", ""), "<>") {
			t.Fatalf("%q is not escaped", marked)
		}
	}
}

func checkSentences(t *testing.T, text string) {
	t.Helper()
	last := 0
	for _, s := range Sentences(text) {
		if s.Start < last || s.End <= s.Start {
			t.Fatalf("%q: sentence %v after %d", text, s, last)
		}
		if gap := strings.TrimSpace(text[last:s.Start]); gap != "" {
			t.Fatalf("%q: no sentence holds %q", text, gap)
		}
		last = s.End
	}
	if rest := strings.TrimSpace(text[last:]); rest != "" {
		t.Fatalf("%q: no sentence holds %q", text, rest)
	}
}
