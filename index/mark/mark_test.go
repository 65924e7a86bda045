package mark

import (
	"fmt"
	"html"
	"strings"
	"sync"
	"testing"
)

func TestHighlight(t *testing.T) {
	phrase := func(s string) Matcher { return Matcher{Text: s, Phrase: true} }
	run := func(s string, words ...string) Matcher {
		m := Matcher{Text: s}
		for _, w := range words {
			m.Words = append(m.Words, Word{w, 1})
		}
		return m
	}
	tests := []struct {
		name, text, want string
		matchers         []Matcher
	}{
		{"a word", "光伏产业", "[光伏]产业", []Matcher{run("光伏")}},
		{"nothing", "光伏产业", "光伏产业", []Matcher{run("储能"), run("")}},
		{"no matchers", "光伏", "光伏", nil},
		{"a phrase is one mark", "“大观摩·大比拼”活动", "“[大观摩·大比拼]”活动", []Matcher{phrase("大观摩·大比拼"), run("大观摩")}},
		{"a phrase has no parts", "大观摩", "大观摩", []Matcher{phrase("大观摩·大比拼")}},
		{"overlaps merge", "经济技术开发区", "[经济技术开发区]", []Matcher{run("经济技术"), run("技术开发区")}},
		{"neighbours do not", "光伏储能", "[光伏][储能]", []Matcher{run("光伏"), run("储能")}},
		{"the whole run where it stands", "泰州高新区和高新区", "[泰州高新区]和[高新区]", []Matcher{run("泰州高新区", "泰州", "高新区")}},
		{"its words elsewhere", "高新区在泰州", "[高新区]在[泰州]", []Matcher{run("泰州高新区", "泰州", "高新区")}},
		{"one character beside longer ones", "长江的水", "[长江]的水", []Matcher{run("长江水", "长江", "水")}},
		{"characters of an unknown word", "酩酊，酩与酊", "[酩酊]，酩与酊", []Matcher{run("酩酊", "酩", "酊")}},
		{"characters where it does not stand", "酊与酩", "[酊]与[酩]", []Matcher{run("酩酊", "酩", "酊")}},
		{"one character asked for", "区里的区", "[区]里的[区]", []Matcher{run("区", "区")}},
		{"no half numbers", "4.5万吨和5万吨", "4.5万吨和[5万吨]", []Matcher{phrase("5万吨")}},
		{"no half Latin words", "MEVA与EVA胶膜", "MEVA与[EVA]胶膜", []Matcher{run("eva")}},
		{"per cent", "12%、12", "12%、[12]", []Matcher{run("12")}},
		{"width, case and script", "綜合保稅區ＥＶＡ", "[綜合保稅區][ＥＶＡ]", []Matcher{run("综合保税区"), run("eva")}},
		{"spaces in the text", "今 年  以来", "[今 年]  以来", []Matcher{phrase("今年")}},
		{"escaped", "<b>光伏</b>&amp;", "&lt;b&gt;[光伏]&lt;/b&gt;&amp;amp;", []Matcher{run("光伏")}},
		{"no phrase over paragraphs", "招商\n引资", "招商\n引资", []Matcher{phrase("招商引资")}},
		{"no phrase with a line break", "招商\n引资", "招商\n引资", []Matcher{phrase("招商\n引资"), phrase("\n")}},
		{"no run with a line break", "招商\n引资", "[招商]\n引资", []Matcher{run("招商\n引资", "招商", "\n引")}},
		{"one character of a run with a line break", "招\n商", "[招]\n[商]", []Matcher{run("招\n商", "招", "商")}},
	}
	for _, tt := range tests {
		got := New(tt.matchers).Highlight(tt.text)
		got = strings.NewReplacer("<mark>", "[", "</mark>", "]").Replace(got)
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{" \n ", ""},
		{"一。二！三？四；五", "一。|二！|三？|四；|五"},
		{"一!二?三;四", "一!|二?|三;|四"},
		{"一.二,三:四", "一.二,三:四"},
		{"年产4.5万吨。", "年产4.5万吨。"},
		{"他说：“好。”走了。", "他说：“好。”|走了。"},
		{`他说:"好。再来!"走了。`, `他说:"好。|再来!"|走了。`},
		{`完了。"新"的开始。`, `完了。|"新"的开始。`},
		{"什么？！好", "什么？！|好"},
		{"  一。  二\n三 ", "一。|二|三"},
		{"（一。）二", "（一。）|二"},
		{"一\n\n二", "一|二"},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range Sentences(tt.in) {
			got = append(got, tt.in[s.Start:s.End])
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%q has the sentences %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestSnippets(t *testing.T) {
	long := strings.Repeat("这一句话里没有要找的词，", 20)
	tests := []struct {
		name, text string
		options    Options
		want       []string
	}{
		{"nothing in nothing", " \n", Options{}, nil},
		{"a lead", "第一句。第二句。\n第三句。", Options{Least: 5}, []string{"第一句。第二句。"}},
		{"whole sentences", "甲。乙光伏乙。庚。\n丁储能丁。", Options{Least: 1}, []string{"乙[光伏]乙。", "丁[储能]丁。"}},
		{"the rarest first, in the order of the text", "光伏一。光伏二。光伏三。储能。", Options{Max: 2, Least: 1, Runes: 5}, []string{"[光伏]一。", "[储能]。"}},
		{"the most words first", "光伏。一段话\n光伏储能。", Options{Max: 1, Least: 1}, []string{"[光伏][储能]。"}},
		{"neighbours joined", "甲光伏。乙储能。", Options{Least: 1}, []string{"甲[光伏]。乙[储能]。"}},
		{"not over paragraphs", "甲光伏。\n乙储能。", Options{Least: 50}, []string{"甲[光伏]。", "乙[储能]。"}},
		{"a short one takes the next", "光伏。后面一句。再后面一句。", Options{Least: 5}, []string{"[光伏]。后面一句。"}},
		{"a long one is cut", long + "这里有光伏，" + long, Options{Runes: 20}, []string{"…这里有[光伏]，…"}},
		{"a long lead is cut", long, Options{Runes: 30}, []string{"这一句话里没有要找的词，这一句话里没有要找的词，…"}},
		{"a phrase over two sentences", "甲乙。丙丁。戊己。", Options{Least: 1}, []string{"甲[乙。丙]丁。"}},
	}
	m := New([]Matcher{{Text: "光伏", Weight: 1}, {Text: "储能", Weight: 5}, {Text: "乙。丙", Phrase: true}})
	for _, tt := range tests {
		got := m.Snippets(tt.text, tt.options)
		for i := range got {
			got[i] = html.UnescapeString(strings.NewReplacer("<mark>", "[", "</mark>", "]").Replace(got[i]))
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestSnippetsCutNoNumber(t *testing.T) {
	text := strings.Repeat("数据", 30) + "1234567890.5678%" + "光伏" + "abcdefghijklmnop" + strings.Repeat("数据", 30)
	m := New([]Matcher{{Text: "光伏"}})
	for runes := 2; runes < 60; runes++ {
		for _, s := range m.Snippets(text, Options{Runes: runes}) {
			s = strings.Trim(strip(s), "…")
			if !strings.Contains(s, "光伏") {
				t.Fatalf("%d runes: %q lost the word", runes, s)
			}
			rest := strings.NewReplacer("1234567890.5678%", "", "abcdefghijklmnop", "").Replace(s)
			if strings.ContainsAny(rest, "0123456789abcdefghijklmnop%") {
				t.Fatalf("%d runes: %q is cut in a number or a word", runes, s)
			}
		}
	}
}

func TestMarkerIsShared(t *testing.T) {
	m, text := New(benchmarkMatchers()), article()
	want := m.Highlight(text)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 20 {
				if m.Highlight("光伏组件") != "<mark>光伏组件</mark>" || m.Highlight(text) != want {
					t.Error("one text's marks stand in another")
				}
			}
		})
	}
	group.Wait()
}

// article is about 5 KB of text with the words of benchmarkMatchers in it.
func article() string {
	var b strings.Builder
	for i := 0; b.Len() < 5000; i++ {
		fmt.Fprintf(&b, "今年以来，海边新区第%d批产业项目集中签约，", i)
		b.WriteString("涵盖新能源汽车、集成电路和光伏组件等领域，计划总投资12.5亿元。企业负责人表示，园区服务周到。\n")
	}
	return b.String()
}

func benchmarkMatchers() []Matcher {
	var ms []Matcher
	for i, s := range []string{"新能源汽车", "光伏组件", "总投资", "集成电路", "12.5亿元", "园区服务", "营商环境", "招商引资"} {
		ms = append(ms, Matcher{Text: s, Weight: float64(i + 1)})
	}
	return ms
}

func BenchmarkHighlight(b *testing.B) {
	m, text := New(benchmarkMatchers()), article()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		m.Highlight(text)
	}
}

func BenchmarkSnippets(b *testing.B) {
	m, text := New(benchmarkMatchers()), article()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		m.Snippets(text, Options{})
	}
}
