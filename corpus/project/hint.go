package project

import (
	"slices"
	"strings"
)

// hints notes what the sentence says of a stage in words that no list of
// stages could hold: its idioms, and 正在, which tells of works. They count only
// where nothing firmer was said. A sentence that names one project speaks of it
// throughout; of several, each has the words up to the next; one that names none
// goes on about the project before it.
func (r *reader) hints() {
	if r.zone == "" || len(r.toks) == 0 {
		return
	}
	var named []*mention
	for _, m := range r.mentions {
		if m.entity != nil && !m.place {
			named = append(named, m)
			m.entity.grows = m.entity.grows || r.grows(m)
		}
	}
	if r.ordinalHints() {
		return
	}
	switch list := entitiesOf(named); {
	case len(list) == 1:
		e := list[0]
		if at := r.leadAt; at != nil && e.idiom == stageNone && len(e.mentions) == 1 && at.text == r.s.text && at.end == r.s.start {
			e.idiom = r.lead
		}
		r.hint(e, 0, len(r.toks))
	case len(list) > 1:
		opening := r.opening(named[0].tok)
		for k, m := range named {
			if k > 0 && named[k-1].entity == m.entity {
				continue
			}
			_, hi := r.segment(m.tok)
			for _, next := range named[k+1:] {
				if next.entity != m.entity {
					hi = min(hi, next.tok)
					break
				}
			}
			r.hint(m.entity, m.tok, hi)
			if m.entity.idiom == stageNone {
				m.entity.idiom = opening
			}
		}
	case len(r.mentions) == 1 && r.inside(r.mentions[0]):
		r.hint(r.mentions[0].entity, 0, len(r.toks))
	case len(r.last) == 1 && r.near():
		r.hint(r.last[0], 0, len(r.toks))
	case len(r.entities) == 0:
		var before entity
		r.hint(&before, 0, len(r.toks))
		r.lead, r.leadAt = before.idiom, r.s
	}
}

// inside reports whether a plant of its own, not a park, is where the sentence is
// set: 挤压车间内, 技工正在校准压机.
func (r *reader) inside(m *mention) bool {
	c := r.s.at(m.end)
	return m.entity != nil && m.head&classPark == 0 && (c == '内' || c == '里') && !r.x.brandless(m)
}

// ordinalHints gives the idioms of each clause that 前者 or 第二个 opens to the
// project meant, and reports whether there was one.
func (r *reader) ordinalHints() bool {
	if !r.maybeOrdinal(r.s.start, r.s.end) {
		return false
	}
	found := false
	for lo := 0; lo < len(r.toks); lo++ {
		if k := r.toks[lo].kind; k == tokComma || k == tokSemi || k == tokOpen || k == tokClose {
			continue
		}
		_, hi := r.clause(lo)
		if list := r.ordinals(lo, hi); len(list) == 1 {
			_, end := r.segment(lo)
			for next := hi + 1; next < end; next++ {
				if len(r.ordinals(next, next+1)) > 0 {
					end = next
				}
			}
			r.hint(list[0], lo, end)
			found = true
		}
		lo = hi
	}
	return found
}

// opening gives what the idioms before a colon tell of all that the sentence
// names after it, from token first on.
func (r *reader) opening(first int) stage {
	for i := first - 1; i > 0; i-- {
		if r.toks[i].kind == tokComma && r.s.at(r.toks[i].start) == ':' {
			var all entity
			r.hint(&all, 0, i)
			return all.idiom
		}
	}
	return stageNone
}

