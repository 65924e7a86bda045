package index

import (
	"context"
	"testing"
)

// TestRebuildOnce asks for a rebuild of an index that is built anew anyway, since
// it was built by other rules. It is not built twice.
func TestRebuildOnce(t *testing.T) {
	s := newShelf(t)
	dir := t.TempDir()
	a := s.archive(t, dir)
	mustPut(t, a, sampleArticles(t)...)
	mustClose(t, s.open(t, dir, a), a)

	a = s.archive(t, dir)
	options := s.optionsFor(dir, a)
	before, err := readCurrent(options.Dir)
	if err != nil {
		t.Fatal(err)
	}
	options.Rules += "x"
	x, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, x, a)
	for n, want := range []int{1, 2} { // only the second is one of its own
		if err := x.Rebuild(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		waitReady(t, x, a.LastSeq())
		after, err := readCurrent(options.Dir)
		if err != nil {
			t.Fatal(err)
		}
		first, _ := generationNumber(before)
		if last, _ := generationNumber(after); last != first+want {
			t.Errorf("after rebuild %d: generation %d, want %d", n+1, last, first+want)
		}
	}
}
