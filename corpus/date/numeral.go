package date

import "strconv"

// numeral reads the numbers that stand in dates: 2022, 二〇二二, 十八, 廿三, 三十,
// 一百零三 and 元, the first.
func numeral(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	if s == "元" {
		return 1, true
	}
	runes := []rune(s)
	for _, r := range runes {
		if _, tens := tensOf(r); tens || r == '百' {
			return counted(runes)
		}
	}
	n := 0
	for _, r := range runes {
		d, ok := digitOf(r)
		if !ok {
			return 0, false
		}
		n = n*10 + d
	}
	return n, len(runes) > 0
}

// counted reads a number written with 十 or 百. It is false for what nobody
// writes, such as 十十.
func counted(runes []rune) (int, bool) {
	total, digit, unit := 0, -1, 1000
	for _, r := range runes {
		switch tens, isTens := tensOf(r); {
		case r == '百':
			if digit <= 0 || unit <= 100 {
				return 0, false
			}
			total, digit, unit = digit*100, -1, 100
		case isTens:
			if unit <= 10 || digit == 0 || digit > 0 && r != '十' {
				return 0, false
			}
			if digit > 0 {
				tens *= digit
			}
			total, digit, unit = total+tens, -1, 10
		default:
			d, ok := digitOf(r)
			if !ok || digit > 0 || digit == 0 && d == 0 {
				return 0, false
			}
			digit = d
		}
	}
	return total + max(digit, 0), true
}

func tensOf(r rune) (int, bool) {
	switch r {
	case '十':
		return 10, true
	case '廿':
		return 20, true
	case '卅':
		return 30, true
	}
	return 0, false
}

func digitOf(r rune) (int, bool) {
	switch r {
	case '〇', '○', '零', 'o', 'O':
		return 0, true
	}
	for i, digit := range []rune("一二三四五六七八九") {
		if r == digit {
			return i + 1, true
		}
	}
	return 0, false
}