// grows reports whether a name itself says that a plant grows: 扩能项目. What
// visitors were shown tells no stage.
func (r *reader) grows(m *mention) bool {
	for _, t := range r.toks[:m.tok] {
		if t.kind == tokBound && t.hit.is(classVisit) {
			return false
		}
	}
	name := r.s.folded(m.start, m.end)
	for _, w := range []string{"扩能", "扩建", "扩产", "增资", "技改", "技术改造", "改扩建", "智能化改造", "数字化改造", "自动化改造", "绿色化改造", "节能改造", "产能提升", "升级改造", "改造升级", "扩容"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// hint notes what the tokens from lo to hi hint at for one entity.
func (r *reader) hint(e *entity, lo, hi int) {
	told := stageNone
	for _, at := range e.reached {
		told = max(told, at.stage)
	}
	if told >= stageWorks || e.toured {
		return
	}
	for i := lo; i < hi; i++ {
		from := i
		for i < hi && r.toks[i].kind != tokComma && r.toks[i].kind != tokSemi {
			i++
		}
		if i == from {
			continue
		}
		clause := r.unnamed(r.toks[from].start, r.toks[i-1].end)
		found := r.x.idiomIn(clause)
		if r.supposed(from, i) {
			if found.stage == stageTalks && e.idiom == stageNone && !r.refused(from, i) && !r.asks(from, i) {
				e.idiom = stageTalks // 电价还没谈拢
			}
			continue
		}
		s := max(found.stage, progress(clause), granted(clause))
		if s == stageLanded && ofStudy(clause) {
			s = stageTalks // 可研报告通过专家评审
		}
		if s == stageSigned && r.lends() {
			s = stageNone
		}
		if s == stageLanded && ofBoard(clause) {
			s = stageNone // 董事会批准该计划
		}
		if (s == stageWorks || s == stageRunning && !found.onSite) && found.atPresent {
			e.now = max(e.now, s)
		}
		switch {
		case told > stageTalks:
			if s >= stageStarted && s < stageExpands && !(s == stageRunning && found.onSite) {
				e.after = max(e.after, s)
			}
		case s == stageRunning && found.onSite:
		case e.idiom == stageNone, e.idiom == stageExpands && s != stageNone:
			e.idiom = s
		case s != stageExpands: // growth says least, though it stands last
			e.idiom = max(e.idiom, s)
		}
	}
	if told > stageTalks {
		return
	}
	if !slices.Contains(r.s.runes[r.toks[lo].start:r.toks[hi-1].end], '正') {
		return
	}
	switch said := r.s.folded(r.toks[lo].start, r.toks[hi-1].end); {
	case strings.Contains(said, "正在") && !strings.Contains(said, "正在谈"), strings.Contains(said, "正加紧"), strings.Contains(said, "正抓紧"), strings.Contains(said, "工人正"), strings.Contains(said, "正忙"), strings.Contains(said, "正给"), strings.Contains(said, "正往"), strings.Contains(said, "正从"):
		e.hint = stageWorks
	}
}

// unnamed gives the runes from start to end without the names of projects, whose
// words tell no stage: 座椅骨架焊接工厂.
func (r *reader) unnamed(start, end int) []rune {
	clause := r.clauseRoom[:0]
	for p := start; p < end; p++ {
		if c := r.s.at(p); !isOpenQuote(c) && !isCloseQuote(c) {
			clause = append(clause, c)
		}
		for _, m := range r.mentions {
			if p == m.start && m.entity != nil && !m.reference && m.entity.best == m && m.end <= end {
				clause = append(clause, ' ')
				p = m.end - 1
				break
			}
		}
	}
	r.clauseRoom = clause
	return clause
}

// progress gives the works that a share of them tells: 工程量完成85%, 屋面铺了一半, 砌到三层. No
// share: none.
func progress(clause []rune) stage {
	share := -1
	for i, r := range clause {
		switch next := runeAt(clause, i+1); {
		case r == '%', r == '一' && next == '半', r == '大' && next == '半', r == '过' && next == '半', r == '近' && next == '半', r == '分' && next == '之',
			digitOf(r) >= 2 && (next == '成' || next == '层' || next == '跨'), r == '第' && (runeAt(clause, i+2) == '层' || runeAt(clause, i+2) == '跨'):
			share = i
		}
		if share >= 0 {
			break
		}
	}
	if share < 0 {
		return stageNone
	}
	said := string(clause)
	for _, w := range []string{"计划", "目标", "产能", "租", "入驻", "招商", "订单", "客户", "产值", "收入", "满意", "股", "资金", "款", "市场", "份额"} {
		if strings.Contains(said, w) {
			return stageNone
		}
	}
	if r := clause[share]; r == '%' {
		said = string(clause[:share])
		for _, w := range []string{"完成", "进度", "工程量", "到货", "安装", "施工", "铺设", "建到", "干到"} {
			if strings.Contains(said, w) {
				return stageWorks
			}
		}
		return stageNone
	}
	for _, r := range clause[max(0, share-8):min(len(clause), share+6)] {
		if strings.ContainsRune("铺盖砌挂贴立搭架挖浇焊建吊抹刷拼填筑装打砌", r) {
			return stageWorks
		}
	}
	return stageNone
}

// runeAt gives the rune at i, 0 outside.
func runeAt(runes []rune, i int) rune {
	if i < 0 || i >= len(runes) {
		return 0
	}
	return runes[i]
}

// granted gives 落户 where an office has said yes: 获商务部门批准. Else none.
func granted(clause []rune) stage {
	const reach = 14
	for i, r := range clause {
		if r != '获' {
			continue
		}
		after := string(clause[i:min(len(clause), i+reach)])
		if strings.Contains(after, "批准") || strings.Contains(after, "核准") || strings.Contains(after, "批复") {
			return stageLanded
		}
	}
	return stageNone
}

// asks reports whether somebody only asks, among the tokens from lo to hi.
func (r *reader) asks(lo, hi int) bool {
	for _, t := range r.toks[lo:hi] {
		if t.kind == tokBound && r.oneOf(t, "询问", "了解", "听取") {
			return true
		}
	}
	return false
}

// ofStudy reports whether a clause is about a study of what could be built.
func ofStudy(clause []rune) bool {
	said := string(clause)
	for _, w := range []string{"可研", "可行性", "建议书", "初步设计"} {
		if strings.Contains(said, w) {
			return true
		}
	}
	return false
}

// ofBoard reports whether it is the firm itself that approves.
func ofBoard(clause []rune) bool {
	said := string(clause)
	return strings.Contains(said, "董事会") || strings.Contains(said, "股东")
}

// refused reports whether a word of refusal stands among the tokens from lo to hi.
func (r *reader) refused(lo, hi int) bool {
	for _, t := range r.toks[lo:hi] {
		if t.kind == tokBound && t.hit.is(classDrop) {
			return true
		}
	}
	return false
}

// supposed reports whether the clause of the tokens from lo to hi speaks of a
// plan, a condition or a time to come.
func (r *reader) supposed(lo, hi int) bool {
	for _, t := range r.toks[lo:hi] {
		if t.kind == tokBound && t.hit.is(classPlan|classDrop) {
			return true
		}
	}
	return r.asks(lo, hi) || r.ahead(lo, hi) || r.s.at(r.toks[hi-1].end-1) == '后' || r.s.at(r.toks[hi-1].end-1) == '前'
}
