package project

import "zonesearch/segment/fold"

// kind is what a token is.
type kind uint8

const (
	tokChunk kind = iota // what may be a name
	tokBound             // a word that no name holds
	tokMoney
	tokCount // 5个, 两大, 三家
	tokTime  // 6月25日
	tokComma // , : — and the like: a clause ends
	tokList  // 、
	tokConj  // 和 between two names
	tokSemi
	tokOpen
	tokClose
)

// token is a piece of a sentence, as runes of its text.
type token struct {
	kind       kind
	start, end int
	hit        hit    // of tokBound
	money      *money // of tokMoney
	depth      int    // how many brackets it stands in
}

// tokenizer cuts a sentence into tokens.
type tokenizer struct {
	sentence
	out   []token
	chunk int // where the open chunk began, or -1
	depth int
	// headEnd is where the last head, phase or bracket of the open chunk
	// ended: only there may 和 part two names.
	headEnd int
}

// tokenize cuts s into tokens, in the memory of room.
func tokenize(s sentence, room []token) []token {
	z := &tokenizer{sentence: s, chunk: -1, out: room[:0]}
	sums := s.scanMoney(s.start, s.end)
	hits := s.hitsIn(s.start, s.end)
	for i := s.start; i < s.end; {
		if len(sums) > 0 && sums[0].start <= i {
			i = z.money(sums[0], i)
			sums = sums[1:]
			continue
		}
		for len(hits) > 0 && hits[0].start < i {
			hits = hits[1:]
		}
		if next := z.numbering(i); next > i {
			z.emit(tokSemi, i, next)
			i = next
			continue
		}
		if next := z.timeOrCount(i); next > i {
			i = next
			continue
		}
		if len(hits) > 0 && hits[0].start == i && hits[0].end <= s.end {
			h := hits[0]
			hits = hits[1:]
			i = z.word(h)
			continue
		}
		i = z.rune(i)
	}
	z.flush(s.end)
	return z.out
}

// flush ends the open chunk before end.
func (z *tokenizer) flush(end int) {
	if z.chunk >= 0 && end > z.chunk {
		start, end := z.trim(z.chunk, end)
		if start < end {
			z.out = append(z.out, token{kind: tokChunk, start: start, end: end, depth: z.depth})
		}
	}
	z.chunk = -1
}

// trim takes white space and quotes without their partner off both ends, and
// the quotes around the whole.
func (z *tokenizer) trim(start, end int) (int, int) {
	for {
		before := end - start
		for start < end && z.at(start) == ' ' {
			start++
		}
		for start < end && z.at(end-1) == ' ' {
			end--
		}
		if start < end && isCloseQuote(z.at(start)) {
			start++
		}
		if start < end && isOpenQuote(z.at(end-1)) {
			end--
		}
		if start < end && isOpenQuote(z.at(start)) && z.find(start+1, end, isCloseQuote) == end {
			start++
		}
		if start < end && isCloseQuote(z.at(end-1)) && z.find(start, end-1, isOpenQuote) == end-1 {
			end--
		}
		if end-start == before {
			return start, end
		}
	}
}

func (z *tokenizer) find(start, end int, is func(rune) bool) int {
	for i := start; i < end; i++ {
		if is(z.at(i)) {
			return i
		}
	}
	return end
}

func isOpenQuote(r rune) bool  { return r == '“' || r == '「' || r == '『' || r == '‘' }
func isCloseQuote(r rune) bool { return r == '”' || r == '」' || r == '』' || r == '’' }

func (z *tokenizer) emit(k kind, start, end int) {
	z.flush(start)
	z.out = append(z.out, token{kind: k, start: start, end: end, depth: z.depth})
}

// grow makes the runes from start up to end part of the open chunk.
func (z *tokenizer) grow(start, end int) int {
	if z.chunk < 0 {
		z.chunk = start
		z.headEnd = -1
	}
	return end
}

func (z *tokenizer) money(m money, i int) int {
	z.flush(m.start)
	z.out = append(z.out, token{kind: tokMoney, start: m.start, end: m.end, money: &m, depth: z.depth})
	end := max(m.end, i+1)
	for _, tail := range []string{"人民币", "左右", "以上", "上下", "以内"} {
		if z.has(end, tail) {
			end += len([]rune(tail))
		}
	}
	return end
}

