package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"zonesearch/corpus"
)

// Fields that are not plain text: an id may be a number, and when an article
// was added is the archive's to say.
const (
	fieldID    = "id"
	fieldAdded = "added"
)

// fieldOf gives the field of a name, nil for a name that is not a plain field
// of an article.
func fieldOf(name string) func(*corpus.Article) *string {
	switch name {
	case "url":
		return func(a *corpus.Article) *string { return &a.URL }
	case "title":
		return func(a *corpus.Article) *string { return &a.Title }
	case "body":
		return func(a *corpus.Article) *string { return &a.Body }
	case "date":
		return func(a *corpus.Article) *string { return &a.Date }
	case "source":
		return func(a *corpus.Article) *string { return &a.Source }
	case "zone":
		return func(a *corpus.Article) *string { return &a.Zone }
	case "city":
		return func(a *corpus.Article) *string { return &a.City }
	case "province":
		return func(a *corpus.Article) *string { return &a.Province }
	case "channel":
		return func(a *corpus.Article) *string { return &a.Channel }
	case "prev_title":
		return func(a *corpus.Article) *string { return &a.PrevTitle }
	case "next_title":
		return func(a *corpus.Article) *string { return &a.NextTitle }
	}
	return nil
}

// Reasons why an object is no article.
var (
	errNotUTF8   = errors.New("不是有效的 UTF-8")
	errNotJSON   = errors.New("不是有效的 JSON")
	errNotObject = errors.New("不是 JSON 对象")
)

// parseObject reads an article from a JSON object, and gives the names of the
// fields that it does not know, in order.
//
// It is written out because it must be exact where encoding/json is lenient
// (names in other case) and must name what is unknown, at the speed at which
// an archive of a million articles comes in.
func parseObject(b []byte) (*corpus.Article, []string, error) {
	b = bytes.Trim(b, " \t\r\n") // what JSON takes for white space
	switch {
	case !utf8.Valid(b):
		return nil, nil, errNotUTF8
	case !json.Valid(b):
		return nil, nil, errNotJSON
	case b[0] != '{':
		return nil, nil, errNotObject
	}
	a := &corpus.Article{}
	var unknown []string
	s := scanner{b: b[1:]} // from here on it is known to be valid
	for {
		s.skip(" \t\r\n,")
		if s.b[0] == '}' {
			return a, unknown, nil
		}
		name := text(s.value())
		s.skip(" \t\r\n:")
		raw := s.value()
		if known, err := setField(a, name, raw); err != nil {
			return nil, nil, err
		} else if !known {
			unknown = append(unknown, name)
		}
	}
}

// setField sets one field, and tells whether it is known.
func setField(a *corpus.Article, name string, raw []byte) (known bool, err error) {
	isText := raw[0] == '"'
	isNull := raw[0] == 'n'
	switch name {
	case fieldID:
		switch {
		case isText:
			a.ID = text(raw)
		case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
			a.ID = string(raw)
		case !isNull:
			return true, fmt.Errorf("字段 %s 应为文字或数字", name)
		}
		return true, nil
	case fieldAdded:
		if !isText && !isNull {
			return true, fmt.Errorf("字段 %s 应为文字", name)
		}
		return true, nil
	}
	field := fieldOf(name)
	if field == nil {
		return false, nil
	}
	if !isText && !isNull {
		return true, fmt.Errorf("字段 %s 应为文字", name)
	}
	if isText {
		*field(a) = text(raw)
	}
	return true, nil
}

// text decodes a JSON string that is known to be valid.
func text(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	// Of a valid string this can't fail.
	_ = json.Unmarshal(raw, &s)
	return s
}

// scanner goes through valid JSON.
type scanner struct {
	b []byte
}

func (s *scanner) skip(chars string) {
	for strings.IndexByte(chars, s.b[0]) >= 0 {
		s.b = s.b[1:]
	}
}

// value takes the next value off.
func (s *scanner) value() []byte {
	end := 0
	switch s.b[0] {
	case '"':
		end = stringEnd(s.b)
	case '{', '[':
		for depth := 0; end == 0 || depth > 0; {
			switch s.b[end] {
			case '"':
				end += stringEnd(s.b[end:])
				continue
			case '{', '[':
				depth++
			case '}', ']':
				depth--
			}
			end++
		}
	default:
		end = bytes.IndexAny(s.b, ",}] \t\r\n")
	}
	v := s.b[:end]
	s.b = s.b[end:]
	return v
}

// stringEnd is the length of the string that b begins with.
func stringEnd(b []byte) int {
	for i := 1; ; i++ {
		switch b[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
	}
}
