package archive

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestShortWrites does each operation on a disk with room for n pages, for
// n = 0, 1, 2 … until there is enough. So each write in turn is cut short, or
// not done at all.
func TestShortWrites(t *testing.T) {
	old, oldBackup := oldArchive(t)
	for _, o := range operations() {
		t.Run(o.name, func(t *testing.T) {
			disk := t.TempDir()
			if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=8m"); err != nil {
				t.Skipf("NOT TESTED: writes that are cut short, which needs to mount a small disk: %v", err)
			}
			t.Cleanup(func() {
				if err := unix.Unmount(disk, 0); err != nil {
					t.Error(err)
				}
			})
			refused := 0
			for pages, enough := int64(0), 0; enough < 3; pages++ {
				dir, backup := filepath.Join(disk, "data"), filepath.Join(disk, "backup")
				if o.old {
					copyWithHoles(t, old, dir)
				}
				if o.name == "restore" {
					backup = oldBackup
				}
				ballast := filepath.Join(disk, "ballast")
				leave(t, ballast, pages)
				var said strings.Builder
				err := o.do(dir, backup, func(s string) { said.WriteString(s + "\n") })
				if err := os.Remove(ballast); err != nil {
					t.Fatal(err)
				}
				enough++
				if err != nil || o.name != "backup" && o.name != "restore" && o.name != "delete" && strings.Count(said.String(), "put") < 3 {
					refused, enough = refused+1, 0
				}
				o.check(t, dir, backup, said.String())
				if t.Failed() {
					t.Fatalf("with %d pages left: %v", pages, err)
				}
				if err := errors.Join(os.RemoveAll(dir), os.RemoveAll(filepath.Join(disk, "backup"))); err != nil {
					t.Fatal(err)
				}
			}
			t.Logf("%d times there was not enough room", refused)
			if refused == 0 {
				t.Error("there was always room: the test proves nothing")
			}
		})
	}
}

// copyWithHoles copies the files of an archive, and leaves out what holds zeros
// only: what is written there needs room.
func copyWithHoles(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Mkdir(to, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{fileName, nameFile, markName} {
		b, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := os.Create(filepath.Join(to, name))
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(b) && err == nil; at += 4096 {
			if page := b[at:min(at+4096, len(b))]; len(bytes.Trim(page, "\x00")) > 0 {
				_, err = f.WriteAt(page, int64(at))
			}
		}
		if err := errors.Join(err, f.Truncate(int64(len(b))), f.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

// leave fills a disk but for some pages of 4 KiB.
func leave(t *testing.T, ballast string, pages int64) {
	t.Helper()
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	size, page := int64(0), make([]byte, 4096)
	for err == nil {
		var n int
		n, err = f.Write(page)
		size += int64(n)
	}
	if !errors.Is(err, unix.ENOSPC) {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(size-4096*pages), f.Close()); err != nil {
		t.Fatal(err)
	}
}
