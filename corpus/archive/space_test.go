package archive

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"zonesearch/corpus"
)

func TestReserve(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	a := mustOpen(t, dir, Options{})
	mustPut(t, a, article(1), article(2))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a = mustOpen(t, dir, Options{Reserve: 1 << 60})
	if _, err := a.Put(ctx, []*corpus.Article{article(3)}); !errors.Is(err, ErrNoSpace) {
		t.Errorf("put: %v", err)
	}
	if out := mustPut(t, a, article(1)); out[0].Result != Unchanged {
		t.Errorf("what is there already was %v", out[0])
	}
	if n, err := a.Delete(ctx, "a1"); n != 1 || err != nil {
		t.Errorf("delete: %d, %v", n, err)
	}
	mustVerify(t, a)
}

// playLimited meets the end of space in the middle of a commit: the size of
// files is limited from below the archive.
func playLimited(dir string) error {
	a, err := Open(dir, Options{Reserve: -1})
	if err != nil {
		return err
	}
	r, ctx := rand.New(rand.NewPCG(1, 1)), context.Background()
	m := model{}
	put := func() error {
		var batch []*corpus.Article
		for range 200 {
			batch = append(batch, someArticle(r, fmt.Sprint("id", r.IntN(1_000_000))))
		}
		if _, err := a.Put(ctx, batch); err != nil {
			return err
		}
		for _, art := range batch {
			m[art.ID] = art
		}
		return nil
	}
	for round := range 3 {
		if err := put(); err != nil {
			return err
		}
		info, err := os.Stat(filepath.Join(dir, fileName))
		if err != nil {
			return err
		}
		limit := unix.Rlimit{Cur: uint64(info.Size()), Max: unix.RLIM_INFINITY}
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		for err = nil; err == nil; {
			err = put()
		}
		if !errors.Is(err, ErrNoSpace) {
			return fmt.Errorf("round %d: a full disk gave %w", round, err)
		}
		if err := m.compare(a, nil, nil); err != nil {
			return fmt.Errorf("round %d: reading: %w", round, err)
		}
		limit.Cur = unix.RLIM_INFINITY
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		if err := put(); err != nil {
			return fmt.Errorf("round %d: with space again: %w", round, err)
		}
	}
	report, err := a.Verify(ctx, true, nil)
	if err != nil || !report.OK() {
		return fmt.Errorf("verify: %w %v", err, report.Damage)
	}
	return a.Close()
}

func TestFullDisk(t *testing.T) {
	cmd, out := child(t, "limit", t.TempDir())
	for out.Scan() {
		t.Log(out.Text())
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

// TestSmallDisk fills a disk of 24 MiB, with the usual reserve and with none,
// and makes room again.
func TestSmallDisk(t *testing.T) {
	for _, reserve := range []int64{0, -1} {
		disk := t.TempDir()
		if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=24m"); err != nil {
			t.Skipf("needs to mount a small disk: %v", err)
		}
		t.Cleanup(func() {
			if err := unix.Unmount(disk, 0); err != nil {
				t.Error(err)
			}
		})
		ballast := filepath.Join(disk, "ballast")
		if err := os.WriteFile(ballast, make([]byte, 16<<20), 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := Open(filepath.Join(disk, "archive"), Options{Reserve: reserve})
		if err != nil {
			t.Fatal(err)
		}
		r, m, n := dice(t), model{}, 0
		put := func() error {
			batch := make([]*corpus.Article, 200)
			for i := range batch {
				batch[i] = someArticle(r, fmt.Sprint("id", n+i))
			}
			if _, err := a.Put(context.Background(), batch); err != nil {
				return err
			}
			for _, art := range batch {
				m[art.ID] = art
			}
			n += len(batch)
			return nil
		}
		// Batches are of different sizes: where one does not fit, the next may.
		for refused := 0; refused < 4; {
			switch err := put(); {
			case err == nil:
				refused = 0
			case errors.Is(err, ErrNoSpace):
				refused++
			default:
				t.Fatalf("reserve %d: after %d articles: %v", reserve, n, err)
			}
		}
		if n == 0 {
			t.Errorf("reserve %d: nothing fitted", reserve)
		}
		if err := m.compare(a, nil, nil); err != nil {
			t.Errorf("reserve %d: reading: %v", reserve, err)
		}
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		if err := put(); err != nil {
			t.Errorf("reserve %d: with room again: %v", reserve, err)
		}
		mustVerify(t, a)
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}
