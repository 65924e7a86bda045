package project

import "strings"

// attachStages gives every word that tells a stage, or a refusal, to the
// projects it is told of.
func (r *reader) attachStages() {
	ceremony := stageNone
	for i, t := range r.toks {
		if t.kind != tokBound || !t.hit.is(classStage|classDrop) || r.isRate(t) || r.isPast(t) || r.isAsked(i) || r.isPaper(i) || r.isScene(i) || r.isSpark(i) || r.isMeasure(i) || r.isLack(i) || r.isSale(i) || r.isNoun(t) {
			continue
		}
		if t.hit.is(classDrop) && i > 0 && r.oneOf(r.toks[i-1], "没有", "没", "未", "尚未", "并未", "从未", "不会") {
			continue // 长假没有停工
		}
		if t.hit.is(classDrop) && r.onlyLater(i) {
			continue // 因雨推迟一周
		}
		if t.hit.is(classDrop) && r.onlyThought(i) {
			continue // 一度想把工程停下来
		}
		planned := r.planned(i)
		r.ordinal = false
		if t.hit.stage == stageSigned && r.s.has(t.end, "意向") && r.s.at(t.start) != '签' {
			t.hit.word = &word{class: t.hit.class, stage: stageTalks}
		}
		if t.hit.stage == stageDone && r.s.at(t.start) == '交' && strings.Contains(r.s.folded(max(t.start-6, r.s.start), t.start), "土地") {
			t.hit.word = &word{class: t.hit.class, stage: stageLanded}
		}
		if t.hit.stage == stageDone && r.partBefore(i) {
			t.hit.word = &word{class: t.hit.class, stage: stageWorks}
		}
		if t.hit.stage == stageSigned && r.oneOf(t, "敲定", "定下", "拍板", "签约敲定") && r.halfway(t.start) {
			t.hit.word = &word{class: t.hit.class, stage: stageTalks}
		}
		if paper := r.paperAfter(t.end); paper != stageNone && t.hit.is(classStage) {
			t.hit.word = &word{class: t.hit.class, stage: paper}
		}
		if t.hit.stage == stageWorks && r.begins(i) {
			t.hit.word = &word{class: t.hit.class, stage: stageStarted}
		}
		targets, phase, direct := r.told(i)
		if r.ordinal && t.hit.is(classStage) && !planned {
			// 后一个还差一纸决议 corrects what was said of all.
			for _, e := range targets {
				e.reached = nil
			}
		}
		for _, e := range targets {
			if phase > 0 && phase < e.best.phase {
				continue // an older phase in the background
			}
			e.resumed = e.resumed || r.oneOf(t, "复工", "恢复施工", "恢复建设", "恢复生产")
			if e.dropped && (r.longAgo(i) || r.isSite(i)) {
				continue // a plant that closes had once been opened; its site stands still
			}
			if r.isSite(i) && t.hit.stage == stageWorks && !planned {
				e.scene, e.signs, e.direct = true, e.signs|signStage, e.direct || direct
			} else {
				e.tell(t.hit, phase, r.whenOf(i), planned, direct)
			}
			if direct && t.hit.is(classFirm|classDrop) && r.beside(e, i) {
				e.signs |= signNear
			}
		}
		if len(targets) == 0 && !planned && t.hit.is(classStage) {
			ceremony = max(ceremony, t.hit.stage)
		}
	}
	if len(entitiesOf(r.mentions)) == 0 {
		if r.resumes() {
			r.foreword, r.forewordAt = stageWorks, r.s
		}
		r.announce(ceremony)
	}
}

