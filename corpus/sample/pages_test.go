package sample

import (
	"html"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Every saved page holds the whole of its article, in the encoding that it is
// there to show.
func TestPagesHoldTheirArticles(t *testing.T) {
	gbk, big5, utf8 := simplifiedchinese.GBK, traditionalchinese.Big5, unicode.UTF8BOM
	pages := []struct {
		page, article string
		encoding      encoding.Encoding
	}{
		{"chuzhou-tour.txt", "2022-0702-guanmo-long", utf8},
		{"changsha-remanufacturing.txt", "2020-0807-changsha", utf8},
		{"suzhou-digital-twin.html", "2020-1119-suzhou", utf8},
		{"xian-memory-gbk.html", "2016-1130-xian", gbk},
		{"baotou-rare-earth-cms.html", "2023-0905-baotou", utf8},
		{"chengdu-statistics-old.html", "2017-0811-chengdu", gbk},
		{"xiamen-big5.html", "2023-1130-xiamen-hant", big5},
		{"shenyang-json-ld.html", "2021-1020-shenyang", utf8},
	}
	for _, p := range pages {
		raw, err := os.ReadFile("pages/" + p.page)
		if err != nil {
			t.Error(err)
			continue
		}
		decoded, err := p.encoding.NewDecoder().Bytes(raw)
		if err != nil {
			t.Errorf("%s: %v", p.page, err)
		}
		text, err := files.ReadFile("articles/" + p.article + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		a, err := parse(string(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range append(strings.Split(a.Body, "\n"), a.Title, a.Source) {
			if !strings.Contains(html.UnescapeString(string(decoded)), want) {
				t.Errorf("%s lacks %q", p.page, want)
			}
		}
	}
	if entries, err := os.ReadDir("pages"); err != nil || len(entries) != len(pages) {
		t.Errorf("pages/ holds %d files, the table %d (%v)", len(entries), len(pages), err)
	}
}
