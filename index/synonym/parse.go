package synonym

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// defaultWeight is that of a group without one.
const defaultWeight = 0.8

// group is one line of a table. Where from is set, only it finds words;
// otherwise each of words finds the others.
type group struct {
	weight float64
	from   string
	words  []string
}

// parseLine reads a line. One with nothing but a comment is a group without
// words.
func parseLine(line string) (group, error) {
	g := group{weight: defaultWeight}
	line, _, _ = strings.Cut(line, "#")
	line = strings.TrimSpace(line)
	if line == "" {
		return g, nil
	}
	if first, rest, ok := strings.Cut(line, " "); ok {
		if w, err := strconv.ParseFloat(first, 64); err == nil {
			if !(w >= 0 && w <= 1) {
				return group{}, fmt.Errorf("权重 %s 不在 0 到 1 之间", first)
			}
			g.weight, line = w, rest
		}
	}
	if from, rest, ok := strings.Cut(line, ">"); ok {
		word, err := parseWord(from)
		if err != nil {
			return group{}, err
		}
		g.from, line = word, rest
	}
	seen := map[string]bool{g.from: true}
	for _, word := range strings.Split(line, "=") {
		word, err := parseWord(word)
		if err != nil {
			return group{}, err
		}
		if seen[word] {
			return group{}, fmt.Errorf("“%s”写了两次", word)
		}
		seen[word] = true
		g.words = append(g.words, word)
	}
	if g.from == "" && len(g.words) < 2 {
		return group{}, errors.New("一组至少要有两个词，用 = 分开")
	}
	return g, nil
}

// parseWord gives a word in its canonical form. Words of one character stand
// for too many things to have synonyms.
func parseWord(s string) (string, error) {
	if strings.Contains(s, ">") {
		return "", errors.New("一行只能有一个 >")
	}
	word := canonical(strings.TrimSpace(s))
	switch utf8.RuneCountInString(word) {
	case 0:
		return "", errors.New("= 或 > 的一边没有词")
	case 1:
		return "", fmt.Errorf("“%s”只有一个字，不能有同义词", word)
	}
	return word, nil
}

// pairs are who finds whom.
func (g group) pairs() []pair {
	var pairs []pair
	for _, to := range g.words {
		if g.from != "" {
			pairs = append(pairs, pair{g.from, to})
			continue
		}
		for _, from := range g.words {
			if from != to {
				pairs = append(pairs, pair{from, to})
			}
		}
	}
	return pairs
}
