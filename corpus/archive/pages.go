package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"zonesearch/corpus/boltfile"
)

// nesting of the archive's tables, which hold records only.
const nesting = 1

// structural is damage of no single record.
func structural(format string, args ...any) error {
	return &DamageError{Reason: fmt.Sprintf(format, args...)}
}

// asDamage makes a fault of the file's structure damage of the archive.
func asDamage(err error) error {
	if fault := (*boltfile.FaultError)(nil); errors.As(err, &fault) {
		return structural("%s", fault.Reason)
	}
	return err
}

func readMetas(file io.ReaderAt) []boltfile.Meta { return boltfile.ReadMetas(file, pageSize) }

// checkFile walks a file that nobody has open, and returns a *DamageError
// where bbolt could not safely work on it. A file that isn't there, or has
// nothing in it yet, is sound. Records are not looked into: each is checked
// when it is read.
func checkFile(path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	if info.Size() == 0 {
		return nil
	}
	metas := readMetas(file)
	if len(metas) == 0 {
		return structural("the file has no valid meta page")
	}
	w := boltfile.Walker{File: file, Meta: metas[0], Nesting: nesting}
	return asDamage(w.All())
}
