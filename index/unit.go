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
	// alternatives are phrases that mean the same.
	alternatives []alternative
	// stop says that it is a function word, which blocks no hit.
	stop bool
}

// alternative is another way to say a unit. Weight, at most 1, is what it
// counts beside the words typed.
type alternative struct {
	phrase []rune
	words  []string
	weight float64
}

// lexicon cuts what was typed into units.
type lexicon struct {
	segmenter Segmenter
	synonyms  *synonym.Table
	places    places
}

// runUnits cuts an unquoted run. What has synonyms is one unit, the rest is one
// unit a word. A number and what it counts are one phrase: 5万吨 is not in
// 4.5万吨, nor in "5个, 2万吨".
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

// wordUnits makes a unit of each word on the path of a text.
func (l *lexicon) wordUnits(text []rune) []unit {
	path := l.path(text)
	var units []unit
	for i := 0; i < len(path); i++ {
		word := path[i]
		if word.Kind == segment.Number && i+1 < len(path) && path[i+1].Start == word.End && path[i+1].Kind == segment.Word {
			i++
			run := text[word.Start:path[i].End]
			units = append(units, unit{text: string(run), words: []string{word.Text, path[i].Text}, phrase: run})
			continue
		}
		units = append(units, unit{text: word.Text, words: []string{word.Text}, stop: l.segmenter.IsStop(word.Text)})
	}
	return units
}

func (l *lexicon) synonymUnit(text []rune, m synonym.Match) unit {
	u := unit{text: string(text), words: l.words(text)}
	for _, a := range m.Alternatives {
		runes := fold.Canon(a.Text).Runes
		u.alternatives = append(u.alternatives, alternative{phrase: runes, words: l.words(runes), weight: a.Weight})
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
