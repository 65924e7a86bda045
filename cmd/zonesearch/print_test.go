package main

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
)

func TestMarks(t *testing.T) {
	t.Parallel()
	const s = "<mark>光伏</mark>&lt;项目&gt; &amp; 开工"
	if got, want := (&printer{}).marks(s, bold), "光伏<项目> & 开工"; got != want {
		t.Errorf("without colour: %q, want %q", got, want)
	}
	want := bold + plain + marked + "光伏" + plain + bold + "<项目> & 开工" + plain
	if got := (&printer{colour: true}).marks(s, bold); got != want {
		t.Errorf("with colour: %q, want %q", got, want)
	}
}

func TestColour(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		terminal bool
		env      map[string]string
		want     bool
	}{
		{false, nil, false},
		{true, nil, true},
		{true, map[string]string{"NO_COLOR": "1"}, false},
		{true, map[string]string{"NO_COLOR": ""}, true},
		{false, map[string]string{"CLICOLOR_FORCE": "1"}, true},
		{false, map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, false},
	} {
		c := console{outTerminal: test.terminal, env: func(name string) (string, bool) { v, ok := test.env[name]; return v, ok }}
		if got := c.colour(); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

func TestTableStandsStraight(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	out := bufio.NewWriter(&b)
	tab := table{header: []string{"名称", "n"}, right: map[int]bool{1: true}, rows: [][]string{{"光伏", "7"}, {"EVA胶膜", "12345"}, {"", "1"}}}
	tab.write(out)
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	want := "名称         n\n光伏         7\nEVA胶膜  12345\n             1\n"
	if got := b.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for s, want := range map[string]int{"": 0, "a": 1, "光": 2, "，": 2, "ａ": 2, "e\u0301": 1} {
		if got := columns(s); got != want {
			t.Errorf("%q takes %d places, not %d", s, got, want)
		}
	}
}

func TestAmountsAndSizes(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{0: "0元", 9999: "9999元", 7600_0000: "7600万元", 11_8000_0000: "11.8亿元", 250_6000_0000: "250.6亿元"} {
		if got := yuan(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	for n, want := range map[int64]string{0: "0 B", 1023: "1023 B", 1024: "1.0 KiB", 5 << 20: "5.0 MiB", 3 << 30: "3.0 GiB"} {
		if got := byteSize(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestSearchIsPrinted(t *testing.T) {
	t.Parallel()
	dir := filled(t)
	out := must(t, "", "search", "光伏", "--data", dir)
	for _, part := range []string{"共 1 篇", "光伏项目开工", "泰州 · 2022-07-18", "海陵区光伏项目今日开工"} {
		if !strings.Contains(out, part) {
			t.Errorf("%q is missing in\n%s", part, out)
		}
	}
	if strings.ContainsAny(out, "\x1b<") {
		t.Errorf("colours or tags in a pipe:\n%q", out)
	}
	if out := must(t, "", "search", "--facets", "city", "--data", dir); !strings.Contains(out, "泰州   2") {
		t.Errorf("no counts:\n%s", out)
	}
}
