package project

import "strings"

// firms makes a mention of the firm that stands for its plant, where a sentence
// of zone news names nothing else: 某线束公司举行奠基仪式. toks are the tokens of s,
// found its mentions so far.
func (x *Extractor) firms(s *sentence, toks []token, found []*mention) []*mention {
	for _, m := range found {
		if !m.reference && !m.place {
			return found
		}
	}
	funded := false
	for _, t := range toks {
		funded = funded || t.kind == tokBound && t.hit.role >= roleInvest
	}
	for i, t := range toks {
		if t.kind != tokChunk || t.depth > 0 || !s.has(t.end-2, "公司") {
			continue
		}
		if x.specifics(s.runes[t.start:t.end], classHead|classWeak|classCompany) < 2 || i > 0 && toks[i-1].kind == tokCount {
			continue
		}
		if h, ok := doing(s, toks[i+1:]); !(funded && founded(s, t.start)) && (!ok || h.stage < stageStarted && !(funded && h.stage == stageLanded) || h.stage == stageExpands) {
			continue
		}
		m := &mention{sent: s, start: t.start, end: t.end, tok: i, head: classHead, firm: true}
		out := make([]*mention, 0, len(found)+1)
		for _, o := range found {
			if o.tok < i {
				out = append(out, o)
			}
		}
		out = append(out, m)
		for _, o := range found {
			if o.tok > i {
				out = append(out, o)
			}
		}
		return out
	}
	return found
}

// founded reports whether a firm named at p has just been founded: 注册了A有限公司.
func founded(s *sentence, p int) bool {
	before := s.folded(max(p-4, s.start), p)
	return strings.Contains(before, "注册") || strings.Contains(before, "成立") || strings.Contains(before, "组建") || strings.Contains(before, "设立")
}

// doing gives the word for a stage that follows a subject, with nothing but
// adverbs, dates and places between.
func doing(s *sentence, after []token) (hit, bool) {
	for _, t := range after {
		switch {
		case t.kind == tokTime:
		case t.kind == tokBound && t.hit.is(classStage):
			return t.hit, true
		case t.kind == tokBound && s.has(t.start, "的"), t.kind == tokBound && t.hit.is(classRole|classPlan|classDrop|classBuild|classInvestor):
			return hit{}, false
		case t.kind == tokBound:
		case t.kind == tokChunk && t.end-t.start <= 8 && (s.has(t.start-1, "在") || s.has(t.start-1, "于")):
		default:
			return hit{}, false
		}
	}
	return hit{}, false
}

// subjects makes mentions of the subjects that have no head: a brand and what
// it makes (浩泰纺织10万锭紧密纺已进场清表), or a name in quotes, right before a word for
// a stage. Beside another mention of the sentence any stage will do, alone only
// one from the start of works on.
func (x *Extractor) subjects(s *sentence, toks []token, found []*mention) []*mention {
	have := make([]*mention, len(toks)) // by token
	named := false
	for _, m := range found {
		have[m.tok] = m
		named = named || !m.reference && !m.place && !m.many
	}
	grown, last := false, -1
	for i, t := range toks {
		n := t.end - t.start
		if t.kind != tokChunk || have[i] != nil || t.depth > 0 || n < 4 || n > 20 || i > 0 && toks[i-1].kind == tokCount {
			continue
		}
		if next := priced(s, toks, i, last); next > 0 && x.branded(s, t) && !clausal(s, t) {
			last = next
			m := &mention{sent: s, start: t.start, end: t.end, tok: i, head: classWork, listed: true}
			m.phase = s.phaseIn(m.start, m.end)
			have[i], grown = m, true
			continue
		}
		if awaits(s, toks, have, i) {
			continue
		}
		h, ok := doing(s, toks[i+1:])
		if !ok || h.stage == stageExpands || h.stage < stageStarted && !(named && h.stage >= stageSigned) || builds(s, toks, h.end) {
			continue
		}
		quoted := isOpenQuote(s.at(t.start)) && isCloseQuote(s.at(t.end-1)) || isOpenQuote(s.at(t.start-1)) && isCloseQuote(s.at(t.end))
		if !(quoted && x.specifics(s.runes[t.start:t.end], 0) >= 3) && !(x.branded(s, t) && !clausal(s, t) && (named || x.makes(s, t)) && opens(s, toks, i)) {
			continue
		}
		m := &mention{sent: s, start: t.start, end: t.end, tok: i, head: classWork}
		m.trimQuotes()
		m.phase = s.phaseIn(m.start, m.end)
		have[i], grown = m, true
	}
	if !grown {
		return found
	}
	out := make([]*mention, 0, len(found)+1)
	for i := range toks {
		if m := have[i]; m != nil {
			out = append(out, m)
		}
	}
	return out
}

