package generate

import (
	"math/bits"
	"math/rand/v2"
	"sort"
)

// rankTable draws ranks by Zipf's law: rank i with a weight of 1/(i+shift).
// Weights are integers, because floating point may be fused differently on
// other machines, and one differing bit would change every article after it.
type rankTable struct {
	cum []uint64 // cum[i] is the sum of the weights of ranks 0 to i
}

// newRankTable makes a table of n ranks. A higher shift flattens the head.
func newRankTable(n, shift int) rankTable {
	cum := make([]uint64, n)
	var sum uint64
	for i := range cum {
		sum += (1 << 32) / uint64(i+shift)
		cum[i] = sum
	}
	return rankTable{cum}
}

func (t rankTable) draw(r *rand.Rand) int {
	if len(t.cum) == 1 {
		return 0
	}
	x := r.Uint64N(t.cum[len(t.cum)-1])
	return sort.Search(len(t.cum), func(i int) bool { return t.cum[i] > x })
}

// wordList is a list of words, the frequent ones first.
type wordList struct {
	words []string
	ranks rankTable
}

func newWordList(words []string) wordList {
	return wordList{words, newRankTable(len(words), 24)}
}

func (l wordList) draw(r *rand.Rand) string { return l.words[l.ranks.draw(r)] }

// even draws without regard to rank.
func (l wordList) even(r *rand.Rand) string { return l.words[r.IntN(len(l.words))] }

// stream gives the random numbers that belong to a thing, such as the company
// of a rank: the same thing has the same name in every article and for every
// seed.
func stream(kind, a, b uint64) *rand.Rand {
	hi, lo := bits.Mul64(a^0x9e3779b97f4a7c15, b|0xd1342543de82ef95)
	return rand.New(rand.NewPCG(kind*0xbf58476d1ce4e5b9^a, hi^lo^b))
}

// chance is true n times out of 100.
func chance(r *rand.Rand, n int) bool { return r.IntN(100) < n }
