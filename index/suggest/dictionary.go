package suggest

import (
	"sort"

	"zonesearch/segment/fold"
)

// Dictionary is a set of entries to look up in. It never changes and may be
// used by any number of goroutines.
type Dictionary struct {
	readings *Readings
	// entries stand in the order in which they are offered.
	entries []offered
	// runes are the names of all entries, one behind the other, without
	// punctuation; sounds tells how each rune is read.
	runes  []rune
	sounds []sound
	// starts tells where each name begins, and at last where the last one
	// ends; owners tells whose name it is. Names stand in the order of their
	// owners.
	starts []uint32
	owners []uint32
	// heads files the numbers of names by how they begin, inner every other
	// place.
	heads, inner file
}

// offered is what an Entry shows.
type offered struct {
	text  string
	kind  Kind
	count int32
}

// maxForm bounds the runes of a name that are looked at; nobody types more to
// find it.
const maxForm = 60

// Build makes a dictionary of entries, in any order; of entries of one kind and
// count the first comes first. Entries whose text holds no letter, digit or
// Chinese character cannot be found and are left out.
func Build(readings *Readings, entries []Entry) *Dictionary {
	d := &Dictionary{readings: readings}
	kept := distinct(entries)
	d.entries = make([]offered, 0, len(kept))
	for _, e := range kept {
		d.add(e)
	}
	d.starts = append(d.starts, uint32(len(d.runes)))
	d.sounds = make([]sound, 0, len(d.runes))
	for form := range d.owners {
		start, end := d.form(form)
		d.sounds = readings.read(d.sounds, d.runes[start:end])
	}
	d.fill()
	return d
}

// add appends an entry with its names.
func (d *Dictionary) add(e *Entry) {
	names := 0
	for i := -1; i < len(e.Also); i++ {
		name := e.Text
		if i >= 0 {
			name = e.Also[i]
		}
		start := len(d.runes)
		if d.runes = appendLetters(d.runes, name, maxForm); len(d.runes) == start {
			continue
		}
		d.starts = append(d.starts, uint32(start))
		d.owners = append(d.owners, uint32(len(d.entries)))
		names++
	}
	if names > 0 {
		d.entries = append(d.entries, offered{e.Text, e.Kind, int32(e.Count)})
	}
}

// appendLetters appends the letters, digits and Chinese characters of a text,
// folded, up to a number of runes.
func appendLetters(dst []rune, text string, most int) []rune {
	for _, r := range text {
		if most == 0 {
			break
		}
		if r = fold.Rune(r); fold.IsWordRune(r) {
			dst = append(dst, r)
			most--
		}
	}
	return dst
}

// Len is the number of entries.
func (d *Dictionary) Len() int { return len(d.entries) }

// form gives where a name begins and ends.
func (d *Dictionary) form(n int) (start, end uint32) { return d.starts[n], d.starts[n+1] }

// formAt gives the name that a place belongs to.
func (d *Dictionary) formAt(at uint32) int {
	return sort.Search(len(d.owners), func(i int) bool { return d.starts[i+1] > at })
}

// fill files every place under the classes of the three runes from there on.
// Places are counted first, so that each list is made in its final size.
func (d *Dictionary) fill() {
	d.heads.counts, d.inner.counts = make([]uint32, triples+1), make([]uint32, triples+1)
	d.eachPlace(func(f *file, triple int, _ uint32) { f.counts[triple+1]++ })
	d.heads.room()
	d.inner.room()
	d.eachPlace(func(f *file, triple int, place uint32) {
		f.places[f.next[triple]] = place
		f.next[triple]++
	})
	d.heads.next, d.inner.next = nil, nil
}

func (d *Dictionary) eachPlace(f func(*file, int, uint32)) {
	for form := range d.owners {
		start, end := d.form(form)
		triple := 0
		// From behind, each place needs one new class only.
		for at := end; at > start; at-- {
			triple = d.classAt(at-1)<<(2*classBits) | triple>>classBits
			if at-1 == start {
				f(&d.heads, triple, uint32(form))
			} else {
				f(&d.inner, triple, at-1)
			}
		}
	}
}

// file holds places by the classes of the runes there.
type file struct {
	// places of triple t are places[counts[t]:counts[t+1]], ascending but
	// within one name.
	places []uint32
	counts []uint32
	next   []uint32
}

// room turns counts into ends and makes room for the places.
func (f *file) room() {
	for i := 1; i < len(f.counts); i++ {
		f.counts[i] += f.counts[i-1]
	}
	f.places = make([]uint32, f.counts[len(f.counts)-1])
	f.next = append([]uint32(nil), f.counts[:triples]...)
}

// within gives the places of a range of triples.
func (f *file) within(s span) []uint32 { return f.places[f.counts[s.low]:f.counts[s.high]] }
