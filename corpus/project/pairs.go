package project

// starts tells which two runes the words of a lexicon begin with, and which
// single runes are words. Few places of a text begin a word, and a look into
// these bits, which stay in the processor's nearest memory, spares the others
// the walk through the trie. Two pairs may share a bit: then the walk finds
// nothing.
type starts struct {
	pairs [1 << 11]uint64
	lone  [1 << 10]uint64
}

// add notes how a word begins.
func (s *starts) add(word []rune) {
	if len(word) == 1 {
		s.lone[uint32(word[0])>>6&(1<<10-1)] |= 1 << (uint32(word[0]) & 63)
		return
	}
	at, bit := pairBit(word[0], word[1])
	s.pairs[at] |= bit
}

// at reports whether a word may begin at i.
func (s *starts) at(runes []rune, i int) bool {
	r := runes[i]
	if s.lone[uint32(r)>>6&(1<<10-1)]>>(uint32(r)&63)&1 != 0 {
		return true
	}
	if i+1 == len(runes) {
		return false
	}
	at, bit := pairBit(r, runes[i+1])
	return s.pairs[at]&bit != 0
}

func pairBit(a, b rune) (at int, bit uint64) {
	h := uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA6B
	h ^= h >> 15
	return int(h >> 6 & (1<<11 - 1)), 1 << (h & 63)
}
