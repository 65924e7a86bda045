package charset

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

var (
	gbk     = simplifiedchinese.GBK
	gb18030 = simplifiedchinese.GB18030
	big5    = traditionalchinese.Big5
	utf16le = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16be = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

// Texts of the kinds that come in: news, a short one, one with much Latin, one
// in traditional characters, one with characters that only GB18030 has.
var texts = []struct {
	name, text string
	needs4byte bool
	big5       bool
}{
	{name: "news", text: "6月18日，滨河经济技术开发区举行重大项目集中开工仪式，总投资46亿元的12个项目同时动工。\n项目涵盖新材料、智能制造等领域，预计全部建成后年产值超过80亿元。"},
	{name: "short", text: "园区召开招商工作会议。"},
	{name: "latin", text: "Nordwind GmbH (NW-2000) 在华首个生产基地投产，EVA 胶膜年产 4.5 万吨。"},
	{name: "traditional", text: "科學園區管理局表示，今年上半年園區廠商營業額達一千二百億元，較去年同期成長百分之八，其中以積體電路產業為最高。", big5: true},
	{name: "four bytes", text: "㐂和精密仪器公司在开发区设立研发中心，负责人𠮷田先生表示将继续增加投资。", needs4byte: true},
}

func encode(tb testing.TB, e encoding.Encoding, s string) []byte {
	tb.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		tb.Fatalf("encode %q: %v", s, err)
	}
	return b
}

// page wraps a text in a page that declares label, or nothing.
func page(label, text string) string {
	meta := ""
	if label != "" {
		meta = `<meta http-equiv="Content-Type" content="text/html; charset=` + label + `">`
	}
	return "<html><head>" + meta + "<title>" + text + "</title></head><body><p>" + text + "</p></body></html>"
}

// Every text in every encoding that has its characters, with the label right,
// wrong and missing, as a page and bare.
func TestDecodeVariants(t *testing.T) {
	encodings := []struct {
		name   string
		e      encoding.Encoding
		labels []string
	}{
		{nameUTF8, encoding.Nop, []string{"utf-8", "gb2312", "gbk", "big5", "iso-8859-1", ""}},
		{nameGB18030, gbk, []string{"gb2312", "gbk", "gb18030", "utf-8", "big5", "iso-8859-1", ""}},
		{nameGB18030, gb18030, []string{"gb2312", "gb18030", "utf-8", ""}},
		{nameBig5, big5, []string{"big5", "utf-8", "gb2312", "iso-8859-1", ""}},
		{nameUTF16LE, utf16le, []string{"utf-16", "utf-8", "gb2312", ""}},
		{nameUTF16BE, utf16be, []string{"utf-16", ""}},
	}
	n := 0
	for _, text := range texts {
		for _, enc := range encodings {
			if text.needs4byte && (enc.e == gbk || enc.e == big5) || enc.e == big5 && !text.big5 {
				continue
			}
			for _, label := range enc.labels {
				for _, bare := range []bool{false, true} {
					in := page(label, text.text)
					if bare {
						if label != "" {
							continue
						}
						in = text.text
					}
					n++
					t.Run(fmt.Sprintf("%s/%s/label=%s/bare=%v", text.name, enc.name, label, bare), func(t *testing.T) {
						got, name, err := Decode(encode(t, enc.e, in), Hint{})
						if err != nil {
							t.Fatal(err)
						}
						if got != in {
							t.Errorf("read as %s: %.60q, want %.60q", name, got, in)
						}
						if name != enc.name {
							t.Errorf("name = %s, want %s", name, enc.name)
						}
					})
				}
			}
		}
	}
	if n < 60 {
		t.Errorf("only %d variants, want at least 60", n)
	}
}

func TestDecodeMarks(t *testing.T) {
	text := texts[0].text
	for _, tc := range []struct {
		mark string
		e    encoding.Encoding
		want string
	}{
		{"\xEF\xBB\xBF", encoding.Nop, nameUTF8},
		{"\xFF\xFE", utf16le, nameUTF16LE},
		{"\xFE\xFF", utf16be, nameUTF16BE},
		{"\x84\x31\x95\x33", gb18030, nameGB18030},
		{"\xEF\xBB\xBF", gbk, nameGB18030}, // a mark that lies
	} {
		got, name, err := Decode(append([]byte(tc.mark), encode(t, tc.e, text)...), Hint{})
		if err != nil || got != text || name != tc.want {
			t.Errorf("mark %x before %s: %q, %s, %v", tc.mark, tc.want, got, name, err)
		}
	}
}

