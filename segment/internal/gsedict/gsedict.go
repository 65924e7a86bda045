// Package gsedict reads the dictionary that is embedded in gse. Only the
// generator and tests import it: with it a program carries all of gse's
// dictionaries, some 40 MB.
package gsedict

import (
	"fmt"
	"math"
	"slices"

	"github.com/go-ego/gse"

	"zonesearch/segment/fold"
	"zonesearch/segment/internal/wordlist"
)

// Load gives the words of gse's simplified dictionary with the frequencies
// that gse itself uses, canonical as fold makes every text. Of two words that
// become the same the first one counts, as in gse. A word with punctuation
// inside (C++, AT&T) is left out: no token of ours holds punctuation.
func Load() (*wordlist.List, error) {
	seg := gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		return nil, fmt.Errorf("gse's simplified dictionary: %w", err)
	}
	freqs := make(map[string]uint32, seg.Dict.NumTokens())
	for i := range seg.Dict.Tokens {
		token := &seg.Dict.Tokens[i]
		text := fold.Canon(token.Text())
		if !plain(text) {
			continue
		}
		freq := token.Freq()
		if freq != math.Trunc(freq) || freq < 1 || freq > math.MaxUint32 {
			return nil, fmt.Errorf("gse's frequency of %q is %v, not a whole number", text, freq)
		}
		if _, known := freqs[text.String()]; !known {
			freqs[text.String()] = uint32(freq)
		}
	}
	words := make([]string, 0, len(freqs))
	for word := range freqs {
		words = append(words, word)
	}
	slices.Sort(words)
	list := &wordlist.List{}
	for _, word := range words {
		list.Append(word, freqs[word])
	}
	return list, nil
}

func plain(t *fold.Text) bool {
	for _, r := range t.Runes {
		if !fold.IsWordRune(r) {
			return false
		}
	}
	return len(t.Runes) > 0
}