// word places a word of the vocabulary.
func (z *tokenizer) word(h hit) int {
	open := z.chunk >= 0 && h.start > z.chunk
	switch {
	case isConjunction(z.at(h.start)) && h.end == h.start+1:
		switch {
		case !open:
			z.bound(h)
		case (z.at(h.start) == '及' || z.at(h.start) == '暨') && !z.headFollows(h.start-2) && z.at(h.start-1) != ')' && z.partFollows(h.end):
			return z.grow(h.start, h.end) // 度假酒店及康养社区 is one project
		case z.headEnd == h.start || isCloseQuote(z.at(h.start-1)) || z.lastItem(h):
			z.emit(tokConj, h.start, h.end)
		default:
			return z.grow(h.start, h.end)
		}
		return h.end
	case open && h.end == h.start+1 && z.at(h.start) == '至' && z.sectionFollows(h.end):
		// 绥中至盘锦段 is one section of a road.
	case open && h.is(classBound) && h.is(classIndustry) && z.goesOn(h.end):
		// 显示产业园 is a name, 数据显示 is not.
	case open && z.at(h.end-1) == '资' && (z.has(h.end, "公司") || z.has(h.end, "企业")):
		// 变矩器合资公司
	case open && z.at(h.start) == '第' && z.startsHead(h.end):
		// 龙泉第二污水处理厂 is one name.
	case open && h.end == h.start+1 && z.at(h.start) == '被' && z.startsHead(h.end):
		// 绗缝被厂
	case h.is(classPlace) && z.headFollows(h.end):
		// 度假区项目 is one name.
	case h.is(classHead | classWeak):
		end := z.grow(h.start, h.end)
		z.headEnd = end
		return end
	case h.is(classWork) && (open || z.headFollows(h.end)):
		end := z.grow(h.start, h.end)
		z.headEnd = end
		return end
	case h.is(classBuild) && open && z.headFollows(h.end):
		// 生产线建设项目 is one name.
	case !open && z.at(h.start) == '建' && h.is(classNeutral) && z.afterMoney(h.start):
		z.bound(hit{h.start, h.start + 1, &word{class: classBound | classBuild}}) // 4.2亿元|建|工业气体岛
		return h.start + 1
	case h.start-z.chunk >= 4 && z.chunk >= 0 && h.is(classStaff):
		end := z.grow(h.start, h.start+2) // 岭拓注塑机项目|负责人
		z.headEnd = end
		z.flush(end)
		return h.end
	case open && h.start-z.chunk <= 2 && z.goesOn(h.end) && (z.has(h.start, "顺利") || z.has(h.start, "成功") || z.has(h.start, "全面")) && h.end == h.start+2:
		// 鸿顺利铝合金锭项目: 顺利 is of the brand
	case open && h.is(classRole) && z.phaseOf(h) > h.start:
		end := z.grow(h.start, z.phaseOf(h)) // 电池片一期|投资18亿元
		z.headEnd = end
		z.bound(hit{end, h.end, h.word})
		return h.end
	case h.is(classBound):
		z.bound(h)
		return h.end
	}
	end := z.grow(h.start, h.end)
	if h.is(classCompany) {
		z.headEnd = end
	}
	return end
}

func (z *tokenizer) bound(h hit) {
	z.flush(h.start)
	z.out = append(z.out, token{kind: tokBound, start: h.start, end: h.end, hit: h, depth: z.depth})
}

func isConjunction(r rune) bool {
	return r == '和' || r == '与' || r == '及' || r == '或' || r == '暨'
}

// rune places a rune that begins no word.
func (z *tokenizer) rune(i int) int {
	switch r := z.at(i); r {
	case '—':
		if n := z.phaseBefore(i); n && z.chunk >= 0 {
			return z.grow(i, i+1)
		}
		z.emit(tokComma, i, i+1)
	case ',', ':', '…', '|', '→', '★', '●', '■', '▲', '◆':
		z.emit(tokComma, i, i+1)
	case ';', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩':
		z.emit(tokSemi, i, i+1)
	case '、':
		z.emit(tokList, i, i+1)
	case '。', '!', '?':
		z.emit(tokComma, i, i+1)
	case '》':
		z.flush(i)
	case '《':
		if z.isPermit(i) {
			z.flush(i)
			return i + 1
		}
		end := z.find(i, z.end, func(r rune) bool { return r == '》' })
		z.emit(tokComma, i, min(end+1, z.end))
		return min(end+1, z.end)
	case ' ':
		if fold.IsAlnum(z.at(i-1)) && fold.IsAlnum(z.at(i+1)) {
			return z.grow(i, i+1)
		}
		z.flush(i)
	case '(', '[', '【':
		if end := z.bracketInName(i); end > i {
			end = z.grow(i, end)
			z.headEnd = end
			return end
		}
		z.emit(tokOpen, i, i+1)
		z.depth++
	case ')', ']', '】':
		z.flush(i)
		if z.depth > 0 {
			z.depth--
		}
		z.out = append(z.out, token{kind: tokClose, start: i, end: i + 1, depth: z.depth})
	case '“', '「', '『':
		if isCloseQuote(z.at(i - 1)) {
			z.emit(tokList, i, i) // “甲”“乙” is a list
		}
		return z.grow(i, i+1)
	default:
		return z.grow(i, i+1)
	}
	return i + 1
}
