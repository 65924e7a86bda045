package project

import "strings"

// listItems makes mentions of the items of lists that have no head: what a
// sum in brackets follows (维珞制衣（8500万美元）), the items before 三个项目 or
// 两家企业, and what begins with a brand beside a name with a head, or before a
// word that tells a stage (道奇有机硅、长琨豆油精炼同步竣工).
func (x *Extractor) listItems(s *sentence, toks []token, found []*mention) []*mention {
	have := make([]*mention, len(toks)) // by token
	for _, m := range found {
		have[m.tok] = m
	}
	add := func(i int) *mention {
		if m := have[i]; m != nil {
			return m
		}
		m := &mention{sent: s, start: toks[i].start, end: toks[i].end, tok: i, head: classWork}
		m.trimQuotes()
		m.phase = s.phaseIn(m.start, m.end)
		if m.end-m.start < 3 || x.specifics(s.runes[m.start:m.end], classHead|classWeak|classBasic) < 2 {
			return nil
		}
		have[i] = m
		return m
	}
	for _, list := range itemLists(toks) {
		counted := list.counted(s, toks) || list.announced(s, toks) && list.named(x, s, toks, have)
		if list.parts(s, toks) {
			for _, i := range list.items {
				if m := have[i]; m != nil {
					m.many = true
				}
			}
			continue
		}
		beside := !counted && (list.headed(x, s, toks, have) || list.told(toks))
		for _, i := range list.items {
			switch {
			case list.sum(toks, i), counted && (have[i] != nil || !list.firms(s, toks) || toks[i].end-toks[i].start >= 4):
				if m := add(i); m != nil {
					m.listed = true
				}
			case beside && have[i] == nil && x.branded(s, toks[i]) && !clausal(s, toks[i]) && !invests(toks, i):
				add(i)
			}
		}
	}
	var out []*mention
	for i := range toks {
		if m := have[i]; m != nil {
			out = append(out, m)
		}
	}
	return out
}

// itemList is a run of chunks joined by 、 or 和, brackets between them apart.
type itemList struct {
	items []int // tokens
	next  int   // the token after the last
}

func itemLists(toks []token) []itemList {
	var out []itemList
	for i := 0; i < len(toks); i++ {
		if toks[i].kind != tokChunk || toks[i].depth > 0 {
			continue
		}
		at := skipSum(toks, i+1)
		if at == i+1 && (at == len(toks) || !joins(toks[at]) && toks[at].kind != tokCount) {
			continue // one item, and nothing behind it that tells of it
		}
		l := itemList{items: []int{i}}
		for at+1 < len(toks) && joins(toks[at]) && toks[at+1].kind == tokChunk {
			l.items = append(l.items, at+1)
			at = skipSum(toks, at+2)
		}
		l.next = at
		out = append(out, l)
		i = at - 1
	}
	return out
}

// joins reports whether a token joins two items of a list.
func joins(t token) bool { return t.kind == tokList || t.kind == tokConj }

// skipSum gives the token after a bracket at i, or after a sum that stands right
// behind what is before it (A产业园10亿元、B基地7亿元), or i.
func skipSum(toks []token, i int) int {
	if i+1 < len(toks) && toks[i].kind == tokBound && toks[i].hit.role >= roleInvest && toks[i+1].kind == tokMoney {
		i++ // A项目投资4亿元、B项目投资2亿元
	}
	if i > 0 && i < len(toks) && toks[i].kind == tokMoney && toks[i].start <= toks[i-1].end+1 {
		i++
	}
	return skipBracket(toks, i)
}

// skipBracket gives the token after a bracket that opens at i, or i.
func skipBracket(toks []token, i int) int {
	if i >= len(toks) || toks[i].kind != tokOpen {
		return i
	}
	for j := i + 1; j < len(toks); j++ {
		if toks[j].kind == tokClose && toks[j].depth == toks[i].depth {
			return j + 1
		}
	}
	return i
}

// counted reports whether the words after a list of two or more call its
// items projects or firms: 等三个项目, 两大项目, 三家企业.
func (l itemList) counted(s *sentence, toks []token) bool {
	if len(l.items) < 2 {
		return false
	}
	i := l.next
	if i < len(toks) && toks[i].kind == tokBound && s.folded(toks[i].start, toks[i].end) == "等" {
		i++
	}
	if i < len(toks) && toks[i].kind == tokBound && toks[i].hit.is(classMany) {
		return s.has(toks[i].end-2, "项目") // A、B等项目
	}
	if i >= len(toks) || toks[i].kind != tokCount {
		return false
	}
	if count := s.folded(toks[i].start, toks[i].end); l.firms(s, toks) && (strings.ContainsAny(count, "十百多余") || toks[i].end-toks[i].start > 2) {
		return false // 隔膜、电解液等八十多家企业
	}
	end := min(toks[i].end+8, s.end)
	after := s.folded(toks[i].end, end)
	for _, word := range []string{"项目", "工程", "企业", "公司", "点位", "观摩点", "现场", "点", "工地", "地方"} {
		if strings.Contains(after, word) {
			return true
		}
	}
	return false
}

