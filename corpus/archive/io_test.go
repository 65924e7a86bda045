package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zonesearch/corpus"
)

// operation is something that writes files, and what must be so afterwards
// whatever went wrong in it.
type operation struct {
	name string
	// old says that the archive is there already and holds the articles 7 and 8.
	old bool
	do  func(dir, backup string, say func(string)) error
	// check gets what do has said. It may change what it finds.
	check func(t *testing.T, dir, backup, said string)
}

func operations() []operation {
	return []operation{
		{"create", false, putThree, checkPut(model{})},
		{"put", true, putThree, checkPut(model{"a7": article(7), "a8": article(8)})},
		{"delete", true, deleteSeven, checkDelete},
		{"backup", true, backUp, checkBackup},
		{"restore", false, restoreFrom, checkRestore},
	}
}

func putThree(dir, _ string, say func(string)) error {
	a, err := Open(dir, Options{Reserve: -1})
	if err != nil {
		return err
	}
	for n := range 3 {
		_, err := a.Put(context.Background(), []*corpus.Article{article(n)})
		switch {
		case err == nil:
			say(fmt.Sprint("put ", n))
		case !errors.Is(err, ErrStopped) && !errors.Is(err, ErrNoSpace):
			return errors.Join(err, a.Close())
		}
		if _, err := a.Get(article(0).ID); err != nil && !errors.Is(err, ErrNotFound) {
			return fmt.Errorf("reading after a failed write: %w", errors.Join(err, a.Close()))
		}
	}
	return a.Close()
}

// checkPut: what was acknowledged is there. What was not, may be or not.
func checkPut(before model) func(t *testing.T, dir, backup, said string) {
	return func(t *testing.T, dir, _, said string) {
		a, m := soon(t, dir), maps.Clone(before)
		for k := range 3 {
			art := article(k)
			if _, err := a.Get(art.ID); err == nil || strings.Contains(said, fmt.Sprintf("put %d\n", k)) {
				m[art.ID] = art
			}
		}
		same(t, a, m)
	}
}

func deleteSeven(dir, _ string, say func(string)) error {
	a, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	if _, err := a.Delete(context.Background(), "a7"); err != nil {
		return errors.Join(err, a.Close())
	}
	say("deleted")
	return a.Close()
}

func checkDelete(t *testing.T, dir, _, said string) {
	a := soon(t, dir)
	m := model{"a7": article(7), "a8": article(8)}
	if _, err := a.Get("a7"); errors.Is(err, ErrNotFound) || strings.Contains(said, "deleted") {
		delete(m, "a7")
	}
	same(t, a, m)
}

func backUp(dir, backup string, say func(string)) error {
	a, err := Open(dir, Options{Reserve: -1})
	if err != nil {
		return err
	}
	f, err := os.Create(backup)
	if err != nil {
		return errors.Join(err, a.Close())
	}
	err = a.Backup(context.Background(), f)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, a.Close())
	}
	say("backed up")
	return a.Close()
}

// checkBackup: the archive is as it was, and the backup is whole or refused.
func checkBackup(t *testing.T, dir, backup, said string) {
	same(t, soon(t, dir), model{"a7": article(7), "a8": article(8)})
	f, err := os.Open(backup)
	if err == nil {
		to := filepath.Join(t.TempDir(), "restored")
		if err = errors.Join(Restore(context.Background(), f, to), f.Close()); err == nil {
			same(t, soon(t, to), model{"a7": article(7), "a8": article(8)})
		}
	}
	if err != nil && strings.Contains(said, "backed up") {
		t.Errorf("a backup was acknowledged: %v", err)
	}
}

func restoreFrom(dir, backup string, say func(string)) error {
	f, err := os.Open(backup)
	if err != nil {
		return err
	}
	if err := errors.Join(Restore(context.Background(), f, dir), f.Close()); err != nil {
		return err
	}
	say("restored")
	return nil
}

// checkRestore: all is there, or it can be restored again.
func checkRestore(t *testing.T, dir, backup, said string) {
	if _, err := os.Stat(filepath.Join(dir, fileName)); err != nil {
		if strings.Contains(said, "restored") {
			t.Errorf("a restore was acknowledged: %v", err)
		}
		f, err := os.Open(backup)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(Restore(context.Background(), f, dir), f.Close()); err != nil {
			t.Errorf("restoring again: %v", err)
			return
		}
	}
	same(t, soon(t, dir), model{"a7": article(7), "a8": article(8)})
}

// soon opens an archive. Its lock may be held for a moment by a process that is
// just being started, until that has let go of what it was given.
func soon(t *testing.T, dir string) *Archive {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		a, err := Open(dir, Options{})
		if err == nil {
			return a
		}
		if !errors.As(err, new(*LockedError)) || time.Now().After(end) {
			t.Fatalf("open: %v", err)
		}
	}
}

