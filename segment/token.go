package segment

import "zonesearch/segment/fold"

// A Token is a word of a text.
type Token struct {
	// Text is the word as it stands in the canonical text.
	Text string
	// Start and End are where it stands there, in runes; fold.Text.Span turns
	// them into bytes of the original.
	Start, End int
	// Kind tells what it is made of.
	Kind Kind
}

// Kind tells what a token is made of.
type Kind uint8

const (
	// Word holds a Chinese character, or a letter of another script than Latin.
	Word Kind = iota
	// Latin is all Latin letters.
	Latin
	// Number is one number with its point, thousands commas and per cent sign.
	Number
	// Mixed is Latin letters and numbers side by side, such as 5g.
	Mixed
)

// Path cuts the text along gse's shortest path. Punctuation gives no token, no
// token reaches over it, and the tokens come in the order of the text.
func (s *Segmenter) Path(t *fold.Text) []Token {
	c := s.cutter(t.Runes)
	defer s.put(c)
	tokens := make([]Token, 0, len(t.Runes)/2+1)
	for c.scan() {
		c.search(false)
		c.encode()
		text := string(c.text)
		for i := int32(0); i < int32(len(c.run.runes)); {
			end := c.pathEnd[i]
			tokens = append(tokens, Token{
				Text:  text[c.offsets[i]:c.offsets[end]],
				Start: c.start + int(i),
				End:   c.start + int(end),
				Kind:  c.kind(i, end),
			})
			i = end
		}
	}
	return tokens
}

// kind tells what the runes from i up to j of the run are.
func (c *cutter) kind(i, j int32) Kind {
	if len(c.run.borders) == 0 {
		return Word
	}
	latin, number := false, false
	for at := i; at < j; at++ {
		switch c.trie.class(c.run.runes[at]) {
		case classWord:
			return Word
		case classLatin:
			latin = true
		case classDigit:
			number = true
		}
	}
	switch {
	case latin && number:
		return Mixed
	case latin:
		return Latin
	}
	return Number
}
