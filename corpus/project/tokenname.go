package project

import "zonesearch/segment/fold"

// afterMoney reports whether a sum ends at p.
func (z *tokenizer) afterMoney(p int) bool {
	n := len(z.out)
	return n > 0 && z.out[n-1].kind == tokMoney && z.out[n-1].end == p
}

// phaseOf gives the end of the phase that a word such as 一期投资 begins with,
// where a name and not a firm stands before it; else the word's start.
func (z *tokenizer) phaseOf(h hit) int {
	n, end := z.phaseAt(h.start)
	if n == 0 || end >= h.end {
		return h.start
	}
	for _, firm := range []string{"公司", "集团", "企业", "股份", "科技", "项目"} {
		if z.has(h.start-2, firm) {
			return h.start
		}
	}
	return end
}

// lastItem reports whether 和 stands before the last item of a list, whose items
// may have no heads: 浙海金属粉末、清溪智能门锁和莫干山精酿啤酒.
func (z *tokenizer) lastItem(h hit) bool {
	n := len(z.out)
	if n == 0 || z.out[n-1].kind != tokList || h.start-z.chunk < 5 {
		return false
	}
	for p := h.end; p < h.end+4; p++ {
		if p >= z.end || !fold.IsHan(z.at(p)) && !fold.IsAlnum(z.at(p)) {
			return false
		}
	}
	return true
}

// goesOn reports whether a name may go on at p: neither a mark nor a word that
// parts names stands there.
func (z *tokenizer) goesOn(p int) bool {
	return p < z.end && fold.IsHan(z.at(p)) && !z.startsBound(p)
}

// partFollows reports whether what follows p, up to the next mark, is another
// part of a name: a head ends it, and no brand of its own is likely in so short
// a stretch.
func (z *tokenizer) partFollows(p int) bool {
	for _, h := range z.hitsIn(p, min(p+9, z.end)) {
		if h.is(classHead | classWeak) {
			return true
		}
		if h.is(classBound) {
			return false
		}
	}
	return false
}

// startsHead reports whether a word that ends names begins at p.
func (z *tokenizer) startsHead(p int) bool {
	hits := z.hitsIn(p, p+1)
	return len(hits) > 0 && hits[0].start == p && hits[0].is(classHead|classWeak)
}

// sectionFollows reports whether a stretch of road or rail ends soon after p.
func (z *tokenizer) sectionFollows(p int) bool {
	for i := p + 1; i < p+7; i++ {
		if z.at(i) == '段' || z.has(i, "高速") || z.has(i, "铁路") || z.has(i, "高铁") || z.has(i, "公路") || z.has(i, "特高压") {
			return true
		}
	}
	return false
}

func (z *tokenizer) headFollows(p int) bool { return z.has(p, "项目") || z.has(p, "工程") }

// isPermit reports whether a title at i is a paper that tells a stage: 《不动产权证》.
func (z *tokenizer) isPermit(i int) bool {
	end := z.find(i, z.end, func(r rune) bool { return r == '》' })
	switch z.at(end - 1) {
	case '证', '复', '同':
		return true
	}
	return z.has(end-2, "证书") || z.has(end-3, "通知书") || z.has(end-3, "确认书") || z.has(end-3, "协议书")
}

// phaseBefore reports whether a phase, or a dash after one, stands before i.
func (z *tokenizer) phaseBefore(i int) bool {
	for i > 0 && z.at(i-1) == '—' {
		i--
	}
	return z.at(i-1) == '期'
}

// bracketInName gives the end of a bracket at i that belongs to the name
// around it: 锐屿(重庆)医疗, 信息港（二期）; i where it doesn't.
func (z *tokenizer) bracketInName(i int) int {
	if z.chunk < 0 {
		return i
	}
	const longest = 10
	for j := i + 1; j < z.end && j <= i+1+longest; j++ {
		switch z.at(j) {
		case ')', ']', '】':
			if n, _ := z.phaseAt(i + 1); n > 0 {
				return j + 1
			}
			next := z.at(j + 1)
			if j > i+1 && (fold.IsHan(next) || fold.IsAlnum(next)) && !z.startsBound(j+1) {
				return j + 1
			}
			return i
		case ',', ':', ';', '、', '。', '(', '元':
			return i
		}
	}
	return i
}

// startsBound reports whether a word that parts names begins at p.
func (z *tokenizer) startsBound(p int) bool {
	hits := z.hitsIn(p, p+1)
	return len(hits) > 0 && hits[0].is(classBound) && !hits[0].is(classHead|classWeak|classWork)
}
