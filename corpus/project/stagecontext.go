package project

import (
	"strings"

	"zonesearch/segment/fold"
)

// isRate reports 开工率 and 投产数: figures, not events.
func (r *reader) isRate(t token) bool {
	switch r.s.at(t.end) {
	case '率', '量', '额':
		return true
	case '时', '日', '期':
		for _, w := range []string{"时间", "时限", "时点", "日期", "日程", "期限"} {
			if r.s.has(t.end, w) {
				return true // 投产时间顺延至9月
			}
		}
	case '数':
		return r.s.at(t.end+1) != '据' && r.s.at(t.end+1) != '字' && r.s.at(t.end+1) != '控'
	}
	return false
}

// paperAfter gives the stage of the paper that stands at p: 入驻协议 is signed, not
// moved in. No paper: none.
func (r *reader) paperAfter(p int) stage {
	for _, still := range []string{"协议待", "合同待", "协议尚", "合同尚", "协议未", "合同未"} {
		if r.s.has(p, still) {
			return stageNone
		}
	}
	switch r.s.at(p) {
	case '协', '合':
		if r.s.has(p, "协议") || r.s.has(p, "合同") {
			return stageSigned
		}
	case '意':
		if r.s.has(p, "意向书") {
			return stageSigned
		}
		if r.s.has(p, "意向") {
			return stageTalks
		}
	}
	return stageNone
}

// partBefore reports whether what is done, at token i, is only a part of the
// works: 外立面已完工, 2号楼竣工.
func (r *reader) partBefore(i int) bool {
	whole := false // 土建和设备全部完工
	for j := i - 1; j >= 0; j-- {
		t := r.toks[j]
		whole = whole || r.oneOf(t, "全部", "均", "均已", "都已", "悉数", "整体")
		if t.kind == tokBound && !t.hit.is(classStage|classRole|classPlan) {
			continue
		}
		if t.kind != tokChunk && !(t.kind == tokBound && t.hit.stage == stageWorks) {
			return false
		}
		if (whole || r.s.has(r.toks[i].start, "全部")) && (r.s.has(t.end-2, "设备") || r.s.has(t.end-2, "安装") || r.s.has(t.end-2, "装修")) {
			return false
		}
		for _, part := range []string{"外立面", "主体", "土建", "桩基", "屋面", "基础", "钢结构", "主厂房", "结构", "围墙", "号楼", "标段", "土方", "设备", "安装", "装修", "幕墙", "骨架", "基坑", "底板", "地下室", "框架", "墩柱", "路基", "首层", "顶板"} {
			if r.s.has(t.end-len([]rune(part)), part) {
				return true
			}
		}
		return false
	}
	return false
}

