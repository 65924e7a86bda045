package project

import "slices"

// beforeHall gives the end of the plant's own name where its hall is only the
// place of what happens: 沈飞零部件工厂|新厂房内. Else end.
func (s *sentence) beforeHall(start, end int) int {
	if s.has(end-2, "厂房") && s.at(end-3) == '厂' && end-start >= 6 {
		return end - 2 // 昊海减速机厂|厂房
	}
	if !s.has(end-2, "厂房") && !s.has(end-2, "车间") || s.at(end) != '内' && s.at(end) != '里' || end-start < 6 {
		return end
	}
	for _, h := range s.hitsIn(start+2, end-2) {
		if h.is(classHead) && h.end < end-1 && h.end >= end-3 && !s.has(h.end-2, "总部") {
			return h.end
		}
	}
	return end
}

// nameEnd finds where the name in a chunk ends and what ends it: the last
// 项目 or 工程, else the last other head, with the phase that follows.
func nameEnd(s *sentence, tok token) (end int, head class) {
	for _, h := range s.hitsIn(tok.start, tok.end) {
		kind := h.class & (classHead | classWeak | classWork | classPark)
		if kind == 0 || h.end > tok.end {
			continue
		}
		if kind&classWork != 0 && kind&(classHead|classWeak) == 0 && h.start == tok.start {
			continue
		}
		final := endsFinal(s, h.end)
		if head != 0 && !final && endsFinal(s, end) && h.start > end {
			continue
		}
		end, head = h.end, kind
	}
	if inside := s.hitsIn(tok.end-2, tok.end); head == 0 && len(inside) > 0 && inside[0].is(classStaff) {
		return tok.end, classHead // 项目 of 项目负责人
	}
	if head == 0 {
		if n, p := phaseFrom(s, tok.start, tok.end); n > 0 {
			head = classWork
			if p > tok.end {
				p = tok.end
			}
			end = p
			return end, head
		}
		return 0, 0
	}
	return phaseTail(s, end, tok.end), head
}

// phaseFrom finds the first phase in a stretch.
func phaseFrom(s *sentence, start, end int) (int, int) {
	if !slices.Contains(s.runes[start:end], '期') {
		return 0, 0
	}
	for i := start; i < end; i++ {
		if n, p := s.phaseAt(i); n > 0 && p <= end {
			return n, p
		}
	}
	return 0, 0
}

// endsFinal reports whether 项目 or 工程 ends at end.
func endsFinal(s *sentence, end int) bool { return s.has(end-2, "项目") || s.has(end-2, "工程") }

// phaseTail takes in the phase right after a head: 产业园一期, 信息港（二期）项目.
func phaseTail(s *sentence, end, limit int) int {
	p := end
	if s.at(p) == '(' {
		if n, q := s.phaseAt(p + 1); n > 0 && s.at(q) == ')' {
			p = q + 1
		}
	} else if n, q := s.phaseAt(p); n > 0 {
		p = q
	}
	if p > limit {
		return end
	}
	if p > end && p+2 <= limit && endsFinal(s, p+2) {
		p += 2
	}
	return p
}

// trimQuotes drops a quote whose partner the name has not.
func (m *mention) trimQuotes() {
	open, closed := 0, 0
	for i := m.start; i < m.end; i++ {
		if isOpenQuote(m.sent.at(i)) {
			open++
		}
		if isCloseQuote(m.sent.at(i)) {
			closed++
		}
	}
	switch {
	case open > closed && isCloseQuote(m.sent.at(m.end)):
		m.end++
	case open > closed && isOpenQuote(m.sent.at(m.start)):
		m.start++
	case closed > open && isOpenQuote(m.sent.at(m.start-1)):
		m.start--
	}
}
