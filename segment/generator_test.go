package segment

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// smallWords is a dictionary of words that overlap one another.
const smallWords = `
研究 300
研究生 100
生命 200
命 2
起源 150
长江 300
江大 3
大桥 200
长江大桥 90
市长 400
南京 300
南京市 100
和服 20
服务 900
开发 800
开发区 300
经济 900
经济技术 2
技术 900
技术开发 10
高新 90
高新技术 80
产业 900
产业园 60
园区 80
业园 2
a股 50
5g 60
5g网络 20
网络 300
eva胶膜 30
胶膜 20
iphone 20
吨 2
万吨 40
`

// small is a Segmenter over smallWords and the domain dictionary.
func small(t testing.TB) *Segmenter {
	t.Helper()
	s, err := New(Options{Small: true, Words: []Source{{Name: "small", Reader: strings.NewReader(smallWords)}}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// generator makes random texts out of a Segmenter's words.
type generator struct {
	*rand.Rand
	words []string
}

func newGenerator(s *Segmenter, seed uint64) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 2))}
	for word := range s.Words("") {
		g.words = append(g.words, word)
	}
	return g
}

var fillers = []string{
	"。", ",", "“", "”", "\n", " ", "  ", "4.5", "8,600", "12%", ".", "5g", "EVA", "iphone15pro", "x1y2z3a4b5c6d7",
	"7", "Ａ", "開發區", "的", "国", "一", "é", "ガ", "Я", "①", "𠮷", "\u200b", "\x00", strings.Repeat("ab", 70),
}

// text gives a text of n parts: words, parts of words and fillers.
func (g *generator) text(n int) string {
	var b strings.Builder
	for range n {
		switch word := []rune(g.words[g.IntN(len(g.words))]); g.IntN(4) {
		case 0:
			b.WriteString(fillers[g.IntN(len(fillers))])
		case 1:
			b.WriteString(string(word[g.IntN(len(word)):]))
		default:
			b.WriteString(string(word))
		}
	}
	return b.String()
}
