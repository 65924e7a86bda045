package segment

import (
	"strings"
	"sync"
	"testing"

	"zonesearch/segment/fold"
)

// Cuts with the whole dictionary; regenerating is by hand, as each line is a
// decision.
func TestPath(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"。,“”\n", ""},
		{"研究生命起源", "研究 生命 起源"},
		{"研究生命起源a", "研究 生命 起源 a"},
		{"和服务", "和 服务"},
		{"武汉市长江大桥", "武汉市 长江大桥"},
		{"年产4.5万吨", "年产 4.5 万吨"},
		{"8,600万元", "8,600 万元"},
		{"增长12.5%的", "增长 12.5% 的"},
		{"１２．５％", "12.5%"},
		{"5G基站", "5g 基站"},
		{"PM2.5浓度", "pm2.5 浓度"},
		{"2022-07-18", "2022 07 18"},
		{"Siam Orchid", "siam orchid"},
		{"泰州·海陵", "泰州 海陵"},
		{"人民\n公社", "人民 公社"},
		{"綜合 保稅區", "综合 保税区"},
		{"泰州经开区招商引资总投资10亿元", "泰州 经开区 招商引资 总投资 10 亿元"},
		{"专精特新“小巨人”企业", "专精特新 小巨人 企业"},
		{"深入推进亩均论英雄和智改数转", "深入 推进 亩均论英雄 和 智改数转"},
		{"拿地即开工", "拿地即开工"},
		{"优化营商环境", "优化 营商环境"},
		{"海优威EVA胶膜三期项目", "海 优 威 eva胶膜 三期 项目"},
		{"一道新能源太阳能光伏电池项目", "一道 新能源 太阳能 光伏电池 项目"},
		{"苏州工业园区", "苏州工业园区"},
		{"国家级经济技术开发区", "国家级 经济 技术开发区"},
	}
	s := mustFull(t)
	for _, tt := range tests {
		if got := strings.Join(texts(s.Path(fold.Canon(tt.text))), " "); got != tt.want {
			t.Errorf("%q is cut into %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestKinds(t *testing.T) {
	want := map[string]Kind{"开发": Word, "eva胶膜": Word, "meva": Latin, "4.5": Number, "12%": Number, "5g": Mixed, "ガ": Word}
	for _, token := range small(t).Path(fold.Canon("开发,EVA胶膜,meva,4.5,12%,5g,ガ")) {
		if kind, ok := want[token.Text]; !ok || kind != token.Kind {
			t.Errorf("the kind of %s is %d, want %d", token.Text, token.Kind, kind)
		}
		delete(want, token.Text)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// A clause is cut the same wherever it stands: gse is not so in its Cut.
func TestPathKnowsNoNeighbours(t *testing.T) {
	s := small(t)
	g := newGenerator(s, 5)
	for range 300 {
		a, b := g.text(12), g.text(12)
		want := append(texts(s.Path(fold.Canon(a))), texts(s.Path(fold.Canon(b)))...)
		got := texts(s.Path(fold.Canon(a + "。" + b)))
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Fatalf("%q and %q are cut %v together, %v alone", a, b, got, want)
		}
	}
}

func TestPathFromManyGoroutines(t *testing.T) {
	s := small(t)
	g := newGenerator(s, 6)
	texts := make([]*fold.Text, 30)
	want := make([]int, len(texts))
	for i := range texts {
		texts[i] = fold.Canon(g.text(50))
		want[i] = s.Terms(texts[i], func([]byte, bool) {})
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for i, text := range texts {
				if n := s.Terms(text, func([]byte, bool) {}); n != want[i] {
					t.Errorf("text %d has %d words, want %d", i, n, want[i])
				}
			}
		})
	}
	wait.Wait()
}

// FuzzPath holds, for any bytes at all:
//   - every token is what it says: its text stands at its place in the canonical
//     text, which is the fold of exactly the original bytes its span gives;
//   - tokens come in order, do not overlap, hold no punctuation but that of
//     numbers, and do not begin or end inside a Latin word or a number, unless
//     it is longer than maxPiece;
//   - no letter and no digit is left out;
//   - nothing is lost between the cuts of a text and those of its parts.
func FuzzPath(f *testing.F) {
	s := small(f)
	for _, seed := range fillers {
		f.Add("研究生命" + seed + "起源开发" + seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		text := fold.Canon(source)
		last := 0
		for _, token := range s.Path(text) {
			if token.Start < last || token.End <= token.Start || token.End > len(text.Runes) {
				t.Fatalf("%q: token %+v after rune %d", source, token, last)
			}
			if string(text.Runes[token.Start:token.End]) != token.Text {
				t.Fatalf("%q: at %d stands no %q", source, token.Start, token.Text)
			}
			start, end := text.Span(token.Start, token.End)
			if got := fold.Canon(source[start:end]).String(); got != token.Text {
				t.Fatalf("%q: the bytes %d to %d are %q, the token %q", source, start, end, got, token.Text)
			}
			if len([]rune(token.Text)) < maxPiece {
				checkWhole(t, text, token)
			}
			for _, r := range text.Runes[last:token.Start] {
				if fold.IsWordRune(r) {
					t.Fatalf("%q: %q was left out", source, r)
				}
			}
			last = token.End
		}
		if len(text.Runes) < 200 {
			checkNothingLost(t, s, text, 24)
		}
	})
}

func checkWhole(t *testing.T, text *fold.Text, token Token) {
	t.Helper()
	get := at(text.Runes)
	if fold.Inside(get, token.Start) && token.Start > 0 && !longPiece(text, token.Start) ||
		fold.Inside(get, token.End) && !longPiece(text, token.End) {
		t.Fatalf("%q: %+v is no whole word", text, token)
	}
}

// longPiece reports whether the piece around i is longer than maxPiece.
func longPiece(text *fold.Text, i int) bool {
	get := at(text.Runes)
	from, to := i, i
	for fold.Inside(get, from) {
		from--
	}
	for fold.Inside(get, to) {
		to++
	}
	return to-from > maxPiece
}
