package project

import "zonesearch/segment/fold"

// ordinal places 第五个, which counts nothing, at i and gives its end, or i.
func (z *tokenizer) ordinal(i int) int {
	end := i + 1
	for end < z.end && isNumeral(z.at(end)) {
		end++
	}
	switch z.at(end) {
	case '个', '家', '座', '条', '批', '笔':
		if end > i+1 && end-i < 5 {
			z.emit(tokTime, i, end+1)
			return end + 1
		}
	}
	return i
}

// numbering gives the end of the number of an item that opens at i, or i: 1.A项目…;
// 2.B项目….
func (z *tokenizer) numbering(i int) int {
	end := i
	for end < z.end && end < i+2 && fold.IsDigit(z.at(end)) {
		end++
	}
	if end == i || fold.IsDigit(z.at(end+1)) {
		return i
	}
	switch z.at(end) {
	case '.', '、', ')':
	default:
		return i
	}
	if i > z.start {
		switch z.at(i - 1) {
		case ':', ';', '。', ' ', '(':
		default:
			return i
		}
	}
	if z.at(end) == ')' && z.at(i-1) != '(' {
		return i
	}
	return end + 1
}

// timeOrCount places a date or a count at i and gives its end, or i.
func (z *tokenizer) timeOrCount(i int) int {
	r := z.at(i)
	if r == '第' && z.chunk < 0 {
		return z.ordinal(i)
	}
	if !isNumeral(r) && r != '数' || r == '零' || r == '〇' || isNumeral(z.at(i-1)) {
		return i
	}
	end := i
	for end < z.end && (isNumeral(z.at(end)) || z.at(end) == '数' || z.at(end) == '余' || z.at(end) == '多') {
		end++
	}
	if fold.IsAlnum(z.at(i-1)) || z.at(i-1) == '.' || z.at(i-1) == '-' {
		return i
	}
	switch z.at(end) {
	case '年', '月', '日', '号', '时':
		if z.at(end) == '年' && (z.at(end+1) == '产' || z.at(end+1) == '制' || z.has(end+1, "一贯")) || z.at(end) == '日' && (z.at(end+1) == '本' || z.at(end+1) == '元') || z.at(end) == '号' && !fold.IsDigit(r) {
			return i
		}
		if z.at(end) == '号' || z.at(end) == '时' {
			if z.chunk >= 0 || !fold.IsDigit(r) {
				return i
			}
		}
		next := end + 1
		for next < z.end && fold.IsDigit(z.at(next)) {
			next++
		}
		for next < z.end && (z.at(next) == '月' || z.at(next) == '日' || z.at(next) == '份' || z.at(next) == '底' || z.at(next) == '初') {
			next++
			for next < z.end && fold.IsDigit(z.at(next)) {
				next++
			}
		}
		if fold.IsDigit(z.at(next - 1)) {
			next = end + 1
		}
		z.emit(tokTime, i, next)
		return next
	case '个', '家', '宗', '份', '单', '批', '项', '大', '笔', '名', '位', '座', '条', '栋', '幢', '台', '类', '款', '所', '间', '处', '片', '艘', '架', '辆', '趟', '人', '户', '次', '件', '场', '套', '组':
		r := z.at(end)
		if z.chunk >= 0 && z.headEnd != i && z.at(i-1) != '第' && (r == '座' || r == '条' || r == '栋' || r == '台' || r == '款' || r == '类' || r == '所' || r == '间' || r == '处' || r == '片' || r == '场' || r == '次' || r == '套' || r == '组') {
			return i
		}
		if end == i+1 && z.at(i) == '一' {
			return i
		}
		if r == '大' && fold.IsDigit(z.at(i)) && z.at(end+1) != '项' {
			return i
		}
		if r == '项' && z.at(end+1) == '目' || r == '大' && z.at(end+1) == '项' && z.at(end+2) != '目' {
			z.emit(tokCount, i, end)
			return end
		}
		z.emit(tokCount, i, end+1)
		return end + 1
	}
	return i
}
