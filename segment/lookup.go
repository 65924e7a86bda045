package segment

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"sort"
	"unicode"

	"zonesearch/segment/fold"
)

// cutterVersion changes whenever the same text over the same dictionary would
// give other tokens than before.
const cutterVersion = 1

// Stamp names everything that tokens depend on: the words and frequencies, the
// folding, the cutter and the Unicode tables. What was indexed under another
// stamp is to be indexed anew.
func (s *Segmenter) Stamp() string { return s.stamp() }

func (s *Segmenter) hash() string {
	h := sha256.New()
	h.Write([]byte(fold.Version() + "\n" + unicode.Version + "\n"))
	h.Write(binary.AppendUvarint(nil, cutterVersion))
	h.Write(s.list.Text)
	buf := make([]byte, 0, 8*s.list.Len())
	for i, end := range s.list.Ends {
		buf = binary.LittleEndian.AppendUint32(buf, end)
		buf = binary.LittleEndian.AppendUint32(buf, s.list.Freqs[i])
	}
	h.Write(buf)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Frequency gives the dictionary's frequency of the word, in canonical form; 0
// if it is not in the dictionary. gse gives all single characters 2.
func (s *Segmenter) Frequency(word string) int {
	if i := s.find(word); i < s.list.Len() && string(s.list.Word(i)) == word {
		return int(s.list.Freqs[i])
	}
	return 0
}

// Words gives the dictionary words that begin with prefix and their
// frequencies, in the order of their bytes; all of them for "".
func (s *Segmenter) Words(prefix string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for i := s.find(prefix); i < s.list.Len(); i++ {
			word := s.list.Word(i)
			if !bytes.HasPrefix(word, []byte(prefix)) || !yield(string(word), int(s.list.Freqs[i])) {
				return
			}
		}
	}
}

// find gives the number of the first word that is not less than word.
func (s *Segmenter) find(word string) int {
	return sort.Search(s.list.Len(), func(i int) bool { return string(s.list.Word(i)) >= word })
}
