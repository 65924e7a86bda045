package server

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"zonesearch/corpus"
)

// payloads try to break out of what they are put into.
func payloads() []string {
	return []string{
		`<script>alert(1)</script>`, `"><script>alert(1)</script>`, `'><img src=x onerror=alert(1)>`, `<svg/onload=alert(1)>`,
		`</title><script>alert(1)</script>`, `</mark><script>alert(1)</script>`, `<mark>`, `</mark>`, `<mark onclick=alert(1)>x</mark>`,
		`<!--`, `-->`, `]]>`, `<![CDATA[x]]>`, `<?xml version="1.0"?>`, `<!DOCTYPE x [<!ENTITY e "y">]>`, `&e;`, `&lt;script&gt;`, `&#60;script&#62;`,
		`&amp;lt;b&amp;gt;`, `javascript:alert(1)`, `<a href="javascript:alert(1)">x</a>`, `<iframe srcdoc="<script>alert(1)</script>">`,
		`=1+1`, `=cmd|' /C calc'!A0`, `+1+1`, `-1+1`, `@SUM(1+1)`, "\t=1+1", `＝1+1`, `＠SUM(1)`, `'=1+1`, `=HYPERLINK("http://evil.example","x")`,
		`a;=1+1`, `a,"b",c`, `"`, `""`, `"",=1+1`, `',(`, "x\r\nTY  - BOOK\r\nER  - ", "ER  - ", "x}\n@book{y,", `}`, `{`, `\`, `\end{document}`, `\input{/etc/passwd}`,
		`%0a%0d`, `%`, `$x$`, `#`, `~^_`, "{{.}}", "{{template \"x\"}}", "${jndi:ldap://x}", `' OR 1=1 --`, "../../etc/passwd",
		"\u202egnp.exe", "\u2066x\u2069", "\u2028alert(1)\u2029", "\ufeffx", "x\u0000y", "\ufffe\uffff", "\u0085", "😀\u200d", "//evil.example", `[x](javascript:alert(1))`,
	}
}

// hostileArticles carry each payload in every field that takes it.
func hostileArticles() []*corpus.Article {
	var articles []*corpus.Article
	for i, p := range payloads() {
		articles = append(articles, &corpus.Article{
			ID: fmt.Sprintf("hostile-%d", i), Title: p + "恶意标题",
			Body:   p + fmt.Sprintf("恶意正文第%d篇。\n总投资%d亿元的%s新材料项目开工建设。", i, i+2, p) + p,
			Source: p + "恶意来源", Zone: p + "恶意开发区", City: p + "恶意市", Channel: p, PrevTitle: p, NextTitle: p, Date: "2021-03-04",
			URL: "https://example.com/" + fmt.Sprint(i) + "?x=<script>}",
		})
	}
	return articles
}

