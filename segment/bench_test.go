package segment

import (
	"strings"
	"testing"

	"zonesearch/segment/fold"
)

// benchTexts are generated, so that the benchmarks run everywhere; with
// ZONESEARCH_SHARED they are real news.
func benchTexts(b *testing.B, s *Segmenter) []string {
	b.Helper()
	texts := measured(b, 3000)
	if texts == nil {
		g := newGenerator(s, 7)
		for range 300 {
			texts = append(texts, g.text(1000))
		}
	}
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	return texts
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTerms folds the texts and gives all their terms.
func BenchmarkTerms(b *testing.B) {
	s := mustFull(b)
	texts := benchTexts(b, s)
	var t fold.Text
	terms := 0
	for b.Loop() {
		for _, text := range texts {
			t.Reset(text)
			s.Terms(&t, func([]byte, bool) { terms++ })
		}
	}
}

// BenchmarkPath folds the texts and cuts them.
func BenchmarkPath(b *testing.B) {
	s := mustFull(b)
	texts := benchTexts(b, s)
	var t fold.Text
	for b.Loop() {
		for _, text := range texts {
			t.Reset(text)
			s.Path(&t)
		}
	}
}

// BenchmarkGse cuts the same texts with gse alone, neither folded nor with the
// other terms: what BenchmarkTerms is to be compared with.
func BenchmarkGse(b *testing.B) {
	s := mustFull(b)
	r, err := NewReference(s)
	if err != nil {
		b.Fatal(err)
	}
	texts := benchTexts(b, s)
	for b.Loop() {
		for _, text := range texts {
			r.gse.Segment([]byte(text))
		}
	}
}

// F1 on the PKU test set of SIGHAN 2005, the usual measure: a word counts where
// both its ends agree. gse's simplified dictionary alone has .828 there.
func TestPKU(t *testing.T) {
	gold := strings.Split(readShared(t, "data/segmentation/pku_test_gold.utf8"), "\n")
	s := mustFull(t)
	found, cut, right := 0, 0, 0
	for _, line := range gold {
		words := strings.Fields(line)
		want := map[[2]int]bool{}
		at := 0
		for _, word := range words {
			runes := fold.Canon(word).Runes
			if len(runes) > 0 && fold.IsWordRune(runes[0]) {
				want[[2]int{at, at + len(runes)}] = true
			}
			at += len(runes)
		}
		text := fold.Canon(strings.Join(words, ""))
		if len(text.Runes) != at {
			continue
		}
		found += len(want)
		for _, token := range s.Path(text) {
			cut++
			if want[[2]int{token.Start, token.End}] {
				right++
			}
		}
	}
	precision, recall := float64(right)/float64(cut), float64(right)/float64(found)
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("precision %.3f, recall %.3f, F1 %.3f without punctuation", precision, recall, f1)
	if f1 < 0.75 {
		t.Errorf("F1 is %.3f", f1)
	}
}
