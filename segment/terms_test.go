package segment

import (
	"testing"

	"zonesearch/segment/fold"
)

// termsOf gives the terms of a text; true those of the path.
func termsOf(s *Segmenter, t *fold.Text) (all map[string]bool, onPath map[string]int, words int) {
	all, onPath = map[string]bool{}, map[string]int{}
	words = s.Terms(t, func(term []byte, path bool) {
		all[string(term)] = true
		if path {
			onPath[string(term)]++
		}
	})
	return all, onPath, words
}

// checkNothingLost holds the promise of Terms: the path words of every part of
// the text are among the text's terms, if the part does not begin or end inside
// a Latin word or number. parts of at most longest runes are tried.
func checkNothingLost(t *testing.T, s *Segmenter, text *fold.Text, longest int) {
	t.Helper()
	terms, onPath, words := termsOf(s, text)
	for _, n := range onPath {
		words -= n
	}
	if words != 0 {
		t.Fatalf("Terms counts %d words more than it gave for %q", words, text)
	}
	for _, token := range s.Path(text) {
		if onPath[token.Text]--; onPath[token.Text] < 0 {
			t.Fatalf("%s is on the path of %q more often than among its terms", token.Text, text)
		}
	}
	for i := range text.Runes {
		if fold.Inside(at(text.Runes), i) {
			continue
		}
		for j := i + 1; j <= min(len(text.Runes), i+longest); j++ {
			if text.Runes[j-1] == '\n' {
				break
			}
			if fold.Inside(at(text.Runes), j) {
				continue
			}
			part := fold.Canon(string(text.Runes[i:j]))
			for _, token := range s.Path(part) {
				if !terms[token.Text] {
					t.Fatalf("%q asks for %q, which is no term of %q", part, token.Text, text)
				}
			}
		}
	}
}

func at(runes []rune) func(int) rune {
	return func(i int) rune {
		if i < 0 || i >= len(runes) {
			return 0
		}
		return runes[i]
	}
}

func TestNothingIsLostBetweenTwoCuts(t *testing.T) {
	s := small(t)
	g := newGenerator(s, 3)
	for range 150 {
		checkNothingLost(t, s, fold.Canon(g.text(25)), 16)
	}
}

func TestTerms(t *testing.T) {
	tests := []struct {
		text string
		want []string // words of the path begin with *
		not  []string
	}{
		{"经济技术开发区", []string{"*经济", "*技术", "*开发区", "经济技术", "技术开发", "开发", "经", "区"}, []string{"济技"}},
		{"长江大桥", []string{"*长江大桥", "*长江", "*大桥", "江大"}, nil},
		{"高新技术", []string{"*高新技术", "*高新", "*技术"}, nil},
		{"开发区", []string{"*开发区", "开发"}, nil},
		{"开发,区", []string{"*开发", "*区"}, []string{"开发区"}},
		{"开发\n区", nil, []string{"开发区"}},
		{"开 发 区", []string{"*开发区"}, nil},
		{"iPhone15Pro", []string{"*iphone15pro", "*iphone", "iphone15", "15", "15pro", "pro"}, []string{"i", "1"}},
		{"4.5万吨", []string{"*4.5", "*万吨", "万", "吨"}, []string{"4", "5", "5万吨"}},
		{"EVA胶膜", []string{"*eva胶膜", "*胶膜", "eva", "胶"}, []string{"e", "va"}},
		{"MEVA胶膜", []string{"*meva", "*胶膜"}, []string{"eva", "eva胶膜"}},
		{"5eva胶膜", []string{"*5eva", "5", "eva", "eva胶膜"}, nil},
		{"x1y2z3a4", []string{"*x", "*1", "*y", "x1y2z3", "y2z3a4"}, []string{"x1y2z3a4"}},
	}
	s := small(t)
	for _, tt := range tests {
		all, onPath, _ := termsOf(s, fold.Canon(tt.text))
		for _, want := range tt.want {
			word, path := want, 0
			if want[0] == '*' {
				word, path = want[1:], 1
			}
			if !all[word] || onPath[word] != path {
				t.Errorf("%s: %s is a term: %v, on the path %d times, want %d", tt.text, word, all[word], onPath[word], path)
			}
		}
		for _, word := range tt.not {
			if all[word] {
				t.Errorf("%s has the term %s", tt.text, word)
			}
		}
	}
}

func TestTermsMakesNoGarbage(t *testing.T) {
	s := small(t)
	text := fold.Canon(newGenerator(s, 4).text(400))
	count := 0
	emit := func([]byte, bool) { count++ }
	s.Terms(text, emit)
	if allocs := testing.AllocsPerRun(50, func() { s.Terms(text, emit) }); allocs > 1 {
		t.Errorf("%v allocations for a text of %d terms", allocs, count/52)
	}
}
