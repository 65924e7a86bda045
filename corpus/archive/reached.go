package archive

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

// markName is a small file that says how far the archive has come. If the
// newer meta page is damaged, bbolt opens the state before the last
// transaction as if nothing had happened; the same goes for an older copy of
// the file that someone puts in place. The mark gives both away. It is written
// after each transaction and never synced: it may lag behind after a power
// cut, and never runs ahead.
const markName = "reached"

// openMark compares the mark with the last number found in the file, and
// keeps the mark open. One that can't be read says nothing.
func openMark(dir string, last uint64) (*os.File, error) {
	path := filepath.Join(dir, markName)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	if reached := readMark(f); reached > last {
		err := structural("the changes %d to %d are gone from %s; where that is known and accepted, remove %s and open again",
			last+1, reached, fileName, path)
		return nil, errors.Join(err, f.Close())
	}
	writeMark(f, last)
	return f, nil
}

func readMark(f *os.File) uint64 {
	b := make([]byte, len(markText(0)))
	if _, err := f.ReadAt(b, 0); err != nil && !errors.Is(err, io.EOF) {
		return 0
	}
	var last uint64
	if _, err := fmt.Sscanf(string(b), "%d", &last); err != nil || string(b) != markText(last) {
		return 0
	}
	return last
}

// writeMark needs no success: without it only a check is lost.
func writeMark(f *os.File, last uint64) {
	_, _ = f.WriteAt([]byte(markText(last)), 0)
}

// markText is of the same length for every number.
func markText(last uint64) string {
	number := fmt.Sprintf("%020d", last)
	return fmt.Sprintf("%s %08x\n", number, crc32.Checksum([]byte(number), castagnoli))
}
