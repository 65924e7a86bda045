package project

import "strings"

// resolve finds or makes the entity of every mention.
func (r *reader) resolve() {
	head := r.heading()
	r.visited()
	for k, m := range r.mentions {
		if k+1 < len(r.mentions) && (r.describes(m, r.mentions[k+1]) || r.funded(m)) {
			m.place = true
			continue
		}
		if m.many {
			continue
		}
		if r.isDetail(m) {
			continue
		}
		if whole := r.wholeOf(m); whole != nil {
			m.entity = whole
			continue
		}
		if m.reference || r.isPartOf(m) {
			if m.entity = r.refer(m); m.entity != nil && r.renames(m) {
				m.entity.rename(m)
			}
			continue
		}
		if before := r.presented(m); before != nil {
			m.entity = before
			before.best, before.key = m, r.key(m)
			continue
		}
		key := r.key(m)
		for _, e := range r.entities {
			if sameProject(m, e.best, key, e.key) {
				m.entity = e
				break
			}
		}
		if m.entity == nil {
			m.entity = &entity{best: m, key: key}
			r.entities = append(r.entities, m.entity)
		}
		e := m.entity
		e.mentions = append(e.mentions, m)
		if better(m, e.best) {
			e.best, e.key = m, key
		}
		if m.listed {
			e.signs |= signListed
		}
		if m.visited {
			e.signs |= signVisited
			e.toured = e.toured || r.toured() != 1
		}
		if head != stageNone && e.foreword == stageNone && len(e.mentions) == 1 && !m.visited {
			e.foreword = head
			if len(r.group(m)) > 1 && (endsFinal(r.s, m.end) || !r.x.brandless(m)) {
				e.signs |= signListed // 在谈项目包括A、B、C
			}
		}
		if at := r.newsAt; e.foreword == stageNone && at != nil && at.text == r.s.text && at.end == r.s.start && len(e.mentions) == 1 && !m.visited && r.single() {
			e.foreword = r.news
		}
		if at := r.forewordAt; e.foreword == stageNone && at != nil && at.text == r.s.text && r.s.paragraph-at.paragraph <= 1 && !m.visited {
			e.foreword = r.foreword
		}
	}
	if r.blocked() {
		for _, m := range r.mentions {
			if m.entity != nil {
				m.entity.blocked = true
			}
		}
	}
	for _, m := range r.mentions {
		for _, o := range r.group(m) {
			if o != m && m.entity != nil && o.head&classHead != 0 {
				m.entity.signs |= signBeside
			}
		}
	}
}

// visited takes the place where a sentence is set for a project where it names
// nothing else and tells of its investment: 走进A镜头厂, 机器轰鸣, 投资6亿元.
func (r *reader) visited() {
	if r.zone == "" || len(r.mentions) != 1 || !r.mentions[0].place {
		return
	}
	m := r.mentions[0]
	if abbreviates(r.s.runes[m.start:m.end], r.zone) || r.x.brandless(m) || m.reference || r.aggregate() {
		return
	}
	for i, t := range r.toks {
		if t.kind == tokMoney && i > m.tok && r.toks[i-1].kind == tokBound && r.toks[i-1].hit.role >= roleInvest && (i+1 == len(r.toks) || r.toks[i+1].kind == tokComma || r.toks[i+1].kind == tokSemi) {
			m.place = false
		}
	}
}

// toured counts the projects of the sentence that visitors saw: of several it
// tells nothing but that.
func (r *reader) toured() int {
	n := 0
	for _, m := range r.mentions {
		if m.visited {
			n++
		}
	}
	return n
}

// key is what a mention is compared by: without a country before a firm, and
// without the article's city, which only one of two mentions may bother to name.
func (r *reader) key(m *mention) string {
	key := normalName(r.s.folded(m.start, m.end))
	if start, _ := r.x.brand(r.s, m.start, m.end); start > m.start {
		if cut := normalName(r.s.folded(start, m.end)); len([]rune(cut)) >= 2 {
			key = cut
		}
	}
	if i := strings.Index(key, r.city); r.city != "" && i > 0 && len([]rune(key)) >= len([]rune(r.city))+4 {
		key = key[:i] + key[i+len(r.city):]
	}
	return key
}

// blocked reports a sentence of sport, war or elections.
func (r *reader) blocked() bool {
	for _, h := range r.s.hitsIn(r.s.start, r.s.end) {
		if h.is(classBlock) {
			return true
		}
	}
	return false
}

