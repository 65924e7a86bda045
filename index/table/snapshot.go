package table

import (
	"encoding/binary"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"unicode/utf16"
)

// Snapshot is the table at one moment; nothing that is written later shows in
// it. Any number of goroutines may use one. After Close neither it nor its Sets
// may be touched: they reach into memory that is gone then.
type Snapshot struct {
	*view
	t      *Table
	closed atomic.Bool
}

// Snapshot gives the table as it is now. Its user closes it.
func (t *Table) Snapshot() (*Snapshot, error) {
	v := t.views.use()
	if v == nil {
		return nil, ErrClosed
	}
	return &Snapshot{view: v, t: t}, nil
}

// Close lets go of the snapshot.
func (s *Snapshot) Close() error {
	if !s.closed.CompareAndSwap(false, true) {
		return ErrClosed
	}
	defer s.t.views.users.Done()
	return s.release()
}

// protect runs f against damage in what it reads.
func (s *Snapshot) protect(f func() error) error { return protect(s.t.dir, f) }

// Len is the number of live rows.
func (s *Snapshot) Len() int { return s.live }

// Rows is the number of rows, dead ones included: ordinals are below it.
func (s *Snapshot) Rows() int { return s.columns.len() }

// Reached is the Reached of the last batch that the snapshot shows.
func (s *Snapshot) Reached() uint64 { return s.view.reached }

// Seq gives a row's sequence number.
func (s *Snapshot) Seq(row uint32) uint64 { return s.columns.seqs[row] }

// RowOf gives the ordinal of the row with a sequence number, dead or alive.
func (s *Snapshot) RowOf(seq uint64) (row uint32, ok bool) { return s.columns.row(seq) }

// Number gives a row's value in a column of numbers, or Missing.
func (s *Snapshot) Number(column int, row uint32) int64 { return s.columns.numbers[column][row] }

// Numbers gives a whole column by row ordinal. It must not be changed.
func (s *Snapshot) Numbers(column int) []int64 { return s.columns.numbers[column] }

// Values gives the values of a keyword column by ordinal. It must not be
// changed. Values that no live row has any more are still among them.
func (s *Snapshot) Values(column int) []string { return s.values[column] }

// Ord gives a row's ordinal in a keyword column.
func (s *Snapshot) Ord(column int, row uint32) uint32 { return s.columns.keywords[column][row] }

// Keyword gives a row's value in a keyword column.
func (s *Snapshot) Keyword(column int, row uint32) string {
	return s.values[column][s.columns.keywords[column][row]]
}

// Words gives how many words of its path a row's text has.
func (s *Snapshot) Words(text int, row uint32) int { return int(s.columns.words[text][row]) }

// Payload reads a row's payload from disk and checks it.
func (s *Snapshot) Payload(row uint32) ([]byte, error) {
	into := newStoredRow(s.t.schema)
	if err := s.t.readRow(s.columns, row, into); err != nil {
		return nil, err
	}
	return into.payload, nil
}

// Text gives the canonical runes of a row's text, checked.
func (s *Snapshot) Text(row uint32, text int) (runes []rune, err error) {
	err = s.protect(func() error {
		if !s.columns.sound(row, s.text) {
			return &DamageError{Path: filepath.Join(s.t.dir, textName),
				What: fmt.Sprintf("the text of row %d has a wrong checksum", s.columns.seqs[row])}
		}
		units := s.units(row, text)
		runes = make([]rune, 0, len(units)/2)
		for i := 0; i < len(units); i += 2 {
			r := rune(binary.LittleEndian.Uint16(units[i:]))
			if utf16.IsSurrogate(r) && i+4 <= len(units) {
				r = utf16.DecodeRune(r, rune(binary.LittleEndian.Uint16(units[i+2:])))
				i += 2
			}
			runes = append(runes, r)
		}
		return nil
	})
	return runes, err
}

// units gives a row's text as it is mapped: canonical, UTF-16LE, unchecked.
func (s *Snapshot) units(row uint32, text int) []byte {
	return s.text.bytes(s.columns.text(row, text))
}
