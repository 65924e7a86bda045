package project

import "zonesearch/segment/fold"

// currencies are the ways to write a currency after a number, the longer first
// where one begins with another, and the ISO 4217 codes.
var currencies = []struct{ name, code string }{
	{"元人民币", "CNY"}, {"美元", "USD"}, {"美金", "USD"}, {"欧元", "EUR"}, {"港元", "HKD"}, {"港币", "HKD"},
	{"日元", "JPY"}, {"日圆", "JPY"}, {"日币", "JPY"}, {"英镑", "GBP"}, {"韩元", "KRW"}, {"韩币", "KRW"}, {"韩圆", "KRW"},
	{"新台币", "TWD"}, {"台币", "TWD"}, {"元新台币", "TWD"}, {"新加坡元", "SGD"}, {"新加坡币", "SGD"}, {"新元", "SGD"}, {"坡币", "SGD"},
	{"丹麦克朗", "DKK"}, {"瑞典克朗", "SEK"}, {"挪威克朗", "NOK"}, {"瑞士法郎", "CHF"}, {"瑞郎", "CHF"},
	{"加拿大元", "CAD"}, {"加元", "CAD"}, {"澳大利亚元", "AUD"}, {"澳元", "AUD"}, {"澳币", "AUD"}, {"新西兰元", "NZD"}, {"纽元", "NZD"},
	{"卢布", "RUB"}, {"泰铢", "THB"}, {"林吉特", "MYR"}, {"马来西亚林吉特", "MYR"}, {"马币", "MYR"}, {"印尼盾", "IDR"}, {"印尼卢比", "IDR"}, {"越南盾", "VND"},
	{"印度卢比", "INR"}, {"卢比", "INR"}, {"迪拉姆", "AED"}, {"沙特里亚尔", "SAR"}, {"坚戈", "KZT"}, {"兰特", "ZAR"}, {"雷亚尔", "BRL"},
	{"比索", "PHP"}, {"兹罗提", "PLN"}, {"福林", "HUF"}, {"谢克尔", "ILS"}, {"里拉", "TRY"}, {"澳门元", "MOP"}, {"澳门币", "MOP"},
	{"usd", "USD"}, {"rmb", "CNY"}, {"eur", "EUR"}, {"人民币", "CNY"}, {"元", "CNY"}, {"块钱", "CNY"},
}

// Currencies are the ISO 4217 codes that an amount may carry, in no order of
// worth.
func Currencies() []string {
	var codes []string
	seen := map[string]bool{}
	for _, c := range currencies {
		if !seen[c.code] {
			seen[c.code] = true
			codes = append(codes, c.code)
		}
	}
	return codes
}

// parseCurrency reads a currency at p. 人民币 after the number is not part of
// the amount's text, so next stands before it.
func (t *text) parseCurrency(p, limit int) (code string, next int) {
	if !opensCurrency(t.at(p)) {
		return "", p
	}
	for _, c := range currencies {
		if !t.has(p, c.name) {
			continue
		}
		switch c.name {
		case "元人民币":
			return c.code, min(p+1, limit)
		case "人民币", "rmb":
			return c.code, p
		}
		end := p + len([]rune(c.name))
		if end > limit || c.name == "元" && t.at(end) == '月' {
			return "", p
		}
		return c.code, end
	}
	return "", p
}

// opensCurrency reports whether the name of a currency may begin with r, which
// spares most numbers the look through all of them.
func opensCurrency(r rune) bool {
	switch r {
	case '元', '美', '欧', '港', '日', '英', '韩', '新', '台', '坡', '丹', '瑞', '挪', '加', '澳', '纽', '卢', '泰', '林', '马', '印', '越', '迪', '沙', '坚', '兰', '雷', '比', '兹', '福', '谢', '里', 'u', 'r', 'e', '人', '块':
		return true
	}
	return false
}

// prefixCurrency reads a currency before the number: US$, €, 人民币.
func (t *text) prefixCurrency(i int) string {
	for i > 0 && t.at(i-1) == ' ' {
		i--
	}
	switch t.at(i - 1) {
	case '$':
		if t.has(i-3, "hk") {
			return "HKD"
		}
		return "USD"
	case '€':
		return "EUR"
	case '£':
		return "GBP"
	case '¥':
		return "CNY"
	}
	for _, p := range []struct{ name, code string }{{"人民币", "CNY"}, {"usd", "USD"}, {"rmb", "CNY"}, {"eur", "EUR"}, {"港币", "HKD"}} {
		if t.has(i-len([]rune(p.name)), p.name) {
			return p.code
		}
	}
	return ""
}

// measures reports whether what follows a bare number with 万 or 亿 makes it a
// count of something other than money: 4.5万吨, 3亿片.
func (t *text) measures(p int) bool {
	if t.has(p, "出头") {
		return false
	}
	switch r := t.at(p); r {
	case 0, ',', '。', ';', ')', '、', '的', '投', '建', '左', '以', '人', '兴', '!', '”', '\n':
		return r == '人' && !t.has(p, "人民币")
	}
	return true
}

// perPiece reports a price by the piece or the year's wage: 元/吨, 元每吨.
func (t *text) perPiece(p int) bool { return t.at(p) == '/' || t.at(p) == '每' }

// isVague reports 数亿元, 上亿元, 几千万元: no number stands there.
func (t *text) isVague(i int) bool {
	switch t.at(i - 1) {
	case '数', '几':
		return true
	case '上':
		return !fold.IsDigit(t.at(i))
	}
	return false
}

// bound tells from the words around an amount how exact it is.
func (t *text) bound(start, end int, more bool) string {
	for start > 0 && t.at(start-1) == ' ' {
		start--
	}
	for _, w := range []struct{ word, bound string }{
		{"不低于", "at_least"}, {"不少于", "at_least"}, {"至少", "at_least"}, {"超过", "at_least"}, {"突破", "at_least"},
		{"不超过", "at_most"}, {"不高于", "at_most"}, {"至多", "at_most"}, {"最高", "at_most"},
		{"逾", "at_least"}, {"超", "at_least"}, {"约", "about"}, {"近", "about"}, {"大约", "about"}, {"约为", "about"}, {"约达", "about"},
	} {
		n := len([]rune(w.word))
		if t.has(start-n, w.word) && !(w.word == "超过" && t.at(start-3) == '不') {
			return w.bound
		}
	}
	if t.has(start-3, "约人民币") || t.has(start-4, "约人民币") {
		return "about"
	}
	if t.has(end, "人民币") {
		end += 3
	}
	switch {
	case t.has(end, "左右"), t.has(end, "上下"):
		return "about"
	case t.has(end, "以上"):
		return "at_least"
	case t.has(end, "以内"), t.has(end, "以下"):
		return "at_most"
	}
	if more {
		return "at_least"
	}
	return "exact"
}
