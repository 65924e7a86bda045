package project

import (
	"strings"

	"zonesearch/segment/fold"
)

// companies finds who invests in the projects of the sentence.
func (r *reader) companies() {
	wanting := r.wanting()
	if !wanting && r.zone == "" {
		return
	}
	if r.zone != "" {
		r.owners()
	}
	for i, t := range r.toks {
		if wanting && r.actor != "" && r.oneOf(t, "公司", "集团", "企业", "该公司", "该集团") && (i == 0 || r.toks[i-1].kind != tokCount) {
			for _, e := range r.investsIn(i) {
				if e.company == "" {
					e.company = r.actor
				}
			}
			continue
		}
		if t.kind != tokChunk || r.mentionOf(i) != nil {
			continue
		}
		start, end, ok := r.companyIn(i)
		if !ok {
			continue
		}
		r.actor = r.s.original(start, end)
		if !wanting {
			continue
		}
		for _, e := range r.investsIn(i) {
			if e.company == "" {
				e.company = r.s.original(start, end)
			}
		}
	}
}

// companyIn tells whether the chunk at token i is a company, from its words
// and from what stands around it, and which part of it.
func (r *reader) companyIn(i int) (start, end int, ok bool) {
	t := r.toks[i]
	start, end = t.start, t.end
	if n := end - start; n < 2 || n > 30 || i > 0 && r.toks[i-1].kind == tokCount {
		return 0, 0, false
	}
	for p := start + 2; p+1 < end; p++ {
		if p > start+3 && r.officer(p) || r.s.has(p, "年产") {
			end = p
		}
	}
	if isNumeral(r.s.at(start)) || r.noFirm(start, end) {
		return 0, 0, false
	}
	named := r.endsFirm(start, end)
	latin := fold.IsLetter(r.s.at(start)) || fold.IsLetter(r.s.at(start+2))
	if named || latin {
		return start, end, true
	}
	// 由X投资, 与X签约, X斥资: the verb makes it a company.
	before := i > 0 && r.toks[i-1].kind == tokBound && r.oneOf(r.toks[i-1], "由", "与", "和")
	before = before && i+1 < len(r.toks) && !r.toks[i+1].hit.is(classPlace) && r.toks[i+1].kind == tokBound && !r.s.has(r.toks[i+1].start, "的")
	at := i > 0 && r.toks[i-1].kind == tokBound && r.oneOf(r.toks[i-1], "在", "于", "拟在", "将在")
	after := !at && i+1 < len(r.toks) && r.toks[i+1].kind == tokBound && r.toks[i+1].hit.is(classRole) && r.toks[i+1].hit.role >= roleInvest
	return start, end, (before || after) && end-start <= 12 && r.x.specific(r.s, start, end)
}

// noFirm reports stretches that stand where firms do and are none: 下称, 注册资本, 占一
// 半股份, B区, 浙江.
func (r *reader) noFirm(start, end int) bool {
	for _, w := range []string{"占", "下称", "以下简称", "注册", "耐火材料"} {
		if r.s.has(start, w) {
			return true
		}
	}
	switch r.s.at(end - 1) {
	case '区', '岛', '市', '省', '县', '镇', '“':
		return true
	}
	w := r.x.lexicon.lookup(r.s.runes[start:end])
	return w != nil && w.class&classForeign != 0
}

// owners gives the projects of the sentence that lack a company the firm before
// 的: 龙沅助剂的聚醚多元醇项目.
func (r *reader) owners() {
	for _, m := range r.mentions {
		i := m.tok
		if i < 2 || m.entity == nil || m.entity.company != "" || !r.s.has(r.toks[i-1].start, "的") || r.toks[i-1].end != m.start {
			continue
		}
		firm := r.toks[i-2]
		if firm.kind != tokChunk || firm.end != r.toks[i-1].start || r.mentionOf(i-2) != nil || firm.end-firm.start < 4 || firm.end-firm.start > 14 || clausal(r.s, firm) {
			continue
		}
		if start, end, ok := r.companyIn(i - 2); ok && r.x.isCompany(r.s, end) && end == firm.end {
			m.entity.company = r.s.original(start, end)
		} else if !strings.ContainsRune("用跨隔穿", r.s.at(firm.start)) && r.x.branded(r.s, firm) && r.x.makes(r.s, firm) {
			m.entity.company = r.s.original(firm.start, firm.end)
		}
	}
}

// endsFirm reports whether a word for a firm ends the stretch, behind its name;
// one for a place within it makes it a place: 高新技术产业园区.
func (r *reader) endsFirm(start, end int) bool {
	const longest = 10
	for from := end - 2; from >= max(start, end-longest); from-- {
		w := r.x.lexicon.lookup(r.s.runes[from:end])
		switch {
		case w == nil:
		case w.class&classPlace != 0:
			return false
		case w.class&classCompany != 0 && from > start+1:
			return true
		}
	}
	return false
}

// wanting reports whether a project that the sentence may speak of still lacks
// its company.
func (r *reader) wanting() bool {
	for _, m := range r.mentions {
		if m.entity != nil && m.entity.company == "" {
			return true
		}
	}
	for _, e := range r.last {
		if e.company == "" {
			return true
		}
	}
	return false
}

// officer reports whether a word for someone who speaks for a firm begins at p.
func (r *reader) officer(p int) bool {
	switch r.s.at(p) {
	case '负', '董', '总', '副', '首', '中', '执', 'c', '方':
		for _, who := range []string{"负责人", "董事长", "总经理", "总裁", "副总", "首席", "中国区", "执行", "ceo", "方面"} {
			if r.s.has(p, who) {
				return true
			}
		}
	}
	return false
}