func TestDecodeHint(t *testing.T) {
	text := "联通" // its GBK bytes are valid UTF-8
	b := encode(t, gbk, text)
	for _, hint := range []string{"text/html; charset=gb2312", "GBK", ` text/html;charset="gb18030" `} {
		if got, name, err := Decode(b, Hint{ContentType: hint}); got != text || err != nil {
			t.Errorf("hint %q: %q, %s, %v", hint, got, name, err)
		}
	}
	// A declared encoding that is never guessed.
	jp := "\x93\xfa\x96{\x82\xcc\x8a\xe9\x8b\xc6" // 日本の企業
	if got, name, err := Decode([]byte(jp), Hint{ContentType: "shift_jis"}); got != "日本の企業" || err != nil {
		t.Errorf("shift_jis: %q, %s, %v", got, name, err)
	}
}

func TestDeclaredLabel(t *testing.T) {
	for in, want := range map[string]string{
		`<meta charset="gbk">`: "gbk",
		`<META http-equiv=Content-Type content="text/html; charset=GB2312">`:                                    "GB2312",
		`<?xml version="1.0" encoding="big5"?><html>`:                                                           "big5",
		`<script>document.write('<meta charset="big5">')</script><meta charset=utf-8>`:                          "utf-8",
		`<!-- <meta charset="big5"> --><meta charset=utf-8>`:                                                    "utf-8",
		`<meta name="description" content="怎样写 charset=big5">`:                                                  "",
		`<meta name="description" content="x"><meta content="text/html;charset=gbk" http-equiv="content-type">`: "gbk",
		"<script>" + strings.Repeat("x", 2000) + "</script><meta charset=gbk>":                                  "gbk",
		"<script>" + strings.Repeat("x", 5000) + "</script><meta charset=gbk>":                                  "",
		`<meta http-equiv="refresh" content="0; url=/a?charset=big5"><title>没有声明</title>`:                       "",
		"正文里说 <b>charset=big5</b>":                                                                              "",
	} {
		if got := declaredLabel([]byte(in)); got != want {
			t.Errorf("declaredLabel(%.50q) = %q, want %q", in, got, want)
		}
	}
}

// A page pasted together of UTF-8 and GBK keeps every line readable.
func TestDecodeMixed(t *testing.T) {
	gb := "来自另一个系统的一段正文，编码和页面不同。"
	in := page("utf-8", "开发区新闻") + "\n<p>" + string(encode(t, gbk, gb)) + "</p>\n<p>最后一段又是原来的编码。</p>\n"
	got, name, err := Decode([]byte(in), Hint{})
	if err != nil || name != nameUTF8 || !strings.Contains(got, gb) || !strings.Contains(got, "最后一段又是") {
		t.Errorf("%q, %s, %v", got, name, err)
	}
}

// A page cut off in the middle of a character loses that character only.
func TestDecodeCutOff(t *testing.T) {
	text := texts[0].text
	for _, e := range []encoding.Encoding{encoding.Nop, gbk} {
		b := encode(t, e, text)
		got, name, err := Decode(b[:len(b)-4], Hint{})
		if err != nil || !strings.HasPrefix(got, text[:len(text)-12]) {
			t.Errorf("%q, %s, %v", got, name, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	noise := make([]byte, 4096)
	x := uint32(1)
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	for name, in := range map[string][]byte{
		"png":   []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
		"pdf":   []byte("%PDF-1.7\n1 0 obj"),
		"zip":   []byte("PK\x03\x04\x14\x00"),
		"zeros": make([]byte, 100),
		"noise": noise,
	} {
		got, enc, err := Decode(in, Hint{})
		if err == nil {
			t.Errorf("%s: accepted as %s: %.40q", name, enc, got)
			continue
		}
		if !errors.Is(err, ErrBinary) && !errors.Is(err, ErrUnknown) {
			t.Errorf("%s: error %v is neither ErrBinary nor ErrUnknown", name, err)
		}
		if got != "" || enc != "" {
			t.Errorf("%s: refused, but returned %q, %q", name, got, enc)
		}
	}
	if got, _, err := Decode(nil, Hint{}); got != "" || err != nil {
		t.Errorf("empty: %q, %v", got, err)
	}
}

// Whatever the bytes: no panic, and an accepted text is valid UTF-8. Bytes that
// are UTF-8 beyond doubt come back as they are.
func FuzzDecode(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(page("gb2312", text.text)), "")
		f.Add(encode(f, gb18030, text.text), "utf-8")
		f.Add(encode(f, utf16le, text.text), "text/html; charset=big5")
	}
	f.Add([]byte("\xFF\xFE\x00"), "")
	f.Add([]byte("\xEF\xBB\xBF\xD6\xD0"), "iso-2022-jp")
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		text, name, err := Decode(b, Hint{ContentType: contentType})
		if !utf8.ValidString(text) {
			t.Fatalf("not valid UTF-8: %q", text)
		}
		if (err == nil) != (name != "") {
			t.Fatalf("name %q with error %v", name, err)
		}
	})
}
