package source

import (
	"archive/zip"
	"bufio"
	"errors"
	"io"
	"strings"

	"zonesearch/corpus/charset"
)

// zip reads the entries of a .zip in their order.
func (w *walk) zip(at place, f io.ReaderAt, size int64, in *count) error {
	// What was read to tell the kind counts again below.
	w.read.Add(-in.n)
	r, err := zip.NewReader(f, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return w.reject(at, because("压缩包已损坏", err))
	}
	if len(r.File) == 0 {
		return w.reject(at, errEmpty)
	}
	total := int64(0)
	for n, entry := range r.File {
		if n >= w.MaxEntries {
			return w.reject(at, tooMany(w.MaxEntries))
		}
		out, err := w.zipEntry(place{path: at.path, entry: entryName(entry)}, entry)
		if err != nil {
			return err
		}
		// Entries may lie on top of each other, so that each is harmless and
		// all together are not.
		if total += out; total > ratioFrom && total/w.MaxRatio > size {
			return w.reject(at, errRatio)
		}
		w.passed(int64(entry.CompressedSize64))
	}
	return nil
}

// passed counts what was read by other ways than count.
func (w *walk) passed(n int64) {
	all := w.read.Add(n)
	if w.Progress != nil {
		w.Progress(all)
	}
}

// zipEntry reads one entry, and tells how many bytes came out of it.
func (w *walk) zipEntry(at place, entry *zip.File) (int64, error) {
	switch {
	case !local(at.entry):
		return 0, w.reject(at, errName)
	case strings.HasSuffix(at.entry, "/") || hiddenEntry(at.entry):
		return 0, w.ctx.Err()
	case !entry.Mode().IsRegular():
		return 0, w.reject(at, errLink)
	case entry.Flags&1 != 0:
		return 0, w.reject(at, errors.New("有密码，没有读取"))
	}
	r, err := entry.Open()
	if err != nil {
		return 0, w.reject(at, because("无法解压", err))
	}
	defer func() { _ = r.Close() }() // it was only read
	packed := int64(entry.CompressedSize64)
	in := &bounded{r: r, packed: func() int64 { return packed }, max: w.MaxStream, ratio: w.MaxRatio}
	err = w.content(at, bufio.NewReaderSize(in, sniffed))
	return in.out, err
}

// entryName decodes the name of an entry: Chinese Windows writes GBK.
func entryName(entry *zip.File) string {
	if !entry.NonUTF8 {
		return entry.Name
	}
	if name, _, err := charset.Decode([]byte(entry.Name), charset.Hint{}); err == nil {
		return name
	}
	return entry.Name
}
