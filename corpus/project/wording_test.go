package project_test

import (
	"testing"

	"zonesearch/corpus"
	"zonesearch/corpus/project"
)

// Each case is a way of telling that needs more than a word of a list: whose a
// stage is, what is only planned, and which of several is meant.
func TestWording(t *testing.T) {
	x := project.New(project.Options{})
	for _, tt := range []struct {
		name, body string
		want       map[string]string // name and stage of each record
	}{
		{"a count announces a list", "高新区组织观摩，一上午看了三处：蓝鲸声呐基地、海拓膜材料车间、远康导管厂。",
			map[string]string{"蓝鲸声呐基地": "", "海拓膜材料车间": "", "远康导管厂": ""}},
		{"items followed by sums", "展会上签下两单：禾泰智能园10亿元、驰远改装基地7.5亿元。",
			map[string]string{"禾泰智能园": "签约", "驰远改装基地": "签约"}},
		{"ordinals within one sentence", "赣数算力中心、博纳钻针厂两个项目进度不一：第一个主体封顶，第二个上周刚刚破土。",
			map[string]string{"赣数算力中心": "在建", "博纳钻针厂": "开工"}},
		{"a count points back", "再添两个项目：镐氢电堆产线、泾禾预制菜工厂。25日，两个项目同时签订投资协议。",
			map[string]string{"镐氢电堆产线": "签约", "泾禾预制菜工厂": "签约"}},
		{"news before the name", "昨日，香港凌樨公司与开发区签订协议。凌樨智驾测试中心总投资15亿元。",
			map[string]string{"凌樨智驾测试中心": "签约"}},
		{"phases of a whole", "总投资9亿元的龙沐药业产业园分两期建设：一期粉针车间去年投产，二期提取车间正在安装设备。",
			map[string]string{"龙沐药业产业园": "在建"}},
		{"a paper is signed, not moved in", "谱衡测试基地当天与管委会签订入驻协议，投资3亿元。",
			map[string]string{"谱衡测试基地": "签约"}},
		{"preparing is not doing", "皖岚薄膜项目进入联动试车的最后准备，投资3亿元。",
			map[string]string{"皖岚薄膜项目": "在建"}},
		{"a part that is done", "瑞声光学项目外立面已完工，投资2亿元。",
			map[string]string{"瑞声光学项目": "在建"}},
		{"works that begin a noun", "云霁拉棒项目拿到不动产权证，施工队伍还没定，投资5亿元。",
			map[string]string{"云霁拉棒项目": "落户"}},
		{"not stopped", "长假里，汇岐分拨中心没有停工，投资16亿元。",
			map[string]string{"汇岐分拨中心": "在建"}},
		{"today counts", "碳化硅外延片工厂7月8日打下第一根桩，现在地下结构快做完了，投资14亿元。",
			map[string]string{"碳化硅外延片工厂": "在建"}},
		{"a list after a count, its last item after a comma", "现场开工3个项目：总投资5亿元的川曜电芯基地、总投资2亿元的岷澄结构件工厂，以及投资3亿元的凌越变电站。",
			map[string]string{"川曜电芯基地": "开工", "岷澄结构件工厂": "开工", "凌越变电站": "开工"}},
		{"long ago and news", "恒屿管件厂2008年就已投产，昨天企业又与开发区签约，投资3亿元实施智能化改造。",
			map[string]string{"恒屿管件厂": "签约"}},
		{"a condition", "湟峪碳酸锂项目土地证已到手，总投资11亿元，等冻土化透，施工队就进场。",
			map[string]string{"湟峪碳酸锂项目": "落户"}},
		{"the second of two, of which one was told of", "宁朔硅锰合金厂彻底关停，腾出的指标转给宁沃氰胺产品项目。后者投资4亿元，正在浇筑基础。",
			map[string]string{"宁朔硅锰合金厂": "", "宁沃氰胺产品项目": "在建"}},
		{"what is put up is a part", "在湘澧冷链中央厨房，记者看到了正在安装的速冻隧道，项目总投资5亿元。",
			map[string]string{"湘澧冷链中央厨房": "在建"}},
		{"a study that passes", "天岳智算中心的可研报告通过专家评审，总投资5亿元。",
			map[string]string{"天岳智算中心": "在谈"}},
		{"works that only begin", "两家日企动土：川岸数控转台厂在双D港打桩，投资2亿元；梅园鱼糜制品厂投资6亿元。",
			map[string]string{"川岸数控转台厂": "开工", "梅园鱼糜制品厂": "开工"}},
		{"a question before its answer", "海风叶片模具基地到哪一步了？主体厂房正在做地坪。",
			map[string]string{"海风叶片模具基地": "在建"}},
		{"goods are no project", "远达重工中标水电站起重机供货合同，合同金额1.3亿元。", nil},
		{"a sum of many", "高新区今年新签约项目27个，总投资89亿元。", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			records := x.Extract(&corpus.Article{ID: "w", Body: tt.body, Zone: "云州经济技术开发区", City: "云州", Date: "2016-10-20"})
			if len(records) != len(tt.want) {
				t.Fatalf("%d records, want %d: %+v", len(records), len(tt.want), records)
			}
			for _, r := range records {
				if stage, found := tt.want[r.Name]; !found || stage != r.Stage {
					t.Errorf("%q %q, want %v", r.Name, r.Stage, tt.want)
				}
			}
		})
	}
}
