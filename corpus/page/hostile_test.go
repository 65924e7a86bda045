package page

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zonesearch/corpus/charset"
)

// An ordinary article, to be hidden in hostile surroundings.
const (
	plainTitle = "园区新建变电站投运"
	plainBody  = "5月6日，园区第二座变电站建成投运，可满足今后五年的用电需求。\n至此，园区供电可靠率达到99.98%。"
)

func plainPage(before, inside, after string) string {
	return "<html><head><title>" + plainTitle + "</title></head><body>" + before + "<h1>" + plainTitle + "</h1><p>发布时间：2020-05-07</p><div class=content>" +
		inside + "<p>" + strings.ReplaceAll(plainBody, "\n", "</p><p>") + "</p></div>" + after + "</body></html>"
}

// Pages built to hurt give the right article all the same.
func TestHostileAccepted(t *testing.T) {
	const n = 200_000
	pages := map[string]string{
		"nested":            plainPage("", strings.Repeat("<div>", n), ""),
		"nested with class": plainPage("", strings.Repeat("<div class=a>", n), ""),
		"nested inline":     plainPage("", strings.Repeat("<b>", n), strings.Repeat("</b>", n)),
		"nested before":     plainPage(strings.Repeat("<div>", n), "", ""),
		"nested tables":     plainPage("", strings.Repeat("<table><tr><td>", n/10), ""),
		"nested lists":      plainPage("", strings.Repeat("<ul><li>", n/10), ""),
		"stray ends":        plainPage(strings.Repeat("</div></td>", n), "", strings.Repeat("</table>", n)),
		"empty paragraphs":  plainPage("", strings.Repeat("<p>", n), ""),
		"comments":          plainPage(strings.Repeat("<!-- x -->", n), "", "<!--"),
		"long attribute":    plainPage(`<div title="`+strings.Repeat("x", n)+`"></div>`, "", ""),
		"many attributes":   plainPage("<div "+strings.Repeat("a=b ", n)+"></div>", "", ""),
		"selects":           plainPage(strings.Repeat("<select><option>甲", n/10), "</select>", ""),
		"entities":          plainPage("", "", "<div class=footer>"+strings.Repeat("&nbsp;&amp;", n)+"</div>"),
		"unclosed tag":      plainPage("", "", "<div class='"),
		"controls":          plainPage("", "\x00\x01\x02", ""),
		"forms":             plainPage(strings.Repeat("<form>", n), "", strings.Repeat("</form>", n)),
		"frames":            plainPage(strings.Repeat("<iframe src=x></iframe>", n/10), "", ""),
		"scripts":           plainPage(strings.Repeat(`<script>var a="</p>"</script>`, n/10), "<script>//</script>", ""),
		"styles":            plainPage(strings.Repeat("<style>p{}</style>", n/10), "", ""),
		"drawings":          plainPage(strings.Repeat("<svg><g><text>甲</text></g></svg>", n/10), "", ""),
		"deep drawing":      plainPage("<svg>"+strings.Repeat("<g>", n)+strings.Repeat("</g>", n)+"</svg>", "", ""),
		"formulas":          plainPage(strings.Repeat("<math><mi>x</mi></math>", n/10), "", ""),
		"templates":         plainPage(strings.Repeat("<template><p>甲</p></template>", n/10), "", ""),
		"instructions":      plainPage(strings.Repeat("<?xml x?>", n), "", ""),
		"sections":          plainPage(strings.Repeat("<![CDATA[ x ]]>", n), "", ""),
		"document types":    plainPage(strings.Repeat("<!DOCTYPE html>", n), "", ""),
		"long names":        plainPage(strings.Repeat("<"+strings.Repeat("d", 100)+">", n/100), "", ""),
		"numbers":           plainPage("", "", "<div class=footer>"+strings.Repeat("&#x1F600;&#127;&#0;", n/3)+"</div>"),
		"broken entities":   plainPage("", "", "<div class=footer>"+strings.Repeat("&#;&#x;&#99999999999;&x", n/3)+"</div>"),
		"links":             plainPage("<ul class=nav>"+strings.Repeat("<li><a href=/>首页</a></li>", n/20)+"</ul>", "", ""),
		"misnested":         plainPage(strings.Repeat("<b><p></b></p>", n/100), "", ""),
		"misnested links":   plainPage(strings.Repeat("<a><table></a><a></table></a>", n/100), "", ""),
		"headings":          plainPage("", "", strings.Repeat("<h6>", n)),
		"buttons":           plainPage(strings.Repeat("<button></b></button>", n/10), "", ""),
		"definitions":       plainPage(strings.Repeat("<dl><dt><dd>", n/10), "", ""),
		"images":            plainPage(strings.Repeat("<img src=data:image/png;base64,"+strings.Repeat("A", 100)+">", n/20), "", ""),
		"long comment":      plainPage("<!--"+strings.Repeat("x", 4<<20)+"-->", "", ""),
		"long tag name":     plainPage("<"+strings.Repeat("x", 1<<20)+">", "", ""),
		"refresh":           plainPage(`<meta http-equiv=refresh content="0;url=javascript:alert(1)"><base href="javascript:">`, "", ""),
		"capitals":          strings.NewReplacer("<p>", "<P>", "</p>", "</P>", "<div", "<DIV", "<h1>", "<H1>").Replace(plainPage("", "", "")),
		"spaces":            plainPage(strings.Repeat(" \t\r\n", n), "", strings.Repeat("\u3000", n)),
	}
	if len(pages) < 40 {
		t.Fatalf("%d pages", len(pages))
	}
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			a, err := Read(t.Context(), []byte(page), charset.Hint{})
			if err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("it took %v", took)
			}
			if a.Title != plainTitle || a.Body != plainBody || a.Date != "2020-05-07" {
				t.Errorf("%q %q %.200q", a.Title, a.Date, a.Body)
			}
		})
	}
}

