package table

import (
	"context"
	"errors"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zonesearch/segment/fold"

	"zonesearch/segment"
)

// stamped is a segmenter under another stamp.
type stamped struct{ *segment.Segmenter }

func (stamped) Stamp() string { return "another" }

func TestOpenStale(t *testing.T) {
	seg := smallSegmenter(t)
	dir := filepath.Join(t.TempDir(), "table")
	mustClose(t, mustOpen(t, dir, seg))
	other := testSchema
	other.Numbers = []string{"day"}
	for name, open := range map[string]func() (*Table, error){
		"segmenter": func() (*Table, error) { return Open(dir, testSchema, stamped{seg}, Options{}) },
		"schema":    func() (*Table, error) { return Open(dir, other, seg, Options{}) },
	} {
		if _, err := open(); !errors.Is(err, ErrStale) {
			t.Errorf("another %s: %v, want ErrStale", name, err)
		}
	}
}

func TestOpenLocked(t *testing.T) {
	seg := smallSegmenter(t)
	dir := filepath.Join(t.TempDir(), "table")
	table := mustOpen(t, dir, seg)
	defer mustClose(t, table)
	if _, err := Open(dir, testSchema, seg, Options{LockTimeout: 50 * time.Millisecond}); !errors.Is(err, ErrLocked) {
		t.Fatalf("opening twice: %v, want ErrLocked", err)
	}
}

func TestRefusedRows(t *testing.T) {
	table := mustOpen(t, filepath.Join(t.TempDir(), "table"), smallSegmenter(t))
	defer mustClose(t, table)
	mustApply(t, table, Batch{Rows: []Row{row(5, "园区", "")}, Reached: 5})
	short := row(7, "", "")
	short.Numbers = nil
	for name, b := range map[string]Batch{
		"a number twice": {Rows: []Row{row(5, "", "")}},
		"out of order":   {Rows: []Row{row(9, "", ""), row(8, "", "")}},
		"no numbers":     {Rows: []Row{short}},
		"too long":       {Rows: []Row{row(9, "", strings.Repeat("园", extentSize/6+1))}},
	} {
		if err := table.Apply(context.Background(), b); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	mustApply(t, table, Batch{Rows: []Row{row(6, "园区", "")}, Reached: 6})
	if err := table.Health(); err != nil {
		t.Error(err)
	}
}

func TestClosed(t *testing.T) {
	table := mustOpen(t, filepath.Join(t.TempDir(), "table"), smallSegmenter(t))
	mustClose(t, table)
	if _, err := table.Snapshot(); !errors.Is(err, ErrClosed) {
		t.Errorf("Snapshot: %v, want ErrClosed", err)
	}
	if err := table.Apply(context.Background(), Batch{}); !errors.Is(err, ErrClosed) {
		t.Errorf("Apply: %v, want ErrClosed", err)
	}
	if err := table.Close(); !errors.Is(err, ErrClosed) {
		t.Errorf("Close: %v, want ErrClosed", err)
	}
}

// TestSnapshotStays shows that a snapshot keeps showing its moment.
func TestSnapshotStays(t *testing.T) {
	table := mustOpen(t, filepath.Join(t.TempDir(), "table"), smallSegmenter(t))
	defer mustClose(t, table)
	mustApply(t, table, Batch{Rows: []Row{row(1, "园区", "")}, Reached: 1})
	s := mustSnapshot(t, table)
	defer s.Close()
	mustApply(t, table, Batch{Rows: []Row{row(2, "园区", "")}, Delete: []uint64{1}, Reached: 2})
	set, err := s.Term(0, "园区")
	if err != nil || set.Len() != 1 || s.RowsOf(set)[0] != 0 || s.Len() != 1 || s.Reached() != 1 {
		t.Fatalf("rows %v, %v", s.RowsOf(set), err)
	}
}

func TestContextEnds(t *testing.T) {
	table := mustOpen(t, filepath.Join(t.TempDir(), "table"), smallSegmenter(t))
	defer mustClose(t, table)
	mustApply(t, table, Batch{Rows: []Row{row(1, "园区", "一，二")}, Reached: 1})
	s := mustSnapshot(t, table)
	defer s.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	asks := map[string]func() error{
		"Phrase": func() error { _, err := s.Phrase(ctx, 1, []rune("，二")); return err },
		"Range":  func() error { _, err := s.Range(ctx, 0, 0, 9); return err },
		"Count":  func() error { _, err := s.Count(ctx, s.All(), []int{0}); return err },
		"Sort":   func() error { _, err := s.Sort(ctx, s.All(), Order{Limit: 1}); return err },
		"Rank":   func() error { _, err := s.Rank(ctx, s.All(), nil, Ranking{Limit: 1}); return err },
	}
	for name, ask := range asks {
		if err := ask(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want context.Canceled", name, err)
		}
	}
}

func TestMissingIsInNoRange(t *testing.T) {
	table := mustOpen(t, filepath.Join(t.TempDir(), "table"), smallSegmenter(t))
	defer mustClose(t, table)
	mustApply(t, table, Batch{Rows: []Row{row(1, "", ""), row(2, "", "")}, Reached: 2})
	s := mustSnapshot(t, table)
	defer s.Close()
	for column, want := range []int{2, 0} {
		set, err := s.Range(context.Background(), column, math.MinInt64, math.MaxInt64)
		if err != nil || set.Len() != want {
			t.Errorf("column %d: %d rows, %v; want %d", column, set.Len(), err, want)
		}
	}
}

// TestMixedFrequencies pins what the whole design leans on and Bleve documents
// nowhere: within one list of postings, documents where a term has frequency 0
// stand beside others where it has more, and both survive merges.
func TestMixedFrequencies(t *testing.T) {
	seg := smallSegmenter(t)
	table := mustOpen(t, filepath.Join(t.TempDir(), "table"), seg)
	defer mustClose(t, table)
	texts := []string{"和服", "开发区和服务", "和服，和服", "区和服务", ""}
	seq := uint64(0)
	for range 5 {
		var b Batch
		for _, text := range texts {
			seq++
			b.Rows = append(b.Rows, row(seq, "", text))
		}
		b.Reached = seq
		mustApply(t, table, b)
	}
	check := func(when string) {
		s := mustSnapshot(t, table)
		defer s.Close()
		if n, err := s.DocFreq(1, "和服"); err != nil || n != 20 {
			t.Fatalf("%s: in %d rows, %v; want 20", when, n, err)
		}
		hits, err := s.Rank(context.Background(), s.All(), []Weighted{{1, "和服", 1}}, Ranking{Tie: NoColumn, Limit: 25})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			terms, _ := table.analyzer.terms(fold.Canon(texts[h.Row%5]))
			tf, ok := terms["和服"]
			if on := ok && tf.Frequency() > 0; (h.Score > 0) != on {
				t.Errorf("%s: row %d (%s) scores %v", when, h.Row, texts[h.Row%5], h.Score)
			}
		}
	}
	check("before the merge")
	if err := table.engine.inner.ForceMerge(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	if err := table.refresh(); err != nil {
		t.Fatal(err)
	}
	if stats, err := table.Stats(); err != nil || stats.Segments != 1 {
		t.Fatalf("%d segments, %v; want 1", stats.Segments, err)
	}
	check("after the merge")
	if err := table.Verify(context.Background(), true); err != nil {
		t.Fatal(err)
	}
}
