package query

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// parseTests are texts, the trees they give as text, and the remarks, each as
// its code and offset.
var parseTests = []struct{ in, want, remarks string }{
	{``, ``, ``},
	{`   `, ``, ``},
	{`光伏`, `光伏`, ``},
	{`光伏 储能`, `光伏 储能`, ``},
	{`光伏　储能`, `光伏 储能`, ``},
	{` 光伏	储能 `, `光伏 储能`, ``},
	{`光伏，储能`, `光伏，储能`, ``},
	{`招商 -公司`, `招商 -公司`, ``},
	{`招商 －公司`, `招商 -公司`, ``},
	{`招商-公司`, `招商-公司`, ``},
	{`-公司`, `-公司`, ``},
	{`-公司 -企业`, `-公司 -企业`, ``},
	{`- 公司`, `公司`, `stray_minus@0`},
	{`招商 -`, `招商`, `stray_minus@3`},
	{`--zone`, `-\-zone`, ``},
	{`招商 NOT 公司`, `招商 -公司`, ``},
	{`招商 非 公司`, `招商 -公司`, ``},
	{`NOT 公司`, `-公司`, ``},
	{`非 公司`, `-公司`, ``},
	{`招商 NOT NOT 公司`, `招商 -(-公司)`, ``},
	{`NOT`, `\NOT`, `stray_operator@0`},
	{`非`, `\非`, `stray_operator@0`},
	{`是非`, `是非`, ``},
	{`与非门`, `与非门`, ``},
	{`A OR B`, `A OR B`, ``},
	{`A OR B C`, `A OR B C`, ``},
	{`A B OR C D`, `A B OR C D`, ``},
	{`(A OR B) C`, `(A OR B) C`, ``},
	{`（A OR B） C`, `(A OR B) C`, ``},
	{`A|B`, `A OR B`, ``},
	{`A | B`, `A OR B`, ``},
	{`A｜B`, `A OR B`, ``},
	{`A || B`, `A OR B`, `stray_operator@3`},
	{`A 或 B`, `A OR B`, ``},
	{`A或B`, `A或B`, ``},
	{`A or B`, `A or B`, ``},
	{`A and B`, `A and B`, ``},
	{`或 A`, `\或 A`, `stray_operator@0`},
	{`A 或`, `A \或`, `stray_operator@2`},
	{`OR`, `\OR`, `stray_operator@0`},
	{`A OR OR B`, `A OR \OR B`, `stray_operator@5`},
	{`A AND B`, `A B`, ``},
	{`A 与 B`, `A B`, ``},
	{`A AND OR B`, `A \OR B`, `stray_operator@6`},
	{`A AND NOT B`, `A -B`, ``},
	{`A AND -B`, `A -B`, ``},
	{`(A)或(B)`, `A OR B`, ``},
	{`(A)OR(B)`, `A OR B`, ``},
	{`"A"OR"B"`, `"A" \OR "B"`, ``},
	{`A ＯＲ B`, `A OR B`, ``},
	{`A NOT`, `A \NOT`, `stray_operator@2`},
	{`(A OR) B`, `A \OR B`, `stray_operator@3`},
	{`(OR A)`, `\OR A`, `stray_operator@1`},
	{`A OR NOT B`, `A OR -B`, ``},
	{`A OR -B`, `A OR -B`, ``},
	{`-(A B)`, `-(A B)`, ``},
	{`-(A OR B)`, `-(A OR B)`, ``},
	{`NOT (A OR -B)`, `-(A OR -B)`, ``},
	{`-"大 观摩"`, `-"大 观摩"`, ``},
	{`"大观摩·大比拼"`, `"大观摩·大比拼"`, ``},
	{`“大观摩·大比拼”`, `"大观摩·大比拼"`, ``},
	{`「大观摩」 『大比拼』`, `"大观摩" "大比拼"`, ``},
	{`＂光伏＂`, `"光伏"`, ``},
	{`”光伏”`, `"光伏"`, ``},
	{`"光伏`, `光伏`, `unclosed_quote@0`},
	{`“光伏 储能`, `光伏 储能`, `unclosed_quote@0`},
	{`光伏"组件"厂`, `光伏 "组件" 厂`, ``},
	{`泰州举行“大观摩”活动`, `泰州举行 "大观摩" 活动`, ``},
	{`"A OR B -C (D)"`, `"A OR B -C (D)"`, ``},
	{`"zone:泰州"`, `"zone:泰州"`, ``},
	{`"他说“你好”"`, `"他说“你好”"`, ``},
	{`“他说"你好"”`, `“他说"你好"”`, ``},
	{`""`, `\"\"`, `empty_quote@0 no_words@0`},
	{`"" A`, `A`, `empty_quote@0`},
	{`A "  "`, `A`, `empty_quote@2`},
	{`-""`, `\-`, `empty_quote@1 no_words@0`},
	{`"a  b"`, `"a b"`, ``},
	{`"\"`, `"\"`, ``},
	{`)`, `\)`, `stray_paren@0 no_words@0`},
	{`(`, `\(`, `stray_paren@0 no_words@0`},
	{`()`, `\(\)`, `empty_group@0 no_words@0`},
	{`A ()`, `A`, `empty_group@2`},
	{`A (`, `A`, `stray_paren@2`},
	{`A )`, `A`, `stray_paren@2`},
	{`((A)`, `A`, `stray_paren@0`},
	{`((A B) C)`, `A B C`, ``},
	{`(A (B (C)))`, `A B C`, ``},
	{`A(B)C`, `A B C`, ``},
	{`中国(上海)自由贸易试验区`, `中国 上海 自由贸易试验区`, ``},
	{`zone:泰州`, `zone:泰州`, ``},
	{`开发区:泰州高新区`, `zone:泰州高新区`, ``},
	{`开发区：泰州高新区`, `zone:泰州高新区`, ``},
	{`開發區：泰州高新區`, `zone:泰州高新區`, ``},
	{`ZONE:泰州`, `zone:泰州`, ``},
	{`ｚｏｎｅ：泰州`, `zone:泰州`, ``},
	{`zone:泰州,苏州`, `zone:泰州,苏州`, ``},
	{`zone:泰州，苏州、扬州`, `zone:泰州,苏州,扬州`, ``},
	{`zone:"泰州 高新区",苏州`, `zone:"泰州 高新区",苏州`, ``},
	{`zone:中国(上海)自由贸易试验区`, `zone:中国(上海)自由贸易试验区`, ``},
	{`zone:(泰州 OR 苏州)`, `zone:泰州 OR zone:苏州`, ``},
	{`zone:(泰州,苏州)`, `zone:泰州,苏州`, ``},
	{`(zone:泰州 OR city:苏州)`, `zone:泰州 OR city:苏州`, ``},
	{`-zone:泰州`, `-zone:泰州`, ``},
	{`NOT 省:江苏`, `-province:江苏`, ``},
	{`zone:`, `zone`, `empty_prefix@0`},
	{`zone: 泰州`, `zone 泰州`, `empty_prefix@0`},
	{`zone:)`, `zone`, `empty_prefix@0 stray_paren@5`},
	{`zone:,`, `zone`, `empty_prefix@0`},
	{`zone:""`, `zone`, `empty_prefix@0`},
	{`zone:()`, `zone`, `empty_group@5 empty_prefix@0`},
	{`zone:-泰州`, `zone:-泰州`, ``},
	{`zone:泰州|city:苏州`, `zone:泰州 OR city:苏州`, ``},
	{`高新区:abc`, `高新区:abc`, ``},
	{`http://example.com/a`, `http://example.com/a`, ``},
	{`12:30`, `12:30`, ``},
	{`a zone:b:c`, `a zone:b:c`, ``},
	{`title:光伏`, `title:光伏`, ``},
	{`标题:"光伏 组件"`, `title:"光伏 组件"`, ``},
	{`title:(光伏 OR 储能)`, `title:(光伏 OR 储能)`, ``},
	{`title:(光伏 -组件)`, `title:(光伏 -组件)`, ``},
	{`title:-光伏`, `title:\-光伏`, ``},
	{`title:(zone:泰州 A)`, `title:(\zone:泰州 A)`, `nested_prefix@7`},
	{`title:光伏"组件"`, `title:光伏 "组件"`, ``},
	{`title:()`, `title`, `empty_group@6 empty_prefix@0`},
	{`title:。`, `title`, `empty_prefix@0`},
	{`city:苏州 省:江苏 source:"新华社" 来源:人民网`, `city:苏州 province:江苏 source:新华社 source:人民网`, ``},
	{`stage:开工`, `stage:开工`, ``},
	{`阶段:開工,投产`, `stage:开工,投产`, ``},
	{`stage:动工`, `动工`, `unknown_value@0`},
	{`stage:开工,动工`, `stage:开工`, `unknown_value@0`},
	{`行业:半导体`, `industry:半导体`, ``},
	{`industry:光伏`, `光伏`, `unknown_value@0`},
	{`date:2022`, `date:2022-01-01..2022-12-31`, ``},
	{`date:2022-07`, `date:2022-07-01..2022-07-31`, ``},
	{`日期:2022-07-18`, `date:2022-07-18`, ``},
	{`date:2022-07..2022-09`, `date:2022-07-01..2022-09-30`, ``},
	{`日期：2022年7月..2022年9月`, `date:2022-07-01..2022-09-30`, ``},
	{`date:2022/7/1~2022/7/31`, `date:2022-07-01..2022-07-31`, ``},
	{`date:2022年7月至2022年9月`, `date:2022-07-01..2022-09-30`, ``},
	{`date:>=2022-07`, `date:2022-07-01..`, ``},
	{`date:>2022-07`, `date:2022-08-01..`, ``},
	{`date:<2022`, `date:..2021-12-31`, ``},
	{`date:<=2022`, `date:..2022-12-31`, ``},
	{`date:2022..`, `date:2022-01-01..`, ``},
	{`date:..2022`, `date:..2022-12-31`, ``},
	{`date:..`, `date`, `bad_date@0`},
	{`date:2022-09..2022-07`, `date:2022-07-01..2022-09-30`, `swapped_range@0`},
	{`date:2022-13`, `\date:2022-13`, `bad_date@0`},
	{`date:2022-02-30`, `\date:2022-02-30`, `bad_date@0`},
	{`date:昨天`, `\date:昨天`, `bad_date@0`},
	{`date:2023以来`, `date:2023-01-01..`, ``},
	{`date:(2021 OR 2023)`, `date:2021-01-01..2021-12-31 OR date:2023-01-01..2023-12-31`, ``},
	{`—光伏`, `—光伏`, ``},
	{`amount:>=10亿`, `amount:>=10亿`, ``},
	{`金额：＞＝１０亿`, `amount:>=10亿`, ``},
	{`amount:5000万..1亿`, `amount:5000万..1亿`, ``},
	{`amount:<1亿`, `amount:<1亿`, ``},
	{`amount:<=1亿`, `amount:<=1亿`, ``},
	{`amount:>1亿`, `amount:>=100000001`, ``},
	{`amount:10亿`, `amount:10亿`, ``},
	{`amount:=10亿`, `amount:10亿`, ``},
	{`amount:=`, `\amount:=`, `bad_amount@0`},
	{`amount:5..10亿`, `amount:5亿..10亿`, ``},
	{`amount:1亿-5亿`, `amount:1亿..5亿`, ``},
	{`amount:10亿以上`, `amount:>=10亿`, ``},
	{`金额:三十亿`, `amount:30亿`, ``},
	{`amount:1,000万`, `amount:1000万`, ``},
	{`amount:1亿..5000万`, `amount:5000万..1亿`, `swapped_range@0`},
	{`amount:10亿美元`, `\amount:10亿美元`, `bad_amount@0`},
	{`amount:大`, `\amount:大`, `bad_amount@0`},
	{`amount:-5亿`, `\amount:-5亿`, `bad_amount@0`},
	{`amount:<0`, `\amount:<0`, `bad_amount@0`},
	{`amount:1.5亿元..`, `amount:>=1.5亿`, ``},
	{`同句:(招商 开工)`, `same:(招商 开工)`, ``},
	{`same:(A B)`, `same:(A B)`, ``},
	{`SAME:(A OR "B C") D`, `same:(A OR "B C") D`, ``},
	{`同句：（A B）`, `same:(A B)`, ``},
	{`同句:A`, `same:(A)`, ``},
	{`同句:(title:A B)`, `same:(title A B)`, `nested_prefix@4`},
	{`同句:()`, `同句`, `empty_group@3 empty_prefix@0`},
	{`同句 A`, `同句 A`, ``},
	{`同句:(A -B)`, `same:(A) -B`, `sentence_part@0`},
	{`同句:(-A)`, `-A`, `sentence_part@0`},
	{`同句:((A B) OR C)`, `same:(A B) OR same:(C)`, ``},
	{`同句:((A OR "B") C)`, `same:((A OR "B") C)`, ``},
	{`同句:(A NEAR/3 B C)`, `same:(C) A NEAR/3 B`, `sentence_part@0`},
	{`A NEAR/5 B`, `A NEAR/5 B`, ``},
	{`A NEAR/5 "B C"`, `A NEAR/5 "B C"`, ``},
	{`A NEAR/5 B NEAR/3 C`, `A NEAR/5 B B NEAR/3 C`, ``},
	{`A NEAR B`, `A NEAR B`, ``},
	{`A NEAR/ B`, `A NEAR/ B`, ``},
	{`A NEAR/999 B`, `A NEAR/200 B`, `near_too_far@2`},
	{`A NEAR/5 (B OR C)`, `A NEAR/5 (B OR C)`, ``},
	{`A NEAR/5 (B C)`, `A B C`, `near_operand@2`},
	{`A NEAR/5 zone:B`, `A zone:B`, `near_operand@2`},
	{`A NEAR/5 -B`, `A -B`, `near_operand@2`},
	{`-A NEAR/5 B`, `-(A NEAR/5 B)`, ``},
	{`NEAR/5 B`, `\NEAR/5 B`, `stray_operator@0`},
	{`A NEAR/5`, `A \NEAR/5`, `stray_operator@2`},
	{`A ＮＥＡＲ／５ B`, `A NEAR/5 B`, ``},
	{`\OR`, `\OR`, ``},
	{`A \OR B`, `A \OR B`, ``},
	{`\-A`, `\-A`, ``},
	{`\zone:泰州`, `\zone:泰州`, ``},
	{`a\(b\)`, `a\(b\)`, ``},
	{`C:\path`, `C:path`, ``},
	{`。`, `。`, `no_words@0`},
	{`， 。`, `，。`, `no_words@0`},
	{`A ， B`, `A B`, ``},
	{`-。 A`, `A`, ``},
	{`"，"`, `"，"`, ``},
	{`EVA胶膜 5G 4.5万吨 12%`, `EVA胶膜 5G 4.5万吨 12%`, ``},
	{`5G+工业互联网`, `5G+工业互联网`, ``},
	{`A & B`, `A B`, ``},
	{`A+B`, `A+B`, ``},
	{`光伏！`, `光伏`, ``},
}

