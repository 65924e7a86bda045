package project

// abbreviates reports whether name is zone with characters left out: 宁东基地 of
// 宁东能源化工基地.
func abbreviates(name []rune, zone string) bool {
	i := 0
	for _, r := range zone {
		if i < len(name) && name[i] == r {
			i++
		} else if i == 1 {
			i = 0 // the first two stand together
			if name[0] == r {
				i = 1
			}
		}
	}
	return i == len(name)
}

// isThis reports whether the name only describes what was named before: 这个总投资
// 360亿元的沿海钢铁项目.
func (m *mention) isThis(toks []token) bool {
	i := m.tok
	if i == 0 || toks[i-1].kind != tokBound || !m.sent.has(toks[i-1].start, "的") {
		return false
	}
	for j := i - 2; j >= 0 && toks[j].kind != tokComma && toks[j].kind != tokSemi; j-- {
		if toks[j].kind == tokBound && (m.sent.has(toks[j].start, "这") || m.sent.has(toks[j].start, "该")) {
			at := toks[j].end // 该公司的A is a project of its own, and 这里 is a place
			for _, is := range []string{"是", "就是", "便是", "正是", "也是", "即是"} {
				if m.sent.has(at, is) {
					return false // 这就是A的B
				}
			}
			return !m.sent.has(at, "里") && !m.sent.has(at, "天") && !m.sent.has(at, "次") && !m.sent.has(at, "公司") && !m.sent.has(at, "企业") && !m.sent.has(at, "集团")
		}
	}
	return false
}

// isPlace reports whether a park stands as the place where something happens:
// alone in its clause, or with 里 or 内 after it; or anything where a verb of
// building follows it.
func (m *mention) isPlace(toks []token) bool {
	s, i := m.sent, m.tok
	if (s.has(m.end-2, "厂房") || s.has(m.end-2, "车间")) && (s.at(m.end) == '内' || s.at(m.end) == '里') {
		return true
	}
	if i > 0 && i+1 < len(toks) && s.at(toks[i+1].start) == ',' && toks[i].end == m.end && !endsFinal(s, m.end) && toks[i-1].kind == tokBound && toks[i-1].end == m.start {
		if s.has(toks[i-1].start, "在") && toks[i-1].end-toks[i-1].start == 1 && (m.head&classHead == 0 || m.head&classPark != 0 || m.end-m.start < 6) {
			return true // 在闽舶船厂, 一艘货船下水
		}
	}
	if m.head&classHead == 0 && i+2 < len(toks) && s.has(m.end, "的") && toks[i+2].kind == tokChunk && toks[i+2].start == m.end+1 {
		switch s.at(m.end - 1) {
		case '城', '园', '港', '区':
			return toks[i+2].end-toks[i+2].start >= 6 // 临港新城的苏澄钢结构基地
		}
	}
	if m.head&classHead == 0 && s.at(m.end-1) == '城' && (s.at(m.end) == '里' || s.at(m.end) == '内') {
		return true // 尼龙城里
	}
	if !endsFinal(s, m.end) && s.at(m.end-1) == '厂' && (s.at(m.end) == '内' || s.at(m.end) == '里') {
		return true // 在现有变速箱工厂内新上一条产线
	}
	if !endsFinal(s, m.end) && beside(s, m.end) {
		return true // 滨江码头旁
	}
	if c := s.at(m.end - 1); c == '园' && i+2 < len(toks) && toks[i+2].kind == tokBound && toks[i+2].hit.stage == stageSigned {
		if w := s.folded(toks[i+1].start, toks[i+1].end); w == "又" || w == "再" || w == "再次" || w == "接连" {
			return true // 金沙园又签新约
		}
	}
	if m.head&classPark == 0 {
		// 产学研基地里, 新厂房投用
		return s.has(m.end-2, "基地") && (s.at(m.end) == '里' || s.at(m.end) == '内') && i+1 < len(toks) && s.at(toks[i+1].start) == ','
	}
	if i+2 < len(toks) && toks[i+1].kind == tokConj && toks[i+2].kind == tokCount {
		return true // 甘河工业园与三家企业签约
	}
	if i+1 < len(toks) && toks[i+1].start == m.end && toks[i+1].end == m.end+1 && (s.at(m.end) == '与' || s.at(m.end) == '同') && toks[i+1].kind == tokBound {
		return true
	}
	switch s.at(m.end) {
	case '里', '内', '中', '上':
		for _, t := range toks[:i] {
			if t.kind == tokMoney && s.has(m.start-1, "的") {
				return false // 投资600万美元兴建的示范园里
			}
		}
		return true
	}
	if i+1 < len(toks) && toks[i+1].kind == tokBound && m.end == toks[i].end && !toks[i+1].hit.is(classStage) {
		for _, w := range []string{"终于", "引来", "再添", "又添", "喜迎", "迎来", "传来", "新增", "举行", "举办", "再度", "再次"} {
			if s.has(toks[i+1].start, w) && !endsFinal(s, m.end) {
				return true // 航空产业园终于等来首个项目
			}
		}
	}
	if i+2 < len(toks) && toks[i+2].kind == tokBound && toks[i+2].hit.role >= roleInvest {
		return false // A产业园, 投资6亿元, 昨天开工
	}
	first := i == 0 || toks[i-1].kind == tokComma || toks[i-1].kind == tokTime || toks[i-1].hit.is(classPlace)
	return first && i+1 < len(toks) && toks[i+1].kind == tokComma && s.at(toks[i+1].start) == ',' && toks[i].end == m.end
}

// beside reports whether a word for the neighbourhood stands at p.
func beside(s *sentence, p int) bool {
	switch s.at(p) {
	case '旁', '畔':
		return true
	}
	for _, w := range []string{"附近", "边上", "对面", "隔壁", "一侧", "东侧", "西侧", "南侧", "北侧", "以东", "以西", "以南", "以北", "周边", "门口"} {
		if s.has(p, w) {
			return true
		}
	}
	return false
}

// pointed reports whether 该, 此 or 这 stands before token i.
func pointed(s *sentence, toks []token, i int) bool {
	if i == 0 {
		return false
	}
	switch s.folded(toks[i-1].start, toks[i-1].end) {
	case "该", "此", "这", "这个", "这座", "这条", "个", "座", "条":
		return true
	}
	return false
}
