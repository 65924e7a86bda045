package table

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zonesearch/segment/fold"
)

// fragile is a segmenter that one word brings down.
type fragile struct {
	Segmenter
	word string
}

func (f fragile) Terms(t *fold.Text, emit func(term []byte, onPath bool)) int {
	if strings.Contains(t.String(), f.word) {
		panic(errors.New("cannot cut this"))
	}
	return f.Segmenter.Terms(t, emit)
}

// TestSegmenterPanics holds that a text which brings the segmenter down fails
// its batch and nothing else, and that the table goes on once it is opened with
// a segmenter that stands it.
func TestSegmenterPanics(t *testing.T) {
	seg := smallSegmenter(t)
	dir := filepath.Join(t.TempDir(), "table")
	table := mustOpen(t, dir, fragile{seg, "服务"})
	mustApply(t, table, Batch{Rows: []Row{row(1, "开发区", "一")}, Reached: 1})
	var bad Batch
	for seq := range uint64(100) {
		bad.Rows = append(bad.Rows, row(2+seq, "经济", "园区"))
	}
	bad.Rows[70].Texts = []string{"技术", "服务"}
	bad.Reached = 101
	err := table.Apply(context.Background(), bad)
	if err == nil || !strings.Contains(err.Error(), "row 72 ") || !strings.Contains(err.Error(), "cannot cut this") {
		t.Fatalf("the error %v does not name the row and the cause", err)
	}
	if damage := (*DamageError)(nil); errors.As(err, &damage) {
		t.Errorf("a fault of the segmenter counts as damage: %v", err)
	}
	s := mustSnapshot(t, table)
	if got := s.RowsOf(s.All()); !slices.Equal(got, []uint32{0}) || table.Reached() != 1 {
		t.Errorf("rows %v, reached %d after the batch failed, want the first and 1", got, table.Reached())
	}
	s.Close()
	mustClose(t, table)

	table = mustOpen(t, dir, seg)
	defer mustClose(t, table)
	mustApply(t, table, bad)
	if table.Len() != 101 || table.Reached() != 101 {
		t.Errorf("%d rows, reached %d; want 101, 101", table.Len(), table.Reached())
	}
}
