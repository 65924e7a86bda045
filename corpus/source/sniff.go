package source

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// sniffed is how much of a file is looked at to tell what it is.
const sniffed = 64 << 10

// form is what a file turns out to be.
type form int

const (
	formPage form = iota
	formLines
	formObject // one JSON object over several lines
	formArray
	formCSV
	formZip
	formTar
	formGzip
	formXZ
	formOther // an archive that is not read
	formWide  // UTF-16 or UTF-32 text
)

// magics are the bytes that archives begin with.
var magics = []struct {
	magic string
	form  form
}{
	{"PK\x03\x04", formZip},
	{"PK\x05\x06", formZip},
	{"\x1f\x8b", formGzip},
	{"\xfd7zXZ\x00", formXZ},
	{"7z\xbc\xaf\x27\x1c", formOther},
	{"Rar!\x1a\x07", formOther},
	{"BZh", formOther},
	{"\x28\xb5\x2f\xfd", formOther}, // zstd
	{"\xff\xfe", formWide},
	{"\xfe\xff", formWide},
	{"\x00\x00\xfe\xff", formWide},
}

const tarMagicAt, tarMagic = 257, "ustar"

// sniff tells from the first bytes what a file is.
func sniff(head []byte) form {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.form
		}
	}
	if len(head) > tarMagicAt && bytes.HasPrefix(head[tarMagicAt:], []byte(tarMagic)) {
		return formTar
	}
	text := bytes.TrimLeft(withoutMark(head), " \t\r\n")
	switch {
	case len(text) == 0:
		return formPage
	case text[0] == '{':
		return sniffObject(text)
	case text[0] == '[':
		if rest := bytes.TrimLeft(text[1:], " \t\r\n"); len(rest) > 0 && (rest[0] == '{' || rest[0] == ']') {
			return formArray
		}
	case delimiter(text) != 0:
		return formCSV
	}
	return formPage
}

// sniffObject tells one object that is spread over lines from one object a
// line, whose first may be cut off.
func sniffObject(text []byte) form {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if bytes.HasSuffix(bytes.TrimRight(first, " \t\r"), []byte("}")) {
		return formLines
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	if len(rest) > 0 && (rest[0] == '"' || rest[0] == '}') {
		return formObject
	}
	return formLines
}

// delimiter finds what parts the columns if the first line names columns that
// are known, one of them title or body; else it is 0. A lone column has no
// delimiter, and any will do.
func delimiter(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	for _, d := range ",;\t" {
		known, content := 0, false
		for _, cell := range strings.Split(string(line), string(d)) {
			name := columnName(cell)
			if fieldOf(name) != nil || name == fieldID || name == fieldAdded {
				known++
			}
			content = content || name == "title" || name == "body"
		}
		if content && known > 0 {
			return d
		}
	}
	return 0
}

// columnName takes quotes and spaces off a cell of a header.
func columnName(cell string) string {
	return strings.ToLower(strings.Trim(cell, " \"\r\t\ufeff"))
}

const utf8Mark = "\xef\xbb\xbf"

func withoutMark(b []byte) []byte { return bytes.TrimPrefix(b, []byte(utf8Mark)) }

// isUTF8 tells whether the first bytes of a file are UTF-8; the last rune may
// be cut.
func isUTF8(head []byte) bool {
	for i := 0; i < utf8.UTFMax && len(head) > 0; i++ {
		if r, size := utf8.DecodeLastRune(head); r != utf8.RuneError || size != 1 {
			break
		}
		head = head[:len(head)-1]
	}
	return utf8.Valid(head)
}
