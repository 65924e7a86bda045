package project

import "slices"

// group gives the mentions of the list that m belongs to; of a count that
// closes a list (A、B两大项目), the list.
func (r *reader) group(m *mention) []*mention {
	at := -1
	for k, o := range r.mentions {
		if o == m {
			at = k
		}
	}
	if at < 0 {
		return []*mention{m}
	}
	if m.many {
		if at == 0 || !r.closes(r.mentions[at-1], m) {
			return nil
		}
		at--
	}
	lo, hi := at, at
	for lo > 0 && r.linked(r.mentions[lo-1], r.mentions[lo]) {
		lo--
	}
	if lo == at && lo > 1 && r.linked(r.mentions[lo-2], r.mentions[lo-1]) && r.lastOfList(r.mentions[lo-1], r.mentions[lo]) {
		lo--
		for lo > 0 && r.linked(r.mentions[lo-1], r.mentions[lo]) {
			lo--
		}
	}
	for hi+1 < len(r.mentions) && r.linked(r.mentions[hi], r.mentions[hi+1]) {
		hi++
	}
	if hi > lo && hi+1 < len(r.mentions) && r.lastOfList(r.mentions[hi], r.mentions[hi+1]) {
		hi++
	}
	return r.mentions[lo : hi+1]
}

// linked reports whether 、 or 和 joins a to b, whatever describes b in between.
func (r *reader) linked(a, b *mention) bool {
	at := skipSum(r.toks, a.tok+1)
	if at >= b.tok || !joins(r.toks[at]) && !r.oneOf(r.toks[at], "和", "与", "及", "以及") || a.many || b.many {
		return false
	}
	for _, t := range r.toks[at:b.tok] {
		if t.kind == tokComma || t.kind == tokSemi {
			return false
		}
	}
	return true
}

// lastOfList reports whether b is the last item of the list that a is in, after
// a comma: A、B, 以及投资3亿元的C.
func (r *reader) lastOfList(a, b *mention) bool {
	at := skipSum(r.toks, a.tok+1)
	return at+1 < b.tok && r.toks[at].kind == tokComma && r.oneOf(r.toks[at+1], "以及", "及", "和", "与") && !a.many && !b.many
}

// closes reports whether the count of b stands right after a: A等3个项目.
func (r *reader) closes(a, b *mention) bool {
	at := skipBracket(r.toks, a.tok+1)
	for ; at < b.tok; at++ {
		switch t := r.toks[at]; {
		case t.kind == tokCount, t.kind == tokBound && (r.oneOf(t, "等") || t.end-t.start == 2 && r.s.at(t.end-1) == '资'):
		default:
			return false
		}
	}
	return true
}

// entitiesOf gives the entities of mentions, each once.
func entitiesOf(mentions []*mention) []*entity {
	var out []*entity
	for _, m := range mentions {
		if m.entity != nil && !slices.Contains(out, m.entity) {
			out = append(out, m.entity)
		}
	}
	return out
}
