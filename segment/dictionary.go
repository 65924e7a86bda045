package segment

import (
	"bufio"
	"cmp"
	"embed"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"zonesearch/segment/fold"
	"zonesearch/segment/internal/wordlist"
)

// domainFiles is our own dictionary, a file a subject.
//
//go:embed dictionary/domain/*.txt
var domainFiles embed.FS

const (
	// defaultFrequency is that of a word given without one: enough that a path
	// takes it rather than its characters or two rare words.
	defaultFrequency = 100
	// maxFrequency is above that of the most frequent word of gse's dictionary.
	maxFrequency = 10_000_000
	// maxWord is the longest word that a dictionary may hold, in runes.
	maxWord = 32
	// maxDictionary bounds a dictionary of the user, in bytes.
	maxDictionary = 64 << 20
)

// entry is a word of a dictionary file.
type entry struct {
	word string
	freq uint32
}

// ownWords reads the user's dictionaries and the embedded domain dictionary
// and gives their words in order. The first to hold a word decides.
func ownWords(users []Source) ([]entry, error) {
	words := map[string]uint32{}
	add := func(entries []entry) {
		for _, e := range entries {
			if _, known := words[e.word]; !known {
				words[e.word] = e.freq
			}
		}
	}
	for _, source := range users {
		entries, err := parse(source.Name, source.Reader)
		if err != nil {
			return nil, err
		}
		add(entries)
	}
	domain, err := domainWords()
	if err != nil {
		return nil, err
	}
	add(domain)
	own := make([]entry, 0, len(words))
	for word, freq := range words {
		own = append(own, entry{word, freq})
	}
	return inOrder(own), nil
}

func inOrder(entries []entry) []entry {
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.word, b.word) })
	return entries
}

func domainWords() ([]entry, error) {
	const dir = "dictionary/domain"
	files, err := domainFiles.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var all []entry
	for _, file := range files {
		f, err := domainFiles.Open(path.Join(dir, file.Name()))
		if err != nil {
			return nil, err
		}
		entries, err := parse(file.Name(), f)
		f.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, entries...)
	}
	return all, nil
}

// parse reads a dictionary: a line for each word, with its frequency and a tag
// after it, both of which may be missing. A # begins a comment.
func parse(name string, r io.Reader) ([]entry, error) {
	var entries []entry
	seen := map[string]int{}
	read := &io.LimitedReader{R: r, N: maxDictionary + 1}
	lines := bufio.NewScanner(read)
	number := 0
	fail := func(format string, args ...any) error {
		return fmt.Errorf("%s:%d: "+format, append([]any{name, number}, args...)...)
	}
	for lines.Scan() {
		number++
		line, _, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "\ufeff"), "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		e, err := parseEntry(fields)
		if err != nil {
			return nil, fail("%w", err)
		}
		if first, twice := seen[e.word]; twice {
			return nil, fail("%s stands already in line %d", e.word, first)
		}
		seen[e.word] = number
		entries = append(entries, e)
	}
	number++
	if err := lines.Err(); err != nil {
		return nil, fail("%w", err)
	}
	if read.N <= 0 {
		return nil, fmt.Errorf("%s: the dictionary is longer than %d MB", name, maxDictionary>>20)
	}
	return entries, nil
}

func parseEntry(fields []string) (entry, error) {
	if len(fields) > 3 {
		return entry{}, fmt.Errorf("%q: want a word, its frequency and a tag, found %d things", strings.Join(fields, " "), len(fields))
	}
	word := fold.Canon(fields[0])
	if n := len(word.Runes); n > maxWord {
		return entry{}, fmt.Errorf("%q has %d characters, at most %d are allowed", fields[0], n, maxWord)
	}
	if !isOneRun(word.Runes) {
		return entry{}, fmt.Errorf("%q holds punctuation, which no word can", fields[0])
	}
	freq := uint64(defaultFrequency)
	if len(fields) > 1 {
		var err error
		freq, err = strconv.ParseUint(fields[1], 10, 32)
		if err != nil || freq < 2 || freq > maxFrequency {
			return entry{}, fmt.Errorf("the frequency of %s is %q, want a whole number from 2 to %d", fields[0], fields[1], maxFrequency)
		}
	}
	if len(word.Runes) == 1 {
		freq = singleFrequency
	}
	return entry{word.String(), uint32(freq)}, nil
}

// singleFrequency is what gse gives every single character, whatever the
// dictionary says, so that words win over characters.
const singleFrequency = 2

// isOneRun reports whether the runes are one run: whether they can be a word.
func isOneRun(runes []rune) bool {
	s := scanner{}
	s.reset(&trie{}, runes)
	return s.scan() && s.start == 0 && s.next == len(runes)
}

// merge gives the words of both; where both have a word, the frequency of own.
func merge(list *wordlist.List, own []entry) *wordlist.List {
	size := list.Len() + len(own)
	all := &wordlist.List{
		Text:  make([]byte, 0, len(list.Text)+32*len(own)),
		Ends:  make([]uint32, 0, size),
		Freqs: make([]uint32, 0, size),
	}
	i := 0
	for _, e := range own {
		for i < list.Len() && string(list.Word(i)) < e.word {
			all.Append(string(list.Word(i)), list.Freqs[i])
			i++
		}
		if i < list.Len() && string(list.Word(i)) == e.word {
			i++
		}
		all.Append(e.word, e.freq)
	}
	for ; i < list.Len(); i++ {
		all.Append(string(list.Word(i)), list.Freqs[i])
	}
	return all
}
