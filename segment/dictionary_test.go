package segment

import (
	"strings"
	"testing"

	"zonesearch/segment/fold"
	"zonesearch/segment/internal/wordlist"
)

func TestNewNamesTheLineThatIsWrong(t *testing.T) {
	tests := []struct{ text, want string }{
		{"经开区 300\n\n# 注\n小巨人 很多 zone", `own.txt:4: the frequency of 小巨人 is "很多"`},
		{"经开区 1", "own.txt:1: the frequency of 经开区"},
		{"经开区 99999999", "own.txt:1: the frequency of 经开区"},
		{"经开区 300\n經開區", "own.txt:2: 经开区 stands already in line 1"},
		{"泰州·海陵 30", "own.txt:1: \"泰州·海陵\" holds punctuation"},
		{"一 二 三 四", "own.txt:1: "},
		{strings.Repeat("长", 33), "own.txt:1: "},
		{strings.Repeat("长", 70_000), "own.txt:1: "},
	}
	for _, tt := range tests {
		_, err := New(Options{Small: true, Words: []Source{{"own.txt", strings.NewReader(tt.text)}}})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%.40q: error %v, want %s", tt.text, err, tt.want)
		}
	}
}

func TestOwnWordsGoBeforeTheOthers(t *testing.T) {
	s, err := New(Options{Small: true, Words: []Source{
		{"a", strings.NewReader("\ufeffＥＶＡ膠膜\t7 x # 注\r\n泰渡\n经开区 5")},
		{"b", strings.NewReader("泰渡 9\n渡 500")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]int{"eva胶膜": 7, "泰渡": defaultFrequency, "经开区": 5, "渡": 2, "综保区": 300, "没有": 0, "": 0} {
		if got := s.Frequency(word); got != want {
			t.Errorf("the frequency of %q is %d, want %d", word, got, want)
		}
	}
}

func TestWordsByPrefix(t *testing.T) {
	s := small(t)
	var got []string
	for word := range s.Words("长江") {
		got = append(got, word)
	}
	if want := "长江 长江大桥 长江经济带"; strings.Join(got, " ") != want {
		t.Errorf("words with 长江: %v, want %s", got, want)
	}
	for range s.Words("没有这样的") {
		t.Error("a word of a prefix that no word has")
	}
	n := 0
	for range s.Words("") {
		if n++; n == 3 {
			break
		}
	}
}

func TestStampChangesWithTheWords(t *testing.T) {
	a, b := small(t), small(t)
	if a.Stamp() != b.Stamp() || len(a.Stamp()) != 16 {
		t.Errorf("stamps of the same words: %s and %s", a.Stamp(), b.Stamp())
	}
	for _, text := range []string{"", "泰渡", "泰渡 7", "泰 2\n渡 2"} {
		c, err := New(Options{Small: true, Words: []Source{{"own", strings.NewReader(text)}}})
		if err != nil {
			t.Fatal(err)
		}
		if c.Stamp() == a.Stamp() {
			t.Errorf("the stamp is the same with other words")
		}
		a = c
	}
}

func TestIsStop(t *testing.T) {
	s := small(t)
	for word, want := range map[string]bool{"的": true, "哪些": true, "and": true, "开发区": false, "新": false, "不": false, "": false} {
		if s.IsStop(word) != want {
			t.Errorf("IsStop(%q) is %v", word, !want)
		}
	}
}

// Every embedded word is found as it is written: nothing cuts it when it stands
// alone.
func TestDomainWordsStandWhole(t *testing.T) {
	s := mustFull(t)
	words, err := domainWords()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range words {
		if path := s.Path(fold.Canon(e.word)); len(path) != 1 {
			t.Errorf("%s is cut into %v: raise its frequency, or take it out", e.word, texts(path))
		}
	}
}

// FuzzParse holds: a dictionary is refused with its name and line, or all its
// words are known after.
func FuzzParse(f *testing.F) {
	f.Add("经开区 300 zone # 注\n小巨人")
	f.Add("\ufeffa\t2\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		entries, err := parse("own", strings.NewReader(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "own:") {
				t.Fatalf("%q: the error names no line: %v", text, err)
			}
			return
		}
		list := merge(&wordlist.List{}, inOrder(entries))
		s := &Segmenter{list: list, trie: newTrie(list, distances(list))}
		c := &cutter{}
		for _, e := range entries {
			c.reset(s.trie, []rune(e.word))
			for c.scan() {
				c.search(true)
			}
			if s.Frequency(e.word) != int(e.freq) {
				t.Fatalf("%q: %q has the frequency %d, want %d", text, e.word, s.Frequency(e.word), e.freq)
			}
		}
	})
}
