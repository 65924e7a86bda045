package table

import (
	"encoding/binary"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"zonesearch/segment/fold"
)

// field is a text as Bleve indexes it: terms and frequencies, nothing else.
type field struct {
	name  string
	terms index.TokenFrequencies
}

func (f *field) Name() string                        { return f.name }
func (f *field) Value() []byte                       { return nil }
func (f *field) ArrayPositions() []uint64            { return nil }
func (f *field) EncodedFieldType() byte              { return 't' }
func (f *field) Analyze()                            {}
func (f *field) Options() index.FieldIndexingOptions { return index.IndexField }
func (f *field) NumPlainTextBytes() uint64           { return 0 }
func (f *field) Size() int                           { return 0 }

func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }

// AnalyzedLength is what Bleve would write beside every frequency. The lengths
// that scores go by are in the columns, and 1 takes one byte where a length
// takes two. It cannot be 0: by that zap tells a list from a single posting.
func (f *field) AnalyzedLength() int { return 1 }

// frequencies are shared by all terms that stand equally often in a text.
// Bleve reads how often and where; there is no where, so nothing else of a
// TokenFreq is ever different, and a batch saves an allocation for each term.
type frequencies []*index.TokenFreq

func newFrequencies() frequencies {
	f := make(frequencies, 256)
	for n := range f {
		f[n] = &index.TokenFreq{}
		f[n].SetFrequency(n)
	}
	return f
}

// of gives the shared frequency n, or for the rare large ones one of its own.
func (f frequencies) of(n int) *index.TokenFreq {
	if n < len(f) {
		return f[n]
	}
	tf := &index.TokenFreq{}
	tf.SetFrequency(n)
	return tf
}

// analyzed is a row ready to be written.
type analyzed struct {
	row  *storedRow
	text []byte // canonical texts, one after the other
	// catalog is that of the batch, in its first row.
	catalog []byte
	doc     *document.Document
}

// analyzer turns rows into what is written. Any number of goroutines may use
// one.
type analyzer struct {
	schema  Schema
	seg     Segmenter
	freqs   frequencies
	turns   chan struct{} // one for each goroutine that may be at work
	scratch sync.Pool
	// catalogLeast is catalogLeast, or less in tests.
	catalogLeast int
}

func newAnalyzer(schema Schema, seg Segmenter) *analyzer {
	return &analyzer{
		schema:  schema,
		seg:     seg,
		freqs:   newFrequencies(),
		turns:   make(chan struct{}, cores()),
		scratch: sync.Pool{New: func() any { return &fold.Text{} }},

		catalogLeast: catalogLeast,
	}
}

// all analyzes the rows of a batch on all cores. Its error is that of the first
// row that cannot be analyzed.
func (a *analyzer) all(rows []Row) ([]analyzed, error) {
	out := make([]analyzed, len(rows))
	err := a.inTurns(len(rows), 32, func(from, to int) error { return a.some(rows[from:to], out[from:to]) })
	if err == nil {
		err = a.finish(out)
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// inTurns calls f for stretches of n on all cores, of which all batches that are
// under way take turns. Its error is that of the first stretch that has one.
func (a *analyzer) inTurns(n, stretch int, f func(from, to int) error) error {
	errs := make([]error, (n+stretch-1)/stretch)
	var wg sync.WaitGroup
	for i := range errs {
		a.turns <- struct{}{}
		wg.Go(func() {
			defer func() { <-a.turns }()
			errs[i] = f(i*stretch, min((i+1)*stretch, n))
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// some analyzes rows one after the other. A text that brings the segmenter down
// must not bring the process down: it fails its batch, and the error names it.
func (a *analyzer) some(rows []Row, out []analyzed) (err error) {
	at := 0
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("row %d cannot be analyzed: %v\n%s", rows[at].Seq, r, debug.Stack())
		}
	}()
	text := a.scratch.Get().(*fold.Text)
	defer a.scratch.Put(text) // Reset makes it good again, whatever happened
	for ; at < len(rows); at++ {
		out[at] = a.one(&rows[at], text)
	}
	return nil
}

func (a *analyzer) one(r *Row, text *fold.Text) analyzed {
	out := analyzed{row: newStoredRow(a.schema), doc: document.NewDocument(docID(r.Seq))}
	out.row.seq, out.row.payload = r.Seq, r.Payload
	copy(out.row.numbers, r.Numbers)
	size := 0
	for _, t := range r.Texts {
		size += len(t)
	}
	out.text = make([]byte, 0, size)
	for i, t := range r.Texts {
		text.Reset(t)
		before := len(out.text)
		out.text = text.AppendUTF16(out.text)
		out.row.units[i] = uint32((len(out.text) - before) / 2)
		terms, words := a.terms(text)
		out.row.words[i] = uint32(words)
		if len(terms) > 0 {
			out.doc.AddField(&field{name: fieldName(i), terms: terms})
		}
	}
	return out
}

// terms counts the terms of a text.
func (a *analyzer) terms(text *fold.Text) (index.TokenFrequencies, int) {
	terms := make(index.TokenFrequencies, len(text.Runes))
	var names strings.Builder // terms share its memory, a few thousand bytes at a time
	words := a.seg.Terms(text, func(term []byte, onPath bool) {
		tf, ok := terms[string(term)]
		switch {
		case !ok:
			n := 0
			if onPath {
				n = 1
			}
			if names.Cap()-names.Len() < len(term) {
				names = strings.Builder{}
				names.Grow(max(4096, len(term)))
			}
			at := names.Len()
			names.Write(term)
			terms[names.String()[at:]] = a.freqs.of(n)
		case onPath:
			terms[string(term)] = a.freqs.of(tf.Frequency() + 1)
		}
	})
	return terms, words
}

// fieldName is a text's name in Bleve. Short names, since the schema's own are
// in the manifest.
func fieldName(text int) string { return string(rune('a' + text)) }

// docID is a row's name in Bleve: eight bytes whose order is that of the
// numbers.
func docID(seq uint64) string {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], seq)
	return string(b[:])
}
