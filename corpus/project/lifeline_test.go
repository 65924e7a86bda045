package project

import "testing"

func TestLifeline(t *testing.T) {
	const zone = "徐州经济技术开发区"
	rec := func(name, company, zone, article string) Record {
		return Record{Name: name, Company: company, Zone: zone, ArticleID: article}
	}
	tests := []struct {
		why  string
		a, b Record
		same bool
	}{
		{"the same in two articles", rec("鑫晟硅片项目", "鑫晟", zone, "1"), rec("鑫晟硅片项目", "鑫晟", zone, "2"), true},
		{"quotes, width and a final 项目", rec("“鑫晟ＡＢ硅片”项目", "鑫晟", zone, "1"), rec("鑫晟AB硅片", "鑫晟", zone, "2"), true},
		{"a leading sum", rec("总投资3亿元的鑫晟硅片项目", "鑫晟", zone, "1"), rec("鑫晟硅片", "", zone, "2"), true},
		{"the long and the short name of the firm that the name begins with", rec("岳芯封装线", "岳芯微电子", zone, "1"), rec("岳芯封装线", "岳芯", zone, "2"), true},
		{"phases", rec("鑫晟硅片一期项目", "鑫晟", zone, "1"), rec("鑫晟硅片二期项目", "鑫晟", zone, "2"), false},
		{"zones", rec("鑫晟硅片项目", "鑫晟", zone, "1"), rec("鑫晟硅片项目", "鑫晟", "九江经济技术开发区", "2"), false},
		{"a common name without a company", rec("新厂", "", zone, "1"), rec("新厂", "", zone, "2"), false},
		{"a common name with its company", rec("五星级酒店项目", "香港新峤地产", zone, "1"), rec("五星级酒店项目", "香港新峤地产公司", zone, "2"), true},
		{"a common name, two companies", rec("数据中心", "甲云", zone, "1"), rec("数据中心", "乙云", zone, "2"), false},
		{"one name, two investors", rec("滚珠丝杠生产线", "旻德精机", zone, "1"), rec("滚珠丝杠生产线", "恺德精机", zone, "2"), false},
		{"no zone, no city", rec("鑫晟硅片项目", "鑫晟", "", "1"), rec("鑫晟硅片项目", "鑫晟", "", "2"), false},
	}
	for _, tt := range tests {
		if got := Lifeline(tt.a) == Lifeline(tt.b); got != tt.same {
			t.Errorf("%s: same is %v", tt.why, got)
		}
	}
	a := rec("新厂", "", zone, "1")
	if first, second := Lifeline(a), Lifeline(a); first != second || first == "" {
		t.Errorf("a lifeline must not change: %q, then %q", first, second)
	}
}
