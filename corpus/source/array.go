package source

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// budget lets a bounded number of bytes through until it is renewed. It keeps
// a decoder, which holds one record in memory, from holding a whole file.
type budget struct {
	r    io.Reader
	max  int
	left int
}

func (b *budget) renew() { b.left = b.max }

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errRecord
	}
	if len(p) > b.left {
		p = p[:b.left]
	}
	n, err := b.r.Read(p)
	b.left -= n
	return n, err
}

// array reads a JSON array of articles, one element at a time. An element that
// is no article is rejected by itself; where the JSON breaks, nobody can tell
// where the next element begins, so what follows is rejected as one.
func (w *walk) array(at place, r *bufio.Reader) error {
	if head, err := r.Peek(len(utf8Mark)); err == nil && string(head) == utf8Mark {
		_, _ = r.Discard(len(utf8Mark)) // they are in the buffer
	}
	in := &budget{r: r, max: w.MaxRecord}
	in.renew()
	dec := json.NewDecoder(in)
	if _, err := dec.Token(); err != nil {
		return w.reject(at, brokenArray(1, err))
	}
	for n := 1; ; n++ {
		in.renew()
		if !dec.More() {
			return w.endArray(at, dec, n)
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return w.reject(at, brokenArray(n, err))
		}
		a, unknown, err := parseObject(raw)
		if err != nil {
			err = w.reject(at, element(n).At(err))
		} else {
			err = w.article(at, element(n), a, unknown)
		}
		if err != nil {
			return err
		}
	}
}

// endArray makes sure that the array was closed and nothing follows.
func (w *walk) endArray(at place, dec *json.Decoder, n int) error {
	if _, err := dec.Token(); err != nil {
		return w.reject(at, brokenArray(n, err))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return w.reject(at, errors.New("数组结束之后还有内容，没有读取"))
	}
	if n == 1 {
		return w.reject(at, errors.New("数组是空的"))
	}
	return nil
}

func brokenArray(n int, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.EOF) {
		return fmt.Errorf("第 %d 项起不是有效的 JSON，其后没有读取", n)
	}
	return fmt.Errorf("第 %d 项起没有读取：%w", n, because("无法读取", err))
}
