package synonym

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"zonesearch/segment/fold"
)

func mustLoad(tb testing.TB, extra string) *Table {
	tb.Helper()
	t, err := Load(strings.NewReader(extra))
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// text prints matches as 高新区[2,5]=高新技术产业开发区:0.95,…
func text(run []rune, matches []Match) string {
	var parts []string
	for _, m := range matches {
		var as []string
		for _, a := range m.Alternatives {
			as = append(as, fmt.Sprintf("%s:%g", a.Text, a.Weight))
		}
		parts = append(parts, fmt.Sprintf("%s[%d,%d]=%s", string(run[m.Start:m.End]), m.Start, m.End, strings.Join(as, ",")))
	}
	return strings.Join(parts, " ")
}

// names is a gazetteer of two zones.
func names(name string) []string {
	return map[string][]string{
		"泰州高新区": {"泰州高新区", "泰州医药高新技术产业开发区"},
		"海边园":   {"海边 工业园"},
	}[name]
}

func TestFind(t *testing.T) {
	table := mustLoad(t, "")
	tests := []struct {
		name, run, want string
		options         Options
	}{
		{"nothing", "长江大桥", "", Options{}},
		{"the whole run", "综保区", "综保区[0,3]=综合保税区:0.95", Options{}},
		{"and back", "綜合保稅區", "综合保税区[0,5]=综保区:0.95", Options{}},
		{"within a run", "泰州综保区", "综保区[2,5]=综合保税区:0.95", Options{}},
		{"several", "风电和民企", "风电[0,2]=风力发电:0.95 民企[3,5]=民营企业:0.95", Options{}},
		{"the longest", "跨境电商", "跨境电商[0,4]=跨境电子商务:0.95", Options{}},
		{"one way", "招引", "招引[0,2]=招商引资:0.6", Options{}},
		{"not the other way", "招商引资", "招商引资[0,4]=引资招商:0.8", Options{}},
		{"a longer word finds the shorter", "产业园区", "产业园区[0,4]=产业园:0.8", Options{}},
		{"a shorter one need not", "产业园", "", Options{}},
		{"no half Latin words", "openai", "", Options{}},
		{"whole Latin words", "AI芯片", "ai[0,2]=人工智能:0.95 芯片[2,4]=集成电路:0.7", Options{}},
		{"only between borders", "劳动工具", "", Options{Border: func(i int) bool { return i%2 == 0 }}},
		{"a zone", "泰州高新区光伏发电",
			"泰州高新区[0,5]=泰州医药高新技术产业开发区:0.95,泰州高新技术产业开发区:0.95,泰州高新技术开发区:0.95,泰州高新技术产业园区:0.8 光伏发电[5,9]=太阳能发电:0.9",
			Options{Names: names}},
		{"a name folded", "海边园", "海边园[0,3]=海边工业园:0.5", Options{Names: names, NameWeight: 0.5}},
	}
	for _, tt := range tests {
		run := fold.Canon(tt.run).Runes
		if got := text(run, table.Find(run, tt.options)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestLoadOverlays(t *testing.T) {
	table := mustLoad(t, "0 风电 = 风力发电\n0.5 民企 = 民营企业 # lower\n\n海绵城市 = 海绵 城区\n")
	tests := []struct{ run, want string }{
		{"风电", ""},
		{"民企", "民企[0,2]=民营企业:0.5"},
		{"海绵城市", "海绵城市[0,4]=海绵城区:0.8"},
	}
	for _, tt := range tests {
		run := []rune(tt.run)
		if got := text(run, table.Find(run, Options{})); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.run, got, tt.want)
		}
	}
}

func TestLoadNamesTheLine(t *testing.T) {
	tests := []struct{ in, want string }{
		{"甲乙", "第 1 行：一组至少要有两个词"},
		{"# 注释\n甲乙 = 甲", "第 2 行：“甲”只有一个字"},
		{"甲乙 = ", "没有词"},
		{"甲乙 = 甲 乙", "“甲乙”写了两次"},
		{"2 甲乙 = 丙丁", "权重 2 不在"},
		{"-1 甲乙 = 丙丁", "权重 -1 不在"},
		{"NaN 甲乙 = 丙丁", "权重 NaN 不在"},
		{"甲乙 > 丙丁 > 戊己", "一行只能有一个 >"},
		{"甲乙 > 甲乙", "写了两次"},
		{"甲乙 = 丙丁\n丙丁 > 甲乙", "第 2 行：丙丁 与 甲乙 在第 1 行已经写过"},
		{"甲乙\n丙丁", "同义词表 1 第 2 行"},
	}
	for _, tt := range tests {
		if _, err := Load(strings.NewReader(tt.in)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %s", tt.in, err, tt.want)
		}
	}
	if _, err := Load(iotest.ErrReader(os.ErrClosed)); err == nil {
		t.Error("a table that cannot be read is no error")
	}
}

// TestBuiltInTable keeps the table from being lost in an edit, and its
// entries from being of no effect.
func TestBuiltInTable(t *testing.T) {
	table := mustLoad(t, "")
	groups := 0
	for _, line := range strings.Split(string(builtIn), "\n") {
		g, err := parseLine(line)
		if err != nil {
			t.Fatal(err)
		}
		if len(g.words) == 0 {
			continue
		}
		groups++
		effect := false
		for _, p := range g.pairs() {
			effect = effect || !strings.Contains(p.to, p.from)
		}
		if !effect {
			t.Errorf("%q has no effect", line)
		}
	}
	if groups < 150 {
		t.Errorf("the table has %d groups", groups)
	}
	for _, w := range wordsOf(table) {
		matches := table.Find([]rune(w), Options{})
		if len(matches) != 1 || matches[0].Start != 0 || matches[0].End != len([]rune(w)) {
			t.Errorf("%s finds %s", w, text([]rune(w), matches))
		}
	}
}

// wordsOf lists every word that has alternatives.
func wordsOf(t *Table) (words []string) {
	var visit func(n *node, prefix []rune)
	visit = func(n *node, prefix []rune) {
		if len(n.alternatives) > 0 {
			words = append(words, string(prefix))
		}
		for r, child := range n.next {
			visit(child, append(slices.Clone(prefix), r))
		}
	}
	visit(&t.root, nil)
	return words
}

// FuzzFind: matches are in order, do not overlap, lie within the run and have
// alternatives; a table that Load takes makes no panic.
func FuzzFind(f *testing.F) {
	f.Add("泰州高新区招商引资AI芯片", "甲乙 = 丙丁")
	f.Add("劳动工具", "0 开工 > 动工 # x")
	f.Fuzz(func(t *testing.T, run, extra string) {
		table, err := Load(strings.NewReader(extra))
		if err != nil {
			return
		}
		runes := fold.Canon(run).Runes
		last := 0
		for _, m := range table.Find(runes, Options{Names: names}) {
			if m.Start < last || m.End <= m.Start || m.End > len(runes) || len(m.Alternatives) == 0 {
				t.Fatalf("%q: match %v after %d", run, m, last)
			}
			last = m.End
			for _, a := range m.Alternatives {
				if a.Text == string(runes[m.Start:m.End]) || a.Weight <= 0 || a.Weight > 1 {
					t.Fatalf("%q: alternative %v", run, a)
				}
			}
		}
	})
}