// halfway reports whether the words before p say that not all is settled: 选址已
// 基本敲定.
func (r *reader) halfway(p int) bool {
	before := r.s.folded(max(p-8, r.s.start), p)
	for _, w := range []string{"选址", "基本", "初步", "厂址", "方案", "细节", "地块", "口头"} {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

// onlyThought reports whether a refusal was but thought of.
func (r *reader) onlyThought(i int) bool {
	lo, _ := r.clause(i)
	said := r.s.folded(r.toks[lo].start, r.toks[i].start)
	for _, w := range []string{"一度想", "曾想", "本想", "差点", "险些", "一度打算", "曾打算", "差一点"} {
		if strings.Contains(said, w) {
			return true
		}
	}
	return false
}

// onlyLater reports a delay of days or weeks, which stops nothing.
func (r *reader) onlyLater(i int) bool {
	if !r.oneOf(r.toks[i], "推迟", "延后", "延期") {
		return false
	}
	p := r.toks[i].end
	after := r.s.folded(p, min(p+5, r.s.end))
	return strings.Contains(after, "天") || strings.Contains(after, "周") || strings.Contains(after, "个月") || strings.HasPrefix(after, "了半")
}

// isPast reports a stage told as the beginning of a time that goes on, which
// is background: 2004年落户至今.
func (r *reader) isPast(t token) bool {
	for _, w := range []string{"至今", "以来", "伊始", "之初"} {
		if r.s.has(t.end, w) {
			return t.hit.stage != stageRunning || len(r.mentions) == 0 // 3月试产以来: it runs
		}
	}
	if t.hit.is(classSettle) {
		for p := t.end; p < min(t.end+14, r.s.end) && r.s.at(p) != ','; p++ {
			if isNumeral(r.s.at(p)) && isNumeral(r.s.at(p+1)) && fold.IsHan(r.s.at(p-1)) && r.s.at(p+2) == '年' {
				return true // 扎根15年的
			}
			if isNumeral(r.s.at(p)) && (r.s.at(p+1) == '年' || r.s.at(p+1) == '余' || r.s.at(p+1) == '多') && fold.IsHan(r.s.at(p-1)) && (p < t.end+6 || r.s.at(p+2) == '的') {
				return true // 扎根仲恺九年的韩企
			}
		}
	}
	return false
}

// isPaper reports a word of works that is said of talks or papers before it:
// 尽调已近尾声.
func (r *reader) isPaper(i int) bool {
	lo, _ := r.clause(i)
	if r.toks[i].hit.stage == stageLanded {
		for _, t := range r.toks[lo:i] {
			if r.oneOf(t, "可研", "可研报告", "可行性研究报告", "可行性报告", "初步设计", "项目建议书") {
				return true // 可研报告通过专家评审
			}
		}
	}
	if r.toks[i].hit.stage != stageWorks {
		return false
	}
	for j := i - 1; j >= lo && r.toks[j].kind != tokChunk; j-- {
		if t := r.toks[j]; t.kind == tokBound && t.hit.is(classStage) {
			return t.hit.stage == stageTalks
		}
	}
	return false
}

// isScene reports a building site that is only where the sentence is set: what
// else it tells of the works says more.
func (r *reader) isScene(i int) bool {
	if !r.isSite(i) {
		return false
	}
	if m := r.mentionOf(i - 1); m != nil && len(entitiesOf(r.mentions)) > 1 {
		return false // 一边是A, 一边是B工地
	}
	for j, t := range r.toks {
		if j != i && t.kind == tokBound && t.hit.is(classStage) && t.hit.stage >= stageStarted && t.hit.stage != stageWorks && t.hit.stage != stageExpands && !r.planned(j) {
			return true
		}
	}
	return false
}

// isSpark reports a 点火 that is said of works that begin: 一口气点火五处工地, 同时开工.
func (r *reader) isSpark(i int) bool {
	if lo, _ := r.clause(i); !r.oneOf(r.toks[i], "点火", "点亮", "亮灯") || r.lastIn(lo, i) != nil {
		return false
	}
	for j, t := range r.toks {
		if j != i && t.kind == tokBound && t.hit.is(classStage) && t.hit.stage == stageStarted && !r.planned(j) {
			return true
		}
	}
	return false
}

// isMeasure reports a word of works that only tells how large they are to be: 铺设
// 管道21公里.
func (r *reader) isMeasure(i int) bool {
	if !r.oneOf(r.toks[i], "铺设", "敷设", "架设", "安装", "掘进") {
		return false
	}
	lo, hi := r.clause(i)
	for _, t := range r.toks[lo:i] {
		if t.kind == tokChunk || t.kind == tokTime || r.oneOf(t, "已", "正", "正在", "完成", "目前", "累计", "已经", "开始") {
			return false
		}
	}
	said := r.s.folded(r.toks[i].end, r.toks[hi-1].end)
	for _, unit := range []string{"公里", "千米", "米", "万吨"} {
		if strings.Contains(said, unit) {
			return !strings.Contains(said, "已") && !strings.Contains(said, "完成")
		}
	}
	return false
}

// isLack reports a 还差 that counts what is still to be built, not what talks lack.
func (r *reader) isLack(i int) bool {
	return r.oneOf(r.toks[i], "还差") && i+1 < len(r.toks) && r.toks[i+1].kind == tokCount
}

// isSite reports a building site, which says less than what goes on there.
func (r *reader) isSite(i int) bool {
	return r.oneOf(r.toks[i], "工地", "工地上", "施工现场", "建设现场")
}

// begins reports a word of works that tells of their beginning: 开了三家工地, and 打桩
// beside a 动土 of the same sentence.
func (r *reader) begins(i int) bool {
	if r.isSite(i) {
		before := r.s.folded(max(r.toks[i].start-5, r.s.start), r.toks[i].start)
		return strings.Contains(before, "开了") || strings.Contains(before, "新开") || strings.Contains(before, "点火")
	}
	if !r.oneOf(r.toks[i], "打桩", "桩基", "进场打桩") {
		return false
	}
	for j, t := range r.toks[:i] {
		if t.kind == tokBound && t.hit.is(classStage) && t.hit.stage == stageStarted && !r.planned(j) {
			return true
		}
	}
	return false
}

// isNoun reports a word of works that only begins a noun: 装修方案, 施工队伍.
func (r *reader) isNoun(t token) bool {
	if t.hit.stage != stageWorks {
		return false
	}
	if b := r.s.at(t.start - 2); r.s.at(t.start-1) == '进' && b != '已' && b != '刚' && b != '将' {
		return true // 第一车混凝土浇进基坑
	}
	if r.s.has(t.end-2, "进场") && strings.Contains(r.s.folded(t.end, min(t.end+7, r.s.end)), "万人") {
		return true // 招聘会当天进场1.2万人
	}
	for _, w := range []string{"方案", "设计", "计划", "队", "单位", "公司", "资质", "许可", "标准", "规范", "经验", "合同", "前的", "号角", "号令", "准备", "动员"} {
		if r.s.has(t.end, w) {
			return true
		}
	}
	return false
}

// isSale reports an agreement about goods: 中标水电站起重机供货合同.
func (r *reader) isSale(i int) bool {
	if s := r.toks[i].hit.stage; s != stageSigned && s != stageLanded {
		return s == stageTalks && r.lends() // 意向授信
	}
	lo, hi := r.clause(i)
	words := r.s.folded(r.toks[lo].start, r.toks[hi-1].end)
	if r.lends() {
		return true
	}
	for _, w := range []string{"供货", "采购", "购销", "销售合同", "供应合同", "订单"} {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

// lends reports whether the sentence is about loans: 与四家银行签下备忘录, 可获授信480亿元.
func (r *reader) lends() bool {
	words := r.s.folded(r.s.start, r.s.end)
	return strings.Contains(words, "银行") && (strings.Contains(words, "授信") || strings.Contains(words, "贷款协议"))
}

// isAsked reports a stage word that visitors ask about: 了解工程进度 tells none.
func (r *reader) isAsked(i int) bool {
	lo, _ := r.clause(i)
	for _, t := range r.toks[lo:i] {
		if t.kind == tokBound && (t.hit.is(classVisit) || r.oneOf(t, "询问", "了解", "听取", "关注", "关心", "查看", "察看", "检查")) {
			return true
		}
	}
	return false
}
