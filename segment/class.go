package segment

import "zonesearch/segment/fold"

// class tells what a rune is to the scanner.
type class uint8

const (
	classOther class = iota // punctuation, spaces, symbols, line breaks
	classWord               // a Chinese character or a letter of another script
	classLatin
	classDigit
)

func (c class) alnum() bool { return c >= classLatin }

func classOf(r rune) class {
	switch {
	case fold.IsDigit(r):
		return classDigit
	case fold.IsLetter(r):
		return classLatin
	case fold.IsWordRune(r):
		return classWord
	}
	return classOther
}

// symbol packs the class of a rune and its code in the trie, so that one look-up
// answers both questions that the scanner has of it.
type symbol uint32

func (t *trie) classify(r rune) (class, uint16) {
	if uint32(r) < uint32(len(t.symbols)) {
		s := t.symbols[r]
		return class(s >> 16), uint16(s)
	}
	return classOf(r), t.beyond[r]
}

func (t *trie) class(r rune) class {
	c, _ := t.classify(r)
	return c
}
