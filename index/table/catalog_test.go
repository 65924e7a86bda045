package table

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// units encodes as the file "text" does.
func units(runes []rune) (b []byte) {
	for _, u := range utf16.Encode(runes) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// inOne is an eachPart for who has one core.
func inOne(n, stretch int, f func(from, to int) error) error { return f(0, n) }

// TestCatalog draws batches of all sizes and from alphabets of all sizes, and
// looks up every bigram of two characters of the alphabet: those that are listed
// are told exactly, and of the others none that stands in a text is ruled out
// there, and most of those that do not.
func TestCatalog(t *testing.T) {
	rng := rand.New(rand.NewPCG(20261129, 1))
	absent, ruledOut := 0, 0
	for range 20 {
		alphabet, rows, texts := 2+rng.IntN(24), 1+rng.IntN(1200), 1+rng.IntN(2)
		var batch [][][]byte // by row and text
		for range rows {
			var row [][]byte
			for range texts {
				runes := make([]rune, rng.IntN(1+rng.IntN(80)))
				for i := range runes {
					runes[i] = rune(0x4E00 + rng.IntN(alphabet)*(1+rng.IntN(2)))
					if rng.IntN(20) == 0 {
						runes[i] += 0x20000
					}
				}
				row = append(row, units(runes))
			}
			batch = append(batch, row)
		}
		isWord := func(b bigram) bool { return b%7 == 0 }
		data, err := makeCatalog(rows, texts, func(row, text int) []byte { return batch[row][text] }, isWord, inOne)
		if err != nil {
			t.Fatal(err)
		}
		c := readCatalog(data, texts)
		if c.rows != rows {
			t.Fatalf("%d rows, want %d", c.rows, rows)
		}
		for text := range texts {
			for n := range 4 * alphabet * alphabet {
				r := newRun([]rune{0x4E00 + rune(n%(2*alphabet)), 0x4E00 + rune(n/(2*alphabet))}, &byteCounts{})
				b := r.bigrams[0]
				list, listed := c.find(text, b)
				if listed && isWord(b) {
					if len(list) > 0 {
						t.Fatalf("bigram %x is a word and has a list", b)
					}
					continue
				}
				ranks := c.all()
				if listed {
					c.keepListed(ranks, list)
				} else {
					c.keepSigned(ranks, text, b)
				}
				for row := range rows {
					rank := c.rank(uint32(row))
					maybe, holds := ranks[rank/64]>>(rank%64)&1 == 1, r.in(batch[row][text])
					if holds && !maybe || listed && holds != maybe {
						t.Fatalf("bigram %x, listed %v, in text %d of row %d of %d: %v, and the catalog says %v", b, listed, text, row, rows, holds, maybe)
					}
					if !listed && !holds {
						if absent++; !maybe {
							ruledOut++
						}
					}
				}
			}
		}
	}
	t.Logf("%.2f of %d bigrams that do not stand in a text are ruled out", float64(ruledOut)/float64(absent), absent)
	if 3*ruledOut < 2*absent {
		t.Error("these are too few")
	}
}

// TestCatalogSpares looks for runs across the borders of words: where a catalog
// lists them no text is read, so that texts which were overwritten since do not
// matter.
func TestCatalogSpares(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "table")
	table := mustOpen(t, dir, smallSegmenter(t))
	var batch Batch
	for i := range catalogLeast {
		text := strings.Repeat("经济技术，", 20)
		if i%3 == 0 {
			text += "产业投资"
		}
		batch.Rows = append(batch.Rows, row(uint64(i+1), fmt.Sprint("园区", i), text))
	}
	batch.Reached = catalogLeast
	mustApply(t, table, batch)
	s := mustSnapshot(t, table)
	if n := len(s.columns.batches); n != 1 {
		t.Fatalf("%d catalogs, want 1", n)
	}
	for at := range s.Rows() {
		text, size := s.columns.text(uint32(at), 1)
		if _, err := table.text.f.WriteAt(bytes.Repeat([]byte{'x'}, size), text); err != nil {
			t.Fatal(err)
		}
	}
	found, err := s.Phrase(t.Context(), 1, []rune("业投"))
	if want := (catalogLeast + 2) / 3; err != nil || found.Len() != want {
		t.Errorf("业投: %d rows, %v, want %d", found.Len(), err, want)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mustClose(t, table)
}

// TestFewRowsHaveNoCatalog, and rows that are read beside those of a batch with
// one are found all the same.
func TestFewRowsHaveNoCatalog(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "table")
	seg := smallSegmenter(t)
	table := mustOpen(t, dir, seg)
	next := uint64(1)
	for _, n := range []int{1, catalogLeast, catalogLeast - 1, catalogLeast + 1, 2} {
		var batch Batch
		for range n {
			batch.Rows = append(batch.Rows, row(next, "园区", "产业投资"+strings.Repeat("，开发", 60)))
			next++
		}
		batch.Reached = next - 1
		mustApply(t, table, batch)
	}
	for range 2 {
		s := mustSnapshot(t, table)
		if n := len(s.columns.batches); n != 2 {
			t.Errorf("%d catalogs, want 2", n)
		}
		found, err := s.Phrase(t.Context(), 1, []rune("业投"))
		if err != nil || found.Len() != int(next-1) {
			t.Errorf("业投: %d rows, %v, want %d", found.Len(), err, next-1)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := table.Verify(t.Context(), true); err != nil {
			t.Error(err)
		}
		mustClose(t, table)
		table = mustOpen(t, dir, seg)
	}
	mustClose(t, table)
}

// TestLongTextCatalog puts one very long text beside many short ones, alone in
// the last block: its signature must not take more room than it does.
func TestLongTextCatalog(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "table")
	table := mustOpen(t, dir, smallSegmenter(t))
	var batch Batch
	for i := range blockRows {
		batch.Rows = append(batch.Rows, row(uint64(i+1), "园区", "产业投资"))
	}
	long := strings.Repeat("经济技术，开发区。", 200_000)
	batch.Rows = append(batch.Rows, row(blockRows+1, "园区", long+"产业投资"))
	batch.Reached = blockRows + 1
	mustApply(t, table, batch)
	s := mustSnapshot(t, table)
	if n := len(s.columns.batches); n != 1 {
		t.Fatalf("%d catalogs, want 1", n)
	}
	if size, text := s.columns.batches[0].size, 2*len([]rune(long)); size > text/2 {
		t.Errorf("a catalog of %d bytes beside a text of %d", size, text)
	}
	found, err := s.Phrase(t.Context(), 1, []rune("业投"))
	if err != nil || found.Len() != blockRows+1 {
		t.Errorf("业投: %d rows, %v, want %d", found.Len(), err, blockRows+1)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := table.Verify(t.Context(), true); err != nil {
		t.Error(err)
	}
	mustClose(t, table)
}
