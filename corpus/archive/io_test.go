package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zonesearch/corpus"
)

// playOnce opens, puts three articles and closes, and says what it was told.
func playOnce(dir string) error {
	a, err := Open(dir, Options{Reserve: -1})
	if err != nil {
		return err
	}
	for n := range 3 {
		_, err := a.Put(context.Background(), []*corpus.Article{article(n)})
		switch {
		case err == nil:
			fmt.Println("put", n)
		case !errors.Is(err, ErrStopped) && !errors.Is(err, ErrNoSpace):
			return err
		}
		if _, err := a.Get(article(0).ID); err != nil && !errors.Is(err, ErrNotFound) {
			return fmt.Errorf("reading after a failed write: %w", err)
		}
	}
	fmt.Println("done")
	return a.Close()
}

// TestIOErrors makes the n-th system call of a kind fail, for n = 1, 2, 3 …
// until a run meets no failure, on a new archive and on one that is there.
// After each, the archive must open, be sound and hold all that was
// acknowledged. By default some n are left out.
func TestIOErrors(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("needs strace, which makes system calls fail")
	}
	r := dice(t)
	skip := 8
	if os.Getenv("ZONESEARCH_ROUNDS") != "" {
		skip = 1
	}
	existing := t.TempDir()
	a := mustOpen(t, existing, Options{})
	mustPut(t, a, article(7), article(8))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	injected := 0
	run := func(fault string, n int, dir string, m model) bool {
		trace := filepath.Join(t.TempDir(), "trace")
		call, _, _ := strings.Cut(fault, ":")
		cmd := exec.Command(strace, "-f", "-qq", "-o", trace, "-e", "trace="+call,
			"-e", fmt.Sprintf("inject=%s:when=%d", fault, n), self, dir)
		cmd.Env = append(os.Environ(), roleEnv+"=once")
		out, _ := cmd.Output() // that it fails is the point
		log, err := os.ReadFile(trace)
		if err != nil {
			t.Skipf("strace can't trace here: %v", err)
		}
		if bytes.Contains(out, []byte("panic")) {
			t.Errorf("%s at %d: %s", fault, n, out)
		}
		b := mustOpen(t, dir, Options{})
		for k := range 3 {
			art := article(k)
			_, err := b.Get(art.ID)
			if err == nil || bytes.Contains(out, fmt.Appendf(nil, "put %d\n", k)) {
				m[art.ID] = art // what was not acknowledged may be there or not
			}
		}
		if err := m.compare(b, nil, nil); err != nil {
			t.Errorf("%s at %d: %v", fault, n, err)
		}
		mustVerify(t, b)
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		met := bytes.Contains(log, []byte("(INJECTED)"))
		if met {
			injected++
		}
		if !met && !bytes.HasSuffix(out, []byte("done\n")) {
			t.Errorf("%s at %d: no failure, and yet it did not end: %s", fault, n, out)
		}
		return met
	}
	for _, fault := range []string{
		"pwrite64:error=EIO", "pwrite64:error=ENOSPC", "write:error=ENOSPC", "fdatasync:error=EIO",
		"fsync:error=EIO", "ftruncate:error=ENOSPC", "ftruncate:error=EIO", "rename,renameat:error=EIO",
	} {
		for n, met := 1, true; met; n += 1 + r.IntN(skip) {
			met = run(fault, n, copyDir(t, existing), model{"a7": article(7), "a8": article(8)})
		}
		for n, met := 1, true; met; n += 1 + r.IntN(skip) {
			met = run(fault, n, filepath.Join(t.TempDir(), "new"), model{})
		}
	}
	t.Logf("%d runs met a failure", injected)
	if injected == 0 {
		t.Error("no call ever failed: the test proves nothing")
	}
}
