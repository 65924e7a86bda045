package table

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
)

// TestNearEndsWithTheParagraph holds that nothing is near beyond a line break,
// however great the distance, and that the paragraph after it is looked at
// like the first.
func TestNearEndsWithTheParagraph(t *testing.T) {
	table := mustOpen(t, filepath.Join(t.TempDir(), "table"), smallSegmenter(t))
	defer mustClose(t, table)
	bodies := []string{
		"经济和技术",
		"经济\n技术",
		"经济。\n𠀀技术",
		"经济\n\n和技术",
		"技术\n经济\n𠀀经济服务𠀀技术",
		"技术\n经济",
		"经济服务服务服务技术\n经济",
	}
	var b Batch
	for i, body := range bodies {
		b.Rows = append(b.Rows, row(uint64(i+1), "经济", body))
	}
	b.Reached = uint64(len(bodies))
	mustApply(t, table, b)
	s := mustSnapshot(t, table)
	defer s.Close()
	groups := []Runs{{[]rune("经济")}, {[]rune("技术")}}
	for distance, want := range map[int][]uint32{0: nil, 1: {0}, 3: {0, 4}, 200: {0, 4, 6}} {
		set, err := s.Near(context.Background(), s.All(), 1, groups, distance)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.RowsOf(set); !slices.Equal(got, want) {
			t.Errorf("within %d: rows %v, want %v", distance, got, want)
		}
	}
}
