package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"zonesearch/corpus/charset"
)

// file reads a regular file, whatever it is.
func (w *walk) file(at place, f *os.File, size int64) error {
	counted := &count{r: f, w: w}
	r := bufio.NewReaderSize(counted, sniffed)
	head, err := r.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return w.reject(at, because("无法读取", err))
	}
	switch kind := sniff(head); kind {
	case formZip:
		return w.zip(at, f, size, counted)
	case formTar:
		return w.tar(at, r)
	case formGzip, formXZ:
		return w.packed(at, kind, r, counted)
	}
	return w.content(at, r)
}

// stdin reads standard input: JSONL or a JSON array, packed or not. It is
// never taken for a page.
func (w *walk) stdin(at place) error {
	counted := &count{r: w.Stdin, w: w}
	r := bufio.NewReaderSize(counted, sniffed)
	// A pipe may deliver little at first: what there is must do.
	head, err := r.Peek(1)
	if err != nil && !errors.Is(err, io.EOF) {
		return w.reject(at, because("无法读取", err))
	}
	if len(head) == 1 && bytes.IndexByte([]byte("{ \t\r\n"), head[0]) < 0 {
		if head, err = r.Peek(sniffed); err != nil && !errors.Is(err, io.EOF) {
			return w.reject(at, because("无法读取", err))
		}
	}
	switch kind := sniff(head); kind {
	case formGzip, formXZ:
		return w.packed(at, kind, r, counted)
	case formArray, formCSV, formWide:
		return w.content(at, r)
	}
	return w.lines(at, r)
}

// content reads what is not an archive, or not any more.
func (w *walk) content(at place, r *bufio.Reader) error {
	head, err := r.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return w.reject(at, because("无法读取", err))
	}
	switch sniff(head) {
	case formZip, formTar, formGzip, formXZ:
		return w.reject(at, errNested)
	case formOther:
		return w.reject(at, errors.New("这种压缩格式不能读取，请改用 zip、tar、gz 或 xz"))
	case formWide:
		return w.decoded(at, r)
	case formLines:
		return w.lines(at, r)
	case formObject:
		return w.object(at, r)
	case formArray:
		return w.array(at, r)
	case formCSV:
		return w.table(at, r)
	}
	return w.page(at, r)
}

// object reads one JSON object that stands over several lines.
func (w *walk) object(at place, r *bufio.Reader) error {
	b, err := readAll(r, int64(w.MaxRecord))
	if err != nil {
		return w.reject(at, because("无法读取", err))
	}
	a, unknown, err := parseObject(withoutMark(b))
	if err != nil {
		return w.reject(at, err)
	}
	return w.article(at, Spot{}, a, unknown)
}

// page hands a page, whole, to the reader of pages.
func (w *walk) page(at place, r *bufio.Reader) error {
	b, err := readAll(r, w.MaxPage)
	switch {
	case errors.Is(err, errRecord):
		return w.reject(at, fmt.Errorf("页面超过 %d MiB", w.MaxPage>>20))
	case err != nil:
		return w.reject(at, because("无法读取", err))
	case len(bytes.TrimSpace(withoutMark(b))) == 0:
		return w.reject(at, errEmpty)
	case bytes.IndexByte(b, 0) >= 0:
		return w.reject(at, errBinary)
	case w.Pages == nil:
		return w.reject(at, errNoPages)
	}
	a, err := w.Pages.ReadPage(w.ctx, b)
	if err != nil {
		return w.reject(at, err)
	}
	return w.article(at, Spot{}, a, nil)
}

// maxDecoded bounds a file that is decoded whole, because it is no UTF-8.
const maxDecoded = 256 << 20

// decoded reads a file that must be decoded before it can be told what it is.
func (w *walk) decoded(at place, r *bufio.Reader) error {
	b, err := readAll(r, maxDecoded)
	if errors.Is(err, errRecord) {
		return w.reject(at, fmt.Errorf("文件不是 UTF-8，且超过 %d MiB，请先转换编码", maxDecoded>>20))
	}
	if err != nil {
		return w.reject(at, because("无法读取", err))
	}
	s, _, err := charset.Decode(b, charset.Hint{})
	if err != nil {
		return w.reject(at, err)
	}
	return w.content(at, bufio.NewReaderSize(strings.NewReader(s), sniffed))
}

// readAll reads up to max bytes; more is errRecord.
func readAll(r io.Reader, max int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, max+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > max {
		return nil, errRecord
	}
	return b, nil
}
