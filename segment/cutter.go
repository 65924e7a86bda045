package segment

import "unicode/utf8"

// cutter holds what one goroutine needs to cut texts, kept from text to text so
// that cutting makes no garbage.
type cutter struct {
	scanner
	// distance is, for each place of the run, the length of the shortest path
	// to it so far (0: no path yet), and from where its last word begins.
	distance []float32
	from     []int32
	// words are all dictionary words of two runes or more in the run.
	words []match
	// pathEnd is, for each place where a word of the path begins, its end.
	pathEnd []int32
	// text is the run in UTF-8, offsets where each rune begins in it.
	text    []byte
	offsets []int32
}

// match is a dictionary word in a run, in runes.
type match struct {
	start, end int32
	distance   float32
}

// unknown is the distance that gse gives an atom that is no dictionary word.
const unknown = 32

// search finds the shortest path through the run as gse does: of all ways to
// cut it into dictionary words and single atoms, the one with the least sum of
// distances, added up as float32 from the left; of equal ones the first found,
// which is the one whose last word is longest. It leaves the path in
// pathEnd and, if all, every dictionary word in words.
func (c *cutter) search(all bool) {
	n := len(c.run.runes)
	c.distance = sized(c.distance, n+1)
	clear(c.distance)
	c.from = sized(c.from, n+1)
	c.words = c.words[:0]
	if len(c.run.borders) == 0 {
		c.searchPlain(all)
	} else {
		c.searchMixed(all)
	}
	c.pathEnd = sized(c.pathEnd, n+1)
	clear(c.pathEnd)
	for end := int32(n); end > 0; {
		start := c.from[end]
		c.pathEnd[start] = end
		c.cutLong(start, end)
		end = start
	}
}

// cutLong cuts the word of the path from start to end into its pieces if it is
// an atom of too many.
func (c *cutter) cutLong(start, end int32) {
	if len(c.run.borders) == 0 {
		return
	}
	pieces := 1
	for i := start + 1; i < end; i++ {
		switch c.run.borders[i] {
		case atomEnd:
			return
		case pieceEnd:
			pieces++
		}
	}
	if pieces <= maxPieces {
		return
	}
	for i := start; i < end; {
		next := c.nextBorder(i)
		c.pathEnd[i] = next
		i = next
	}
}

// nextBorder gives the end of the piece, or the rune, that begins at i.
func (c *cutter) nextBorder(i int32) int32 {
	i++
	for c.run.borders[i] == inPiece {
		i++
	}
	return i
}

// searchPlain is search where every rune is an atom.
func (c *cutter) searchPlain(all bool) {
	nodes, codes := c.trie.nodes, c.run.codes
	for i := range codes {
		base := c.distance[i]
		known := false // whether the rune by itself is a word
		at := int32(codes[i])
		if at > 0 {
			nd := &nodes[at]
			if nd.word > 0 {
				known = true
				c.step(i, i+1, base+nd.distance)
			}
			for j := i + 1; j < len(codes) && nd.base != noChild; j++ {
				next := nd.base + int32(codes[j])
				if uint32(next) >= uint32(len(nodes)) || codes[j] == 0 || nodes[next].check != at {
					break
				}
				at, nd = next, &nodes[next]
				if nd.word == 0 {
					continue
				}
				c.step(i, j+1, base+nd.distance)
				if all {
					c.words = append(c.words, match{int32(i), int32(j + 1), nd.distance})
				}
			}
		}
		if !known {
			c.step(i, i+1, base+unknown)
		}
	}
}

// step goes from place i to place j if that is the shortest way so far.
func (c *cutter) step(i, j int, distance float32) {
	if c.distance[j] == 0 || c.distance[j] > distance {
		c.distance[j], c.from[j] = distance, int32(i)
	}
}

// searchMixed is search through a run with letters or digits. The path goes
// from atom to atom; words are also sought from piece to piece.
func (c *cutter) searchMixed(all bool) {
	nodes, codes, borders := c.trie.nodes, c.run.codes, c.run.borders
	for i := range codes {
		if borders[i] == inPiece {
			continue
		}
		atom := borders[i] == atomEnd
		base := c.distance[i]
		end := i + 1
		for borders[end] != atomEnd {
			end++
		}
		known := false
		at := int32(codes[i])
		for j := i + 1; at > 0; j++ {
			nd := &nodes[at]
			if nd.word > 0 && borders[j] != inPiece {
				if atom && borders[j] == atomEnd {
					c.step(i, j, base+nd.distance)
					known = known || j == end
				}
				if all && j > i+1 {
					c.words = append(c.words, match{int32(i), int32(j), nd.distance})
				}
			}
			if j == len(codes) || codes[j] == 0 || nd.base == noChild {
				break
			}
			next := nd.base + int32(codes[j])
			if uint32(next) >= uint32(len(nodes)) || nodes[next].check != at {
				break
			}
			at = next
		}
		if atom && !known {
			c.step(i, end, base+unknown)
		}
	}
}

// encode writes the run as UTF-8.
func (c *cutter) encode() {
	c.text, c.offsets = c.text[:0], c.offsets[:0]
	for _, r := range c.run.runes {
		c.offsets = append(c.offsets, int32(len(c.text)))
		c.text = utf8.AppendRune(c.text, r)
	}
	c.offsets = append(c.offsets, int32(len(c.text)))
}

// part gives the runes from i up to j of the run in UTF-8.
func (c *cutter) part(i, j int32) []byte { return c.text[c.offsets[i]:c.offsets[j]] }

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
