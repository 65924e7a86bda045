package segment

import (
	_ "embed"
	"fmt"
	"io"
	"math"
	"sync"

	"zonesearch/segment/internal/wordlist"
)

//go:generate go run ./internal/generate gse.words.zst

// gseWords is gse's simplified dictionary, packed.
//
//go:embed gse.words.zst
var gseWords []byte

// A Segmenter cuts texts into words. It never changes and may be used by many
// goroutines at once.
type Segmenter struct {
	list  *wordlist.List
	trie  *trie
	stop  map[string]bool
	stamp func() string
	pool  sync.Pool
}

// Options say which words a Segmenter knows.
type Options struct {
	// Words are dictionaries of the user, in the form of the files in
	// dictionary/ (see doc.go). The first to hold a word decides its frequency;
	// all of them go before the embedded ones.
	Words []Source
	// Small leaves gse's dictionary out, so that only the domain dictionary
	// and Words are known. For tests that need no more.
	Small bool
}

// Source is a dictionary to read.
type Source struct {
	// Name stands in error messages: the file's name.
	Name string
	io.Reader
}

// New makes a Segmenter of gse's dictionary, the domain dictionary and the
// words of the options. It takes about a tenth of a second and 30 MB. The error
// names file, line and reason of a dictionary line that is wrong.
func New(o Options) (*Segmenter, error) {
	own, err := ownWords(o.Words)
	if err != nil {
		return nil, err
	}
	list := &wordlist.List{}
	if !o.Small {
		if list, err = unpackGse(); err != nil {
			return nil, err
		}
	}
	list = merge(list, own)
	s := &Segmenter{list: list, trie: newTrie(list, distances(list))}
	if s.stop, err = stopWords(); err != nil {
		return nil, err
	}
	s.stamp = sync.OnceValue(s.hash)
	s.pool.New = func() any { return &cutter{} }
	return s, nil
}

func unpackGse() (*wordlist.List, error) {
	list, err := wordlist.Unpack(gseWords)
	if err != nil {
		return nil, fmt.Errorf("gse's dictionary: %w", err)
	}
	return list, nil
}

// distances gives each word its length as a step of a path: the logarithm of
// how seldom it is. The arithmetic is gse's to the bit, so that the same paths
// come out.
func distances(list *wordlist.List) []float32 {
	total := 0.0
	for _, f := range list.Freqs {
		total += float64(f)
	}
	logTotal := float32(math.Log2(total))
	known := map[uint32]float32{} // most words share a few frequencies
	all := make([]float32, list.Len())
	for i, f := range list.Freqs {
		d, ok := known[f]
		if !ok {
			d = logTotal - float32(math.Log2(float64(f)))
			known[f] = d
		}
		all[i] = d
	}
	return all
}

// cutter takes a cutter for one text; put gives it back.
func (s *Segmenter) cutter(runes []rune) *cutter {
	c := s.pool.Get().(*cutter)
	c.reset(s.trie, runes)
	return c
}

// maxKept bounds the memory that a cutter keeps after a text whose runs were
// huge: runes of the longest run.
const maxKept = 1 << 16

func (s *Segmenter) put(c *cutter) {
	c.runes, c.run.runes = nil, nil
	if cap(c.distance) <= maxKept && cap(c.words) <= 4*maxKept {
		s.pool.Put(c)
	}
}
