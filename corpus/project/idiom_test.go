package project

import (
	"testing"

	"zonesearch/corpus"
)

func TestIdiomIn(t *testing.T) {
	x := New(Options{})
	for _, tt := range []struct {
		clause string
		want   string
	}{
		{"双方交换了合同", "签约"},
		{"合同文本在掌声中互换", "签约"},
		{"双方达成合作", "签约"},
		{"双方达成合作意向", ""},
		{"营业执照当天拿到手", "落户"},
		{"拿到了营业执照", "落户"},
		{"第一台钻机钻入地下", "开工"},
		{"最后一榀屋架就位", "在建"},
		{"第一卷0.2毫米的铜箔从机组上缓缓卷出", "投产"},
		{"年产能从3万吨提高到8万吨", "扩建"},
		{"产能提高到8万吨的设备已运抵", "在建"}, // works say more than growth
		{"就地块和政策细节作了推敲", "在谈"},
		{"工程画上句号", "竣工"},
		{"合同", ""},
		{"屋架是一家老厂做的而那家离这里有很远的一段路程后来就位", ""}, // too far apart
		{"", ""},
	} {
		if got := x.idiomIn([]rune(tt.clause)).stage.String(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.clause, got, tt.want)
		}
	}
}

// What is only planned tells no stage, however it is said.
func TestIdiomsOfPlans(t *testing.T) {
	x := New(Options{})
	for _, tt := range []struct{ text, want string }{
		{"总投资3亿元的岑屿铜箔项目头炉产品合格出炉。", "投产"},
		{"总投资3亿元的岑屿铜箔项目有望月底迎来头炉产品出炉。", ""},
		{"总投资3亿元的岑屿铜箔项目今年9月开工。", ""},
	} {
		got := x.Extract(articleOf(tt.text))
		if len(got) != 1 || got[0].Stage != tt.want {
			t.Errorf("%s: %+v, want one record of stage %q", tt.text, got, tt.want)
		}
	}
}

func articleOf(text string) *corpus.Article {
	return &corpus.Article{ID: "a", Body: text, Zone: "岑岭经济开发区", Date: "2021-06-01"}
}
