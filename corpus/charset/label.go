package charset

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// labelWithin is how far into a page a declaration is looked for. The HTML
// standard says 1024; real pages put scripts in front of it.
const labelWithin = 4096

var (
	charsetParam = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([a-z0-9_:.\-]+)`)
	xmlEncoding  = regexp.MustCompile(`(?i)^\?xml[^>]*\sencoding\s*=\s*["']([a-z0-9_:.\-]+)["']`)
	bareLabel    = regexp.MustCompile(`(?i)^[a-z0-9_:.\-]+$`)
)

// labelIn takes the encoding's name out of a Content-Type or a bare name.
func labelIn(contentType string) string {
	if m := charsetParam.FindStringSubmatch(contentType); m != nil {
		return m[1]
	}
	if s := strings.TrimSpace(contentType); bareLabel.MatchString(s) {
		return s
	}
	return ""
}

// declaredLabel finds the encoding that a page declares in a meta tag or an XML
// declaration. It reads tags, not characters, so that a meta tag inside a
// script or a comment is none.
func declaredLabel(b []byte) string {
	if len(b) > labelWithin {
		b = b[:labelWithin]
	}
	if !bytes.Contains(b, []byte("<")) {
		return ""
	}
	z := html.NewTokenizer(bytes.NewReader(b))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.CommentToken:
			if m := xmlEncoding.FindSubmatch(z.Text()); m != nil {
				return string(m[1])
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			if string(name) != "meta" {
				continue
			}
			if label := metaLabel(z, more); label != "" {
				return label
			}
		}
	}
}

func metaLabel(z *html.Tokenizer, more bool) string {
	var own, content, equiv string
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "charset":
			own = strings.TrimSpace(string(value))
		case "content":
			content = string(value)
		case "http-equiv":
			equiv = string(value)
		}
	}
	if own != "" {
		return own
	}
	if m := charsetParam.FindStringSubmatch(content); m != nil && strings.EqualFold(strings.TrimSpace(equiv), "content-type") {
		return m[1]
	}
	return ""
}