// beside reports whether nothing but adverbs, dates and places stand between
// the stage word at token i and a name of e.
func (r *reader) beside(e *entity, i int) bool {
	lo, hi := r.clause(i)
	acts := i+1 < hi && (r.toks[i+1].kind == tokCount || r.toks[i+1].kind == tokChunk && r.toks[i+1].end-r.toks[i+1].start > 2 ||
		r.toks[i+1].kind == tokBound && (digitOf(r.s.at(r.toks[i+1].start)) > 0 || r.s.has(r.toks[i+1].start, "的")))
	for _, m := range r.mentions {
		if m.tok > 0 && m.tok < i && r.oneOf(r.toks[m.tok-1], "在", "于") {
			continue // what was begun in A is not A
		}
		if m.tok < i && acts {
			continue // A建成了两条走廊: it is not A that was built
		}
		if m.entity != e || m.tok < lo || m.tok >= hi {
			continue
		}
		from, to := min(m.tok, i)+1, max(m.tok, i)
		words := 0
		for j := from; j < to; j++ {
			t := r.toks[j]
			if t.kind == tokBound && r.s.has(t.start, "的") && m.tok < i {
				words++
			}
			if t.kind == tokChunk && r.mentionOf(j) == nil && !r.oneOf(r.toks[j-1], "在", "于", "位于", "落户") && t.end-t.start > 2 {
				words++
			}
		}
		if m.tok < i && r.toks[m.tok].end-m.end > 4 {
			words++
		}
		if words == 0 {
			return true
		}
	}
	return false
}

// tell notes what a word says of the entity.
func (e *entity) tell(h hit, phase int, at when, planned, direct bool) {
	if h.is(classDrop) && h.stage == stageNone {
		e.dropped = !e.resumed
		e.signs |= signDrop
		e.direct = e.direct || direct
		return
	}
	if planned && h.stage != stageTalks {
		e.planned = append(e.planned, h.stage)
		e.signs |= signPlan
		return
	}
	if h.stage == stageLanded {
		if h.is(classSettle) {
			e.soft = true
		} else {
			e.firm = true
		}
	}
	if h.stage >= stageWorks && h.stage <= stageRunning && e.dropped {
		e.dropped, e.resumed = false, true
	}
	e.reached = append(e.reached, reach{phase, h.stage, at})
	e.signs |= signStage
	e.direct = e.direct || direct
}

// staged reports whether the segment of a mention tells a stage of its own.
func (r *reader) staged(m *mention) bool {
	lo, hi := r.segment(m.tok)
	return r.stagedIn(lo, hi)
}

// stagedIn reports whether a word for a stage stands among the tokens from lo to hi.
func (r *reader) stagedIn(lo, hi int) bool {
	for _, t := range r.toks[lo:hi] {
		if t.kind == tokBound && t.hit.is(classStage|classDrop) {
			return true
		}
	}
	return false
}

// isPart reports whether a mention is a part of a plant rather than a plant.
func (r *reader) isPart(m *mention) bool {
	for _, part := range []string{"厂房", "车间", "生产线", "产线", "装置", "机组", "库房", "线", "炉", "窑", "大楼"} {
		if r.s.has(m.end-len([]rune(part)), part) {
			return true
		}
	}
	return false
}

func (r *reader) mentionOf(tok int) *mention {
	for _, m := range r.mentions {
		if m.tok == tok {
			return m
		}
	}
	return nil
}

