package project

// wholeOf gives the project whose phase a mention only is, nil where it is none:
// after 生物产业园分三期建设, 一期冻干粉针车间 and 二期提取车间 are its phases. A name that begins
// with a phase has no brand of its own, so it belongs to the one named before,
// unless that is a phase too.
func (r *reader) wholeOf(m *mention) *entity {
	if n, _ := r.s.phaseAt(m.start); n == 0 || m.reference || m.head&(classHead|classWeak) == 0 {
		return nil
	}
	var whole *entity
	if before := r.lastNamed(0, m.tok); before != nil && before.entity != nil {
		whole = before.entity
	} else if len(r.last) == 1 && r.near() {
		whole = r.last[0]
	}
	if whole == nil || whole.best.phase != 0 || whole.later {
		return nil
	}
	return whole
}

// describes reports whether a mention is only what the next one, after a dash,
// is called for: 首个整机项目——翼骋轻型飞机总装厂.
func (r *reader) describes(m, next *mention) bool {
	if m.tok == 0 || next.reference || next.tok == m.tok+1 || next.tok > m.tok+3 {
		return false
	}
	for _, t := range r.toks[m.tok+1 : next.tok] {
		if t.kind != tokComma || r.s.at(t.start) != '—' {
			return false
		}
	}
	before := r.toks[m.tok-1]
	return before.kind == tokBound && before.end == m.start && (r.s.at(before.start) == '首' || r.s.has(before.start, "第一") || r.s.has(before.start, "又一") || r.s.has(before.start, "最大") || r.s.has(before.start, "的"))
}

// funded reports whether a mention is only the plant whose owner puts in money,
// which the sentence says is for another: 向惠州工厂增资4500万美元, 用于扩产项目.
func (r *reader) funded(m *mention) bool {
	if m.tok == 0 || m.tok+1 >= len(r.toks) || endsFinal(r.s, m.end) || !r.s.has(r.toks[m.tok+1].start, "增资") {
		return false
	}
	for j := m.tok - 1; j >= max(0, m.tok-2); j-- {
		if r.oneOf(r.toks[j], "向", "对", "给") {
			return true
		}
	}
	return false
}
