package source

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// path walks what a person named.
func (w *walk) path(name string) error {
	at := place{path: name}
	if name == "-" {
		return w.stdin(at)
	}
	info, err := os.Stat(name)
	if err != nil {
		return w.reject(at, because("无法打开", err))
	}
	if info.IsDir() {
		return w.folder(name)
	}
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	return w.opened(at, f, err)
}

// folder walks a folder. os.Root makes sure that nothing outside of it is
// reached, through whatever links.
func (w *walk) folder(dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return w.reject(place{path: dir}, because("无法打开", err))
	}
	defer func() { _ = root.Close() }() // it was only read
	return w.within(root, dir, ".")
}

// within walks one folder below the root. It does not use fs.WalkDir, which
// knows no names but UTF-8: those of old Windows archives are GBK.
func (w *walk) within(root *os.Root, dir, name string) error {
	at := place{path: filepath.Join(dir, name)}
	entries, err := readDir(root, name)
	if err != nil {
		return w.reject(at, because("无法读取", err))
	}
	for _, d := range entries {
		if hidden(d.Name()) {
			continue
		}
		name := filepath.Join(name, d.Name())
		at := place{path: filepath.Join(dir, name)}
		switch {
		case d.IsDir():
			err = w.within(root, dir, name)
		case d.Type()&fs.ModeSymlink != 0:
			err = w.link(root, name, at)
		case !d.Type().IsRegular():
			err = w.reject(at, errIrregular)
		default:
			var f *os.File
			f, err = root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
			err = w.opened(at, f, err)
		}
		if err != nil {
			return err
		}
	}
	return w.ctx.Err()
}

// readDir gives what is in a folder, in the order of names.
func readDir(root *os.Root, name string) ([]fs.DirEntry, error) {
	d, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	entries, err := d.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, errors.Join(err, d.Close())
}

// link reads a file through a link that stays within the folder. One that
// leads to a folder is passed over: what is in there comes by itself, and
// links can go round in circles.
func (w *walk) link(root *os.Root, name string, at place) error {
	info, err := root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return w.reject(at, errors.New("链接所指的文件不存在"))
	case err != nil:
		return w.reject(at, errOutside)
	case info.IsDir():
		return nil
	case !info.Mode().IsRegular():
		return w.reject(at, errIrregular)
	}
	f, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	return w.opened(at, f, err)
}

// opened reads a file that was opened without waiting, for a pipe may have
// taken its place since it was looked at.
func (w *walk) opened(at place, f *os.File, err error) error {
	if err != nil {
		return w.reject(at, because("无法打开", err))
	}
	defer func() { _ = f.Close() }() // it was only read
	info, err := f.Stat()
	if err != nil {
		return w.reject(at, because("无法读取", err))
	}
	if !info.Mode().IsRegular() {
		return w.reject(at, errIrregular)
	}
	return w.file(at, f, info.Size())
}

// hidden tells names that no one means: those with a dot in front, and what
// macOS adds to archives.
func hidden(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") || base == "__MACOSX"
}

// Size adds up the files under the paths, as far as they can be seen: what
// Progress will come to. Standard input counts nothing.
func Size(paths []string) int64 {
	var sum int64
	for _, name := range paths {
		if name == "-" {
			continue
		}
		// What can't be seen is told by Walk; here it only counts nothing.
		_ = filepath.WalkDir(name, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if p != name && hidden(filepath.ToSlash(p)) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() {
				sum += info.Size()
			}
			return nil
		})
	}
	return sum
}
