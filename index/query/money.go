package query

import (
	"errors"
	"math/big"
	"strconv"
	"strings"

	"zonesearch/segment/fold"
)

// ErrYuan says that a text is not an amount in yuan.
var ErrYuan = errors.New("看不懂的金额：请写元数（1000000000）或中文单位（10亿、5000万、1.5亿元）")

// units are the powers of ten of the characters that multiply.
var units = map[rune]int{'十': 1, '拾': 1, '百': 2, '佰': 2, '千': 3, '仟': 3, '万': 4, '亿': 8}

// chineseDigits are the values of the digits written in Chinese.
var chineseDigits = map[rune]int64{
	'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

// ParseYuan reads an amount in yuan: a plain number (1000000000, 1,000), a
// number with Chinese units (10亿, 1.5亿元, 3千万, 1亿5000万), or one in Chinese
// (三十亿元). Width, script and spaces do not matter. It is never negative, and
// has no part of a yuan. The error is ErrYuan.
func ParseYuan(text string) (int64, error) {
	s := strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return fold.Rune(r)
	}, text)
	s = strings.TrimPrefix(strings.TrimPrefix(s, "人民币"), "¥")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "人民币"), "元")
	rs := []rune(s)
	var total *big.Rat
	var ok bool
	if len(rs) > maxAmountRunes {
		return 0, ErrYuan
	}
	if len(rs) > 0 && fold.IsDigit(rs[0]) {
		total, ok = arabicAmount(rs)
	} else {
		total, ok = chineseAmount(rs)
	}
	if !ok || !total.IsInt() || !total.Num().IsInt64() {
		return 0, ErrYuan
	}
	return total.Num().Int64(), nil
}

// maxAmountRunes bounds what ParseYuan looks at: any amount fits.
const maxAmountRunes = 40

// arabicAmount reads numbers with units, each unit smaller than the one
// before: 1亿5000万.
func arabicAmount(rs []rune) (*big.Rat, bool) {
	total := new(big.Rat)
	for last := 100; len(rs) > 0; {
		n := 0
		for n < len(rs) && (fold.IsDigit(rs[n]) || rs[n] == '.' || rs[n] == ',') {
			n++
		}
		value, ok := decimal(string(rs[:n]))
		if !ok {
			return nil, false
		}
		rs = rs[n:]
		power := 0
		for n = 0; n < len(rs) && units[rs[n]] > 0; n++ {
			power += units[rs[n]]
		}
		// A number of the next part must not reach into the one before: 1亿20000万.
		if rs = rs[n:]; power >= last || power > 18 {
			return nil, false
		}
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(power)), nil)
		value.Mul(value, new(big.Rat).SetInt(scale))
		if last < 100 {
			limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(last)), nil)
			if value.Cmp(new(big.Rat).SetInt(limit)) >= 0 {
				return nil, false
			}
			// 1亿5 may mean half as much again, or five yuan; 3万5000 is plain.
			least := new(big.Rat).SetFrac(limit, big.NewInt(10))
			if power == 0 && value.Cmp(least) < 0 {
				return nil, false
			}
		}
		total.Add(total, value)
		last = power
	}
	return total, true
}

// decimal reads 12, 1.5 and 1,234.5.
func decimal(s string) (*big.Rat, bool) {
	whole, fraction, point := strings.Cut(s, ".")
	if point && fraction == "" || strings.ContainsAny(fraction, ".,") {
		return nil, false
	}
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if g == "" || len(groups) > 1 && (i > 0 && len(g) != 3 || len(g) > 3) {
			return nil, false
		}
	}
	return new(big.Rat).SetString(strings.ReplaceAll(s, ",", ""))
}

// chineseAmount reads 三十亿, 两千五百万, 百亿.
func chineseAmount(rs []rune) (*big.Rat, bool) {
	// done holds what 亿 and 万 have closed, section what is below 万, digit the
	// digit that waits for its unit, -1 for none.
	var done, section int64
	digit := int64(-1)
	lastBig, lastSmall := 100, 100
	for i, r := range rs {
		if d, ok := chineseDigits[r]; ok {
			if digit > 0 {
				return nil, false
			}
			digit = d
			continue
		}
		power := units[r]
		switch {
		case power == 0:
			return nil, false
		case power < 4:
			if power >= lastSmall || digit == 0 || digit < 0 && lastSmall < 100 {
				return nil, false
			}
			if digit < 0 { // 百亿, 十二
				digit = 1
			}
			section += digit * pow10(power)
			digit, lastSmall = -1, power
		default:
			tenThousands := power == 8 && lastBig == 4 // 一万亿, 三万五千亿
			section += max(digit, 0)
			switch {
			case tenThousands:
				done = (done + section) * pow10(8)
			case power >= lastBig, section == 0 && i > 0: // 亿亿, 零亿
				return nil, false
			default:
				done += max(section, 1) * pow10(power) // 亿 alone is one, as in 亿元
			}
			section, digit, lastBig, lastSmall = 0, -1, power, 100
		}
	}
	// 三十亿五 may mean half a billion more, or five yuan.
	if n := len(rs); n == 0 || n > 1 && digit > 0 && units[rs[n-2]] > 1 {
		return nil, false
	}
	return new(big.Rat).SetInt64(done + section + max(digit, 0)), true
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// FormatYuan writes an amount as ParseYuan reads it, in the greatest unit that
// leaves at most two decimals: 10亿, 1.25亿, 5000万, 12345.
func FormatYuan(yuan int64) string {
	for _, unit := range []struct {
		size int64
		name string
	}{{1e8, "亿"}, {1e4, "万"}} {
		if yuan >= unit.size && yuan%(unit.size/100) == 0 {
			s := strconv.FormatInt(yuan/unit.size, 10)
			if cents := yuan % unit.size / (unit.size / 100); cents > 0 {
				s += strings.TrimRight("."+strconv.FormatInt(100+cents, 10)[1:], "0")
			}
			return s + unit.name
		}
	}
	return strconv.FormatInt(yuan, 10)
}
