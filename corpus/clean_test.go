package corpus_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"zonesearch/corpus"
	"zonesearch/corpus/gazetteer"
)

func newCleaner(tb testing.TB) *corpus.Cleaner {
	tb.Helper()
	g, err := gazetteer.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return &corpus.Cleaner{Places: g}
}

func TestCleanText(t *testing.T) {
	tests := []struct{ title, body, wantTitle, wantBody string }{
		{" 标题　", "", "标题", ""},
		{"标\n题", "　　一。\r\n\r\n  二。\u00a0\n", "标 题", "一。\n二。"},
		{"题", "一\u2028二\u2029三\r四\v五\f六\u0085七", "题", "一\n二\n三\n四\n五\n六\n七"},
		{"a\x00b\x07c\u009fd", "x\ty", "abcd", "x y"},
		{"\u202e反\u202c\u2066向\u2069\u200e\u200f", "", "反向", ""},
		{"\ufeff标\ufffe题", "", "标题", ""},
		{"坏\xff字", "", "坏\ufffd字", ""},
		{"大觀摩 ＥＶＡ ４.５", "e\u0301", "大觀摩 ＥＶＡ ４.５", "e\u0301"},
	}
	for _, tt := range tests {
		a := corpus.Article{Title: tt.title, Body: tt.body}
		if _, err := new(corpus.Cleaner).Clean(&a); err != nil {
			t.Errorf("Clean(%q, %q): %v", tt.title, tt.body, err)
		}
		if a.Title != tt.wantTitle || a.Body != tt.wantBody {
			t.Errorf("Clean(%q, %q) = %q, %q; want %q, %q", tt.title, tt.body, a.Title, a.Body, tt.wantTitle, tt.wantBody)
		}
	}
}

