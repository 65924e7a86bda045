package segment

import (
	"testing"

	"zonesearch/segment/fold"
	"zonesearch/segment/internal/wordlist"
)

// Dictionaries of no word or one, and characters that no word begins with.
func TestTinyDictionaries(t *testing.T) {
	tests := []struct {
		words []string
		text  string
		want  int
	}{
		{nil, "开发区", 3},
		{[]string{"开发区", "新城"}, "开发区", 1},
		{[]string{"开发区"}, "区发开发", 4},
		{[]string{"𠮷野", "开发"}, "𠮷野开发𠮷", 3},
	}
	for _, tt := range tests {
		list := &wordlist.List{}
		for _, word := range inOrder(entriesOf(tt.words)) {
			list.Append(word.word, word.freq)
		}
		s := &Segmenter{list: list, trie: newTrie(list, distances(list))}
		s.pool.New = func() any { return &cutter{} }
		if path := s.Path(fold.Canon(tt.text)); len(path) != tt.want {
			t.Errorf("%s is cut into %v with the words %v", tt.text, texts(path), tt.words)
		}
	}
}

func entriesOf(words []string) []entry {
	var all []entry
	for _, word := range words {
		all = append(all, entry{word, 100})
	}
	return all
}
