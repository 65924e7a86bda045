package project

import (
	"strings"

	"zonesearch/corpus"
	"zonesearch/segment/fold"
)

// judge decides whether an entity is a project, and names the rule; "" where it
// is none.
func (x *Extractor) judge(e *entity, a *corpus.Article) string {
	m := e.best
	name := m.sent.runes[m.start:m.end]
	specific := x.specifics(name, classHead|classWeak|classBasic)
	if a.Zone != "" && len(name) >= 9 {
		specific = max(specific, 2) // 新医药园污水预处理站 has but common words
	}
	if a.Zone != "" && m.owned {
		specific = max(specific, 4)
	}
	if m.many || (m.described || m.place || specific == 0 && !e.later) && !e.has(signAmount) {
		return ""
	}
	if a.Zone != "" && abbreviates(name, fold.String(a.Zone)) {
		return ""
	}
	if a.Zone == "" && !e.has(signSum) {
		// A sum told elsewhere in national news is too often another's.
		e.amount, e.amountAt = nil, nil
		e.signs &^= signAmount
	}
	if a.Zone == "" && !x.sound(e, specific) {
		return ""
	}
	plant := m.head&(classHead|classWork) != 0
	final := endsFinal(m.sent, m.end)
	switch {
	case e.has(signVisited) && specific >= 2:
		return "visit"
	case e.has(signListed):
		return "list"
	case e.has(signAmount):
		return "amount"
	case e.later && e.has(signStage) && e.direct:
		return "stage"
	case e.has(signDrop) && (final && specific >= 2 || e.direct && m.head&classHead != 0 && m.end-m.start >= 4 || a.Zone != "" && x.works(m, specific)):
		return "dropped"
	case e.has(signStage) && plant && specific >= 2:
		return "stage"
	case e.has(signStage) && (e.direct || e.has(signBeside)) && m.head&classWeak != 0 && specific >= 4:
		return "stage"
	case e.has(signStage) && m.head&classWeak != 0 && (m.object && specific >= 3 || e.direct && specific >= 2 && m.sent.at(m.end-1) == '厂' && !x.brandless(m)):
		return "stage"
	case e.has(signStage) && e.direct && a.Zone != "" && m.phase > 0 && specific >= 2:
		return "stage" // 加氢母站二期开始试供氢
	case (e.has(signStage) || e.idiom != stageNone) && a.Zone != "" && m.head&classWeak != 0 && x.works(m, specific):
		return "stage"
	case e.idiom != stageNone && (plant && specific >= 4 && (final || !x.brandless(m)) || a.Zone != "" && specific >= 3 && (final || m.object)):
		return "stage"
	case e.has(signPlan) && specific >= 2 && (final || m.head&classHead != 0 && (specific >= 4 || a.Zone != "" && len(name) >= 6)):
		return "plan"
	}
	return ""
}

// works reports whether a weak head ends the name of a plant or a road all the
// same: with a brand and more before 厂 or 线, or a name before what is only ever
// built.
func (x *Extractor) works(m *mention, specific int) bool {
	switch m.sent.at(m.end - 1) {
	case '厂', '线':
		if specific >= 4 && !x.brandless(m) {
			return true
		}
	}
	return specific >= 2 && m.end-m.start >= 5 && x.isBuilt(m)
}

func (e *entity) has(s sign) bool { return e.signs&s != 0 }

// sound is what an article must show that no zone reports. There 项目, 基地 and
// 中心 are seldom investments, so the sum or a firm stage must stand right
// beside a name that is one.
func (x *Extractor) sound(e *entity, specific int) bool {
	m := e.best
	if e.has(signDrop) || m.sent.has(m.end, "之一") || !e.has(signAmount) && x.brandless(m) {
		return false
	}
	if e.blocked || e.dropped || specific < 3 || m.end-m.start > 30 || m.head&(classHead|classWeak) == 0 || x.vain(m) {
		return false
	}
	if e.has(signVisited) {
		return m.sent.has(m.end-2, "项目") && e.has(signStage|signAmount)
	}
	if !e.has(signStage | signAmount) {
		return false // plans and refusals are too seldom of one project here
	}
	if !e.has(signNear) {
		return false
	}
	if !e.has(signStage) && m.head&classHead == 0 {
		return false // 长三角铁路投资1300多亿元 is no one railway
	}
	if m.sent.at(m.end) == '网' {
		return false // 高速铁路网
	}
	return m.head&classHead != 0 || x.isBuilt(m)
}

// brandless reports a name of common words alone, with neither an investor, a
// place nor a number: 光伏发电基地.
func (x *Extractor) brandless(m *mention) bool {
	if m.owned {
		return false
	}
	if start, end := x.brand(m.sent, m.start, m.end); end > start {
		return false
	}
	for _, r := range m.sent.runes[m.start:m.end] {
		if fold.IsDigit(r) {
			return false
		}
	}
	return true
}

// isBuilt reports whether a weak head is something that is only ever built.
func (x *Extractor) isBuilt(m *mention) bool {
	for _, head := range []string{"大桥", "铁路桥", "公路桥", "隧道", "高速公路", "高速", "铁路", "公路", "机场", "航站楼", "水库", "泵站", "管道", "机组", "渡槽", "专用线", "延线", "延长线", "延伸线", "大道", "变电站", "互通", "立交"} {
		if m.sent.has(m.end-len([]rune(head)), head) {
			return true
		}
	}
	return false
}

// vain reports names that outside of zone news are no investment: research,
// training, aid, and what is meant for a whole country.
func (x *Extractor) vain(m *mention) bool {
	name := m.sent.folded(m.start, m.end)
	if isNumeral(m.sent.at(m.start)) {
		for p := m.start + 1; p < min(m.start+6, m.end); p++ {
			if r := m.sent.at(p); r == '座' || r == '条' || r == '个' || r == '处' || r == '所' {
				return true // 9.5万座水库
			}
		}
	}
	for _, w := range []string{"半年", "一年", "一天", "两年", "三年", "全国", "小型", "一台", "批", "促进", "推动", "套", "部", "百万", "千万", "台", "座", "保障", "全程", "我国", "全省", "农村", "新一轮", "城市", "深入", "未来", "中国", "各", "全球", "世界", "民生"} {
		if strings.HasPrefix(name, w) {
			return true
		}
	}
	for _, w := range []string{"基金", "载人", "多项", "多个", "首艘", "融资", "信用", "担保", "经贸", "和技术", "大会", "论坛", "博览会", "洽谈会", "老旧", "水毁", "城中村", "危旧房", "航天工程", "研制", "科研", "教育基地", "训练", "实践", "爱国", "帮扶", "扶贫", "慈善", "希望工程", "比赛", "体育", "培训", "试验项目", "研究项目", "援助", "救助", "人才", "专项", "改革", "计划", "试点", "服务中心", "指挥中心", "新闻中心", "文化中心", "中心城", "行动", "保护", "内容", "合作项目", "重点项目", "等项目", "相关", "若干", "控制性", "标志性", "重点工程", "重大工程", "重大项目", "经济圈", "主干", "关键"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}
