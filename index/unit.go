package index

import (
	"slices"
	"strings"

	"zonesearch/index/synonym"
	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// unit is the least thing that a query asks for: it is in a text or it is not.
// It is met by its phrase or, where it has none, by all its words; and by any
// of its alternatives.
type unit struct {
	// text is what the person typed, folded.
	text string
	// words are on the shortest path of text; they score.
	words []string
	// phrase is the exact run to be found, nil where the words will do.
	phrase []rune
	// parts are the words of a phrase that nobody quoted, or the shorter words
	// within a long one. A query relaxes by them.
	parts []string
	// alternatives are phrases that mean the same.
	alternatives []alternative
	// stop says that it is a function word, which blocks no hit.
	stop bool
}

// alternative is another way to say a unit. Weight, at most 1, is what it
// counts beside the words typed.
type alternative struct {
	phrase []rune
	weight float64
}

// lexicon cuts what was typed into units.
type lexicon struct {
	segmenter Segmenter
	synonyms  *synonym.Table
	places    places
}

// runUnits cuts an unquoted run. What has synonyms is one unit, the rest is
// mostly one unit a word.
func (l *lexicon) runUnits(run string) []unit {
	text := fold.Canon(run).Runes
	// A synonym may begin and end only where the path has a border: 动工 is not
	// meant in 劳动工具.
	borders := make([]bool, len(text)+1)
	for _, word := range l.path(text) {
		borders[word.Start], borders[word.End] = true, true
	}
	var units []unit
	at := 0
	for _, m := range l.synonyms.Find(text, synonym.Options{Names: l.names, Border: func(i int) bool { return borders[i] }}) {
		units = append(units, l.wordUnits(text[at:m.Start])...)
		units = append(units, l.synonymUnit(text[m.Start:m.End], m))
		at = m.End
	}
	return append(units, l.wordUnits(text[at:])...)
}

// wordUnits makes a unit of each word on the path of a text. Two things that the
// dictionary takes apart belong together and are looked for as one phrase: a
// number and what it counts, and characters that form no word with anything
// around them, which mostly are a name.
func (l *lexicon) wordUnits(text []rune) []unit {
	path := l.path(text)
	var units []unit
	for i := 0; i < len(path); {
		n := max(l.counted(path[i:]), l.unknown(path[i:]))
		if n < 2 {
			word := path[i].Text
			units = append(units, unit{text: word, words: []string{word}, parts: l.within(word), stop: l.segmenter.IsStop(word)})
			i++
			continue
		}
		u := unit{phrase: text[path[i].Start:path[i+n-1].End]}
		u.text = string(u.phrase)
		for _, word := range path[i : i+n] {
			u.words = append(u.words, word.Text)
		}
		u.parts = u.words
		units = append(units, u)
		i += n
	}
	return units
}

// counted is 2 where a path begins with a number and a word behind it: 5万吨 is
// not in 4.5万吨, nor in "5个, 2万吨".
func (l *lexicon) counted(path []segment.Token) int {
	if len(path) > 1 && path[0].Kind == segment.Number && path[1].Kind == segment.Word && path[0].End == path[1].Start {
		return 2
	}
	return 0
}

// unknown tells how many single characters a path begins with that are no
// function words: of 津蓟铁路, which the dictionary cuts into 津, 蓟 and 铁路, it
// is 2.
func (l *lexicon) unknown(path []segment.Token) int {
	n := 0
	for n < len(path) && path[n].Kind == segment.Word && path[n].End-path[n].Start == 1 &&
		path[n].Start == path[0].Start+n && !l.segmenter.IsStop(path[n].Text) {
		n++
	}
	return n
}

// within lists the words within a long word that the index counts as words too:
// 铁路 and 沿线 of 铁路沿线.
func (l *lexicon) within(word string) []string {
	var parts []string
	l.segmenter.Terms(fold.Canon(word), func(term []byte, onPath bool) {
		if onPath && string(term) != word && !slices.Contains(parts, string(term)) {
			parts = append(parts, string(term))
		}
	})
	return parts
}

func (l *lexicon) synonymUnit(text []rune, m synonym.Match) unit {
	u := unit{text: string(text), words: l.words(text)}
	for _, a := range m.Alternatives {
		runes := fold.Canon(a.Text).Runes
		u.alternatives = append(u.alternatives, alternative{phrase: runes, weight: a.Weight})
	}
	return u
}

// phraseUnit is a quoted phrase.
func (l *lexicon) phraseUnit(phrase string) unit {
	runes := fold.Canon(strings.ReplaceAll(phrase, "\n", " ")).Runes
	return unit{text: string(runes), words: l.words(runes), phrase: runes}
}

func (l *lexicon) words(text []rune) []string {
	var words []string
	for _, token := range l.path(text) {
		if !slices.Contains(words, token.Text) {
			words = append(words, token.Text)
		}
	}
	return words
}

func (l *lexicon) path(text []rune) []segment.Token {
	return l.segmenter.Path(&fold.Text{Runes: text})
}

// names gives the other names of the one zone that a name stands for; none
// where it could mean several.
func (l *lexicon) names(name string) []string {
	zones := l.places.Zones(name)
	if len(zones) != 1 {
		return nil
	}
	return append([]string{zones[0].Name}, l.places.Aliases(zones[0].Name)...)
}