// Nothing that an article holds breaks out of any form of output.
func TestPayloadsStayInTheirFields(t *testing.T) {
	h := sharedHouse(t)
	n := len(payloads())
	if n < 50 {
		t.Fatalf("%d payloads", n)
	}
	search := query("q", "恶意标题", "limit", "100")
	outputs := map[string]func(t *testing.T, body []byte){
		"/v1/search" + search: isHarmlessJSON(n),
		"/v1/projects" + query("q", "恶意", "limit", "100"): isHarmlessJSON(1),
		"/v1/zones":           isHarmlessJSON(n),
		"/feed.json" + search: isHarmlessJSON(n),
		"/feed.atom" + search: isHarmlessXML("entry", n),
		"/feed.rss" + search:  isHarmlessXML("item", n),
		"/v1/export" + search + "&format=jsonl": func(t *testing.T, body []byte) {
			rows := lines(body)
			if len(rows) != n {
				t.Errorf("%d lines of %d articles", len(rows), n)
			}
			for _, row := range rows {
				ofSchema(t, "Article", []byte(row))
			}
		},
		"/v1/export" + search + "&format=csv": func(t *testing.T, body []byte) {
			if rows := table(t, body); len(rows) != n {
				t.Errorf("%d rows of %d articles", len(rows), n)
			}
		},
		"/v1/export?of=projects&format=csv&q=恶意": func(t *testing.T, body []byte) { table(t, body) },
		"/v1/export" + search + "&format=bibtex": func(t *testing.T, body []byte) {
			if got := bibEntries(t, string(body)); got != n {
				t.Errorf("%d entries of %d articles", got, n)
			}
		},
		"/v1/export" + search + "&format=ris": func(t *testing.T, body []byte) {
			records := 0
			for _, line := range strings.Split(strings.TrimSuffix(string(body), "\r\n"), "\r\n") {
				if strings.HasPrefix(line, "TY  - ") {
					records++
				}
				if line != "" && (len(line) < 6 || line[2:6] != "  - ") || strings.ContainsAny(line, "\r\n\x00") {
					t.Errorf("a line without a tag: %q", line)
				}
			}
			if records != n {
				t.Errorf("%d records of %d articles", records, n)
			}
		},
		"/v1/export" + search + "&format=gbt7714": func(t *testing.T, body []byte) {
			if got := len(lines(body)); got != n {
				t.Errorf("%d lines of %d articles", got, n)
			}
		},
	}
	for path, check := range outputs {
		t.Run(path, func(t *testing.T) {
			body := h.must(t, path, nil).body
			if !utf8.Valid(body) || bytes.ContainsRune(body, 0) {
				t.Error("not UTF-8, or with a NUL")
			}
			check(t, body)
		})
	}
	for i := range n {
		a := h.must(t, fmt.Sprintf("/v1/articles/hostile-%d?q=恶意", i), nil)
		isHarmlessJSON(1)(t, a.body)
	}
}

// isHarmlessJSON checks JSON that a browser could not take for HTML.
func isHarmlessJSON(least int) func(*testing.T, []byte) {
	return func(t *testing.T, body []byte) {
		if !json.Valid(body) || bytes.ContainsAny(body, "<>") || bytes.Contains(body, []byte("\u2028")) {
			t.Error("JSON that holds tags as they are")
		}
		if got := bytes.Count(body, []byte("恶意")); got < least {
			t.Errorf("%d payloads of %d", got, least)
		}
	}
}

// isHarmlessXML checks that a feed holds its own elements only.
func isHarmlessXML(name string, want int) func(*testing.T, []byte) {
	own := strings.Fields("feed id title updated author name link entry published category content rss channel description language lastBuildDate item guid pubDate")
	return func(t *testing.T, body []byte) {
		d := xml.NewDecoder(bytes.NewReader(body))
		got := 0
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				if !slices.Contains(own, token.Name.Local) {
					t.Errorf("a foreign element %s", token.Name.Local)
				}
				if token.Name.Local == name {
					got++
				}
			case xml.Directive, xml.Comment:
				t.Errorf("a foreign %T", token)
			}
		}
		if got != want {
			t.Errorf("%d entries, want %d", got, want)
		}
	}
}

// bibEntries reads BibTeX as far as braces go, which count whether or not a
// backslash stands before, and counts the entries: what stands between two of
// them must be blank.
func bibEntries(t *testing.T, text string) (n int) {
	t.Helper()
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth < 0 {
				t.Fatalf("a brace too many at …%q", text[max(0, i-80):i+1])
			}
		case depth == 0 && c == '@':
			if n++; !strings.HasPrefix(text[i:], "@misc{zonesearch-") {
				t.Errorf("a foreign entry %.40q", text[i:])
			}
			i += len("@misc") - 1
		case depth == 0 && c != '\n':
			t.Fatalf("text between entries: …%.80q", text[i:])
		}
	}
	if depth != 0 {
		t.Error("a brace is not closed")
	}
	return n
}
