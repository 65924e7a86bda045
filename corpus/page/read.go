package page

import (
	"context"
	"errors"
	"fmt"
	"html"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"zonesearch/corpus"
	"zonesearch/corpus/charset"
)

// Bounds of one page.
const (
	// MaxBytes is the largest page that is read: a hundred times a long article.
	MaxBytes = 8 << 20
	// maxTime is how long reading a page may take. Ordinary pages take a
	// millisecond.
	maxTime = 5 * time.Second
)

// Errors of Read. Their texts are for people.
var (
	ErrEmpty    = errors.New("文件是空的，没有可导入的文字")
	ErrTooLarge = fmt.Errorf("页面超过 %d MiB，不像一篇文章；请拆成单篇后再导入", MaxBytes>>20)
	ErrTooLong  = fmt.Errorf("页面超过 %d 行，不像一篇文章；请拆成单篇后再导入", maxLines)
	ErrTooDense = errors.New("页面的标签太多，结构异常，已放弃")
	ErrTooSlow  = fmt.Errorf("页面结构异常，%d 秒内没有读完，已放弃", int(maxTime.Seconds()))
	ErrFailed   = errors.New("读取页面时程序出错，已放弃这一页")
	ErrNoText   = errors.New("页面里没有正文，只有导航、脚本或页脚")
	ErrNotFound = errors.New("这是网站的出错页面（例如 404），不是文章")
)

// Read makes an article of one saved page, given as its bytes. Fields that the
// page does not state are empty; ID and Province are never set. The error says
// in Chinese why the page holds no article.
func Read(ctx context.Context, b []byte, hint charset.Hint) (*corpus.Article, error) {
	if len(b) > MaxBytes {
		return nil, ErrTooLarge
	}
	text, _, err := charset.Decode(b, hint)
	if err != nil {
		return nil, err
	}
	return Parse(ctx, text)
}

// Parse is Read for text already decoded.
func Parse(ctx context.Context, text string) (*corpus.Article, error) {
	if len(text) > 2*MaxBytes { // GBK grows by half when decoded
		return nil, ErrTooLarge
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	if strings.TrimSpace(strings.Map(plain, text)) == "" {
		return nil, ErrEmpty
	}
	limited, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	// Reading looks at the clock now and then; what it does in between is
	// bounded, but the caller need not wait for it.
	type result struct {
		article *corpus.Article
		err     error
	}
	done := make(chan result, 1)
	go func() {
		a, err := guarded(limited, text)
		done <- result{a, err}
	}()
	var got result
	select {
	case got = <-done:
	case <-limited.Done():
		got.err = limited.Err()
	}
	if errors.Is(got.err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil, ErrTooSlow
	}
	return got.article, got.err
}

// guarded is parse, with a panic as an error: one odd page must not end the
// import of all others.
func guarded(ctx context.Context, text string) (a *corpus.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			a, err = nil, fmt.Errorf("%w：%v", ErrFailed, r)
		}
	}()
	return parse(ctx, text)
}

func parse(ctx context.Context, text string) (*corpus.Article, error) {
	if !IsHTML(text) {
		r, err := readText(ctx, text)
		if err != nil {
			return nil, err
		}
		return r.article()
	}
	root, err := grow(ctx, text)
	if err != nil {
		return nil, err
	}
	head := readHead(root)
	for _, lenient := range []bool{false, true} {
		r := &reading{html: true, head: head, lines: layOut(root, lenient)}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(r.lines) > maxLines {
			return nil, ErrTooLong
		}
		r.readHTML(root)
		if len(r.body) > 0 || lenient {
			return r.article()
		}
	}
	return nil, ErrNoText
}

var (
	documentTag = regexp.MustCompile(`(?i)<(?:!doctype\s+html|html|head|body)[\s>]`)
	anyTag      = regexp.MustCompile(`(?i)</?(?:div|p|table|tr|td|br|span|meta|title|h[1-6]|ul|li|a|article|section|font|center)(?:\s[^<>]*)?/?>`)
)

// sniffWithin is how much of a page is looked at to tell HTML from text.
const sniffWithin = 64 << 10

// IsHTML reports whether a text is HTML rather than plain text that may print
// some markup.
func IsHTML(text string) bool {
	if len(text) > sniffWithin {
		text = text[:sniffWithin]
	}
	if documentTag.MatchString(text) {
		return true
	}
	return len(anyTag.FindAllString(text, 4)) >= 4
}

var strayEntity = regexp.MustCompile(`&(?:nbsp|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|ensp|emsp|#\d{2,6}|#x[0-9a-fA-F]{2,5});`)

// decodeStray decodes the entities that text keeps from an HTML page that was
// escaped twice, or carelessly made text.
func decodeStray(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	return strayEntity.ReplaceAllStringFunc(s, html.UnescapeString)
}

// article puts together what was read, if it is an article.
func (r *reading) article() (*corpus.Article, error) {
	a := &corpus.Article{
		URL:       r.url(),
		Title:     r.title,
		Body:      strings.Join(r.body, "\n"),
		Date:      r.day(),
		Source:    r.source(),
		Zone:      r.zone(),
		City:      r.trail.city,
		Channel:   r.trail.channel,
		PrevTitle: r.beside.prev,
		NextTitle: r.beside.next,
	}
	size := utf8.RuneCountInString(a.Body)
	if size < 200 && (errorPage.MatchString(folded(a.Title)) || a.Title == "" && errorPage.MatchString(folded(a.Body))) {
		return nil, ErrNotFound
	}
	if size == 0 && (a.Title == "" || a.Date == "") {
		return nil, ErrNoText
	}
	return a, nil
}
