package table

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Stats tell how large a table is.
type Stats struct {
	Rows     int   // dead ones included
	Live     int   // rows
	Segments int   // of Bleve
	Dead     int   // deleted documents that merges have not dropped yet
	RowsSize int64 // bytes of the file "rows"
	TextSize int64 // bytes of the file "text"
	Postings int64 // bytes of Bleve's files
}

// Size is the table's size on disk in bytes.
func (s Stats) Size() int64 { return s.RowsSize + s.TextSize + s.Postings }

// Stats counts the table's rows, segments and bytes.
func (t *Table) Stats() (Stats, error) {
	s, err := t.Snapshot()
	if err != nil {
		return Stats{}, err
	}
	defer s.Close()
	stats := Stats{Rows: s.Rows(), Live: s.Len(), Segments: len(s.segments)}
	for _, seg := range s.segments {
		stats.Dead += seg.len() - int(seg.live.GetCardinality())
	}
	err = filepath.WalkDir(t.dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // a merge may have dropped it just now
		}
		if err != nil || d.IsDir() {
			return err
		}
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case path == filepath.Join(t.dir, rowsName):
			stats.RowsSize = info.Size()
		case path == filepath.Join(t.dir, textName):
			stats.TextSize = info.Size()
		default:
			stats.Postings += info.Size()
		}
		return nil
	})
	return stats, err
}
