package project

import (
	"math"

	"zonesearch/segment/fold"
)

// money is a sum as it stands in a text.
type money struct {
	start, end int // runes of the amount as written, without 约 and the like
	amount     Amount
	// vague sums (数亿元, 上亿元, 百亿元) and prices by the piece (元/吨) are nobody's
	// amount, but still part what stands before them from what follows.
	vague bool
}

// vagueMoney reads 数亿元, 上千万元, 过亿元 and the like at i: sums without a
// number.
func (t *text) vagueMoney(i, limit int) (money, bool) {
	switch t.at(i) {
	case '数', '几', '上', '过':
	default:
		return money{}, false
	}
	_, p, _ := t.parseMagnitude(i+1, limit)
	if p == i+1 {
		return money{}, false
	}
	currency, end := t.parseCurrency(p, limit)
	return money{start: i, end: end, vague: true}, currency != ""
}

// number is a decimal number: mantissa / 10^scale.
type number struct {
	mantissa int64
	scale    int
}

// scanMoney finds the sums of money in runes[start:end].
func (t *text) scanMoney(start, end int) []money {
	var out []money
	for i := start; i < end; {
		if m, ok := t.vagueMoney(i, end); ok {
			out = append(out, m)
			i = m.end
			continue
		}
		if !isNumeral(t.at(i)) {
			i++
			continue
		}
		m, next, ok := t.parseMoney(i, end)
		if ok {
			out = append(out, m)
		}
		i = max(next, i+1)
	}
	return out
}

// parseMoney reads a sum, or a range of sums, that begins at i. next is where
// to go on reading, whether or not there was one.
func (t *text) parseMoney(i, limit int) (m money, next int, ok bool) {
	low, p, ok := t.parseNumber(i, limit)
	if !ok {
		return money{}, p, false
	}
	unit, p, more := t.parseMagnitude(p, limit)
	if rest, q := t.parseRemainder(p, limit, unit); q > p {
		// 一亿二千万 is 12,000 times 万.
		if whole, fits := scaled(low, unit/1e4); fits && whole <= math.MaxInt64-rest {
			low, unit, p = number{mantissa: whole + rest}, 1e4, q
		}
	}
	afterLow := p
	currency, p := t.parseCurrency(p, limit)

	var high *int64
	highUnit := int64(0)
	if q := t.rangeMark(p, limit); q > p {
		if second, r, ok := t.parseNumber(q, limit); ok {
			u, r, _ := t.parseMagnitude(r, limit)
			if c, r := t.parseCurrency(r, limit); u > 1 || c != "" {
				if v, fits := scaled(second, u); fits {
					high, highUnit = &v, u
					if c != "" {
						currency = c
					}
					p = r
				}
			}
		}
	}
	if high != nil && unit == 1 {
		unit = highUnit
	}
	prefix := t.prefixCurrency(i)
	if currency == "" {
		// 投资3亿 is money too, but only a role to its left can tell.
		if unit < 1e4 && prefix == "" {
			return money{}, max(afterLow, i+1), false
		}
		if currency = prefix; currency == "" {
			if t.measures(p) {
				return money{}, p, false
			}
			currency = "CNY"
		}
	} else if currency == "CNY" && prefix != "" {
		currency = prefix
	}
	value, fits := scaled(low, unit)
	if !fits {
		return money{}, p, false
	}
	if high != nil && *high < value {
		high = nil
	}
	m = money{start: i, end: p}
	m.amount = Amount{Text: t.original(i, p), Currency: currency, Value: value, ValueHigh: high}
	if currency == "CNY" {
		yuan := value
		m.amount.Yuan = &yuan
	}
	m.amount.Bound = t.bound(i, p, more)
	m.vague = t.isVague(i) || (t.at(i) == '百' || t.at(i) == '千') && low.mantissa%10 == 0 && (t.at(i+1) == '亿' || t.at(i+1) == '万') || t.perPiece(p) || value <= 0
	next = p
	if t.has(p, "人民币") {
		next = p + 3
	}
	return m, next, true
}

// parseRemainder reads the 二千万 of 一亿二千万 at p, counted in 万, where a number
// in 亿 ends; nothing to read leaves p as it is.
func (t *text) parseRemainder(p, limit int, unit int64) (rest int64, next int) {
	if unit != 1e8 || !isNumeral(t.at(p)) {
		return 0, p
	}
	n, q, ok := t.parseNumber(p, limit)
	if !ok {
		return 0, p
	}
	magnitude, q, _ := t.parseMagnitude(q, limit)
	if magnitude < 1e4 || magnitude >= 1e8 {
		return 0, p
	}
	rest, fits := scaled(n, magnitude/1e4)
	if !fits || rest >= 1e4 {
		return 0, p
	}
	return rest, q
}

