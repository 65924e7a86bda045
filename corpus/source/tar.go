package source

import (
	"archive/tar"
	"bufio"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// tar reads the entries of a .tar in their order.
func (w *walk) tar(at place, r io.Reader) error {
	entries := tar.NewReader(r)
	for n := 1; ; n++ {
		h, err := entries.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && h == nil:
			return w.reject(at, fmt.Errorf("第 %d 个条目起没有读取：%w", n, because("归档已损坏", err)))
		case n > w.MaxEntries:
			return w.reject(at, tooMany(w.MaxEntries))
		}
		inside := place{path: at.path, entry: h.Name}
		switch {
		case !local(h.Name):
			err = w.reject(inside, errName)
		case h.Typeflag == tar.TypeDir || hiddenEntry(h.Name):
			err = w.ctx.Err()
		case h.Typeflag != tar.TypeReg:
			err = w.reject(inside, errLink)
		default:
			err = w.content(inside, bufio.NewReaderSize(entries, sniffed))
		}
		if err != nil {
			return err
		}
	}
}

func tooMany(max int) error { return fmt.Errorf("条目超过 %d 个，其后没有读取", max) }

// local tells whether the name of an entry stays within the archive, on any
// system. Nothing is ever written by such a name; a bad one says that the
// archive is not to be trusted.
func local(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	drive := len(name) >= 2 && name[1] == ':'
	return filepath.IsLocal(name) && !drive && strings.IndexByte(name, 0) < 0
}

// hiddenEntry tells entries of which any part of the name is hidden.
func hiddenEntry(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if part != "" && part != "." && hidden(part) {
			return true
		}
	}
	return false
}