// Markup in a title is text. Scripts are nowhere.
func TestMarkupInTitle(t *testing.T) {
	page := `<html><head><title>a</title></head><body><h1>&lt;img src=x onerror=alert(1)&gt;园区&amp;企业&quot;结对&quot;</h1><div>发布时间:2020-05-07</div>` +
		`<div class="content"><p>园区与企业结对，上门服务。</p><p>本段有脚本<script>steal(document.cookie)</script>和样式<style>p{}</style>。</p></div></body></html>`
	a, err := Read(t.Context(), []byte(page), charset.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	if want := `<img src=x onerror=alert(1)>园区&企业"结对"`; a.Title != want {
		t.Errorf("title = %q, want %q", a.Title, want)
	}
	if want := "园区与企业结对，上门服务。\n本段有脚本和样式。"; a.Body != want {
		t.Errorf("body = %q, want %q", a.Body, want)
	}
}

func TestRefused(t *testing.T) {
	for name, tc := range map[string]struct {
		page string
		want error
	}{
		"empty":           {"", ErrEmpty},
		"blank":           {" \r\n\t\u3000 \uFEFF", ErrEmpty},
		"empty html":      {"<html><head><title></title></head><body></body></html>", ErrNoText},
		"navigation only": {`<html><body><ul class="nav"><li><a href="/">首页</a></li><li><a href="/b">投资指南</a></li></ul><div class="footer">版权所有 园区</div></body></html>`, ErrNoText},
		"scripts only":    {"<html><body><script>document.write('加载中，请稍候。')</script><noscript>请开启脚本，否则不能浏览。</noscript></body></html>", ErrNoText},
		"not found":       {"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><p>您访问的页面不存在，请返回首页。</p></body></html>", ErrNotFound},
		"image":           {"\x89PNG\r\n\x1a\n\x00\x00", charset.ErrBinary},
		"NUL in names":    {plainPage(strings.Repeat("<d\x00v></d\x00v>", 20_000), "", ""), charset.ErrBinary},
		"only a button":   {plainPage(strings.Repeat("<button>", 20_000), "", ""), ErrNoText},
		"links only":      {plainPage("<ul class=nav>"+strings.Repeat("<li><a href=/>首页</a></li>", 30_000)+"</ul>", "", ""), ErrTooLong},
		"zeros":           {strings.Repeat("\x00", 1000), charset.ErrBinary},
		"too large":       {"<p>" + strings.Repeat("园区。", MaxBytes), ErrTooLarge},
	} {
		a, err := Read(t.Context(), []byte(tc.page), charset.Hint{})
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: %+v, %v, want %v", name, a, err, tc.want)
		}
	}
}

// A cancelled context ends the reading and is reported as itself.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, page := range []string{plainPage("", "", ""), "标题\n\n正文。"} {
		if _, err := Parse(ctx, page); !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want %v", err, context.Canceled)
		}
	}
}

// A day that does not exist is not replaced by another.
func TestNoInventedDay(t *testing.T) {
	for _, day := range []string{"2022-13-45", "2022-02-30", "0000-00-00", "昨天", "", "--"} {
		page := "<html><body><div>今天是2024年6月3日 星期一</div><h1>" + plainTitle + "</h1><div>发布时间：" + day + " 来源：园区办</div><div class=content><p>2021年5月6日，园区第二座变电站建成投运。</p></div>" +
			"<ul class=related><li><a>某区要闻</a> 2023-01-01</li></ul><div>页面生成时间：2024-06-03</div></body></html>"
		a, err := Read(t.Context(), []byte(page), charset.Hint{})
		if err != nil || a.Date != "" || a.Source != "园区办" {
			t.Errorf("%q: %+v, %v", day, a, err)
		}
	}
}

// Whatever the bytes: no panic, valid UTF-8 in every field, no article without
// title and body, nothing of a script or style that the page marks with a
// word of its own, and an end.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "*", "*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		if strings.Contains(file, "fuzz") {
			continue // the fuzzer reads its own finds
		}
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if len(b) < 8<<10 {
			f.Add(b)
		}
	}
	f.Add([]byte(plainPage("<table><tr><td>", "<script>", "</script></td>")))
	const mark = "zq7jx"
	f.Fuzz(func(t *testing.T, b []byte) {
		check := func(b []byte) (found bool) {
			a, err := Read(t.Context(), b, charset.Hint{})
			if (a == nil) == (err == nil) {
				t.Fatalf("article %v with error %v", a, err)
			}
			if err != nil {
				return false
			}
			if a.Title == "" && a.Body == "" {
				t.Fatal("accepted with neither title nor body")
			}
			for _, s := range []string{a.Title, a.Body, a.Date, a.Source, a.Zone, a.City, a.Channel, a.PrevTitle, a.NextTitle, a.URL} {
				if !utf8.ValidString(s) {
					t.Fatalf("not valid UTF-8: %q", s)
				}
			}
			return strings.Contains(a.Body, mark)
		}
		check(b)
		if bytes.Contains(b, []byte(mark)) || bytes.ContainsAny(b, "<") {
			return
		}
		// No markup of the fuzzer's own: what is put into a script stays there.
		page := "<html><body><h1>标题</h1><p>" + string(b) + "</p><script>" + mark + "</script><style>" + mark + "</style></body></html>"
		if check([]byte(page)) {
			t.Fatalf("a script's text in the body of %q", page)
		}
	})
}