// oneOf reports whether a token is one of some words, all in Han characters, of
// three bytes each.
func (r *reader) oneOf(t token, words ...string) bool {
	for _, w := range words {
		if len(w) == 3*(t.end-t.start) && r.s.has(t.start, w) {
			return true
		}
	}
	return false
}

// investsIn gives the projects that the company at token i builds: after 由,
// the one before it or after it in the sentence; else the object of its verb;
// else the one that the sentence speaks of without naming it.
func (r *reader) investsIn(i int) []*entity {
	segLo, segHi := r.segment(i)
	_, clauseHi := r.clause(i)
	if r.toks[i].end-r.toks[i].start == 2 && r.s.at(r.toks[i].end-1) == '方' {
		return nil // 由港方使用
	}
	by := i > 0 && r.toks[i-1].kind == tokBound && r.oneOf(r.toks[i-1], "由")
	if owner := i > 1 && r.toks[i-1].kind == tokBound && r.oneOf(r.toks[i-1], "是", "为", "系"); owner && r.oneOf(r.toks[i-2], "业主", "投资方", "投资商", "建设方") {
		if m := r.lastIn(segLo, i); m != nil {
			return entitiesOf([]*mention{m})
		}
		return r.anaphor(segLo, segHi, true)
	}
	if by {
		if m := r.firstIn(i, clauseHi); m != nil {
			return entitiesOf([]*mention{m})
		}
		if m := r.lastIn(segLo, i); m != nil {
			return entitiesOf([]*mention{m})
		}
		return r.anaphor(segLo, segHi, true)
	}
	if m := r.firstIn(i, segHi); m != nil {
		// Another company in between is nearer.
		for j := i + 1; j < m.tok; j++ {
			if r.toks[j].kind == tokChunk {
				if _, _, ok := r.companyIn(j); ok {
					return nil
				}
			}
		}
		if i+1 < len(r.toks) && joins(r.toks[i+1]) {
			return nil
		}
		return entitiesOf([]*mention{m})
	}
	if r.lastIn(segLo, i) == nil {
		return r.anaphor(segLo, segHi, false)
	}
	return nil
}

// isCompany reports whether a word for a firm ends at end: 研究院, 集团.
func (x *Extractor) isCompany(s *sentence, end int) bool {
	for n := 2; n <= 6; n++ {
		if w := x.lexicon.lookup(s.runes[max(s.start, end-n):end]); w != nil && w.class&classCompany != 0 {
			return true
		}
	}
	return false
}

// brandOf gives the short name that the entity's name begins with, folded, by
// which later sentences may speak of it; "" where the name begins with a
// common word.
func (e *entity) brandOf(x *Extractor) string {
	if e.brand == "" {
		s := e.best.sent
		if start, end := x.brand(s, e.best.start, e.best.end); end > start {
			e.brand = s.folded(start, end)
			for _, tail := range []string{"公司", "集团"} {
				e.brand = strings.TrimSuffix(e.brand, tail)
			}
		} else {
			e.brand = "\x00"
		}
	}
	if e.brand == "\x00" {
		return ""
	}
	return e.brand
}

// brand gives the stretch of a name that names its investor: up to and with a
// word such as 集团 or 科技, a run of Latin words, or what stands before the first
// common word.
func (x *Extractor) brand(s *sentence, start, end int) (int, int) {
	for start < end && isOpenQuote(s.at(start)) {
		start++
	}
	var room [32]hit // enough for nearly all names
	hits := x.lexicon.all(s.runes[start:end], room[:0])
	for _, h := range hits {
		if h.is(classForeign) && h.start == 0 {
			if end-start-h.end >= 3 { // too little left to be a firm
				return x.brand(s, start+h.end, end)
			}
		}
	}
	limit := 0 // where the first common word begins
	for p := start; p < end && fold.IsAlnum(s.at(p)) || p < end && (s.at(p) == ' ' || s.at(p) == '&' || s.at(p) == '.'); p++ {
		limit = p + 1 - start
	}
	if limit > 0 && fold.IsDigit(s.at(start)) {
		return start, start
	}
	for _, h := range hits {
		if h.is(classCompany) && h.start >= max(2, limit) && h.start <= limit+10 && h.end <= end-start-1 {
			if h.start-limit <= 4 {
				longest := h.end
				for _, o := range hits {
					if o.is(classCompany) && o.start == h.end || o.is(classCompany) && o.start == h.start && o.end > longest {
						longest = o.end
					}
				}
				return start, start + min(longest, end-start)
			}
			break
		}
	}
	if limit > 1 {
		return start, start + limit
	}
	if s.has(start, "年产") || s.has(start, "日产") || s.has(start, "某") {
		return start, start
	}
	for _, h := range hits {
		if h.start == 0 && h.end >= 2 && h.is(classIndustry|classGeneric|classHead|classWeak|classWork|classPlace|classNeutral|classForeign|classBound) {
			return start, start
		}
	}
	first := end - start
	for _, h := range hits {
		if h.start >= 2 && h.start < first {
			first = h.start
		}
	}
	for p := start + 2; p < start+first; p++ {
		if fold.IsAlnum(s.at(p)) || s.at(p) == '·' || s.at(p) == '(' {
			first = p - start
		}
	}
	if first > 3 {
		first = 2
	}
	if end-start < 4 {
		return start, start
	}
	return start, start + first
}
