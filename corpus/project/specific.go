package project

import "zonesearch/segment/fold"

// specific reports whether a name tells which project it is, once heads,
// phases and words that fit any project are taken off.
func (x *Extractor) specific(s *sentence, start, end int) bool {
	return x.specifics(s.runes[start:end], classHead|classWeak|classBasic) >= 2
}

// owned reports whether the name of a firm and 的 stand right before a name that
// says what is built: 恒溪泵业的化工泵项目.
func (x *Extractor) owned(s *sentence, toks []token, m *mention) bool {
	i := m.tok
	if i < 2 || m.many || m.phase > 0 || !s.has(toks[i-1].start, "的") || toks[i-1].end != m.start || toks[i-2].kind != tokChunk || toks[i-2].end != toks[i-1].start {
		return false
	}
	firm := toks[i-2]
	if last := s.at(firm.end - 1); last != '业' && !x.isCompany(s, firm.end) || firm.end-firm.start < 4 || s.at(firm.start) == '该' {
		return false
	}
	name := s.runes[m.start:m.end]
	made := false
	x.lexicon.each(name, func(h hit) { made = made || h.is(classIndustry) && !h.is(classHead|classBasic) })
	return made && len(name) >= 4
}

// specifics counts the runes of a name that tell which project it is; heads
// are the heads that tell nothing.
func (x *Extractor) specifics(name []rune, heads class) int {
	left := len(name)
	covered := 0
	drop := func(from, to int) {
		if from < covered {
			from = covered
		}
		if to > from {
			left -= to - from
			covered = to
		}
	}
	t := &text{runes: name}
	for i := 0; i < len(name); i++ {
		if fold.IsDigit(name[i]) && i+1 < len(name) {
			switch name[i+1] {
			case '条', '个', '座', '栋', '台', '号', '#', '期':
				drop(i, i+2)
			}
		}
		if n, p := t.phaseAt(i); n > 0 {
			drop(i, p)
			continue
		}
		switch r := name[i]; {
		case isOpenQuote(r), isCloseQuote(r), r == '(', r == ')', r == ' ':
			drop(i, i+1)
		}
		longest := 0
		n := x.lexicon.firstAt(name[i])
		for j := i + 1; n != nil; j++ {
			single := n.word != nil && n.word.class&classCompound != 0 || n.word != nil && j == i+1 && j < len(name) && n.word.class&(classHead|classWeak) != 0 && n.word.class&classGeneric == 0
			single = single || name[i] == '子' && i > 0 && covered < i // 定子 is no 子项
			if n.word != nil && !single && n.word.class&(classGeneric|classWork|classPlace|classMany|heads) != 0 {
				longest = j
			}
			if j == len(name) {
				break
			}
			n = n.child(name[j])
		}
		if longest > 0 {
			drop(i, longest)
		}
	}
	return left
}
