package table

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestFrequenciesAsZapReadsThem compares, for every term of two segments, what is
// read straight from the file with what zap's iterator gives. The second segment
// comes from a merge. Frequencies of 0 and such that take one byte, two bytes and
// more than fits stand side by side, in lists of several chunks.
func TestFrequenciesAsZapReadsThem(t *testing.T) {
	table := mustOpen(t, filepath.Join(t.TempDir(), "table"), smallSegmenter(t))
	defer mustClose(t, table)
	often := []int{1, 2, 63, 64, 65, 127, 128, 255, 256, 257, 300, 20_000}
	seq := uint64(0)
	add := func(rows int) {
		var b Batch
		for range rows {
			seq++
			body := "和服，技术"
			switch {
			case seq%3 == 0:
				body = "开发区和服务" // 和服 only crosses a border
			case seq%50 == 0:
				body = strings.Repeat("和服，", often[int(seq/50)%len(often)])
			}
			b.Rows = append(b.Rows, row(seq, "技术开发区", body))
		}
		b.Reached = seq
		mustApply(t, table, b)
	}
	compare := func(when string) {
		s := mustSnapshot(t, table)
		defer s.Close()
		read := 0
		var got, want counted
		for _, seg := range s.segments {
			file, ok := seg.zap.(zapFile)
			if !ok {
				continue
			}
			if file.Version() != zapVersion {
				t.Fatalf("zap now writes version %d: is it read as it should be?", file.Version())
			}
			for text := range testSchema.Texts {
				d, err := seg.zap.Dictionary(fieldName(text))
				if err != nil {
					t.Fatal(err)
				}
				all := d.AutomatonIterator(nil, nil, nil)
				for entry, err := all.Next(); entry != nil || err != nil; entry, err = all.Next() {
					if err != nil {
						t.Fatal(err)
					}
					list, err := d.PostingsList([]byte(entry.Term), nil, nil)
					if err != nil {
						t.Fatal(err)
					}
					if err := want.step(list.Iterator(true, true, false, nil)); err != nil {
						t.Fatal(err)
					}
					if err := seg.counted(text, entry.Term, &got); err != nil || !slices.Equal(got.locals, want.locals) || !slices.Equal(got.counts, want.counts) {
						t.Errorf("%s: text %d, %q: %v", when, text, entry.Term, err)
					}
					if len(want.locals) > 1 {
						read++
					}
				}
			}
		}
		if read == 0 {
			t.Errorf("%s: no list was read from a file", when)
		}
	}
	add(3000)
	if err := table.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	compare("one segment")
	add(2000)
	if err := table.engine.inner.ForceMerge(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	if err := table.refresh(); err != nil {
		t.Fatal(err)
	}
	compare("merged")
}
