package project

import "strings"

// pointsBack reports whether a sentence opens with a word for a project named
// before: 该项目, 这个, 项目总投资.
func pointsBack(s sentence) bool {
	s.start = s.afterTime()
	for _, w := range []string{"这", "该", "此", "其", "它", "前者", "后者", "答", "记者", "前一", "第一", "前两", "两个", "两项", "两家", "三个", "三家", "四个", "五个", "项目", "工程", "工厂", "新厂", "基地", "中心", "总部", "园区", "产业园", "小镇", "生产线", "整个", "总投资", "计划总投资", "投资", "公司"} {
		if s.has(s.start, w) {
			return true
		}
	}
	if h := s.hitsIn(s.start, s.start+1); len(h) > 0 && h[0].is(classHead|classWeak|classBasic) {
		return true // 二厂投资28亿元
	}
	opening := s.folded(s.start, min(s.start+24, s.end))
	for _, w := range []string{"该项目", "上述", "个项目", "大项目", "家企业", "前者", "个工程"} {
		if strings.Contains(opening, w) {
			return true
		}
	}
	return false
}

// afterTime gives where a sentence goes on after the date that it opens with: 昨天,|工
// 厂首批产品下线.
func (s sentence) afterTime() int {
	for _, w := range []string{"昨天", "昨日", "今天", "今日", "近日", "日前", "目前", "眼下", "如今", "当天", "当日", "本周", "上周", "本月"} {
		if s.has(s.start, w) {
			p := s.start + len([]rune(w))
			for _, half := range []string{"上午", "下午", "晚"} {
				if s.has(p, half) {
					p += len([]rune(half))
				}
			}
			if s.at(p) == ',' {
				p++
			}
			return p
		}
	}
	return s.start
}

// names reports whether a sentence holds what ends a name.
func names(s sentence) bool {
	for _, h := range s.hitsIn(s.start, s.end) {
		if h.is(classHead | classWeak | classWork | classStaff) {
			return true
		}
	}
	return false
}

// worthReading reports whether a sentence may name a project, or tell more of
// one named before; most don't, and the look costs far less than the reading.
func (r *reader) worthReading(s sentence) bool {
	name, event, sum := false, false, false
	for _, h := range s.hitsIn(s.start, s.end) {
		sum = sum || h.role >= rolePart
		name = name || h.is(classHead|classWeak|classWork|classCompany|classStaff)
		event = event || h.is(classStage|classDrop|classVisit|classRole|classWork) || h.stage != stageNone
	}
	if r.zone != "" {
		// A list may name its projects without a head, and an idiom tell a stage
		// without a word of the vocabulary.
		return event || sum || name && (sumInBrackets(s) || sumOf(s) || r.x.tellsIdiom(s))
	}
	return event && (name || len(r.entities) > 0) || sum
}

// sumInBrackets reports whether a bracket closes on 元: 维珞制衣（8500万美元）.
func sumInBrackets(s sentence) bool {
	for i := s.start + 1; i < s.end; i++ {
		if s.runes[i] == ')' && s.runes[i-1] == '元' {
			return true
		}
	}
	return false
}

// sumOf reports whether a sum describes what follows it: 6000万美元的表面处理中心.
func sumOf(s sentence) bool {
	for i := s.start + 1; i+1 < s.end; i++ {
		if s.runes[i] == '元' && s.runes[i+1] == '的' {
			return true
		}
	}
	return false
}
