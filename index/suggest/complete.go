package suggest

import "slices"

// Suggestion is an entry found.
type Suggestion struct {
	Text  string
	Kind  Kind
	Count int
}

// rank is how well what is typed fits a name, the best first.
type rank int

const (
	isName      rank = iota // it is the whole name, in characters or whole syllables
	beginsName              // the name begins with it, in characters or whole syllables
	beginsShort             // the name begins with it, initials among the syllables
	insideName              // it is inside the name
	ranks
)

// Complete gives up to limit entries for what is typed, the best first. A name
// that begins with it comes before one that holds it further inside.
func (d *Dictionary) Complete(typed string, limit int) []Suggestion {
	pattern := letters(typed)
	if len(pattern) == 0 || limit <= 0 {
		return nil
	}
	spans := d.readings.spans(pattern)
	var found [ranks]lowest
	for i := range found {
		found[i].most = limit
	}
	for _, s := range spans {
		for _, form := range d.heads.within(s) {
			if r, ok := d.rankOf(pattern, int(form)); ok {
				found[r].add(d.owners[form])
			}
		}
	}
	chosen := make([]uint32, 0, limit)
	choose := func(numbers []uint32) {
		for _, n := range numbers {
			if len(chosen) < limit && !slices.Contains(chosen, n) {
				chosen = append(chosen, n)
			}
		}
	}
	for r := isName; r < insideName; r++ {
		choose(found[r].numbers)
	}
	if len(chosen) < limit {
		// As many again as are chosen already may turn up a second time.
		inside := &found[insideName]
		inside.most = limit + len(chosen)
		inside.bound = uint32(len(d.runes))
		d.inside(pattern, spans, inside)
		choose(inside.numbers)
	}
	out := make([]Suggestion, len(chosen))
	for i, n := range chosen {
		e := &d.entries[n]
		out[i] = Suggestion{e.text, e.kind, int(e.count)}
	}
	return out
}

// rankOf tells how what is typed fits the beginning of a name.
func (d *Dictionary) rankOf(pattern []rune, form int) (rank, bool) {
	start, end := d.form(form)
	if f := d.fits(pattern, start, end, true, true); f.whole {
		return isName, true
	} else if f.length > 0 {
		return beginsName, true
	}
	return beginsShort, d.fits(pattern, start, end, false, true).length > 0
}

// inside finds names that hold what is typed after their beginning.
func (d *Dictionary) inside(pattern []rune, spans []span, found *lowest) {
	for _, s := range spans {
		for _, at := range d.inner.within(s) {
			if at >= found.bound {
				continue
			}
			form := d.formAt(at)
			_, end := d.form(form)
			if d.fits(pattern, at, end, false, true).length > 0 && found.add(d.owners[form]) {
				found.bound = d.pastOwner(found.numbers[len(found.numbers)-1])
			}
		}
	}
}

// pastOwner gives the first place behind the names of an entry.
func (d *Dictionary) pastOwner(owner uint32) uint32 {
	next, _ := slices.BinarySearch(d.owners, owner+1)
	return d.starts[next]
}

// lowest keeps the lowest numbers that are added, each once, in order.
type lowest struct {
	numbers []uint32
	most    int
	// bound is for whoever adds: places from there on cannot matter any more.
	bound uint32
}

// add takes a number in, and reports whether the list is full.
func (l *lowest) add(n uint32) (full bool) {
	at, known := slices.BinarySearch(l.numbers, n)
	if !known && at < l.most {
		l.numbers = slices.Insert(l.numbers, at, n)
		l.numbers = l.numbers[:min(len(l.numbers), l.most)]
	}
	return len(l.numbers) == l.most
}
