package synonym

import (
	"cmp"
	"slices"

	"zonesearch/segment/fold"
)

// Match is a word of a run that has other words for it.
type Match struct {
	// Start and End are runes of the run; End is exclusive.
	Start, End int
	// Alternatives are the other words, the weightiest first, none twice.
	Alternatives []Alternative
}

// Options say where Find looks besides the table.
type Options struct {
	// Names gives all names of what a canonical text names as a whole, none
	// where it names nothing. It is how the gazetteer's zones come in. It may be
	// nil.
	Names func(name string) []string
	// NameWeight is the weight of those others. Default 0.95.
	NameWeight float64
	// Border reports whether a word may begin or end before rune i of the run,
	// so that 动工 is not found in 劳动工具. nil allows it everywhere.
	Border func(i int) bool
}

// Find gives the words of a canonical run that have others, from left to
// right, each as long as can be, not overlapping. A word within a longer name
// counts for the name: 泰州高新区 as a zone's name is also 泰州高新技术产业开发区.
func (t *Table) Find(run []rune, o Options) []Match {
	if o.NameWeight == 0 {
		o.NameWeight = 0.95
	}
	var matches []Match
	for i := 0; i < len(run); {
		m := t.matchAt(run, i, &o)
		if len(m.Alternatives) == 0 {
			i++
			continue
		}
		matches = append(matches, m)
		i = m.End
	}
	return matches
}

// matchAt gives the longest match at rune i, one without alternatives where
// there is none.
func (t *Table) matchAt(run []rune, i int, o *Options) Match {
	m := Match{Start: i}
	if !o.border(run, i) {
		return m
	}
	n := &t.root
	for end := i; end < len(run); {
		if n = n.next[run[end]]; n == nil {
			break
		}
		if end++; len(n.alternatives) > 0 && o.border(run, end) {
			m.End, m.Alternatives = end, n.alternatives
		}
	}
	if o.Names == nil {
		return m
	}
	for end := min(len(run), i+longestName); end >= max(m.End, i+shortestName); end-- {
		if !o.border(run, end) {
			continue
		}
		others := o.Names(string(run[i:end]))
		if len(others) == 0 {
			continue
		}
		if named := t.named(run, Match{Start: i, End: end}, others, o); len(named.Alternatives) > 0 {
			return named
		}
	}
	return m
}

// A name asked for has from 3 runes (海边园) to as many as the longest full
// names of zones.
const shortestName, longestName = 3, 32

// border reports whether a word may begin or end before rune i.
func (o *Options) border(run []rune, i int) bool {
	at := func(i int) rune {
		if i < 0 || i >= len(run) {
			return 0
		}
		return run[i]
	}
	return !fold.Inside(at, i) && (o.Border == nil || o.Border(i))
}

// named gives m the other names, and the name with each word in it replaced.
func (t *Table) named(run []rune, m Match, others []string, o *Options) Match {
	name := run[m.Start:m.End]
	add := func(text string, weight float64) {
		same := func(a Alternative) bool { return a.Text == text }
		if text != string(name) && !slices.ContainsFunc(m.Alternatives, same) {
			m.Alternatives = append(m.Alternatives, Alternative{text, weight})
		}
	}
	for _, other := range others {
		add(canonical(other), o.NameWeight)
	}
	for _, inner := range t.Find(name, Options{}) {
		for _, a := range inner.Alternatives {
			add(string(name[:inner.Start])+a.Text+string(name[inner.End:]), a.Weight)
		}
	}
	slices.SortStableFunc(m.Alternatives, compareAlternatives)
	return m
}

// compareAlternatives puts the weightiest first, and equal ones in the order
// of their texts.
func compareAlternatives(a, b Alternative) int {
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Text, b.Text))
}
