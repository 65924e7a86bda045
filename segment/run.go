package segment

import "zonesearch/segment/fold"

// A run is a stretch of a canonical text without punctuation: what a path is
// found through, and what no word reaches out of.
//
// Inside a run, Latin letters and digits come in atoms: an atom is as many of
// them as stand side by side, a number's point, commas and per cent sign with
// them. An atom consists of pieces, each all letters or all one number:
// iphone15pro is one atom of three pieces. Every other rune is an atom of one.
type run struct {
	runes []rune
	codes []uint16 // of each rune, for the trie
	// borders says what may end or begin before each rune, and at the end.
	// It is empty where every rune is an atom by itself.
	borders []border
}

// border tells what kind of border lies before a rune.
type border uint8

const (
	inPiece  border = iota // none: inside a piece
	pieceEnd               // between two pieces of one atom
	atomEnd                // between two atoms
)

const (
	// maxPiece bounds the length of a term that a text without an end (a
	// signature, a line of "aaaa…") makes: a longer piece is cut after every
	// so many runes, the same in a text and in a question.
	maxPiece = 64
	// maxPieces bounds the number of sub-runs that a mixed atom is found by. An
	// atom of more pieces is no word but a key or a checksum, and is cut.
	maxPieces = 6
)

// scanner finds the runs of a text, one after the other.
type scanner struct {
	trie  *trie
	runes []rune
	next  int
	// start is where the current run begins; run is that run.
	start int
	run   run
}

// reset begins a text.
func (s *scanner) reset(t *trie, runes []rune) {
	s.trie, s.runes, s.next, s.start = t, runes, 0, 0
}

// scan goes on to the next run and reports whether there is one.
func (s *scanner) scan() bool {
	i := s.next
	for i < len(s.runes) && s.trie.class(s.runes[i]) == classOther {
		i++
	}
	s.start = i
	s.run.codes, s.run.borders = s.run.codes[:0], s.run.borders[:0]
	for i < len(s.runes) {
		r := s.runes[i]
		class, code := s.trie.classify(r)
		if class == classOther {
			break
		}
		if class != classWord {
			i = s.atom(i)
			continue
		}
		s.run.codes = append(s.run.codes, code)
		if len(s.run.borders) > 0 {
			s.run.borders = append(s.run.borders, atomEnd)
		}
		i++
	}
	if len(s.run.borders) > 0 {
		s.run.borders = append(s.run.borders, atomEnd)
	}
	s.run.runes = s.runes[s.start:i]
	s.next = i
	return i > s.start
}

// atom takes the letters and digits from i on into the run and gives the place
// after them.
func (s *scanner) atom(i int) int {
	for len(s.run.borders) < len(s.run.codes) {
		s.run.borders = append(s.run.borders, atomEnd)
	}
	before := atomEnd
	for i < len(s.runes) && s.trie.class(s.runes[i]).alnum() {
		end := s.piece(i)
		for at := i; at < end; at++ {
			b := inPiece
			if (at-i)%maxPiece == 0 {
				b = pieceEnd
			}
			if at == i {
				b = before
			}
			s.run.borders = append(s.run.borders, b)
			s.run.codes = append(s.run.codes, s.trie.code(s.runes[at]))
		}
		before, i = pieceEnd, end
	}
	return i
}

// piece gives the end of the letters, or of the number, that begin at i.
func (s *scanner) piece(i int) int {
	end := i + 1
	if s.trie.class(s.runes[i]) == classLatin {
		for end < len(s.runes) && s.trie.class(s.runes[end]) == classLatin {
			end++
		}
		return end
	}
	for end < len(s.runes) && fold.Inside(s.at, end) {
		end++
	}
	return end
}

func (s *scanner) at(i int) rune {
	if i < 0 || i >= len(s.runes) {
		return 0
	}
	return s.runes[i]
}