func TestParse(t *testing.T) {
	for _, tt := range parseTests {
		n, remarks, err := Parse(tt.in, Limits{})
		if err != nil {
			t.Errorf("%q: %v", tt.in, err)
			continue
		}
		got := ""
		if n != nil {
			got = n.String()
		}
		if got != tt.want {
			t.Errorf("%q gives %s, want %s", tt.in, got, tt.want)
		}
		var codes []string
		for _, r := range remarks {
			codes = append(codes, fmt.Sprintf("%s@%d", r.Code, r.Offset))
		}
		if got := strings.Join(codes, " "); got != tt.remarks {
			t.Errorf("%q has the remarks %q, want %q", tt.in, got, tt.remarks)
		}
	}
}

func TestParseBuildsNodes(t *testing.T) {
	n, _, err := Parse(`-zone:泰州,苏州 标题:("光伏" OR 储能) amount:<1亿 同句:(a b) c NEAR/3 d`, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	var visit func(Node)
	visit = func(n Node) {
		kinds = append(kinds, strings.TrimPrefix(fmt.Sprintf("%T", n), "*query."))
		for _, part := range Children(n) {
			visit(part)
		}
	}
	visit(n)
	const want = "And Not Keyword Title Or Phrase Run AmountRange Sentence And Run Run Near Run Run"
	if got := strings.Join(kinds, " "); got != want {
		t.Errorf("the nodes are %s, want %s", got, want)
	}
}

func TestLimits(t *testing.T) {
	limits := Limits{Runes: 20, Depth: 2, Clauses: 3}
	tests := []struct {
		in     string
		kind   LimitKind
		offset int
	}{
		{strings.Repeat("光", 20), "", 0},
		{strings.Repeat("光", 21), TooLong, 20},
		{"((A B) C)", "", 0},
		{"(A (B (C)))", TooDeep, 6},
		{"A ---B", "", 0}, // one negation and text
		{"NOT NOT NOT B", TooDeep, 8},
		{"-(-(A B) C)", TooDeep, 2},
		{"A B C", "", 0},
		{"A B C D", TooWide, 6},
		{"zone:A,B,C,D", TooWide, 0},
		{"((((((((", "", 0}, // without partners they nest nothing
	}
	for _, tt := range tests {
		_, _, err := Parse(tt.in, limits)
		var limit *LimitError
		switch {
		case tt.kind == "" && err != nil:
			t.Errorf("%q is refused: %v", tt.in, err)
		case tt.kind != "" && (!errors.As(err, &limit) || limit.Kind != tt.kind || limit.Offset != tt.offset):
			t.Errorf("%q gives %#v, want %s at %d", tt.in, err, tt.kind, tt.offset)
		}
	}
}

func TestMessagesNameTheText(t *testing.T) {
	_, remarks, _ := Parse("date:昨天 (", Limits{})
	if len(remarks) != 2 {
		t.Fatalf("remarks: %v", remarks)
	}
	for _, lang := range []string{"zh", "en"} {
		for _, r := range remarks {
			if m := r.Message(lang); strings.Contains(m, "%!") || !strings.Contains(m, r.Text) {
				t.Errorf("the message is %q", m)
			}
		}
		err := &LimitError{TooWide, 7, 3}
		if m := err.Message(lang); !strings.Contains(m, "7") {
			t.Errorf("the message is %q", m)
		}
	}
}

func TestUnderstood(t *testing.T) {
	n, _, _ := Parse(`光伏 "电池 组件" -(公司 OR 企业) zone:泰州,苏州 amount:>=10亿 date:2022..2023 title:a b NEAR/5 c`, Limits{})
	want := `光伏
“电池 组件”
不含 （公司 或 企业）
开发区：泰州 或 苏州
金额：10亿元以上
日期：2022-01-01 至 2023-12-31
标题含 a
b 与 c 相距不超过 5 字`
	if got := strings.Join(Understood(n), "\n"); got != want {
		t.Errorf("understood as\n%s\nwant\n%s", got, want)
	}
	if got := Understood(nil); got != nil {
		t.Errorf("nothing is understood as %q", got)
	}
}

// BenchmarkParse shows the time for each byte to stay the same as hostile
// texts grow.
func BenchmarkParse(b *testing.B) {
	for _, piece := range []string{"(", "“", "\"", "-", "A OR ", "zone:", "光伏 ", "()", "\\"} {
		for _, n := range []int{1000, 10000} {
			b.Run(fmt.Sprintf("%q/%d", piece, n), func(b *testing.B) {
				text := strings.Repeat(piece, n/len(piece))
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if _, _, err := Parse(text, Limits{Runes: 1 << 20, Depth: 1 << 20, Clauses: 1 << 20}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
