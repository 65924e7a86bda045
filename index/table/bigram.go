package table

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"zonesearch/segment/fold"
)

// bigram is a pair of neighbouring characters: two UTF-16 units as they stand in
// a text, little-endian.
type bigram uint32

// bigramAt gives the bigram at the beginning of a text.
func bigramAt(text []byte) bigram { return bigram(binary.LittleEndian.Uint32(text)) }

// bigramsOf lists the bigrams of a run, UTF-16LE.
func bigramsOf(run []byte) (bigrams []bigram) {
	for i := 0; i+4 <= len(run); i += 2 {
		bigrams = append(bigrams, bigramAt(run[i:]))
	}
	return bigrams
}

// units gives the bigram's two UTF-16 units.
func (b bigram) units() (first, second rune) { return rune(b & 0xFFFF), rune(b >> 16) }

// below hashes the bigram to a number below n, by Fibonacci's multiplication.
func (b bigram) below(n int) int { return int(uint64(uint32(b)*0x9E3779B1) * uint64(n) >> 32) }

// frequent gives the bigrams of Chinese characters that stand in at least one of
// share texts, the most frequent of them if there are more than most, ascending.
func frequent(texts, share, most int, text func(i int) []byte) []bigram {
	type count struct{ texts, last int }
	counts := map[bigram]count{}
	for i := range texts {
		for _, b := range bigramsOf(text(i)) {
			first, second := b.units()
			if !fold.IsHan(first) || !fold.IsHan(second) {
				continue
			}
			if c := counts[b]; c.last != i+1 {
				counts[b] = count{c.texts + 1, i + 1}
			}
		}
	}
	maps.DeleteFunc(counts, func(_ bigram, c count) bool { return c.texts*share < texts })
	bigrams := slices.SortedFunc(maps.Keys(counts), func(a, b bigram) int {
		return cmp.Or(counts[b].texts-counts[a].texts, cmp.Compare(a, b))
	})
	bigrams = bigrams[:min(len(bigrams), most)]
	slices.Sort(bigrams)
	return bigrams
}

// bigramPlaces finds bigrams in an ascending list.
type bigramPlaces struct {
	list  []bigram
	table []int16 // open addressing: places in the list, plus one
}

func newBigramPlaces(list []bigram) bigramPlaces {
	size := 16
	for size < 4*len(list) {
		size *= 2
	}
	p := bigramPlaces{list, make([]int16, size)}
	for i, b := range list {
		at := b.below(size)
		for p.table[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		p.table[at] = int16(i + 1)
	}
	return p
}

// of gives the place of a bigram, or -1.
func (p *bigramPlaces) of(b bigram) int {
	size := len(p.table)
	for at := b.below(size); p.table[at] != 0; at = (at + 1) & (size - 1) {
		if i := int(p.table[at]) - 1; p.list[i] == b {
			return i
		}
	}
	return -1
}
