package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"

	"zonesearch/corpus/archive"
)

// TestHealsDamage spoils files of an archive and an index that nobody has open.
// Verify must see it. Where the archive is whole, opening the index must end in
// the answers that were given before; where it is not, in these, in an answer
// that says that it is not all, or in a refusal.
//
// bbolt has no checksums, and Bleve keeps another file without one,
// index_meta.json. In these a byte may be of no use: a free page, a word that is
// not read. And the two small files beside the archive are written anew where
// they are missing. What is not seen there must at least change nothing; it is
// counted by itself.
func TestHealsDamage(t *testing.T) {
	s := newShelf(t)
	whole := t.TempDir()
	s.fill(t, whole)
	a := s.archive(t, whole)
	x := s.open(t, whole, a)
	want := answers(t, x)
	mustClose(t, x, a)

	rng := chance(t)
	var ofArchive, ofIndex []string
	for _, file := range filesUnder(t, whole) {
		switch {
		case !strings.HasPrefix(file, "/index/"):
			ofArchive = append(ofArchive, file)
		case filepath.Ext(file) != ".zap" || inUse(t, whole+file):
			ofIndex = append(ofIndex, file)
		}
	}
	d := damages{want: want, harmless: map[string]int{}}
	for round := range rounds(t, 60) {
		files := ofIndex
		if rng.IntN(4) == 0 {
			files = ofArchive
		}
		dir := copyOf(t, whole)
		file := files[rng.IntN(len(files))]
		d.what = fmt.Sprintf("round %d: %s %s", round, file, spoil(t, rng, dir, file, files))
		d.file = file
		if a, err := archive.Open(dir, archive.Options{Reserve: -1}); err != nil {
			if !errors.As(err, new(*archive.DamageError)) {
				t.Errorf("%s: open: %v", d.what, err)
			}
			d.seen++
		} else {
			d.try(t, s, dir, a)
			mustClose(t, a)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if round%100 == 99 {
			t.Logf("%d damages: %d seen", round+1, d.seen)
		}
	}
	t.Logf("%d seen; without effect, in bytes that no checksum guards: %v", d.seen, d.harmless)
	if d.seen == 0 {
		t.Error("no damage was ever seen: the test proves nothing")
	}
}

// damages are what TestHealsDamage did.
type damages struct {
	want       string // the answers that were given before
	what, file string // the one that is being tried
	seen       int
	harmless   map[string]int // by file: those that were not seen and changed nothing
}

// try looks at damage with which the archive opens.
func (d *damages) try(t *testing.T, s *shelf, dir string, a *archive.Archive) {
	t.Helper()
	ofArchive, err := a.Verify(context.Background(), true, nil)
	if err != nil {
		t.Fatalf("%s: verify of the archive: %v", d.what, err)
	}
	ofIndex, err := Verify(context.Background(), s.optionsFor(dir, a), false)
	if err != nil && ofArchive.OK() {
		t.Fatalf("%s: verify of the index: %v", d.what, err)
	}
	switch name := filepath.Base(d.file); {
	case !ofArchive.OK(), len(ofIndex.Damage) > 0:
		d.seen++
	case name == "root.bolt", name == "index_meta.json", name == "articles.db", name == "reached", name == "name":
		d.harmless[name]++
	default:
		t.Errorf("%s was not seen: %+v", d.what, ofIndex)
	}
	x := s.open(t, dir, a)
	got, partial, err := ask(x)
	switch {
	case ofArchive.OK() && (err != nil || partial):
		t.Errorf("%s: not all is answered: %v", d.what, err)
	case err == nil && !partial && got != d.want:
		t.Errorf("%s changed the answers: %s", d.what, firstDifference(got, d.want))
	}
	r, err := x.Verify(context.Background(), true)
	if ofArchive.OK() && (err != nil || len(r.Damage) > 0) {
		t.Errorf("%s was not healed: %v %v", d.what, r.Damage, err)
	}
	mustClose(t, x)
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
