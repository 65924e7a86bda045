package project

import "strings"

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
	if next.tok == m.tok+2 && !next.reference && !m.reference && endsFinal(r.s, next.end) && !endsFinal(r.s, m.end) && next.start == m.end+1 && r.s.at(m.end) == '的' {
		return true // 苏州工厂的精密轴承项目
	}
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

// endingIn gives the one project of several in the sentence before whose name
// ends in the bare head that m is: 产业园 after A产业园 and B工厂.
func (r *reader) endingIn(m *mention) *entity {
	if len(r.last) < 2 || !r.near() || m.phase > 0 || m.end-m.start < 2 || endsFinal(r.s, m.end) || r.lastIn(0, m.tok) != nil {
		return nil
	}
	var found *entity
	for _, e := range r.last {
		if b := e.best; strings.HasSuffix(b.sent.folded(b.start, b.end), r.s.folded(m.start, m.end)) {
			if found != nil {
				return nil
			}
			found = e
		}
	}
	return found
}

// presented gives the project that a name only names at last: 新厂房昨天投用，这就是
// A车间.
func (r *reader) presented(m *mention) *entity {
	if m.tok == 0 || m.many || m.listed {
		return nil
	}
	lo, _ := r.clause(m.tok)
	for _, is := range []string{"这就是", "这便是", "这正是", "这是", "它就是", "它是", "此即"} {
		if !r.s.has(r.toks[lo].start, is) {
			continue
		}
		if b := r.lastNamed(0, lo); b != nil && b.entity != nil && b.reference && !b.entity.later {
			return b.entity
		}
	}
	return nil
}

// renames reports whether m tells what is done to the plant named before, which
// stands already: 春铎机床厂要搬新家了…整体搬迁改造项目总投资3.6亿元.
func (r *reader) renames(m *mention) bool {
	b := m.entity.best
	if !endsFinal(r.s, m.end) || m.entity.later || b.phase > 0 || b.reference || m.start == b.start || endsFinal(b.sent, b.end) || b.sent.at(b.end-1) != '厂' && !b.firm {
		return false
	}
	if m.entity.has(signStage | signAmount) {
		return false
	}
	return r.reworks(m) && !b.sent.tellsRework(b.start, b.end)
}

// reworks reports whether a bare name tells what is done to a plant: 技改项目.
func (r *reader) reworks(m *mention) bool { return r.s.tellsRework(m.start, m.end) }

// namesPlant reports whether a bare name with 项目 says which plant of a firm it is:
// 二工厂项目, 新基地项目.
func (r *reader) namesPlant(m *mention) bool {
	switch c := r.s.at(m.start); {
	case c == '新', c == '第', digitOf(c) > 1:
	default:
		return false
	}
	for _, w := range []string{"厂", "线", "基地", "总部", "园", "中心"} {
		if r.s.has(m.end-2-len([]rune(w)), w) {
			return true
		}
	}
	return false
}

// ofPlant reports whether 这家老厂的 or the like stands before a bare name.
func (r *reader) ofPlant(m *mention) bool {
	if m.tok < 2 || !r.s.has(r.toks[m.tok-1].start, "的") || r.toks[m.tok-2].kind == tokMoney {
		return false
	}
	for _, w := range []string{"厂", "企业", "公司"} {
		if r.s.has(r.toks[m.tok-2].end-len([]rune(w)), w) {
			return true
		}
	}
	return false
}

// firmBefore reports whether a firm is named in the sentence before token i.
func (r *reader) firmBefore(i int) bool {
	for j := range r.toks[:i] {
		if r.toks[j].kind != tokChunk || r.mentionOf(j) != nil {
			continue
		}
		if _, _, ok := r.companyIn(j); ok {
			return true
		}
	}
	return false
}

// tellsRework reports whether a word for work on what stands is between two runes.
func (t *text) tellsRework(start, end int) bool {
	name := t.folded(start, end)
	for _, w := range []string{"搬迁", "改造", "扩建", "技改", "扩产", "扩能", "迁建", "升级", "转型"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// rename gives the entity the name of m, and the plant that bore it before as
// its company.
func (e *entity) rename(m *mention) {
	if e.company == "" {
		e.company = e.best.sent.original(e.best.start, e.best.end)
	}
	e.best = m
	e.mentions = append(e.mentions, m)
}