// priced gives the token after an item of a list that a colon opens or semicolons
// part, where nothing but its investment follows: 签约的有: A, 投资3亿元; B, 投资1亿元. last is
// the token after the item before, behind which a comma will do. No item: -1.
func priced(s *sentence, toks []token, i, last int) int {
	if i == 0 || i+2 >= len(toks) || toks[i-1].kind != tokSemi && !(toks[i-1].kind == tokComma && (s.at(toks[i-1].start) == ':' || i-1 == last)) {
		return -1
	}
	if s.at(toks[i].end-1) == '司' || s.has(toks[i].end-2, "集团") {
		return -1
	}
	j := i + 1
	if toks[j].kind == tokComma {
		j++
	}
	for j < len(toks) && toks[j].kind == tokBound && (s.has(toks[j].start, "拟") || s.has(toks[j].start, "计划") && !toks[j].hit.is(classRole)) {
		j++
	}
	if j+1 >= len(toks) || toks[j].kind != tokBound || toks[j].hit.role < roleInvest || toks[j+1].kind != tokMoney {
		return -1
	}
	if j+2 == len(toks) || toks[j+2].kind == tokSemi || toks[j+2].kind == tokComma {
		return j + 2
	}
	return -1
}

// awaits reports whether a name before token i, in its segment, still waits for
// its stage: then i is a part of that plant (A加工厂, 投资3亿元, 粮仓滑模施工到18米).
func awaits(s *sentence, toks []token, have []*mention, i int) bool {
	for j := i - 1; j >= 0 && toks[j].kind != tokSemi; j-- {
		if toks[j].kind == tokBound && toks[j].hit.is(classStage) || joins(toks[j]) {
			return false
		}
		if m := have[j]; m != nil && !m.reference && !m.place && !m.many {
			return true
		}
	}
	return false
}

// builds reports whether a verb of building stands at p: A签约建设B.
func builds(s *sentence, toks []token, p int) bool {
	for _, t := range toks {
		if t.start == p {
			return t.kind == tokBound && t.hit.is(classBuild)
		}
	}
	return false
}

// clausal reports whether a chunk is a clause or a count rather than a name.
func clausal(s *sentence, t token) bool {
	switch s.at(t.end - 1) {
	case '委', '局', '厅', '部', '办', '署', '会', '处', '科', '行', '社', '队':
		return true // an office
	case '区', '市', '县', '镇', '乡', '村', '省':
		return true // a place
	case '后', '前', '时', '内', '里', '中', '上':
		return true
	}
	switch s.at(t.start) {
	case '逐', '同', '现', '正', '首', '经', '由', '据', '获', '第', '有', '全', '各', '台', '座', '条', '辆', '整', '新', '前', '后', '所':
		return true
	}
	for _, who := range []string{"小组", "工作组", "项目组", "董事长", "总经理", "总裁", "负责人", "副总", "市长", "书记", "主任", "局长", "单位", "部门", "双方"} {
		if s.has(t.start, who) || s.has(t.end-len([]rune(who)), who) {
			return true
		}
	}
	for i := t.start; i < t.end; i++ {
		switch s.at(i) {
		case '逐', '没', '不', '了', '着', '却', '被', '缓', '很', '都', '再', '又', '们', '他', '她', '我', '人', '员', '户':
			return true
		}
	}
	return false
}

// opens reports whether token i opens its clause, but for adverbs and dates.
func opens(s *sentence, toks []token, i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch t := toks[j]; t.kind {
		case tokComma, tokSemi:
			return true
		case tokTime:
		case tokBound:
			if s.has(t.start, "的") {
				return true
			}
			if t.hit.is(classStage|classBuild|classRole) || t.end-t.start == 1 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// makes reports whether a chunk tells of an industry after the brand that it
// begins with.
func (x *Extractor) makes(s *sentence, t token) bool {
	_, end := x.brand(s, t.start, t.end)
	found := false
	x.lexicon.each(s.runes[end:t.end], func(h hit) {
		found = found || h.is(classIndustry)
	})
	return found
}
