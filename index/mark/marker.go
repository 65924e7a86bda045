package mark

import (
	"slices"
	"sync"
	"unicode/utf8"

	"zonesearch/segment/fold"
)

// Matcher is one run or phrase of a query.
type Matcher struct {
	// Text is what was typed, in any form. Blank text matches nothing.
	Text string
	// Weight says how much it tells, the rarer the more. Zero counts as one.
	Weight float64
	// Phrase marks Text only as a whole.
	Phrase bool
	// Words are what an unquoted Text is cut into, and its synonyms, without
	// the words that never matter. They may be none.
	Words []Word
}

// Word is a part of an unquoted run.
type Word struct {
	Text   string
	Weight float64 // as in Matcher
}

// Marker marks the words of one query. It is safe for concurrent use.
type Marker struct {
	patterns []pattern
	// first gives the patterns that begin with a rune.
	first map[rune][]int
	// begins has a bit for each rune that may begin a pattern, by its lowest
	// bits: most runes of a text are done with after one look.
	begins [firstRunes / 64]uint64
	// texts keeps the memory of canonical texts from hit to hit.
	texts sync.Pool
}

const firstRunes = 1024

// pattern is a canonical text to look for.
type pattern struct {
	runes  []rune
	weight float64
	// unless is a pattern that makes this one pointless where it stands in the
	// same text, or -1.
	unless int
}

// New makes the Marker of a query.
func New(matchers []Matcher) *Marker {
	m := &Marker{first: map[rune][]int{}}
	m.texts.New = func() any { return &fold.Text{} }
	index := map[string]int{}
	for _, matcher := range matchers {
		whole := m.add(index, matcher.Text, matcher.Weight, -1)
		if matcher.Phrase {
			continue
		}
		longer := false
		for _, w := range matcher.Words {
			longer = longer || utf8.RuneCountInString(w.Text) > 1
		}
		for _, w := range matcher.Words {
			switch {
			case utf8.RuneCountInString(w.Text) > 1:
				m.add(index, w.Text, w.Weight, -1)
			case !longer:
				m.add(index, w.Text, w.Weight, whole)
			}
		}
	}
	return m
}

// add adds a pattern, or makes an equal one weightier, and gives its number. It
// gives -1 for blank text, and for text with a line break: what is sought ends
// with its paragraph, so that stands nowhere.
func (m *Marker) add(index map[string]int, text string, weight float64, unless int) int {
	canon := fold.Canon(text)
	if len(canon.Runes) == 0 || slices.Contains(canon.Runes, '\n') {
		return -1
	}
	if weight == 0 {
		weight = 1
	}
	if i, ok := index[canon.String()]; ok {
		p := &m.patterns[i]
		p.weight = max(p.weight, weight)
		if unless < 0 {
			p.unless = -1
		}
		return i
	}
	i := len(m.patterns)
	index[canon.String()] = i
	m.patterns = append(m.patterns, pattern{canon.Runes, weight, unless})
	r := canon.Runes[0]
	m.first[r] = append(m.first[r], i)
	m.begins[r%firstRunes/64] |= 1 << (r % 64)
	return i
}