// firms reports whether the items are called firms, not projects.
func (l itemList) firms(s *sentence, toks []token) bool {
	if l.next >= len(toks) {
		return false
	}
	end := l.next
	for end < len(toks) && end < l.next+3 {
		end++
	}
	words := s.folded(toks[l.next].start, toks[end-1].end)
	return strings.Contains(words, "企业") || strings.Contains(words, "公司")
}

// parts reports whether the words after a list call its items parts of one
// project: 三个子项.
func (l itemList) parts(s *sentence, toks []token) bool {
	return l.next < len(toks) && toks[l.next].kind == tokCount && s.has(toks[l.next].end, "子项")
}

// headed reports whether an item of a list of two or more surely names a
// project: a brand and a head.
func (l itemList) headed(x *Extractor, s *sentence, toks []token, have []*mention) bool {
	for _, i := range l.items {
		if m := have[i]; m != nil && len(l.items) > 1 && !m.many && !m.reference && !m.place {
			if start, end := x.brand(s, m.start, m.end); end > start {
				return true
			}
		}
	}
	return false
}

// told reports whether a word that tells a stage stands after a list of two or
// more, with nothing but adverbs and dates between.
func (l itemList) told(toks []token) bool {
	if len(l.items) < 2 {
		return false
	}
	if first := l.items[0]; first > 0 && toks[first-1].kind == tokBound && toks[first-1].end-toks[first-1].start == 1 {
		return false // 与A、B签约, 由A、B建成: firms
	}
	for _, t := range toks[l.next:] {
		switch {
		case t.kind == tokTime:
		case t.kind == tokBound && t.hit.is(classStage):
			return t.hit.stage != stageExpands && t.hit.stage != stageTalks
		case t.kind == tokBound && !t.hit.is(classBuild|classRole|classPlace|classDrop|classVisit|classInvestor|classPlan):
		default:
			return false
		}
	}
	return false
}

// branded reports whether a chunk begins with the name of a firm and goes on
// with what the firm makes.
func (x *Extractor) branded(s *sentence, t token) bool {
	for _, part := range []string{"砌体", "水电", "机电", "土建", "道路", "雨污", "管网", "消防", "弱电", "暖通", "钢构", "屋架", "墙体", "地坪", "装修", "两岸", "土地", "场地", "厂区", "红线", "路基", "桥梁", "桥墩", "主体", "屋面", "地下", "基坑", "围墙", "绿化", "设备", "管道", "外墙"} {
		if s.has(t.start, part) {
			return false // a part of the works: 桥梁下部结构施工过半
		}
	}
	if c := s.at(t.start); c == '年' || c == '月' || c == '日' && s.at(t.start+1) != '本' {
		return false // 年加工3万吨
	}
	start, end := x.brand(s, t.start, t.end)
	for _, firm := range []string{"公司", "集团", "企业", "大学", "银行", "学院"} {
		if s.has(t.end-2, firm) {
			return false
		}
	}
	return end > start && t.end-t.start >= 4 && t.depth == 0 && x.specifics(s.runes[t.start:t.end], classHead|classWeak|classBasic) >= 3
}

// invests reports whether a chunk is a firm that puts in the sum behind it: 德利
// 汽配投资5600万元的刹车片车间.
func invests(toks []token, i int) bool {
	return i+2 < len(toks) && toks[i+1].kind == tokBound && toks[i+1].hit.role >= roleInvest && toks[i+2].kind == tokMoney
}

// sum reports whether a bracket with money follows item i.
func (l itemList) sum(toks []token, i int) bool {
	end := skipBracket(toks, i+1)
	for j := i + 1; j < end; j++ {
		if toks[j].kind == tokMoney {
			return true
		}
	}
	return false
}

// markVisited marks the projects of a list that 观摩了 and the like open.
func markVisited(toks []token, found []*mention) {
	opener := -1
	for i, tok := range toks {
		if tok.kind == tokBound && tok.hit.is(classVisit) && opener < 0 {
			opener = i
		}
	}
	if opener < 0 {
		return
	}
	for i, m := range found {
		if m.tok <= opener || m.many {
			continue
		}
		// A park in a row of projects was seen as one of them.
		row := i > 0 && found[i-1].visited && found[i-1].tok == m.tok-2 && joins(toks[m.tok-1]) && m.head&(classHead|classPark) != 0
		m.visited = m.head&classHead != 0 && endsFinal(m.sent, m.end) || row
	}
	for i := len(found) - 2; i >= 0; i-- {
		m := found[i]
		if next := found[i+1]; next.visited && next.tok == m.tok+2 && toks[m.tok+1].kind == tokList && m.head&(classHead|classPark) != 0 && !m.many && m.tok > opener {
			m.visited = true
		}
	}
}