// told finds the entities that the stage word at token i is told of, and the
// phase. direct means within the same clause.
func (r *reader) told(i int) (targets []*entity, phase int, direct bool) {
	lo, hi := r.clause(i)
	t := r.toks[i]
	if t.depth > 0 {
		if m := r.bracketed(i); m != nil {
			return entitiesOf([]*mention{m}), m.phase, true
		}
	}
	pick := func(m *mention, direct bool) ([]*entity, int, bool) {
		group := r.group(m)
		phase := m.phase
		for _, o := range r.mentions {
			if o.place && o.phase > 0 && o.tok > m.tok && o.tok < i && m.phase == 0 {
				phase = o.phase // A的二期厂房里, 工人正在安装设备
			}
		}
		if m.entity != nil && m.entity.best.phase == phase {
			phase = 0
		}
		return entitiesOf(group), phase, direct
	}
	if list := r.ordinals(lo, i); len(list) > 0 {
		r.ordinal = true
		return list, 0, true
	}
	if list := r.counted(i); list != nil {
		return list, 0, true
	}
	if list := r.opened(i); len(list) > 1 {
		return list, 0, true
	}
	after := r.firstIn(i, hi)
	if after != nil && after.many && len(r.group(after)) == 0 {
		after = nil // 三家企业开工建新厂: A, B, C
	}
	before := r.lastIn(lo, i)
	if after != nil && (r.s.at(t.end) == '的' || i+1 == after.tok || before == nil) {
		// 签约A, 去年落户的B
		if before == nil || r.s.at(t.end) == '的' && after.tok <= i+3 || t.hit.stage == stageSigned && i+1 == after.tok {
			return pick(after, true)
		}
	}
	segLo, segHi := r.segment(i)
	if before == nil {
		before = r.lastIn(segLo, i)
	} else {
		direct = true
	}
	if before != nil && before.many && len(r.group(before)) == 0 && r.isPart(before) {
		before = r.lastIn(segLo, before.tok) // A首批12栋厂房交付
	}
	if before != nil && before.reference && before.entity == nil {
		if named := r.lastNamed(segLo, before.tok); named != nil && before.phase > 0 && named.entity != nil && before.phase < named.entity.best.phase {
			return nil, 0, false // an older phase in the background
		} else if named != nil {
			before = named // A、B相继完成厂房交付
		}
	}
	if before != nil && (before.entity != nil || before.many && len(r.group(before)) > 0) {
		return pick(before, direct)
	}
	for _, part := range [][2]int{{lo, hi}, {segLo, segHi}} {
		if list := r.anaphor(part[0], part[1], before == nil && part[0] == segLo && segLo == 0 && (i <= 2 || r.goesOnAbout(t.hit.stage))); len(list) > 0 && !r.namedAfter(i, segHi) {
			return list, r.s.phaseIn(r.toks[part[0]].start, t.start), false
		}
	}
	if m := r.entered(); m != nil {
		return entitiesOf([]*mention{m}), 0, true
	}
	if r.both(segLo, i) {
		return r.last, 0, true
	}
	if t.hit.is(classDrop) {
		return nil, 0, false
	}
	if m := r.firstIn(i, len(r.toks)); m != nil {
		var rest []*mention
		for _, o := range r.mentions {
			if o.tok < segHi && o.tok > m.tok && len(rest) > 0 && !r.linked(rest[len(rest)-1], o) && r.toks[o.tok-1].kind != tokComma {
				continue // A签约, 投资3亿元, 由中方提供厂房
			}
			if o.tok >= m.tok && !o.place && !o.many && (o.tok < segHi || m.tok >= segHi || !r.staged(o)) {
				rest = append(rest, o)
			}
		}
		return entitiesOf(rest), 0, false
	}
	return nil, 0, false
}

// goesOnAbout reports whether a sentence that names nothing and counts nothing
// goes on about the one project of the sentence right before it.
func (r *reader) goesOnAbout(told stage) bool {
	if told == stageWorks && r.zone != "" && r.lastAt != nil && r.s.start-r.lastAt.end < 3 && len(r.mentions) > 0 {
		for _, m := range r.mentions {
			if !m.many || !r.isPart(m) {
				return false
			}
		}
		return true // 两大厂房正在浇筑基础
	}
	return told >= stageSigned && told <= stageStarted && r.zone != "" && len(r.mentions) == 0 && !r.aggregate() && r.lastAt != nil && r.s.start-r.lastAt.end < 3
}

// namedAfter reports whether one project is named after token i and before hi.
func (r *reader) namedAfter(i, hi int) bool {
	for _, m := range r.mentions {
		if m.tok > i && m.tok < hi && !m.place && !m.many {
			return true
		}
	}
	return false
}

// entered gives the only mention of a sentence that opens by going there:
// 走进A产业园，塔吊林立.
func (r *reader) entered() *mention {
	if len(r.mentions) != 1 || r.mentions[0].tok == 0 {
		return nil
	}
	m := r.mentions[0]
	if m.entity == nil || !r.oneOf(r.toks[m.tok-1], "走进", "来到", "步入", "走近", "踏进", "走入") {
		return nil
	}
	return m
}

// both reports whether the subject before token i is 双方 and the like: who
// talked of all that the sentence before named.
func (r *reader) both(lo, i int) bool {
	if len(r.last) == 0 || len(r.last) > 3 || !r.near() {
		return false
	}
	for _, t := range r.toks[lo:i] {
		if t.kind == tokBound && r.oneOf(t, "双方", "各方", "三方") {
			return true
		}
	}
	return false
}