// isPartOf reports whether m is a part of the plant named right before it in
// the sentence: its 车间, its 厂房.
func (r *reader) isPartOf(m *mention) bool {
	if r.installed(m) {
		return true
	}
	if m.tok == 0 || m.many || endsFinal(r.s, m.end) || !r.isPart(m) && !r.minor(m) && !r.toks[m.tok-1].hit.is(classStage) {
		return false
	}
	before := r.lastIn(0, m.tok)
	if before == nil || before.entity == nil || r.linked(before, m) {
		return false
	}
	last := r.toks[m.tok-1]
	if lo, _ := r.segment(m.tok); before.tok >= lo && last.hit.is(classStage) && last.hit.stage == stageWorks {
		return true // A工程正铺设雨污水管道
	}
	if !r.isPart(m) && !r.minor(m) {
		return false
	}
	if r.s.has(last.start, "的") && last.start == before.end {
		return true
	}
	if r.s.at(m.start) == r.s.at(before.start) && r.s.at(m.start+1) == r.s.at(before.start+1) {
		return false // the same brand: a plant of its own
	}
	lo, _ := r.segment(m.tok)
	if before.tok >= lo && r.oneOf(last, "增建", "增设", "添建", "加建", "配建", "配套建设") {
		return true
	}
	if before.tok < lo || last.kind == tokBound && (last.hit.is(classBuild) || r.s.has(last.start, "的")) {
		return false
	}
	return r.x.specifics(r.s.runes[m.start:m.end], classHead|classWeak|classBasic) <= 2
}

// installed reports whether a name is what was brought in or is being put up for
// the project named before it: 从德国引进的喷涂线, 正在安装的速冻隧道.
func (r *reader) installed(m *mention) bool {
	if m.tok < 2 || m.many || endsFinal(r.s, m.end) || !r.s.has(r.toks[m.tok-1].start, "的") || !r.x.brandless(m) {
		return false
	}
	if before := r.lastIn(0, m.tok); before == nil || before.entity == nil {
		return false
	}
	verb := r.toks[m.tok-2]
	return r.oneOf(verb, "引进", "进口", "购置", "购买", "订购", "采购", "安装", "吊装", "铺设")
}

// minor reports whether a name is of common words alone (跨河桥, 门诊楼) and opens a
// clause after one that names a project in full: then it is a part of that.
func (r *reader) minor(m *mention) bool {
	if m.head&classWeak == 0 || m.object || m.listed || r.zone == "" || r.toks[m.tok-1].kind != tokComma || !r.x.brandless(m) {
		return false
	}
	return r.x.specifics(r.s.runes[m.start:m.end], classHead|classWeak|classBasic) <= 2
}

// isDetail reports a part of the plant that the sentences before told of: its
// 车间 or 实验室, with neither a brand nor a sum of its own.
func (r *reader) isDetail(m *mention) bool {
	if len(r.last) == 0 || !r.near() || m.reference || m.listed || endsFinal(r.s, m.end) {
		return false
	}
	if r.s.has(m.start, "配套") {
		return true
	}
	if !r.isPart(m) && !r.s.has(m.end-3, "实验室") {
		return false
	}
	if start, end := r.x.brand(r.s, m.start, m.end); end > start && m.end-end > 4 {
		return false
	}
	lo, hi := r.clause(m.tok)
	for _, t := range r.toks[lo:hi] {
		if t.kind == tokMoney {
			return false
		}
	}
	return r.x.specifics(r.s.runes[m.start:m.end], classHead|classWeak|classBasic) <= 6
}

// better reports whether a names a project better than b: longer, and ending
// in a head.
func better(a, b *mention) bool {
	if a.place != b.place {
		return b.place
	}
	return a.end-a.start > b.end-b.start && a.head&classHead >= b.head&classHead
}

// refer finds what 该项目, 二期 or 新厂 means.
func (r *reader) refer(m *mention) *entity {
	if e := r.endingIn(m); e != nil {
		return e
	}
	var before *entity
	for _, e := range r.entities {
		if (!e.later || m.phase > 0) && (!e.best.place || before == nil || before.best.place) {
			before = e
		}
	}
	inSentence := false
	for _, o := range r.mentions {
		if o == m {
			break
		}
		if o.entity != nil && (!o.place || before == nil || before.best.place) && (!o.entity.later || m.phase > 0) {
			before, inSentence = o.entity, true
		}
	}
	if before != nil && m.phase > 0 && m.phase < before.best.phase {
		return nil // an older phase in the background
	}
	if before != nil && m.phase > before.best.phase && before.best.phase > 0 {
		e := &entity{later: true, before: before, best: m, key: before.key + r.s.folded(m.start, m.end), mentions: []*mention{m}, brand: before.key}
		r.entities = append(r.entities, e)
		return e
	}
	if before == nil || (!inSentence && len(r.last) > 1) {
		switch r.s.folded(m.start, m.end) {
		case "总部", "基地", "中心", "园区", "产业园", "研发中心":
			return nil // 总部位于比利时: no plant of the article
		}
		if m.head&classHead == 0 || m.head&classPark != 0 || before != nil || endsFinal(r.s, m.end) && !((r.reworks(m) || r.namesPlant(m)) && (r.firmBefore(m.tok) || r.ofPlant(m))) {
			return nil
		}
		e := &entity{best: m, key: normalName(r.s.folded(m.start, m.end)), mentions: []*mention{m}}
		r.entities = append(r.entities, e)
		return e
	}
	return before
}
