package project

import (
	"strings"
	"unicode/utf8"
)

// attachMoney gives every sum of the sentence to the project it is told of, or
// to nobody.
func (r *reader) attachMoney() {
	given := roleNone
	for i := 0; i < len(r.toks); i++ {
		if r.toks[i].kind != tokMoney {
			continue
		}
		if next := r.distribute(i); next > i {
			i = next
			continue
		}
		role, phase := r.roleOf(i)
		if role == roleNone && r.raised(i) {
			role = given // 由6亿元增至8亿元: what the old sum was
			if role == roleNone && strings.Contains(r.s.folded(r.s.start, r.toks[i].start), "投资") {
				role = roleInvest
			}
		}
		given = role
		if role == roleNobody || role == roleConverted || role == roleNone {
			continue
		}
		r.give(i, role, phase)
	}
	if r.pending != nil && len(r.mentions) > 0 {
		if e := r.mentions[0].entity; e != nil && r.pendSent != r.s && len(r.entities) == 1 {
			e.offer(r.pending, r.pendRole, 0, r.pendSent)
		}
		r.pending = nil
	}
}

// give finds whose the sum at token i is.
func (r *reader) give(i int, role role, phase int) {
	m := r.toks[i].money
	lo, hi := r.clause(i)
	later, raised := r.hopedFor(lo, i), r.raised(i)
	offer := func(e *entity) {
		if e != nil {
			if later && e.amount != nil {
				return
			}
			if raised {
				e.amount = nil // the new total stands for the old
			}
			e.offer(m, role, phase, r.s)
		}
	}
	close := func(e *entity) {
		if offer(e); e != nil {
			e.signs |= signNear | signSum
		}
	}
	if target := r.bracketed(i); target != nil {
		close(target.entity)
		return
	}
	if target := r.modified(i, r.spentOn(hi)); target != nil {
		close(target.entity)
		return
	}
	if list := r.ordinals(lo, hi); len(list) == 1 {
		close(list[0])
		return
	}
	if target := r.lastIn(lo, i); target != nil {
		if target.reference && r.countsBetween(0, target.tok) {
			return // 新开工项目15项, 项目总投资93.7亿元
		}
		if role == roleTotal && len(r.group(target)) > 1 && !r.alone(target, i) {
			return
		}
		close(target.entity)
		return
	}
	segLo, segHi := r.segment(i)
	if target := r.lastNamed(segLo, i); target != nil {
		if len(r.group(target)) == 1 && !r.countsBetween(target.tok, i) {
			offer(target.entity)
		}
		return
	}
	if e := r.ofPhase(phase); e != nil && len(r.mentions) == 0 {
		offer(e)
		return
	}
	if list := r.anaphor(segLo, segHi, r.zone != "" || pointsBack(*r.s)); len(list) == 1 {
		if target := r.firstIn(i, hi); target == nil || !target.object {
			offer(list[0])
			if pointsBack(*r.s) {
				list[0].signs |= signSum
			}
			return
		}
	}
	if target := r.firstIn(i, segHi); target != nil {
		offer(target.entity)
		return
	}
	if target := r.lastIn(0, i); target != nil {
		if len(r.group(target)) == 1 {
			offer(target.entity)
		}
		return
	}
	if len(r.entities) == 0 && len(r.mentions) == 0 && !r.aggregate() {
		r.pending, r.pendRole, r.pendSent = m, role, r.s
	}
}

// raised reports whether the sum at token i is what an older one was raised to.
func (r *reader) raised(i int) bool {
	start := r.toks[i].start
	before := r.s.folded(max(start-8, r.s.start), start)
	older := false
	for j := i - 1; j >= max(0, i-6); j-- {
		older = older || r.toks[j].kind == tokMoney
	}
	if !older {
		return false
	}
	before = strings.TrimRight(before, "约近逾超了")
	for _, to := range []string{"至", "到", "为", "成"} {
		if cut, ok := strings.CutSuffix(before, to); ok && cut != "" {
			last, _ := utf8.DecodeLastRuneInString(cut)
			return strings.ContainsRune("增加调高提升追扩大涨抬改更变码", last)
		}
	}
	return false
}

// hopedFor reports whether a sum comes only later, if at all: 后续追加至3亿美元.
func (r *reader) hopedFor(lo, i int) bool {
	for _, t := range r.toks[lo:i] {
		if t.kind == tokBound && r.oneOf(t, "后续", "远期", "视市场", "视情况", "二期", "未来", "其中") {
			return true
		}
	}
	return false
}

