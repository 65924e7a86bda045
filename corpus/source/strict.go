package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"zonesearch/corpus"
)

// LineError says what is wrong with one line of a body.
type LineError struct {
	Line   int    `json:"line"`   // from 1
	Detail string `json:"detail"` // in Chinese
}

// maxLineErrors is how many lines are complained about.
const maxLineErrors = 100

// maxStrictLine bounds a line of a body.
const maxStrictLine = 16 << 20

// DecodeStrict reads a body whole: one JSON object, over any number of lines,
// or one object a line; blank lines are passed over. Unknown fields, wrong
// types and anything that is not JSON are errors of their line, of which the
// first hundred are given. The articles are complete only where there are
// none.
//
// err is the reader's, such as one that says that the body is too large.
func DecodeStrict(r io.Reader) (articles []*corpus.Article, lines []LineError, err error) {
	in := bufio.NewReaderSize(r, sniffed)
	head, err := in.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	if sniff(head) == formObject {
		b, err := io.ReadAll(in)
		if err != nil {
			return nil, nil, err
		}
		a, reason := strictObject(withoutMark(b))
		if reason != nil {
			return nil, []LineError{{Line: 1, Detail: reason.Error()}}, nil
		}
		return []*corpus.Article{a}, nil, nil
	}
	rows := lineReader{r: in, max: maxStrictLine}
	for len(lines) < maxLineErrors {
		line, tooLong, err := rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		if rows.number == 1 {
			line = withoutMark(line)
		}
		a, reason := (*corpus.Article)(nil), errRecord
		if !tooLong {
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			a, reason = strictObject(line)
		}
		if reason != nil {
			lines = append(lines, LineError{Line: rows.number, Detail: reason.Error()})
			continue
		}
		articles = append(articles, a)
	}
	return articles, lines, nil
}

func strictObject(b []byte) (*corpus.Article, error) {
	a, unknown, err := parseObject(b)
	if err != nil {
		return nil, err
	}
	if len(unknown) > 0 {
		return nil, fmt.Errorf("未知字段：%s", strings.Join(unknown, "、"))
	}
	return a, nil
}
