package table

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	zap "github.com/blevesearch/scorch_segment_api/v2"

	"zonesearch/segment/fold"
)

// verifyTerms cuts the texts of all live rows again and compares their terms
// with the postings. What it counts up in one pass over a segment's postings, it
// counts down in one pass over its texts: a sum for each document over the hashes
// of its terms and frequencies.
func (s *Snapshot) verifyTerms(ctx context.Context) error {
	for text := range s.t.schema.Texts {
		for _, seg := range s.segments {
			var found []uint64
			err := s.protect(func() (err error) {
				found, err = seg.fingerprints(ctx, text)
				return err
			})
			if err != nil {
				return err
			}
			locals := seg.live.ToArray()
			err = spread(ctx, s.t.dir, len(locals), 64, func(from, to int) error {
				for _, local := range locals[from:to] {
					row := seg.rows[local]
					runes, err := s.Text(row, text)
					if err != nil {
						return err
					}
					terms, words := s.t.analyzer.terms(fold.Canon(string(runes)))
					want := uint64(0)
					for term, tf := range terms {
						want += fingerprint(term, uint64(tf.Frequency()))
					}
					if want != found[local] || words != int(seg.words[text][local]) {
						return &DamageError{Path: enginePath(s.t.dir),
							What: fmt.Sprintf("the terms of row %d are not those of its text", s.Seq(row))}
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// fingerprints sums up, for each document, what its terms and frequencies are.
func (seg *part) fingerprints(ctx context.Context, text int) ([]uint64, error) {
	sums := make([]uint64, seg.len())
	d, err := seg.zap.Dictionary(fieldName(text))
	if err != nil {
		return nil, err
	}
	var list zap.PostingsList
	var it zap.PostingsIterator
	all := d.AutomatonIterator(nil, nil, nil)
	for {
		entry, err := all.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			return sums, ctx.Err()
		}
		if list, err = d.PostingsList([]byte(entry.Term), nil, list); err != nil {
			return nil, err
		}
		it = list.Iterator(true, true, false, it)
		for {
			p, err := it.Next()
			if err != nil {
				return nil, err
			}
			if p == nil {
				break
			}
			sums[p.Number()] += fingerprint(entry.Term, p.Frequency())
		}
	}
}

// fingerprint is FNV-1a over a term and its frequency.
func fingerprint(term string, frequency uint64) uint64 {
	const prime = 1099511628211
	h := uint64(14695981039346656037)
	for i := range len(term) {
		h = (h ^ uint64(term[i])) * prime
	}
	return (h ^ frequency) * prime
}

// verifyCatalogs makes all catalogs again, of dead rows too, and compares them
// with those on disk.
func (s *Snapshot) verifyCatalogs(ctx context.Context) error {
	each := func(n, stretch int, f func(from, to int) error) error { return spread(ctx, s.t.dir, n, stretch, f) }
	texts := len(s.t.schema.Texts)
	for _, b := range s.columns.batches {
		stored := s.text.bytes(b.at, b.size)
		units := func(row, text int) []byte { return s.units(b.first+uint32(row), text) }
		made, err := makeCatalog(readCatalog(stored, texts).rows, texts, units, s.t.analyzer.isWord, each)
		if err != nil {
			return err
		}
		if !bytes.Equal(made, stored) {
			return &DamageError{Path: filepath.Join(s.t.dir, textName),
				What: fmt.Sprintf("the catalog of the batch that begins with row %d is not that of its texts", s.Seq(b.first))}
		}
	}
	return nil
}
