package project

import "strings"

// planned reports whether the stage word at token i is only planned, or a
// condition: 将开工, 投产后, 2021年底前开工.
func (r *reader) planned(i int) bool {
	t := r.toks[i]
	switch r.s.at(t.end) {
	case '后':
		if r.s.at(t.end-1) != '式' && r.s.at(t.end+1) != '的' && !r.speaks(t.end+1) {
			return true
		}
	case '前':
		return true
	case '以', '之':
		if r.s.at(t.end+1) == '后' || r.s.at(t.end+1) == '前' {
			return true // 建成以后将
		}
	}
	if i+1 < len(r.toks) {
		// 设备调试完毕后
		if next := r.toks[i+1]; next.kind == tokChunk && next.start == t.end && next.end-next.start <= 4 && r.s.at(next.end-1) == '后' {
			return true
		}
	}
	for _, w := range []string{"的最后准备", "准备", "的准备", "的条件", "条件", "倒计时", "在即", "在望", "可期"} {
		if r.s.has(t.end, w) {
			return true // 进入联动试车的最后准备
		}
	}
	if r.s.at(t.start-1) == '前' && r.s.at(t.start-2) != '日' && r.s.at(t.start-2) != '目' && r.s.at(t.start-2) != '此' {
		return true
	}
	if b := r.s.at(t.start - 1); b == '离' || b == '距' {
		return true // 离投产只差临门一脚
	}
	for _, w := range []string{"等待", "静待", "只待", "坐等"} {
		if r.s.has(t.start-2, w) {
			return true // 等待通车
		}
	}
	lo, hi := r.clause(i)
	if before := r.s.folded(r.toks[lo].start, t.start); before != "" {
		for _, w := range []string{"何时", "什么时候", "几时", "哪天", "能否", "能不能", "是否", "迟迟"} {
			if strings.Contains(before, w) {
				return true // 何时复工还没有准信
			}
		}
	}
	if r.ahead(lo, i) || (t.hit.stage == stageWorks || r.isThing(t)) && i+1 < hi && r.toks[i+1].start == t.end && r.toks[i+1].hit.is(classPlan) {
		return true // 装修将于4月启动
	}
	for j := i - 1; j >= lo; j-- {
		p := r.toks[j]
		if p.kind == tokBound && p.hit.is(classPlan) {
			return true
		}
		if p.kind == tokBound && p.hit.is(classStage) && p.hit.stage != stageTalks {
			return r.planned(j)
		}
		if p.kind == tokChunk && r.s.at(p.end-1) == '后' && r.s.at(p.start) != '日' && r.mentionOf(j) == nil && !(j > 0 && r.toks[j-1].hit.is(classDrop)) {
			return true // 天然气接入后点火
		}
		if p.kind == tokChunk && r.mentionOf(j) != nil && !r.mentionOf(j).place {
			// 拟引进的A开工: the plan was A's coming, not the start.
			for k := j - 1; k >= lo; k-- {
				q := r.toks[k]
				if q.kind == tokBound && q.hit.is(classPlan) {
					return false
				}
			}
			return false
		}
	}
	return false
}

// isThing reports a word that tells a stage by a thing (首批产品, 第一炉), which a plan
// may follow: 首批产品计划后年返销.
func (r *reader) isThing(t token) bool {
	switch r.s.at(t.start) {
	case '首', '第', '头':
		return true
	}
	return r.s.has(t.end-2, "产品")
}

// speaks reports whether a verb of speech stands at p: 落笔后感叹.
func (r *reader) speaks(p int) bool {
	for _, w := range []string{"说", "感叹", "感慨", "表示", "告诉", "介绍", "坦言", "笑"} {
		if r.s.has(p, w) {
			return true
		}
	}
	return false
}
