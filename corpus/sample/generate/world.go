package generate

import (
	_ "embed" // the word lists
	"fmt"
	"strings"
)

//go:embed data/grammar.txt
var grammarText string

//go:embed data/words.txt
var wordsText string

//go:embed data/slogans.txt
var slogansText string

//go:embed data/counties.txt
var countiesText string

//go:embed data/zones.csv
var zonesText string

// world is what stays the same over all articles: lists and ranks.
type world struct {
	lists     map[string]*wordList
	syllables *wordList
	slogans   wordList
	counties  wordList
	zones     []Zone
	companies rankTable
}

func loadWorld() (*world, error) {
	lists, err := parseWords(wordsText)
	if err != nil {
		return nil, err
	}
	zones, err := parseZones(zonesText)
	if err != nil {
		return nil, err
	}
	w := &world{
		lists:     lists,
		syllables: lists["syllable"],
		slogans:   newWordList(strings.Fields(slogansText)),
		counties:  newWordList(strings.Fields(countiesText)),
		zones:     zones,
		companies: newRankTable(knownCompanies, 20),
	}
	return w, nil
}

// parseWords reads "name: word word …" lines; a line without a name goes on
// with the list above it.
func parseWords(src string) (map[string]*wordList, error) {
	words := map[string][]string{}
	name := ""
	for i, line := range strings.Split(src, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if before, after, ok := strings.Cut(line, ":"); ok {
			name, line = before, after
		}
		if name == "" {
			return nil, fmt.Errorf("words line %d: no list has begun", i+1)
		}
		words[name] = append(words[name], strings.Fields(line)...)
	}
	lists := make(map[string]*wordList, len(words))
	for name, w := range words {
		l := newWordList(w)
		lists[name] = &l
	}
	return lists, nil
}
