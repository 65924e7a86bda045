package table

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	mmap "github.com/blevesearch/mmap-go"
	zap "github.com/blevesearch/scorch_segment_api/v2"
)

// Verify reads everything that is in use on disk again and compares it with its
// checksums, and counts rows against documents. With deep it also cuts every
// text again and looks whether its terms are in the postings, with their
// frequencies, and makes catalogs again. It returns a *DamageError for the first thing that is wrong.
func (t *Table) Verify(ctx context.Context, deep bool) error {
	s, err := t.Snapshot()
	if err != nil {
		return err
	}
	defer s.Close()
	if err := newManifest(t.schema, t.seg).check(t.dir); err != nil {
		return err
	}
	if err := s.verifySegments(ctx); err != nil {
		return err
	}
	if err := s.verifyRows(ctx); err != nil {
		return err
	}
	if err := t.checkTexts(ctx, s.columns, s.text); err != nil {
		return err
	}
	if !deep {
		return nil
	}
	if err := s.protect(func() error { return s.verifyCatalogs(ctx) }); err != nil {
		return err
	}
	return s.verifyTerms(ctx)
}

func (s *Snapshot) verifySegments(ctx context.Context) error {
	var paths []string
	for _, seg := range s.segments {
		if p, ok := seg.zap.(zap.PersistedSegment); ok {
			paths = append(paths, p.Path())
		}
	}
	return checkFiles(ctx, paths)
}

func checkFiles(ctx context.Context, paths []string) error {
	return spread(ctx, bleveName, len(paths), 1, func(from, to int) error {
		for _, path := range paths[from:to] {
			if err := protect(path, func() error { return checkSegmentFile(path) }); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkSegmentFile compares a segment with the CRC-32 (IEEE, big-endian) that
// its last four bytes hold.
func checkSegmentFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return damagedUnless(err, path, "cannot be opened")
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < 4 {
		return &DamageError{Path: path, What: "cut short"}
	}
	data, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return err
	}
	defer data.Unmap()
	end := len(data) - 4
	if crc32.ChecksumIEEE(data[:end]) != binary.BigEndian.Uint32(data[end:]) {
		return &DamageError{Path: path, What: "its checksum is wrong"}
	}
	return nil
}

// verifyRows reads the rows from disk and compares them with the columns.
func (s *Snapshot) verifyRows(ctx context.Context) error {
	c := &s.columns
	return spread(ctx, s.t.dir, c.len(), 1024, func(from, to int) error {
		r := newStoredRow(s.t.schema)
		for row := from; row < to; row++ {
			if err := s.t.readRow(*c, uint32(row), r); err != nil {
				return err
			}
			at, size := c.catalog(uint32(row))
			same := r.text == c.texts[row] && r.textCRC == c.crcs[row] && r.catalog == at && r.catalogSize == size
			for i := range r.words {
				same = same && r.words[i] == c.words[i][row] && r.units[i] == c.units[i][row]
			}
			for i := range r.keywords {
				same = same && r.keywords[i] == c.keywords[i][row]
			}
			for i := range r.numbers {
				same = same && r.numbers[i] == c.numbers[i][row]
			}
			if !same {
				return &DamageError{Path: filepath.Join(s.t.dir, rowsName), What: fmt.Sprintf("row %d is not what it was", r.seq)}
			}
		}
		return nil
	})
}
