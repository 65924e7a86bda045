package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
)

// smallDisk mounts a disk of 24 MiB.
func smallDisk(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=24m"); err != nil {
		t.Skipf("NOT TESTED: a full disk, which needs the right to mount one: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fillDisk takes all that a disk has left but for some bytes.
func fillDisk(t *testing.T, path string, leave int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, unix.ENOSPC) {
		t.Fatal(err)
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err := errors.Join(err, f.Truncate(size-leave), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// putter puts the sample articles into an archive, each time under other IDs.
func putter(t *testing.T, a *archive.Archive) func() error {
	articles, n := sampleArticles(t), 0
	return func() error {
		batch := make([]*corpus.Article, len(articles))
		for i, article := range articles {
			copied := *article
			copied.ID = fmt.Sprint(n, "-", copied.ID)
			batch[i] = &copied
		}
		n++
		_, err := a.Put(context.Background(), batch)
		return err
	}
}

// asker asks the same again and again, until it is stopped.
type asker struct {
	every atomic.Int64 // nanoseconds
	asked atomic.Int64
	stop  func()
}

// newAsker fails the test where a question is not answered, or with fewer hits
// than there were at first.
func newAsker(t *testing.T, x *Index) *asker {
	t.Helper()
	ask := func() (int, error) {
		r, err := x.Search(context.Background(), SearchRequest{Query: "项目", Plain: true})
		if err != nil {
			return 0, err
		}
		return r.Total, nil
	}
	least, err := ask()
	if err != nil || least == 0 {
		t.Fatalf("%d hits, %v", least, err)
	}
	a := &asker{}
	a.every.Store(int64(20 * time.Millisecond))
	stopped, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			a.asked.Add(1)
			if total, err := ask(); err != nil || total < least {
				t.Errorf("question %d: %d hits, %v; at first %d; %+v", a.asked.Load(), total, err, least, x.Status())
				return
			}
			select {
			case <-stopped:
				return
			case <-time.After(time.Duration(a.every.Load())):
			}
		}
	}()
	a.stop = sync.OnceFunc(func() { close(stopped); <-done })
	t.Cleanup(a.stop)
	return a
}

// TestFullDisk fills a disk while articles come in. They are refused and every
// question is answered, nothing spins, and all goes on once there is room again.
func TestFullDisk(t *testing.T) {
	disk := smallDisk(t)
	s := newShelf(t)
	dir, ballast := filepath.Join(disk, "data"), filepath.Join(disk, "ballast")
	a := s.archive(t, dir)
	x := s.open(t, dir, a)
	t.Cleanup(func() { _, _ = x.Close(), a.Close() }) // before the disk goes
	put := putter(t, a)
	if err := put(); err != nil {
		t.Fatal(err)
	}
	waitReady(t, x, a.LastSeq())
	eventually(t, "the dictionary of corrections", func() bool {
		s := x.suggestions.newest()
		return s != nil && s.words != nil
	})
	// The index would need more than twice what is left, and with the ballast gone
	// it has enough.
	fillDisk(t, ballast, 3<<20+chance(t).Int64N(1<<20))
	questions := newAsker(t, x)
	for range 30 {
		if err := put(); errors.Is(err, archive.ErrNoSpace) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	eventually(t, "the end of the disk", func() bool { return x.failing.Load() != nil })
	fillDisk(t, ballast, 0)
	if err := put(); !errors.Is(err, archive.ErrNoSpace) {
		t.Errorf("an article without room: %v, want ErrNoSpace", err)
	}
	t.Logf("full after %d articles, of which %d are indexed: %s", a.Count(), x.Status().Articles, *x.failing.Load())
	questions.every.Store(int64(time.Second))
	watchWaiting(t)
	questions.every.Store(int64(20 * time.Millisecond))
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	freed := time.Now()
	for x.Status().Reached < a.LastSeq() {
		if time.Since(freed) > 3*time.Minute {
			t.Fatalf("it does not go on: %+v", x.Status())
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Logf("caught up %v after there was room", time.Since(freed).Round(time.Millisecond))
	if err := put(); err != nil {
		t.Errorf("with room again: %v", err)
	}
	waitReady(t, x, a.LastSeq())
	questions.stop()
	t.Logf("%d questions", questions.asked.Load())
	if r, err := x.Verify(context.Background(), true); err != nil || len(r.Damage) > 0 {
		t.Errorf("verify: %v %v", r.Damage, err)
	}
	mustClose(t, x, a)
}

// TestStartOnFullDisk opens an index on a disk that has not a byte left. It is
// asked, verified, and goes on once there is room.
func TestStartOnFullDisk(t *testing.T) {
	disk := smallDisk(t)
	s := newShelf(t)
	dir, ballast := filepath.Join(disk, "data"), filepath.Join(disk, "ballast")
	a := s.archive(t, dir)
	put := putter(t, a)
	for range 4 {
		if err := put(); err != nil {
			t.Fatal(err)
		}
	}
	mustClose(t, s.open(t, dir, a))
	fillDisk(t, ballast, 0)

	x := s.open(t, dir, a)
	t.Cleanup(func() { _, _ = x.Close(), a.Close() }) // before the disk goes
	questions := newAsker(t, x)
	eventually(t, "that it notices", func() bool { return x.failing.Load() != nil })
	t.Log(*x.failing.Load())
	if r, err := x.Verify(context.Background(), true); err != nil || len(r.Damage) > 0 {
		t.Errorf("verify: %v %v", r.Damage, err)
	}
	eventually(t, "the dictionary of corrections", func() bool {
		s := x.suggestions.newest()
		return s != nil && s.words != nil
	})
	questions.every.Store(int64(time.Second))
	watchWaiting(t)
	questions.every.Store(int64(20 * time.Millisecond))
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := put(); err != nil {
		t.Fatal(err)
	}
	waitReady(t, x, a.LastSeq())
	eventually(t, "that all is well", func() bool { return x.failing.Load() == nil })
	questions.stop()
	if r, err := x.Verify(context.Background(), true); err != nil || len(r.Damage) > 0 {
		t.Errorf("verify: %v %v", r.Damage, err)
	}
	mustClose(t, x, a)
}

// watchWaiting fails the test where waiting takes more than a tenth of one core
// in any second.
func watchWaiting(t *testing.T) {
	t.Helper()
	var spent [8]time.Duration
	for i := range spent {
		before := cpuTime(t)
		time.Sleep(time.Second)
		if spent[i] = cpuTime(t) - before; spent[i] > time.Second/10 {
			t.Errorf("%v of processor time in one second of waiting", spent[i])
		}
	}
	t.Logf("processor time in each second: %v", spent)
}

// cpuTime is the processor time that this process has taken.
func cpuTime(t *testing.T) time.Duration {
	t.Helper()
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