// aggregate reports whether the sentence counts projects or firms.
func (r *reader) aggregate() bool {
	for _, t := range r.toks {
		if t.kind == tokCount {
			return true
		}
	}
	return false
}

// countsBetween reports whether projects are counted between two tokens: a sum
// after 新签约项目27个 is of all of them.
func (r *reader) countsBetween(from, to int) bool {
	for _, t := range r.toks[from:to] {
		if t.kind != tokCount {
			continue
		}
		switch r.s.at(t.end - 1) {
		case '个', '家', '宗', '项', '大':
			if r.s.has(t.end, "项目") || r.s.has(t.end, "工程") || r.s.has(t.start-2, "项目") {
				return true
			}
		}
	}
	return false
}

// ofPhase gives the one project of the sentence before that is this phase.
func (r *reader) ofPhase(phase int) *entity {
	var found *entity
	for _, e := range r.last {
		if phase > 0 && e.best.phase == phase {
			if found != nil {
				return nil
			}
			found = e
		}
	}
	return found
}

// alone reports whether the sum at i is said of the mention right before it,
// not of the list that it ends.
func (r *reader) alone(m *mention, i int) bool { return r.toks[i].start-m.end <= 8 }

// bracketed gives the mention before the bracket that the sum at i stands in.
func (r *reader) bracketed(i int) *mention {
	if r.toks[i].depth == 0 {
		return nil
	}
	for j := i - 1; j >= 0; j-- {
		if r.toks[j].kind == tokOpen && r.toks[j].depth == r.toks[i].depth-1 {
			for _, m := range r.mentions {
				if m.tok == j-1 {
					return m
				}
			}
			return nil
		}
	}
	return nil
}

// modified gives the mention after the sum at i that it describes: 投资2亿元的A,
// 投资2亿元建设B.
func (r *reader) modified(i, hi int) *mention {
	links, of := false, false
	for j := i + 1; j < hi; j++ {
		switch t := r.toks[j]; t.kind {
		case tokBound:
			if t.hit.is(classBuild) || r.s.has(t.start, "的") || r.s.has(t.start, "用于") {
				links = true
				of = of || !t.hit.is(classBuild)
			}
		case tokMoney:
			return nil
		case tokChunk:
			for _, m := range r.mentions {
				if m.tok == j {
					if links && !m.place && (of || !m.many) {
						return m
					}
					return nil
				}
			}
		}
	}
	return nil
}

// spentOn gives the end of the clause after the one that ends at hi, where that
// says what the sum is for: 增资3200万美元, 全部用于A.
func (r *reader) spentOn(hi int) int {
	if r.zone == "" || hi+1 >= len(r.toks) || r.toks[hi].kind != tokComma {
		return hi
	}
	at := hi + 1
	if r.oneOf(r.toks[at], "全部", "主要", "将", "专门") {
		at++
	}
	if at < len(r.toks) && r.oneOf(r.toks[at], "用于", "投向") {
		_, end := r.clause(at)
		return end
	}
	return hi
}

// distribute gives the sums after 分别为 or 依次为 to the projects before, one each. It
// returns the last token it took, or i.
func (r *reader) distribute(i int) int {
	lo, _ := r.clause(i)
	apart := false
	for j := lo; j < i; j++ {
		if t := r.toks[j]; t.kind == tokBound && (r.s.has(t.start, "分别") || r.s.has(t.start, "依次")) {
			apart = true
		}
	}
	if !apart {
		return i
	}
	sums := []int{i}
	for j := i + 1; j < len(r.toks); j++ {
		if r.toks[j].kind == tokMoney {
			sums = append(sums, j)
		} else if r.toks[j].kind == tokComma || r.toks[j].kind == tokSemi {
			break
		}
	}
	role, _ := r.roleOf(i)
	last := sums[len(sums)-1]
	if role == roleNone || role == roleNobody {
		return last
	}
	var before []*mention
	for _, m := range r.mentions {
		if m.tok < i && !m.many {
			before = append(before, m)
		}
	}
	list := entitiesOf(before)
	if pointed := r.ordinals(lo, i); len(pointed) == len(sums) {
		list = pointed // 前两个项目投资额分别为
	}
	if len(list) < len(sums) {
		list = r.last
	}
	if len(list) < len(sums) {
		return last
	}
	list = list[len(list)-len(sums):]
	for k, at := range sums {
		list[k].offer(r.toks[at].money, role, 0, r.s)
	}
	return last
}