// digitOf gives the value of a Chinese digit, or -1.
func digitOf(r rune) int64 {
	switch r {
	case '零', '〇':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

func isNumeral(r rune) bool {
	return fold.IsDigit(r) || r > 0x3000 && (digitOf(r) >= 0 || r == '十' || r == '百' || r == '千')
}

// parseNumber reads 8,600 or 1.2 or 三十二 at i.
func (t *text) parseNumber(i, limit int) (number, int, bool) {
	if fold.IsDigit(t.at(i)) {
		return t.parseDigits(i, limit)
	}
	return t.parseHan(i, limit)
}

func (t *text) parseDigits(i, limit int) (number, int, bool) {
	n := number{}
	p, fits := i, true
	take := func() {
		d := int64(t.at(p) - '0')
		if n.mantissa > (math.MaxInt64-d)/10 {
			fits = false
			return
		}
		n.mantissa = n.mantissa*10 + d
	}
	for p < limit {
		switch {
		case fold.IsDigit(t.at(p)):
			take()
			p++
			continue
		case t.at(p) == ',' && fold.Inside(t.at, p) && p+1 < limit:
			p++
			continue
		}
		break
	}
	if t.at(p) == '.' && fold.IsDigit(t.at(p+1)) && p+1 < limit {
		for p++; p < limit && fold.IsDigit(t.at(p)); p++ {
			take()
			n.scale++
		}
	}
	for p < limit && t.at(p) == ' ' {
		p++
	}
	return n, p, fits && n.scale <= 6
}

// parseHan reads a number in Chinese numerals up to, not including, 万 or 亿.
func (t *text) parseHan(i, limit int) (number, int, bool) {
	total, digit := int64(0), int64(-1)
	p := i
	for ; p < limit; p++ {
		r := t.at(p)
		if d := digitOf(r); d >= 0 {
			if digit > 0 && r != '零' && r != '〇' {
				digit = digit*10 + d // 二〇二二, 一八
			} else {
				digit = d
			}
			if digit > 1e6 {
				return number{}, p + 1, false
			}
			continue
		}
		unit := int64(0)
		switch r {
		case '十':
			unit = 10
		case '百':
			unit = 100
		case '千':
			unit = 1000
		}
		if unit == 0 {
			break
		}
		if digit < 0 {
			digit = 1
		}
		total += digit * unit
		digit = -1
	}
	if digit > 0 {
		total += digit
	}
	n := number{mantissa: total}
	if t.at(p) == '点' && p+1 < limit && digitOf(t.at(p+1)) >= 0 { // 三点五亿元
		for p++; p < limit && digitOf(t.at(p)) >= 0 && n.scale < 4; p++ {
			n.mantissa = n.mantissa*10 + digitOf(t.at(p))
			n.scale++
		}
	}
	return n, p, total > 0 || n.mantissa > 0
}

// parseMagnitude reads 余, 个 and 千万, 亿 and so on, 1 where there is none.
// more reports a 余 or 多, which makes the number a lower bound.
func (t *text) parseMagnitude(p, limit int) (unit int64, next int, more bool) {
	unit = 1
	begin := p
	for p < limit {
		switch t.at(p) {
		case '余', '多':
			more = true
		case '个':
			if t.at(p+1) != '亿' {
				return unit, p, more
			}
		case '十':
			unit *= 10
		case '百':
			unit *= 100
		case '千':
			unit *= 1000
		case '万':
			unit *= 10_000
		case '亿':
			unit *= 100_000_000
		default:
			return unit, p, more
		}
		p++
		if unit > 1e13 {
			return 1, begin, false
		}
	}
	return unit, p, more
}

// rangeMark gives the place after a mark between two ends of a range at p, or
// p itself.
func (t *text) rangeMark(p, limit int) int {
	q := p
	for q < limit && q < p+3 {
		switch t.at(q) {
		case '至', '到', '-', '—', '–', '~', '―', '－':
			q++
			continue
		}
		break
	}
	if !isNumeral(t.at(q)) {
		return p
	}
	return q
}

// scaled is n × unit in whole units; false where it doesn't fit.
func scaled(n number, unit int64) (int64, bool) {
	for n.scale > 0 && unit%10 == 0 {
		unit /= 10
		n.scale--
	}
	for ; n.scale > 0; n.scale-- {
		n.mantissa /= 10
	}
	if unit <= 0 || n.mantissa > math.MaxInt64/unit {
		return 0, false
	}
	return n.mantissa * unit, true
}