func TestCleanRefuses(t *testing.T) {
	tests := []struct {
		name    string
		article corpus.Article
		want    string
	}{
		{"nothing", corpus.Article{Date: "2022-07-18", Zone: "扬州经济技术开发区"}, "标题和正文都是空的"},
		{"only blanks", corpus.Article{Title: " 　\u200e", Body: "\n\n\x00"}, "标题和正文都是空的"},
		{"date", corpus.Article{Title: "题", Date: "2022-02-30"}, "日历上没有 2022 年 2 月 30 日"},
		{"date of words", corpus.Article{Title: "题", Date: "昨天"}, "日期读不懂"},
		{"long title", corpus.Article{Title: strings.Repeat("题", corpus.MaxTitleRunes+1)}, "最多 2000 字"},
		{"long body", corpus.Article{Body: strings.Repeat("文", corpus.MaxBodyBytes/3+1)}, "最多 8388608 字节"},
		{"long source", corpus.Article{Title: "题", Source: strings.Repeat("源", corpus.MaxNameRunes+1)}, "来源有 501 字"},
		{"long id", corpus.Article{Title: "题", ID: strings.Repeat("x", corpus.MaxIDBytes+1)}, "id 有 201 字节"},
		{"space in id", corpus.Article{Title: "题", ID: "a b"}, "空白或控制字符"},
		{"newline in id", corpus.Article{Title: "题", ID: "a\nb"}, "空白或控制字符"},
		{"turning mark in id", corpus.Article{Title: "题", ID: "a\u202eb"}, "空白或控制字符"},
		{"broken id", corpus.Article{Title: "题", ID: "a\xff"}, "UTF-8"},
		{"dots for an id", corpus.Article{Title: "题", ID: ".."}, "不能是"},
	}
	cleaner := newCleaner(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := cleaner.Clean(&tt.article); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestCleanAcceptsTheLimits(t *testing.T) {
	a := corpus.Article{
		ID:    strings.Repeat("x", corpus.MaxIDBytes),
		Title: strings.Repeat("题", corpus.MaxTitleRunes),
		Body:  strings.Repeat("b", corpus.MaxBodyBytes),
	}
	if _, err := newCleaner(t).Clean(&a); err != nil {
		t.Error(err)
	}
}

func TestCleanURL(t *testing.T) {
	tests := []struct {
		in      string
		dropped bool
	}{
		{"http://example.com/a?b=c", false},
		{"HTTPS://example.com/", false},
		{"javascript:alert(1)", true},
		{"java\nscript:alert(1)", true},
		{"ftp://example.com/a", true},
		{"/relative", true},
		{"http://", true},
		{"http://example.com/" + strings.Repeat("x", corpus.MaxURLBytes), true},
		{"http://[::1", true},
	}
	for _, tt := range tests {
		a := corpus.Article{Title: "题", URL: tt.in}
		warnings, err := newCleaner(t).Clean(&a)
		if err != nil {
			t.Errorf("Clean(%q): %v", tt.in, err)
		}
		if dropped := a.URL == ""; dropped != tt.dropped || len(warnings) > 0 != tt.dropped {
			t.Errorf("URL %q became %q with warnings %q, want dropped: %v", tt.in, a.URL, warnings, tt.dropped)
		}
	}
}

func TestCleanPlaces(t *testing.T) {
	type place struct{ zone, city, province string }
	tests := []struct{ in, want place }{
		{place{}, place{}},
		{place{"", "泰州市", ""}, place{"", "泰州", "江苏"}},
		{place{"", "泰州市", "江苏省"}, place{"", "泰州", "江苏"}},
		{place{"", "", "内蒙古自治区"}, place{"", "", "内蒙古"}},
		{place{"", "昆山市", ""}, place{"", "昆山", "江苏"}},
		{place{"", "纽约市", ""}, place{"", "纽约", ""}},
		{place{"扬州经开区", "", ""}, place{"扬州经济技术开发区", "扬州", "江苏"}},
		{place{"扬州经济技术开发区", "", ""}, place{"扬州经济技术开发区", "扬州", "江苏"}},
		{place{"重庆市长寿经济技术开发区", "", ""}, place{"重庆长寿经济技术开发区", "重庆", "重庆"}},
		{place{"園區", "蘇州市", ""}, place{"苏州工业园区", "苏州", "江苏"}},
		{place{"临港经开区", "", ""}, place{"临港经开区", "", ""}},
		{place{"临港经开区", "", "四川省"}, place{"宜宾临港经济技术开发区", "宜宾", "四川"}},
		{place{"泰州海陵西部智动新城", "", ""}, place{"泰州海陵西部智动新城", "泰州", "江苏"}},
		{place{"泰州海陵西部智动新城", "泰州", ""}, place{"泰州海陵西部智动新城", "泰州", "江苏"}},
		{place{"某某新城", "", ""}, place{"某某新城", "", ""}},
		{place{"阿拉山口综合保税区", "", ""}, place{"阿拉山口综合保税区", "博尔塔拉", "新疆"}},
		{place{"吉林高新技术产业开发区", "", ""}, place{"吉林高新技术产业开发区", "吉林", "吉林"}},
		{place{"江苏自贸区", "南京", ""}, place{"中国（江苏）自由贸易试验区", "南京", "江苏"}},
		{place{"江苏自贸区", "", ""}, place{"中国（江苏）自由贸易试验区", "", "江苏"}},
		// What is given stays, right or wrong.
		{place{"扬州经济技术开发区", "南京", ""}, place{"扬州经济技术开发区", "南京", "江苏"}},
		{place{"扬州经济技术开发区", "", "浙江"}, place{"扬州经济技术开发区", "", "浙江"}},
		{place{"扬州经济技术开发区", "海口", ""}, place{"扬州经济技术开发区", "海口", "海南"}},
		{place{"", "海南", ""}, place{"", "海南", ""}},
	}
	cleaner := newCleaner(t)
	for _, tt := range tests {
		a := corpus.Article{Title: "题", Zone: tt.in.zone, City: tt.in.city, Province: tt.in.province}
		if _, err := cleaner.Clean(&a); err != nil {
			t.Fatal(err)
		}
		if got := (place{a.Zone, a.City, a.Province}); got != tt.want {
			t.Errorf("%v became %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestCleanID(t *testing.T) {
	cleaner := newCleaner(t)
	clean := func(a corpus.Article) string {
		t.Helper()
		if _, err := cleaner.Clean(&a); err != nil {
			t.Fatal(err)
		}
		return a.ID
	}
	byURL := clean(corpus.Article{URL: "http://example.com/1", Title: "甲"})
	if other := clean(corpus.Article{URL: "http://example.com/1", Title: "乙"}); other != byURL {
		t.Error("two versions of one address have two IDs")
	}
	text := clean(corpus.Article{Title: "甲", Body: "  一\r\n"})
	if again := clean(corpus.Article{Title: "甲 ", Body: "一"}); again != text {
		t.Error("the same text, once unclean, has two IDs")
	}
	if other := clean(corpus.Article{Title: "甲", Body: "二"}); other == text || len(text) == 0 {
		t.Errorf("two texts have the ID %q", text)
	}
	if got := clean(corpus.Article{ID: " 新闻/2022-1 ", Title: "甲"}); got != "新闻/2022-1" {
		t.Errorf("a given ID became %q", got)
	}
}

func TestCleanDate(t *testing.T) {
	a := corpus.Article{Title: "题", Date: "发布时间：2022年7月18日 09:30"}
	if _, err := newCleaner(t).Clean(&a); err != nil || a.Date != "2022-07-18" {
		t.Errorf("date %q, %v", a.Date, err)
	}
}

// FuzzClean holds for any article that is accepted: cleaning it again changes
// nothing and warns of nothing, every field is valid UTF-8 without control
// characters, only the body has more than one line, and none of those is
// empty.
func FuzzClean(f *testing.F) {
	f.Add("题", "一\n\n　二", "2022-07-18", "扬州经开区", "泰州市", "江苏省", "http://a/b", "")
	f.Add("\u2028x", "\xff\x00", "", "高新区", "沙市市", "省市", "ftp://x", "id")
	f.Add("", "x", "民國103年9月26日", "鼓楼高新区", "海南", "吉林", "\u202e", "\u00a0")
	f.Add("x", "\r\r\n\n", "", "临港经开区管委会", "", "四川省省", "HTTP://x", "")
	cleaner := newCleaner(f)
	f.Fuzz(func(t *testing.T, title, body, day, zone, city, province, url, id string) {
		a := corpus.Article{ID: id, URL: url, Title: title, Body: body, Date: day, Zone: zone, City: city, Province: province}
		if _, err := cleaner.Clean(&a); err != nil {
			return
		}
		again := a
		warnings, err := cleaner.Clean(&again)
		if err != nil || len(warnings) > 0 || again != a {
			t.Fatalf("cleaned twice: %+v, %q, %v\ncleaned once: %+v", again, warnings, err, a)
		}
		for _, field := range []string{a.ID, a.URL, a.Title, a.Date, a.Zone, a.City, a.Province} {
			if !utf8.ValidString(field) || strings.ContainsAny(field, "\x00\r\n\u2028\u202e") || strings.TrimSpace(field) != field {
				t.Fatalf("field %q", field)
			}
		}
		if !utf8.ValidString(a.Body) || strings.Contains(a.Body, "\n\n") || strings.TrimSpace(a.Body) != a.Body {
			t.Fatalf("body %q", a.Body)
		}
		if a.ID == "" {
			t.Fatal("no ID")
		}
		if _, err := json.Marshal(a); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkClean(b *testing.B) {
	cleaner := newCleaner(b)
	body := strings.Repeat("今年以来，海陵区始终坚持大抓项目、抓实项目理念，持续推进项目建设。\n", 40)
	for b.Loop() {
		a := corpus.Article{Title: "题", Body: body, Date: "2022-07-18", Zone: "扬州经开区"}
		if _, err := cleaner.Clean(&a); err != nil {
			b.Fatal(err)
		}
	}
}
