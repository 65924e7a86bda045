package segment

import "zonesearch/segment/fold"

// Terms gives every term that the text is to be found by:
//
//   - the words of the path, with onPath true, each as often as it stands there,
//     and the parts of those of four characters or more (新能源 of 新能源汽车);
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
// It returns how often onPath was true: the length of the text in words. A term may be emitted several
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
			words += c.emitParts(matches, i, end, emit)
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
			words += c.emitParts(matches, i, pathEnd, emit)
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

// partsFrom is how many runes a word of the path must have for its parts to
// count as words too. Who asks for 新能源 means 新能源汽车 as well, and a text of
// nothing but the long word should not stand below all others. The parts of
// shorter words tend to mean something else (巨人 in 小巨人). Four raised MRR on
// two sets of questions, three lowered it on one of them.
const partsFrom = 4

// emitParts emits the words that the word from start up to end consists of: of
// all ways to cut it, the whole word excepted, those on the shortest, and theirs in
// turn. matches are the dictionary words of the run from start on, or earlier.
func (c *cutter) emitParts(matches []match, start, end int32, emit func(term []byte, onPath bool)) (words int) {
	n := end - start
	if n < partsFrom || n > maxWord {
		return 0
	}
	var distance [maxWord + 1]float32
	var from [maxWord + 1]int32
	inside := matches
	for i := range n {
		if d := distance[i] + unknown; distance[i+1] == 0 || d < distance[i+1] {
			distance[i+1], from[i+1] = d, i
		}
		for len(inside) > 0 && inside[0].start <= start+i {
			m := inside[0]
			inside = inside[1:]
			if m.start < start+i || m.end > end || m.end-m.start == n {
				continue
			}
			to := m.end - start
			if d := distance[i] + m.distance; distance[to] == 0 || d < distance[to] {
				distance[to], from[to] = d, i
			}
		}
	}
	for j := n; j > 0; j = from[j] {
		if j-from[j] < 2 {
			continue
		}
		words++
		emit(c.part(start+from[j], start+j), true)
		words += c.emitParts(matches, start+from[j], start+j, emit)
	}
	return words
}
