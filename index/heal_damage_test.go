package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"
)

// TestHealsDamage spoils files of an index that nobody has open. Verify must
// see it, and opening must end in the answers that were given before.
//
// Bleve keeps two files without a checksum, root.bolt and index_meta.json, and
// in these a byte may be of no use: a free page, a word that is not read. What
// is not seen there must at least change nothing; it is counted by itself.
func TestHealsDamage(t *testing.T) {
	s := newShelf(t)
	whole := t.TempDir()
	s.fill(t, whole)
	a := s.archive(t, whole)
	x := s.open(t, whole, a)
	want := answers(t, x)
	mustClose(t, x, a)

	rng := chance(t)
	files := slices.DeleteFunc(filesUnder(t, filepath.Join(whole, "index")), func(file string) bool {
		return filepath.Ext(file) == ".zap" && !inUse(t, filepath.Join(whole, "index", file))
	})
	n, seen, unguarded := rounds(t, 16), 0, 0
	for round := range n {
		dir := copyOf(t, whole)
		file := files[rng.IntN(len(files))]
		how := spoil(t, rng, filepath.Join(dir, "index"), file, files)
		what := fmt.Sprintf("round %d: %s %s", round, file, how)
		a := s.archive(t, dir)
		r, err := Verify(context.Background(), s.optionsFor(dir, a), false)
		if err != nil {
			t.Fatalf("%s: verify: %v", what, err)
		}
		switch {
		case len(r.Damage) > 0:
			seen++
		case strings.HasSuffix(file, "root.bolt"), strings.HasSuffix(file, "index_meta.json"):
			unguarded++
		default:
			t.Errorf("%s was not seen: %+v", what, r)
		}
		x := s.open(t, dir, a)
		if got := answers(t, x); got != want {
			t.Errorf("%s changed the answers: %s", what, firstDifference(got, want))
		}
		r, err = x.Verify(context.Background(), true)
		if err != nil || len(r.Damage) > 0 {
			t.Errorf("%s was not healed: %v %v", what, r.Damage, err)
		}
		mustClose(t, x, a)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d damages: %d seen, %d in bytes of Bleve's that no checksum guards, without effect", n, seen, unguarded)
}

// inUse reports whether Bleve's newest list of segments names a file.
func inUse(t testing.TB, path string) (found bool) {
	t.Helper()
	// A copy, as the index may be open.
	root, err := os.ReadFile(filepath.Join(filepath.Dir(path), "root.bolt"))
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "root.bolt")
	if err := os.WriteFile(copied, root, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(copied, 0, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(func(tx *bbolt.Tx) error {
		lists := tx.Bucket(util.BoltSnapshotsBucket)
		newest, _ := lists.Cursor().Last()
		list := lists.Bucket(newest)
		return list.ForEachBucket(func(segment []byte) error {
			found = found || string(list.Bucket(segment).Get(util.BoltPathKey)) == filepath.Base(path)
			return nil
		})
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return found
}

// firstDifference shows where two texts part.
func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(len(s), i)-120):min(len(s), i+60)] }
	return cut(got) + "\ninstead of\n" + cut(want)
}
