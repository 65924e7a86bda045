package archive

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"testing"

	"zonesearch/corpus"
)

// TestAgainstModel does random things to an archive and to a map. They must
// agree, also after reopening, and a follower that catches up now and then
// must end with what is valid.
func TestAgainstModel(t *testing.T) {
	r, dir, ctx := dice(t), t.TempDir(), context.Background()
	a := mustOpen(t, dir, Options{})
	m := model{}
	followed, reached := map[uint64]*corpus.Article{}, uint64(0)
	follow := func() {
		err := a.Scan(ctx, reached, func(c Change) error {
			if c.Seq <= reached {
				return fmt.Errorf("number %d after %d", c.Seq, reached)
			}
			reached = c.Seq
			delete(followed, c.Replaces)
			if c.Article != nil {
				followed[c.Seq] = c.Article
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(followed) != len(m) {
			t.Fatalf("the follower has %d articles, not %d", len(followed), len(m))
		}
		for _, got := range followed {
			if want := m[got.ID]; want == nil || !got.SameContent(want) {
				t.Fatalf("the follower has %s wrong", got.ID)
			}
		}
	}
	var gone []string
	for step := range rounds(t, 200) {
		switch r.IntN(10) {
		case 0:
			id := fmt.Sprint("id", r.IntN(150))
			n, err := a.Delete(ctx, id, id)
			if err != nil {
				t.Fatal(err)
			}
			if _, there := m[id]; there != (n == 1) {
				t.Fatalf("delete %s gave %d", id, n)
			}
			delete(m, id)
		case 1:
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			a = mustOpen(t, dir, Options{})
		case 2:
			follow()
		default:
			batch := make([]*corpus.Article, 1+r.IntN(20))
			for i := range batch {
				batch[i] = someArticle(r, fmt.Sprint("id", r.IntN(150)))
			}
			out := mustPut(t, a, batch...)
			for i, art := range batch {
				want := Updated
				if old := m[art.ID]; old == nil {
					want = Added
				} else if old.SameContent(art) {
					want = Unchanged
				}
				if out[i].Result != want {
					t.Fatalf("step %d: %s was %v, want %v", step, art.ID, out[i].Result, want)
				}
				m[art.ID] = art
			}
		}
	}
	for i := range 150 {
		if id := fmt.Sprint("id", i); m[id] == nil {
			gone = append(gone, id)
		}
	}
	if err := m.compare(a, gone, nil); err != nil {
		t.Error(err)
	}
	follow()
	mustVerify(t, a)

	var backup bytes.Buffer
	if err := a.Backup(ctx, &backup); err != nil {
		t.Fatal(err)
	}
	restored := t.TempDir()
	if err := Restore(ctx, bytes.NewReader(backup.Bytes()), restored); err != nil {
		t.Fatal(err)
	}
	b := mustOpen(t, restored, Options{})
	if err := m.compare(b, gone, nil); err != nil {
		t.Errorf("restored: %v", err)
	}
	mustVerify(t, b)
	if b.Name() != a.Name() || b.LastSeq() != a.LastSeq() {
		t.Error("the restored archive has another name or number")
	}
	var again bytes.Buffer
	if err := b.Backup(ctx, &again); err != nil || !bytes.Equal(again.Bytes(), backup.Bytes()) {
		t.Errorf("a backup of the restored archive differs (%v)", err)
	}
}

// TestTogether has many write, delete, read, verify and back up at once; the
// race detector looks on.
func TestTogether(t *testing.T) {
	a, ctx := mustOpen(t, t.TempDir(), Options{}), context.Background()
	const writers, each = 8, 20
	var wg sync.WaitGroup
	var mu sync.Mutex
	seqs := map[uint64]bool{}
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				out, err := a.Put(ctx, []*corpus.Article{article(w*each + i), article(1_000_000)})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				if seqs[out[0].Seq] {
					t.Errorf("number %d was given twice", out[0].Seq)
				}
				seqs[out[0].Seq] = true
				mu.Unlock()
				if _, err := a.Get(fmt.Sprint("a", w*each+i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Go(func() {
		for range 5 {
			if r, err := a.Verify(ctx, true, nil); err != nil || !r.OK() {
				t.Errorf("verify while writing: %v %v", err, r.Damage)
			}
			if err := a.Backup(ctx, new(bytes.Buffer)); err != nil {
				t.Error(err)
			}
		}
	})
	wg.Wait()
	if a.Count() != writers*each+1 {
		t.Errorf("count %d", a.Count())
	}
	mustVerify(t, a)
}
