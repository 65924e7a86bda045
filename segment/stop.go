package segment

import (
	_ "embed"
	"fmt"
	"strings"

	"zonesearch/segment/fold"
)

// stopText lists the function words, one a line.
//
//go:embed dictionary/stop.txt
var stopText string

// IsStop reports whether the word, in canonical form, is a function word (的,
// 了, 在, and): it may raise a hit but must not block one. All words are
// indexed, these too, and count inside quotes.
func (s *Segmenter) IsStop(word string) bool { return s.stop[word] }

func stopWords() (map[string]bool, error) {
	stop := map[string]bool{}
	number := 0
	for line := range strings.Lines(stopText) {
		number++
		line, _, _ = strings.Cut(line, "#")
		for _, word := range strings.Fields(line) {
			word = fold.Canon(word).String()
			if stop[word] {
				return nil, fmt.Errorf("stop.txt:%d: %s stands here for the second time", number, word)
			}
			stop[word] = true
		}
	}
	return stop, nil
}
