package source

import (
	"bufio"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/ulikunitz/xz"
)

// packed reads a .gz or .xz file: a .tar within it, or one content.
func (w *walk) packed(at place, kind form, r io.Reader, in *count) error {
	var unpacked io.Reader
	var err error
	if kind == formGzip {
		unpacked, err = gzip.NewReader(r)
	} else {
		unpacked, err = xz.NewReader(r)
	}
	if err != nil {
		return w.reject(at, because("无法解压", err))
	}
	a := readAhead(&bounded{r: unpacked, packed: func() int64 { return in.n }, max: w.MaxStream, ratio: w.MaxRatio})
	defer a.stop()
	content := bufio.NewReaderSize(a, sniffed)
	// An error shows itself again when the content is read.
	if head, _ := content.Peek(sniffed); sniff(head) == formTar {
		return w.tar(at, content)
	}
	return w.content(at, content)
}

// bounded stops an unpacking that comes to too much: more than max bytes, or
// more than ratio times what was read for it. An unpacker that panics over what
// it is given fails, as one odd file must not end the import of all others.
type bounded struct {
	r          io.Reader
	packed     func() int64 // bytes read so far
	max, ratio int64
	out        int64
	failed     error // from a panic: there is no reading on
}

// ratioFrom is how much may come out of anything at all.
const ratioFrom = 1 << 20

func (b *bounded) Read(p []byte) (n int, err error) {
	if b.failed != nil {
		return 0, b.failed
	}
	defer func() {
		if r := recover(); r != nil {
			b.failed = fmt.Errorf("%w：%v", errUnpacker, r)
			n, err = 0, b.failed
		}
	}()
	n, err = b.r.Read(p)
	b.out += int64(n)
	switch {
	case b.out > b.max:
		return 0, errStream
	case b.out > ratioFrom && b.out/b.ratio > b.packed():
		return 0, errRatio
	}
	return n, err
}

// ahead unpacks in a goroutine of its own while the caller works on what came
// before: unpacking xz takes longer than reading the JSON in it.
type ahead struct {
	full chan block
	free chan []byte
	quit chan struct{}
	done chan struct{}
	now  block
	rest []byte // of now that was not read yet
}

type block struct {
	b   []byte
	err error
}

const (
	aheadBlocks = 4
	aheadBytes  = 256 << 10
)

func readAhead(r io.Reader) *ahead {
	a := &ahead{
		full: make(chan block, aheadBlocks),
		free: make(chan []byte, aheadBlocks),
		quit: make(chan struct{}),
		done: make(chan struct{}),
	}
	for range aheadBlocks {
		a.free <- make([]byte, aheadBytes)
	}
	go a.run(r)
	return a
}

func (a *ahead) run(r io.Reader) {
	defer close(a.done)
	for {
		var b []byte
		select {
		case b = <-a.free:
		case <-a.quit:
			return
		}
		n, err := fill(r, b)
		select {
		case a.full <- block{b[:n], err}:
		case <-a.quit:
			return
		}
		if err != nil {
			return
		}
	}
}

// fill reads until b is full or there is an error, which it passes on as it
// is: unlike io.ReadFull it keeps a clean end apart from a cut one.
func fill(r io.Reader, b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var m int
		m, err = r.Read(b[n:])
		n += m
	}
	return n, err
}

func (a *ahead) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.now.b != nil {
			a.free <- a.now.b[:cap(a.now.b)]
		}
		a.now = <-a.full
		a.rest = a.now.b
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// stop ends the goroutine and waits for it: it reads from a file that is about
// to be closed.
func (a *ahead) stop() {
	close(a.quit)
	<-a.done
}
