package segment

import (
	"bytes"
	"math/bits"
	"slices"
	"unicode/utf8"

	"zonesearch/segment/internal/wordlist"
)

// A trie finds every dictionary word that begins at a place of a text. It is a
// double array over character codes: the child of node n by code c lies at
// nodes[n].base+c, and is its child only if its check says n. One step is one
// look at one place in memory, whether it succeeds or fails.
//
// Node 0 is the root, and node c its child by code c: no other node has that
// place, even where no word begins with that character, so that the first step
// needs no check.
type trie struct {
	nodes []node
	// symbols gives class and code of a rune of the Basic Multilingual Plane,
	// beyond the code of the others; 0 stands for runes that are in no word.
	symbols []symbol
	beyond  map[rune]uint16
}

type node struct {
	base  int32
	check int32
	// word is the number of the word that ends here plus one, or 0.
	word uint32
	// distance is the length of that word as a step of a path.
	distance float32
}

const (
	// noChild is the base of nodes that no longer word goes on from.
	noChild = -1 << 31
	// free is the check of a place that is nobody's.
	free = -1
)

func (t *trie) code(r rune) uint16 {
	_, code := t.classify(r)
	return code
}

// newTrie builds the trie of a list, each word with its distance.
func newTrie(list *wordlist.List, distances []float32) *trie {
	t := &trie{symbols: make([]symbol, 0x10000), beyond: map[rune]uint16{}}
	for r := range t.symbols {
		t.symbols[r] = symbol(classOf(rune(r))) << 16
	}
	codes := t.number(list)
	b := &builder{trie: t, list: list, distances: distances}
	// A word has some 1.4 nodes, and half of the places stay empty.
	b.reserve(1 + codes + 3*list.Len() + list.Len()/2)
	b.last = codes
	b.queue = make([]span, 0, list.Len())
	t.nodes[0] = node{base: 0, check: 0}
	for code := range codes + 1 {
		b.used[code/64] |= 1 << (code % 64)
	}
	if list.Len() > 0 {
		b.place(span{to: int32(list.Len())}, 0)
	}
	for level := make([]span, 0, list.Len()); len(b.queue) > 0; {
		level, b.queue = b.queue, level[:0]
		for _, s := range level {
			b.place(s, -1)
		}
	}
	t.nodes = t.nodes[:b.last+1]
	return t
}

// number gives the runes of the words their codes, the most frequent first:
// the children of most nodes then lie close together and fit into small gaps.
func (t *trie) number(list *wordlist.List) int {
	counts := make([]uint32, 0x10000)
	rare := map[rune]uint32{}
	for text := list.Text; len(text) > 0; {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		if int(r) < len(counts) {
			counts[r]++
		} else {
			rare[r]++
		}
	}
	type counted struct {
		r rune
		n uint32
	}
	var all []counted
	for r, n := range counts {
		if n > 0 {
			all = append(all, counted{rune(r), n})
		}
	}
	for r, n := range rare {
		all = append(all, counted{r, n})
	}
	slices.SortFunc(all, func(a, b counted) int {
		if a.n != b.n {
			return int(b.n) - int(a.n)
		}
		return int(a.r - b.r)
	})
	// More than 65,535 different runes: the rarest stay without a code, and
	// their words are never found. Unicode's Han characters are not many more.
	all = all[:min(len(all), 1<<16-1)]
	for i, c := range all {
		if int(c.r) < len(t.symbols) {
			t.symbols[c.r] |= symbol(i + 1)
		} else {
			t.beyond[c.r] = uint16(i + 1)
		}
	}
	return len(all)
}

// builder places nodes, level by level.
type builder struct {
	trie      *trie
	list      *wordlist.List
	distances []float32
	used      []uint64 // one bit a place of trie.nodes
	queue     []span
	children  []span
	// hints holds, by number of children, where the last search for a place
	// ended: what did not fit before then seldom fits later.
	hints [maxHint + 1]int
	last  int // the last place in use
}

const maxHint = 64

// span is the words from up to to, which share a prefix of depth bytes that
// ends at node; code is the last character of that prefix.
type span struct {
	node, code, from, to, depth int32
}

// place gives the children of the node of s their places; at base, or where
// there is room if base is negative.
func (b *builder) place(s span, base int32) {
	children := b.split(s)
	if len(children) == 0 {
		return // its base is noChild already
	}
	if base < 0 {
		base = b.room(children)
	}
	b.trie.nodes[s.node].base = base
	for _, c := range children {
		at := int(base + c.code)
		b.used[at/64] |= 1 << (at % 64)
		b.trie.nodes[at].check = s.node
		b.last = max(b.last, at)
		c.node = int32(at)
		b.queue = append(b.queue, c)
	}
}

// split gives the children of s, and notes the word that ends at its node.
func (b *builder) split(s span) []span {
	b.children = b.children[:0]
	i := s.from
	word := b.list.Word(int(i))
	if s.depth > 0 && len(word) == int(s.depth) {
		n := &b.trie.nodes[s.node]
		n.word, n.distance = uint32(i)+1, b.distances[i]
		i++
	}
	for i < s.to {
		word := b.list.Word(int(i))
		r, size := utf8.DecodeRune(word[s.depth:])
		depth := s.depth + int32(size)
		end := i + 1
		for end < s.to && sharesRune(b.list.Word(int(end)), word, s.depth, depth) {
			end++
		}
		if code := b.trie.code(r); code > 0 {
			b.children = append(b.children, span{from: i, to: end, depth: depth, code: int32(code)})
		}
		i = end
	}
	return b.children
}

func sharesRune(a, b []byte, from, to int32) bool {
	return len(a) >= int(to) && bytes.Equal(a[from:to], b[from:to])
}

// room finds a base at which all children fall on free places.
func (b *builder) room(children []span) int32 {
	first := children[0].code
	for _, c := range children {
		first = min(first, c.code)
	}
	hint := &b.hints[min(len(children), maxHint)]
	at := max(*hint, int(first)+1)
	for tries := 1; ; tries++ {
		at = b.nextFree(at)
		base := int32(at) - first
		if b.fits(base, children) {
			*hint = at
			return base
		}
		// Where many tries in a row fail it is crowded: go on in strides. The
		// gaps are left to nodes with fewer children, which are most.
		at += 1 + tries/4
	}
}

func (b *builder) fits(base int32, children []span) bool {
	for _, c := range children {
		at := int(base + c.code)
		if at >= len(b.trie.nodes) {
			b.reserve(at + 1)
		}
		if b.used[at/64]&(1<<(at%64)) != 0 {
			return false
		}
	}
	return true
}

// nextFree gives the first free place from at on.
func (b *builder) nextFree(at int) int {
	for {
		if at >= len(b.trie.nodes) {
			b.reserve(at + 1)
		}
		if rest := ^b.used[at/64] >> (at % 64); rest != 0 {
			return at + bits.TrailingZeros64(rest)
		}
		at = (at/64 + 1) * 64
	}
}

// reserve makes at least n places.
func (b *builder) reserve(n int) {
	from := len(b.trie.nodes)
	n = (max(n, from+from/4) + 63) / 64 * 64
	b.trie.nodes = slices.Grow(b.trie.nodes, n-from)[:n]
	for i := from; i < n; i++ {
		b.trie.nodes[i] = node{base: noChild, check: free}
	}
	b.used = append(b.used, make([]uint64, n/64-len(b.used))...)
}
