package citation

import (
	"strings"
	"testing"
	"time"

	"zonesearch/corpus"
)

var day = time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC)

func TestEntry(t *testing.T) {
	whole := corpus.Article{
		ID: "a1", URL: "https://example.com/news/1.html", Title: "澄川新材料项目开工", Date: "2022-07-18",
		Source: "泰州日报", Zone: "泰州高新技术产业开发区", City: "泰州",
	}
	bare := corpus.Article{ID: "b/2", Title: `100% {新}_区\ & "半导体"`}
	tests := []struct {
		name    string
		format  Format
		article corpus.Article
		want    string
	}{
		{"BibTeX", BibTeX, whole, "@misc{zonesearch-a1,\n  title = {{澄川新材料项目开工}},\n  author = {{泰州日报}},\n  year = {2022},\n  month = {7},\n  date = {2022-07-18},\n  howpublished = {泰州高新技术产业开发区},\n  url = {https://example.com/news/1.html},\n  urldate = {2024-03-05},\n  language = {chinese}\n}\n\n"},
		{"BibTeX, bare", BibTeX, bare, "@misc{zonesearch-b_2f2,\n  title = {{100\\% \\textbraceleft{}新\\textbraceright{}\\_区\\textbackslash{} \\& \"半导体\"}},\n  urldate = {2024-03-05},\n  language = {chinese}\n}\n\n"},
		{"RIS", RIS, whole, "TY  - NEWS\r\nID  - a1\r\nTI  - 澄川新材料项目开工\r\nAU  - 泰州日报\r\nPY  - 2022\r\nDA  - 2022/07/18\r\nPB  - 泰州高新技术产业开发区\r\nCY  - 泰州\r\nUR  - https://example.com/news/1.html\r\nY2  - 2024/03/05\r\nLA  - zh\r\nER  - \r\n\r\n"},
		{"GB/T 7714", GBT7714, whole, "泰州日报. 澄川新材料项目开工[EB/OL]. (2022-07-18)[2024-03-05]. https://example.com/news/1.html.\n"},
		{"GB/T 7714, bare", GBT7714, corpus.Article{Title: "园区简讯"}, "佚名. 园区简讯[Z]. [2024-03-05].\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Entry(tt.format, &tt.article, day); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestNoValueBreaksOutOfItsField(t *testing.T) {
	a := corpus.Article{ID: "x", Title: "一}\nER  - \r\nTY  - BOOK", Source: "a\r\nER  - ", URL: "https://example.com/}"}
	if got := Entry(RIS, &a, day); strings.Count(got, "\nER  - ") != 1 || strings.Count(got, "TY  - ") != 1 {
		t.Errorf("a title began a record of its own:\n%s", got)
	}
	if got := Entry(BibTeX, &a, day); strings.Count(got, "{") != strings.Count(got, "}") {
		t.Errorf("unbalanced braces:\n%s", got)
	}
}
