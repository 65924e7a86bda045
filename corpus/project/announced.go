package project

import "strings"

// announced reports whether a count of as many projects opens the list: 看了四处:
// A、B、C、D, 三个重点项目——A、B、C.
func (l itemList) announced(s *sentence, toks []token) bool {
	if len(l.items) < 2 {
		return false
	}
	mark := l.items[0] - 1
	if mark < 1 {
		return false
	}
	switch t := toks[mark]; {
	case t.kind == tokComma && (s.at(t.start) == ':' || s.at(t.start) == '—'):
	case t.kind == tokBound && (s.at(t.end-1) == '是' || s.at(t.end-1) == '为' || s.has(t.start, "包括") || s.has(t.start, "分别")): // 开工的三个项目是A、B、C
	default:
		return false
	}
	const reach = 12 // tokens back to the count
	for j := mark - 1; j >= max(0, mark-reach); j-- {
		if toks[j].kind != tokCount {
			continue
		}
		n, end, ok := s.parseNumber(toks[j].start, toks[j].end)
		return ok && n.mantissa == int64(len(l.items)) && !countsOther(s.folded(end, min(end+8, toks[mark].start)))
	}
	return false
}

// opened gives the projects, one or more of each segment, that a count and a colon
// after token i open: 一天签下两家: A公司投资3亿元建设B; C公司投资1亿元建设D.
func (r *reader) opened(i int) []*entity {
	lo, hi := r.clause(i)
	if hi >= len(r.toks) || r.s.at(r.toks[hi].start) != ':' && r.s.at(r.toks[hi].start) != '—' {
		return nil
	}
	n := 0
	for _, t := range r.toks[lo:hi] {
		if t.kind == tokCount {
			n = r.numberAt(t.start)
		}
	}
	if n == 0 {
		return nil
	}
	var all, out []*mention
	for _, m := range r.mentions {
		if m.tok > hi && m.entity != nil && !m.many && !m.place && !m.reference {
			all = append(all, m)
		}
	}
	if len(all) == n && !r.stagedIn(hi, len(r.toks)) {
		return entitiesOf(all)
	}
	for lo := hi + 1; lo < len(r.toks); {
		_, end := r.segment(lo)
		if m := r.firstIn(lo-1, end); m != nil && !m.many && !r.stagedIn(lo, end) {
			out = append(out, r.group(m)...)
		}
		lo = end + 1
	}
	return entitiesOf(out)
}

// countsOther reports whether what follows a number counts things that are no
// projects.
func countsOther(after string) bool {
	for _, w := range []string{"企业", "公司", "单位", "部门", "学校", "方面", "措施", "机制", "人", "名", "机构", "国家", "城市", "领域", "产业", "板块", "指标", "荣誉", "称号", "奖", "方向", "环节", "问题", "行动", "活动", "月", "年", "阶段", "步", "重点任务", "政策"} {
		if strings.Contains(after, w) {
			return true
		}
	}
	return false
}

// named reports whether every item of the list is a mention or begins with a
// brand.
func (l itemList) named(x *Extractor, s *sentence, toks []token, have []*mention) bool {
	for _, i := range l.items {
		if m := have[i]; m != nil && !m.many && !m.reference {
			continue
		}
		if !x.branded(s, toks[i]) {
			return false
		}
	}
	return true
}