// same compares an archive with what it should hold, and closes it.
func same(t *testing.T, a *Archive, m model) {
	t.Helper()
	if err := m.compare(a, nil, nil); err != nil {
		t.Error(err)
	}
	mustVerify(t, a)
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}

// oldArchive makes an archive with the articles 7 and 8, and a backup of it.
func oldArchive(t *testing.T) (dir, backup string) {
	t.Helper()
	dir, backup = t.TempDir(), filepath.Join(t.TempDir(), "backup")
	a := mustOpen(t, dir, Options{})
	mustPut(t, a, article(7), article(8))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := backUp(dir, backup, func(string) {}); err != nil {
		t.Fatal(err)
	}
	return dir, backup
}

// playOperation does one operation and says what it was told.
func playOperation(name, dir, backup string) error {
	for _, o := range operations() {
		if o.name != name {
			continue
		}
		if err := o.do(dir, backup, func(said string) { fmt.Println(said) }); err != nil {
			return err
		}
		fmt.Println("done")
		return nil
	}
	return fmt.Errorf("no operation %q", name)
}

// faults are what may go wrong in a system call: an error, or that it is the
// last thing that the process comes to.
func faults() []string {
	return []string{
		"pwrite64:error=EIO", "pwrite64:error=ENOSPC", "pwrite64:signal=KILL",
		"write:error=EIO", "write:error=ENOSPC", "write:signal=KILL",
		"fdatasync:error=EIO", "fdatasync:signal=KILL", "fsync:error=EIO", "fsync:signal=KILL",
		"ftruncate:error=EIO", "ftruncate:error=ENOSPC", "ftruncate:signal=KILL",
		"?rename,renameat,?renameat2:error=EIO", "?rename,renameat,?renameat2:signal=KILL",
		"?unlink,unlinkat:error=EIO", "?unlink,unlinkat:signal=KILL",
		"?mkdir,mkdirat:error=ENOSPC", "?mkdir,mkdirat:signal=KILL",
		"openat:error=EIO", "openat:error=EMFILE", "openat:signal=KILL",
		"pread64:error=EIO", "read:error=EIO", "mmap:error=ENOMEM", "flock:error=EIO",
		"statfs:error=EIO", "fstat:error=EIO", "?newfstatat,?fstatat64:error=EIO", "close:error=EIO",
	}
}

// TestIOErrors makes the n-th system call of a kind that meets our files fail,
// for n = 1, 2, 3 … until a run meets no failure. After each, the archive must
// open, be sound and hold all that was acknowledged.
func TestIOErrors(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("NOT TESTED: system calls that fail, which needs strace")
	}
	if testing.Short() {
		t.Skip("starts many processes")
	}
	old, oldBackup := oldArchive(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range operations() {
		t.Run(o.name, func(t *testing.T) {
			t.Parallel()
			injected := 0
			for _, fault := range faults() {
				for n, met := 1, true; met; n++ {
					dir, backup := filepath.Join(t.TempDir(), "new"), filepath.Join(t.TempDir(), "backup")
					if o.old {
						dir = copyDir(t, old)
					}
					if o.name == "restore" {
						backup = oldBackup
					}
					trace := filepath.Join(t.TempDir(), "trace")
					args := []string{"-f", "-qq", "-o", trace, "-e", fmt.Sprintf("inject=%s:when=%d", fault, n), "-P", dir, "-P", backup}
					for _, name := range []string{fileName, tempName, nameFile, nameFile + ".new", markName, lockName} {
						args = append(args, "-P", filepath.Join(dir, name))
					}
					cmd := exec.Command(strace, append(args, self, o.name, dir, backup)...)
					cmd.Env = append(os.Environ(), roleEnv+"=operation")
					out, _ := cmd.CombinedOutput() // that it fails is the point
					log, err := os.ReadFile(trace)
					if err != nil {
						t.Skipf("NOT TESTED: strace can't trace here: %v %s", err, out)
					}
					met = bytes.Contains(log, []byte("(INJECTED)")) || bytes.Contains(log, []byte("killed by SIGKILL"))
					if met {
						injected++
					} else if !bytes.HasSuffix(out, []byte("done\n")) {
						t.Errorf("%s at %d: no failure, and yet it did not end: %s", fault, n, out)
					}
					if bytes.Contains(out, []byte("panic")) || bytes.Contains(out, []byte("goroutine ")) {
						t.Errorf("%s at %d: %s", fault, n, out)
					}
					o.check(t, dir, backup, string(out))
					if t.Failed() {
						t.Fatalf("%s at %d: %s", fault, n, out)
					}
				}
			}
			t.Logf("%d runs met a failure", injected)
			if injected == 0 {
				t.Error("no call ever failed: the test proves nothing")
			}
		})
	}
}
