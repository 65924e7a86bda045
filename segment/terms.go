package segment

import "zonesearch/segment/fold"

// Terms gives every term that the text is to be found by:
//
//   - the words of the path, with onPath true, each as often as it stands there;
//   - every other dictionary word, wherever it begins, also across the borders
//     of the path's words;
//   - every single character;
//   - of letters and digits that stand side by side every sub-run of whole
//     words and whole numbers: iphone15pro is also iphone, iphone15, 15, 15pro
//     and pro.
//
// No term reaches over punctuation, nor ends inside a Latin word or a number.
// So the words of the path of any part of the text that does not do so either
// are all among its terms: asking for all words of a question loses no text
// that literally holds it.
//
// It returns the number of words on the path. A term may be emitted several
// times; its bytes are good only until emit returns. No memory is allocated for
// a term.
func (s *Segmenter) Terms(t *fold.Text, emit func(term []byte, onPath bool)) (words int) {
	c := s.cutter(t.Runes)
	defer s.put(c)
	for c.scan() {
		c.search(true)
		c.encode()
		if len(c.run.borders) == 0 {
			words += c.emitPlain(emit)
		} else {
			words += c.emitMixed(emit)
		}
	}
	return words
}

// emitPlain emits the terms of a run where every rune is an atom.
func (c *cutter) emitPlain(emit func(term []byte, onPath bool)) (words int) {
	matches := c.words
	for i := int32(0); i < int32(len(c.run.runes)); i++ {
		end := c.pathEnd[i]
		if end > 0 {
			words++
			emit(c.part(i, end), true)
		}
		for len(matches) > 0 && matches[0].start == i {
			if matches[0].end != end {
				emit(c.part(i, matches[0].end), false)
			}
			matches = matches[1:]
		}
		if end != i+1 {
			emit(c.part(i, i+1), false)
		}
	}
	return words
}

// emitMixed emits the terms of a run with letters or digits.
func (c *cutter) emitMixed(emit func(term []byte, onPath bool)) (words int) {
	matches := c.words
	for i := int32(0); i < int32(len(c.run.runes)); i = c.nextBorder(i) {
		pathEnd := c.pathEnd[i]
		if pathEnd > 0 {
			words++
			emit(c.part(i, pathEnd), true)
		}
		for len(matches) > 0 && matches[0].start == i {
			if matches[0].end != pathEnd {
				emit(c.part(i, matches[0].end), false)
			}
			matches = matches[1:]
		}
		end := i
		for range maxPieces {
			end = c.nextBorder(end)
			if end != pathEnd {
				emit(c.part(i, end), false)
			}
			if c.run.borders[end] == atomEnd {
				break
			}
		}
	}
	return words
}
