// Package wordlist packs a sorted list of words with their frequencies into a
// few bytes a word, and unpacks it in a few milliseconds.
//
// The packed form is zstd over four streams, one after the other, each with
// its length in front: how many bytes a word shares with the one before it,
// how many it adds, the added bytes, and the frequencies. Like beside like
// compresses best.
package wordlist

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/klauspost/compress/zstd"
)

// List is a list of distinct words in the order of their bytes.
type List struct {
	// Text is all the words, one after the other.
	Text []byte
	// Ends holds the end of each word in Text.
	Ends []uint32
	// Freqs holds the frequency of each word, at least 1.
	Freqs []uint32
}

// Len gives the number of words.
func (l *List) Len() int { return len(l.Ends) }

// Word gives the i-th word: a part of Text, not a copy.
func (l *List) Word(i int) []byte {
	start := uint32(0)
	if i > 0 {
		start = l.Ends[i-1]
	}
	return l.Text[start:l.Ends[i]]
}

// Append adds a word, which must come after all others in the order of bytes.
func (l *List) Append(word string, freq uint32) {
	l.Text = append(l.Text, word...)
	l.Ends = append(l.Ends, uint32(len(l.Text)))
	l.Freqs = append(l.Freqs, freq)
}

// Pack gives the packed form.
func Pack(l *List) ([]byte, error) {
	var shared, added, text, freqs []byte
	var before []byte
	for i := range l.Len() {
		word := l.Word(i)
		n := 0
		for n < len(before) && n < len(word) && before[n] == word[n] {
			n++
		}
		if len(word)-n > math.MaxUint8 || n > math.MaxUint8 {
			return nil, fmt.Errorf("the word %q is too long to pack", word)
		}
		shared = append(shared, byte(n))
		added = append(added, byte(len(word)-n))
		text = append(text, word[n:]...)
		freqs = binary.AppendUvarint(freqs, uint64(l.Freqs[i]))
		before = word
	}
	raw := binary.AppendUvarint(nil, uint64(len(l.Text)))
	for _, stream := range [][]byte{shared, added, text, freqs} {
		raw = binary.AppendUvarint(raw, uint64(len(stream)))
		raw = append(raw, stream...)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return w.EncodeAll(raw, nil), nil
}

// errDamaged is what every packed list gives that Pack did not write.
var errDamaged = errors.New("the packed word list is damaged")

// maxUnpacked bounds what a packed list may grow to: twenty times today's.
const maxUnpacked = 64 << 20

// Unpack gives the list back.
func Unpack(packed []byte) (*List, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := r.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	size, n := binary.Uvarint(raw)
	if n <= 0 || size > maxUnpacked {
		return nil, errDamaged
	}
	raw = raw[n:]
	var streams [4][]byte
	for i := range streams {
		size, n := binary.Uvarint(raw)
		if n <= 0 || size > uint64(len(raw)-n) {
			return nil, errDamaged
		}
		streams[i], raw = raw[n:n+int(size)], raw[n+int(size):]
	}
	return join(streams[0], streams[1], streams[2], streams[3], int(size))
}

func join(shared, added, text, freqs []byte, size int) (*List, error) {
	if len(shared) != len(added) {
		return nil, errDamaged
	}
	l := &List{
		Text:  make([]byte, 0, size),
		Ends:  make([]uint32, 0, len(shared)),
		Freqs: make([]uint32, 0, len(shared)),
	}
	before := 0 // where the word before begins in l.Text
	for i := range shared {
		keep, more := int(shared[i]), int(added[i])
		start := len(l.Text)
		if keep > start-before || more > len(text) {
			return nil, errDamaged
		}
		freq, n := binary.Uvarint(freqs)
		if n <= 0 || freq == 0 || freq > math.MaxUint32 {
			return nil, errDamaged
		}
		freqs = freqs[n:]
		l.Text = append(l.Text, l.Text[before:before+keep]...)
		l.Text = append(l.Text, text[:more]...)
		text = text[more:]
		l.Ends = append(l.Ends, uint32(len(l.Text)))
		l.Freqs = append(l.Freqs, uint32(freq))
		before = start
	}
	if len(text) != 0 || len(freqs) != 0 || len(l.Text) != size {
		return nil, errDamaged
	}
	return l, nil
}
