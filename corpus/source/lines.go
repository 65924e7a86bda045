package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"zonesearch/corpus/charset"
)

var errRecord = errors.New("一条记录过长，没有读取")

// lineReader reads lines of bounded length.
type lineReader struct {
	r      *bufio.Reader
	max    int
	number int // of the line read last, from 1
	long   []byte
}

// next gives the next line, without its end, valid until the next call.
// tooLong is set where it is longer than allowed; it has then been skipped.
func (l *lineReader) next() (line []byte, tooLong bool, err error) {
	l.number++
	l.long = l.long[:0]
	for {
		part, err := l.r.ReadSlice('\n')
		whole := err == nil
		switch {
		case whole && len(l.long) == 0 && !tooLong && len(part) <= l.max+1:
			return part[:len(part)-1], false, nil
		case len(l.long)+len(part) > l.max+1:
			tooLong = true
			l.long = l.long[:0]
		case !tooLong:
			l.long = append(l.long, part...)
		}
		switch {
		case whole:
			return bytes.TrimSuffix(l.long, []byte("\n")), tooLong, nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && (len(l.long) > 0 || tooLong):
			return l.long, tooLong, nil
		default:
			return nil, tooLong, err
		}
	}
}

// lines reads one JSON object a line. A line that is none is rejected by
// itself.
func (w *walk) lines(at place, r *bufio.Reader) error {
	in := lineReader{r: r, max: w.MaxRecord}
	found := false
	for {
		text, tooLong, err := in.next()
		if in.number == 1 {
			text = withoutMark(text)
		}
		switch {
		case errors.Is(err, io.EOF):
			if !found {
				return w.reject(at, errEmpty)
			}
			return nil
		case err != nil:
			return w.reject(at, line(in.number).At(because("之后无法读取", err)))
		case tooLong:
			err = w.reject(at, line(in.number).At(errRecord))
		case len(bytes.TrimSpace(text)) == 0:
			continue
		default:
			err = w.line(at, in.number, text)
		}
		found = true
		if err != nil {
			return err
		}
	}
}

// line reads one line. Lines in another encoding than UTF-8 occur one by one,
// where files of many hands were joined.
func (w *walk) line(at place, number int, text []byte) error {
	if !utf8.Valid(text) {
		decoded, _, err := charset.Decode(text, charset.Hint{})
		if err != nil {
			return w.reject(at, line(number).At(errNotUTF8))
		}
		text = []byte(decoded)
	}
	a, unknown, err := parseObject(text)
	if err != nil {
		return w.reject(at, line(number).At(err))
	}
	return w.article(at, line(number), a, unknown)
}
