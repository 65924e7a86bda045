package charset

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Hint is what is known about the bytes from outside.
type Hint struct {
	// ContentType is an HTTP Content-Type (text/html; charset=gbk) or a bare
	// encoding name (gbk). Empty means not known.
	ContentType string
}

// Errors of Decode.
var (
	// ErrBinary is part of every refusal of data that is not text.
	ErrBinary = errors.New("不是文本文件")
	// ErrUnknown says that no encoding makes readable text of the bytes.
	ErrUnknown = errors.New("认不出文字编码（试过 UTF-8、GB18030、Big5、UTF-16），请另存为 UTF-8 后再导入")
)

// Names of the encodings that are found without being declared.
const (
	nameUTF8    = "utf-8"
	nameGB18030 = "gb18030"
	nameBig5    = "big5"
	nameUTF16LE = "utf-16le"
	nameUTF16BE = "utf-16be"
)

// Decode returns b as valid UTF-8 without a byte-order mark, and the name of
// the encoding it was read as. The error, in Chinese, says why bytes were
// refused; then text and name are empty.
func Decode(b []byte, hint Hint) (text, name string, err error) {
	if kind := magic(b); kind != "" {
		return "", "", binary(kind)
	}
	if text, name, ok := decodeMarked(b); ok {
		return accept(text, name)
	}
	b = bytes.TrimPrefix(b, markUTF8)
	validUTF8 := utf8.Valid(b)
	if validUTF8 && bytes.IndexByte(b, 0) < 0 && clearlyUTF8(b) {
		return accept(string(b), nameUTF8)
	}
	if wide := likelyUTF16(b); wide != "" {
		return accept(decodeWith(encodingOf(wide), b), wide)
	}
	declared, declaredName := declaredEncoding(b, hint)
	if declared != nil {
		if t := decodeWith(declared, b); cleanText(t) && !betterGuess(b, t) {
			return accept(t, declaredName)
		}
	}
	if validUTF8 {
		return accept(string(b), nameUTF8)
	}
	return guess(b)
}

// accept gives the text its last check: something that decodes but consists
// of control characters or replacements is not text.
func accept(text, name string) (string, string, error) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	bad, all := 0, 0
	for _, r := range text {
		all++
		if r == utf8.RuneError || isControl(r) {
			bad++
		}
	}
	if bad > 4 && bad*10 > all || bad > 0 && bad*2 > all {
		if strings.IndexByte(text, 0) >= 0 {
			return "", "", binary("二进制")
		}
		return "", "", ErrUnknown
	}
	return text, name, nil
}

// clearlyUTF8 reports whether valid UTF-8 can hardly be anything else. Two
// bytes of GBK sometimes look like one two-byte sequence of UTF-8 (联通 is the
// well-known case); a three-byte sequence by chance, and nothing invalid
// beside it, is far rarer.
func clearlyUTF8(b []byte) bool {
	high := false
	for _, c := range b {
		if c >= 0xE0 {
			return true
		}
		high = high || c >= 0x80
	}
	return !high
}

// cleanText reports whether a decoding went without any replacement, but for a
// character cut off at the very end of the data.
func cleanText(t string) bool {
	i := strings.IndexRune(t, utf8.RuneError)
	return i < 0 || i > 0 && i >= len(t)-len("\uFFFD")
}

// betterGuess reports whether the bytes read as Chinese in some encoding, and
// do not in the declared one, of which t is the reading.
func betterGuess(b []byte, t string) bool {
	own := readability(t)
	if own > 0.5 {
		return false
	}
	score, _, _ := best(b)
	return score > own+0.25
}

func encodingOf(name string) encoding.Encoding {
	switch name {
	case nameGB18030:
		return simplifiedchinese.GB18030
	case nameBig5:
		return traditionalchinese.Big5
	case nameUTF16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case nameUTF16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return unicode.UTF8
}

// decodeWith decodes b; what does not fit becomes U+FFFD.
func decodeWith(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		// These decoders replace and go on; an error would mean that b ended
		// in the middle of a character, and then out holds the rest.
		out = append(out, "\uFFFD"...)
	}
	return string(out)
}

var (
	markUTF8    = []byte("\xEF\xBB\xBF")
	markGB18030 = []byte("\x84\x31\x95\x33")
	markUTF16LE = []byte("\xFF\xFE")
	markUTF16BE = []byte("\xFE\xFF")
	markUTF32LE = []byte("\xFF\xFE\x00\x00")
	markUTF32BE = []byte("\x00\x00\xFE\xFF")
)

// decodeMarked reads b by its byte-order mark. A UTF-8 mark before bytes that
// are not UTF-8 is a lie and is not obeyed.
func decodeMarked(b []byte) (text, name string, ok bool) {
	switch {
	case bytes.HasPrefix(b, markUTF8):
		rest := b[len(markUTF8):]
		return string(rest), nameUTF8, utf8.Valid(rest)
	case bytes.HasPrefix(b, markUTF32LE):
		e := utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
		return decodeWith(e, b[len(markUTF32LE):]), "utf-32le", true
	case bytes.HasPrefix(b, markUTF32BE):
		e := utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
		return decodeWith(e, b[len(markUTF32BE):]), "utf-32be", true
	case bytes.HasPrefix(b, markUTF16LE):
		return decodeWith(encodingOf(nameUTF16LE), b[2:]), nameUTF16LE, true
	case bytes.HasPrefix(b, markUTF16BE):
		return decodeWith(encodingOf(nameUTF16BE), b[2:]), nameUTF16BE, true
	case bytes.HasPrefix(b, markGB18030):
		return decodeWith(encodingOf(nameGB18030), b[4:]), nameGB18030, true
	}
	return "", "", false
}

// declaredEncoding is what the hint or, failing that, the page itself
// declares; nil where nothing usable is declared.
func declaredEncoding(b []byte, hint Hint) (encoding.Encoding, string) {
	for _, label := range []string{labelIn(hint.ContentType), declaredLabel(b)} {
		if label == "" {
			continue
		}
		e, name := charset.Lookup(label)
		switch name {
		case "":
			continue
		case "gbk":
			name = nameGB18030
		case nameUTF16LE, nameUTF16BE:
			// Whoever could read the label read it as ASCII: it can't be true.
			continue
		case "replacement", "x-user-defined":
			continue
		}
		if name == nameGB18030 || name == nameUTF8 {
			e = encodingOf(name)
		}
		return e, name
	}
	return nil, ""
}
