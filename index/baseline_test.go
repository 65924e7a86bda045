package index

import (
	"math"
	"sort"

	"zonesearch/segment/fold"
)

// baseline is BM25 with true lengths over one kind of token, any of which may
// match: what a plain engine would do. Rankings are measured beside it.
type baseline struct {
	ids      []string
	lengths  []float64
	average  float64
	postings map[string][]posting
	tokens   func(text string) []string
}

type posting struct {
	doc  int
	freq float64
}

func newBaseline(ids, texts []string, tokens func(string) []string) *baseline {
	b := &baseline{ids: ids, postings: map[string][]posting{}, tokens: tokens}
	for doc, text := range texts {
		counts := map[string]float64{}
		words := tokens(text)
		for _, w := range words {
			counts[w]++
		}
		for w, n := range counts {
			b.postings[w] = append(b.postings[w], posting{doc, n})
		}
		b.lengths = append(b.lengths, float64(len(words)))
		b.average += float64(len(words)) / float64(len(texts))
	}
	return b
}

// top gives the IDs of the first ten.
func (b *baseline) top(query string) []string {
	const k1, lengthShare = 1.2, 0.75
	scores := map[int]float64{}
	seen := map[string]bool{}
	for _, w := range b.tokens(query) {
		if seen[w] {
			continue
		}
		seen[w] = true
		list := b.postings[w]
		idf := math.Log(1 + (float64(len(b.ids)-len(list))+0.5)/(float64(len(list))+0.5))
		for _, p := range list {
			scores[p.doc] += idf * p.freq * (k1 + 1) / (p.freq + k1*(1-lengthShare+lengthShare*b.lengths[p.doc]/b.average))
		}
	}
	docs := make([]int, 0, len(scores))
	for doc := range scores {
		docs = append(docs, doc)
	}
	sort.Slice(docs, func(i, j int) bool {
		if scores[docs[i]] != scores[docs[j]] {
			return scores[docs[i]] > scores[docs[j]]
		}
		return docs[i] < docs[j]
	})
	var ids []string
	for _, doc := range docs[:min(len(docs), 10)] {
		ids = append(ids, b.ids[doc])
	}
	return ids
}

// reciprocalRank is the baseline's MRR@10.
func (b *baseline) reciprocalRank(queries []knownItem) float64 {
	sum := 0.0
	for _, q := range queries {
		for i, id := range b.top(q.Text) {
			if id == q.Relevant[0] {
				sum += 1 / float64(i+1)
				break
			}
		}
	}
	return sum / float64(len(queries))
}

// pathWords are the words of gse's shortest path.
func pathWords(s Segmenter) func(string) []string {
	return func(text string) []string {
		var words []string
		for _, token := range s.Path(fold.Canon(text)) {
			words = append(words, token.Text)
		}
		return words
	}
}

// bigrams are pairs of neighbouring characters.
func bigrams(text string) []string {
	runes := fold.Canon(text).Runes
	var pairs []string
	for i := 1; i < len(runes); i++ {
		if fold.IsWordRune(runes[i-1]) && fold.IsWordRune(runes[i]) {
			pairs = append(pairs, string(runes[i-1:i+1]))
		}
	}
	return pairs
}
