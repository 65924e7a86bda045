package source

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"zonesearch/corpus"
)

// Item is one thing that was found: an article or a rejection.
type Item struct {
	// Path is the file as it was named or found, "-" for standard input.
	Path string
	// Entry is the name within an archive, "" outside of one.
	Entry string
	// Spot is where in the file or entry the article stands.
	Spot Spot
	// Article is the article, not yet cleaned; nil where Err is set.
	Article *corpus.Article
	// Err is why there is no article, in Chinese.
	Err error
	// UnknownFields are names of fields that were passed over and that no item
	// before this one had.
	UnknownFields []string
}

// Spot is a place in a file that holds many articles: a line or an element of
// an array. The zero value is the whole file.
type Spot struct {
	number int // from 1
	unit   string
}

func line(number int) Spot    { return Spot{number, "行"} }
func element(number int) Spot { return Spot{number, "项"} }

// At says where something is wrong.
func (s Spot) At(err error) error {
	if s.number == 0 {
		return err
	}
	return fmt.Errorf("第 %d %s：%w", s.number, s.unit, err)
}

// Pages reads a saved page: page text or HTML, in any encoding. It gives up
// where the context ends.
type Pages interface {
	ReadPage(ctx context.Context, b []byte) (*corpus.Article, error)
}

// Options of a Walk. Limits that are zero take the value that is named.
type Options struct {
	// Pages reads pages; without it they are rejected.
	Pages Pages
	// Stdin is what "-" names, nil means os.Stdin.
	Stdin io.Reader
	// Progress, if not nil, hears how many bytes of all files were read so
	// far, in the unit of Size. It may be called by another goroutine than
	// Walk's.
	Progress func(bytes int64)

	MaxPage    int64 // bytes of one page; 8 MiB
	MaxRecord  int   // bytes of one line, JSON object or CSV row; 16 MiB
	MaxStream  int64 // bytes that one file or entry may unpack to; 64 GiB
	MaxEntries int   // entries of one archive; 100,000
	MaxRatio   int64 // unpacked to packed bytes, past the first MiB; 200
}

func (o Options) withDefaults() Options {
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	if o.MaxPage == 0 {
		o.MaxPage = 8 << 20
	}
	if o.MaxRecord == 0 {
		o.MaxRecord = 16 << 20
	}
	if o.MaxStream == 0 {
		o.MaxStream = 64 << 30
	}
	if o.MaxEntries == 0 {
		o.MaxEntries = 100_000
	}
	if o.MaxRatio == 0 {
		o.MaxRatio = 200
	}
	return o
}

// Walk hands everything under the paths to yield: files as they are, folders
// in the order of names, "-" as standard input. Its error is yield's or the
// context's; whatever can't be read is an Item of its own.
func Walk(ctx context.Context, paths []string, opts Options, yield func(Item) error) error {
	w := &walk{ctx: ctx, Options: opts.withDefaults(), yield: yield, unknown: map[string]bool{}}
	for _, path := range paths {
		if err := w.path(path); err != nil {
			return err
		}
	}
	return nil
}

// walk is one Walk in progress.
type walk struct {
	Options
	ctx     context.Context
	yield   func(Item) error
	unknown map[string]bool // fields that were named already
	read    atomic.Int64
}

// place is where the walk is: a file, or an entry of an archive.
type place struct {
	path, entry string
}

// article hands an article on.
func (w *walk) article(at place, spot Spot, a *corpus.Article, unknown []string) error {
	item := Item{Path: at.path, Entry: at.entry, Spot: spot, Article: a}
	for _, name := range unknown {
		if !w.unknown[name] && len(w.unknown) < maxUnknown {
			w.unknown[name] = true
			item.UnknownFields = append(item.UnknownFields, name)
		}
	}
	return w.hand(item)
}

// maxUnknown bounds how many unknown fields are named: a file whose names are
// data must not fill the memory.
const maxUnknown = 1000

// reject hands on why something was left out.
func (w *walk) reject(at place, reason error) error {
	return w.hand(Item{Path: at.path, Entry: at.entry, Err: reason})
}

func (w *walk) hand(item Item) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	return w.yield(item)
}

// count passes bytes of a file through and counts them.
type count struct {
	r io.Reader
	w *walk
	n int64
}

func (c *count) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	all := c.w.read.Add(int64(n))
	if c.w.Progress != nil && n > 0 {
		c.w.Progress(all)
	}
	return n, err
}
