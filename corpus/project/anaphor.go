package project

import "strings"

// anaphor gives the entities of the sentence before that a sentence or segment
// without a name speaks of. bare allows it to have no word that refers back.
func (r *reader) anaphor(lo, hi int, bare bool) []*entity {
	if len(r.last) == 0 || lo >= hi {
		return nil
	}
	words := r.s.folded(r.toks[lo].start, r.toks[hi-1].end)
	n := len(r.last)
	if list := r.ordinals(lo, hi); len(list) > 0 {
		r.ordinal = true
		return list
	}
	var named []*entity
	for _, e := range r.last {
		if b := e.brandOf(r.x); b != "" && strings.Contains(words, b) {
			named = append(named, e)
		}
	}
	if len(named) > 0 {
		return named
	}
	refers := bare
	for _, m := range r.mentions {
		refers = refers || m.reference && m.tok >= lo && m.tok < hi
	}
	if n == 1 && refers && r.near() {
		return r.last
	}
	return nil
}

// counted gives the entities of the sentence before where a count of as many
// projects or firms is the subject of the word at token i: 五个项目同时签约.
func (r *reader) counted(i int) []*entity {
	lo, _ := r.clause(i)
	if lo > 1 && r.oneOf(r.toks[lo], "均", "均已", "都已", "也已", "全部", "已", "同时", "先后", "一并", "双双", "相继", "悉数") {
		lo, _ = r.clause(lo - 2) // 三个项目总投资7.8亿元, 均已动工
	}
	for j := i - 1; j >= lo; j-- {
		t := r.toks[j]
		if t.kind != tokCount {
			if m := r.mentionOf(j); m != nil && m.entity != nil && !m.place {
				return nil
			}
			continue
		}
		list := r.listBefore(j)
		if len(list) < 2 && r.near() {
			list = r.last
		}
		if len(list) < 2 || r.numberAt(t.start) != len(list) || t.end-t.start != 2 {
			return nil
		}
		if j > lo && r.oneOf(r.toks[j-1], "有", "另有", "还有", "已有", "引进", "新增") || r.toks[i].hit.is(classDrop) || r.s.at(t.start-1) == '有' {
			return nil
		}
		if r.s.at(t.end-1) == '家' {
			return list // 四家本周已完成工商登记
		}
		after := r.s.folded(t.end-1, min(t.end+6, r.s.end))
		for _, w := range []string{"项目", "工程", "企业", "工厂", "公司"} {
			if strings.Contains(after, w) {
				return list
			}
		}
		return nil
	}
	return nil
}

// numberAt gives the number of one digit that stands at p, or -1.
func (r *reader) numberAt(p int) int {
	if d := r.s.at(p); d >= '0' && d <= '9' {
		return int(d - '0')
	}
	return int(digitOf(r.s.at(p)))
}

// ordinals gives the entities of the sentence before that 前者, 后两个 or 第二家
// among the tokens from lo to hi point at.
func (r *reader) ordinals(lo, hi int) []*entity {
	if lo >= hi || !r.maybeOrdinal(r.toks[lo].start, r.toks[hi-1].end) {
		return nil
	}
	last := r.last
	if list := r.listBefore(lo); len(list) > 1 {
		last = list // A、B两个项目进度不一: 第一个…, 第二个…
	}
	if len(last) < 2 && len(r.lastNamedAll) == 2 {
		last = r.lastNamedAll // A关停, 指标转给B. 后者投资4.6亿元
	}
	n := len(last)
	if n < 2 {
		return nil
	}
	words := r.s.folded(r.toks[lo].start, r.toks[hi-1].end)
	if strings.Contains(words, "前两个月") || strings.Contains(words, "前两个季") {
		return nil
	}
	has := func(list ...string) bool {
		for _, w := range list {
			if strings.Contains(words, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("其余", "另外两", "另两", "剩下", "其他两", "余下"):
		return r.others(last)
	case has("前两个", "前两家", "前两项", "前二者") && n > 2:
		return last[:2]
	case has("后两个", "后两家", "后两项", "后二者") && n > 2:
		return last[n-2:]
	case has("前者", "前一个", "前一家", "第一个", "第一家"):
		return last[:1]
	case has("后者", "后一个", "后一家", "最后一个"):
		return last[n-1:]
	case has("第二个", "第二家"):
		return last[1:2]
	case has("第三个", "第三家") && n > 2:
		return last[2:3]
	}
	return nil
}

// near reports whether the sentence follows the last one that named a project
// closely enough to go on speaking of it.
func (r *reader) near() bool {
	return r.lastAt != nil && r.lastAt.text == r.s.text && r.s.paragraph-r.lastAt.paragraph <= 1 && r.s.start-r.lastAt.end < 160
}

// listBefore gives the entities that the sentence names in one list before token lo.
func (r *reader) listBefore(lo int) []*entity {
	for k := len(r.mentions) - 1; k >= 0; k-- {
		if m := r.mentions[k]; m.tok < lo && !m.place && !m.many {
			return entitiesOf(r.group(m))
		}
	}
	return nil
}

// maybeOrdinal reports whether a character that 前者, 第一个, 其余 and the like
// begin with stands between two runes; mostly none does.
func (r *reader) maybeOrdinal(start, end int) bool {
	for _, c := range r.s.runes[start:end] {
		switch c {
		case '前', '后', '第', '最', '其', '另', '剩', '余':
			return true
		}
	}
	return false
}

// others gives those of list that the sentence does not name.
func (r *reader) others(list []*entity) []*entity {
	var out []*entity
	for _, e := range list {
		named := false
		for _, m := range r.mentions {
			named = named || m.entity == e
		}
		if !named {
			out = append(out, e)
		}
	}
	return out
}
