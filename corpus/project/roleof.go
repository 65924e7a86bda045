package project

import "strings"

// roleOf tells what the sum at token i is, from the nearest telling word
// before it in its clause, else from what follows. phase is the phase that the
// words speak of, or 0.
func (r *reader) roleOf(i int) (role, int) {
	const reach = 14
	lo, _ := r.clause(i)
	at := r.toks[i].start
	from := r.toks[lo].start
	for j := i - 1; j >= lo; j-- {
		if r.toks[j].kind == tokMoney && !r.sameBreath(j, i) {
			from = r.toks[j].end
			break
		}
	}
	hits := r.s.hitsIn(max(from, at-reach), at)
	for j := len(hits) - 1; j >= 0; j-- {
		if h := hits[j]; h.is(classRole) {
			return r.qualified(h.start, h.role), r.s.phaseIn(max(h.start-6, from), at)
		}
	}
	for p := at; p > from; p-- {
		before := r.s.at(p - 1)
		if before == '投' {
			return roleInvest, 0 // 一期投9000万美元
		}
		if before != '约' && before != '近' && before != '逾' && before != '超' && before != '了' {
			break
		}
	}
	// Within brackets, and after a colon, the sum alone is the investment.
	if r.toks[i].depth > 0 && i == lo && r.bracketed(i) != nil {
		return roleInvest, 0
	}
	if i > 0 && r.toks[i-1].kind == tokChunk && r.toks[i-1].end == at {
		if m := r.mentionOf(i - 1); m != nil && m.listed {
			return roleInvest, 0 // 签下五单: A产业园10亿元、B基地7亿元
		}
	}
	if i+1 < len(r.toks) {
		next := r.toks[i+1]
		if i+2 < len(r.toks) && r.oneOf(next, "全部", "主要", "将") {
			next = r.toks[i+2]
		}
		if r.zone != "" && r.oneOf(next, "用于", "投向") {
			return roleInvest, 0 // 6000万欧元全部投向A
		}
		next = r.toks[i+1]
		if next.kind == tokBound && next.hit.is(classRole) && next.start-r.toks[i].end <= 4 && next.hit.role != roleConverted {
			return next.hit.role, 0
		}
		if next.kind == tokBound && r.s.has(next.start, "的") && i+2 < len(r.toks) && r.toks[i+2].kind == tokChunk && r.projectAt(i+2) {
			return roleInvest, 0
		}
	}
	return roleNone, 0
}

// projectAt reports whether token j is a mention that ends in 项目 or 工程.
func (r *reader) projectAt(j int) bool {
	for _, m := range r.mentions {
		if m.tok == j {
			return endsFinal(r.s, m.end)
		}
	}
	return false
}

// sameBreath reports whether two sums stand in one row: 3亿元和2亿元.
func (r *reader) sameBreath(i, j int) bool { return j == i+2 && joins(r.toks[i+1]) || j == i+1 }

// qualified corrects a role by the words before it: 每亩投资, 年度投资 and 累计投资
// are nobody's.
func (r *reader) qualified(start int, found role) role {
	before := r.s.folded(max(start-6, r.s.start), start)
	if strings.HasSuffix(before, "研发") || strings.HasSuffix(before, "科研") {
		return roleNobody
	}
	for _, w := range []string{"每亩", "亩均", "年度", "今年计划", "年内计划", "全年", "累计完成", "已完成", "外商", "合计", "协议总", "累计", "民间", "社会", "财政", "政府", "补助", "总计"} {
		if strings.HasSuffix(before, w) {
			return roleNobody
		}
	}
	return found
}
