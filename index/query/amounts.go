package query

import (
	"math"
	"strings"
)

// amountRange reads the value of amount:. swapped tells that the greater end
// stood first.
func amountRange(text string) (n *AmountRange, swapped, ok bool) {
	b := splitBounds(text, "-")
	if isMinus([]rune(text + " ")[0]) { // no amount is negative
		return nil, false, false
	}
	if !b.single && b.low != "" && b.high != "" {
		b.low = withUnitOf(b.low, b.high)
	}
	n = &AmountRange{}
	if b.low != "" {
		v, err := ParseYuan(b.low)
		if err != nil || b.after && v == math.MaxInt64 {
			return nil, false, false
		}
		if b.after {
			v++
		}
		n.Min = &v
	}
	if b.high != "" {
		v, err := ParseYuan(b.high)
		if err != nil || b.before && v == 0 {
			return nil, false, false
		}
		if b.before {
			v--
		}
		n.Max = &v
	}
	if n.Min == nil && n.Max == nil {
		return nil, false, false
	}
	if n.Min != nil && n.Max != nil && *n.Min > *n.Max {
		return &AmountRange{n.Max, n.Min}, true, true
	}
	return n, false, true
}

// withUnitOf gives low the unit of high where it has none: 5..10亿 means 5亿
// to 10亿. A low of five digits and more is yuan already.
func withUnitOf(low, high string) string {
	const digits = "0123456789."
	unit := strings.TrimLeft(high, digits)
	if strings.Trim(low, digits) != "" || len(low) > 4 || low == "0" || unit == "" || strings.Trim(unit, "十百千万亿元") != "" {
		return low
	}
	return low + unit
}

// amountText prints a range so that amountRange reads it.
func amountText(low, high *int64) string {
	switch {
	case high == nil:
		return ">=" + FormatYuan(*low)
	case low == nil && *high < math.MaxInt64 && len(FormatYuan(*high+1)) < len(FormatYuan(*high)):
		return "<" + FormatYuan(*high+1)
	case low == nil:
		return "<=" + FormatYuan(*high)
	case *low == *high:
		return FormatYuan(*low)
	}
	from, to := FormatYuan(*low), FormatYuan(*high)
	if withUnitOf(from, to) != from {
		from += "元"
	}
	return from + ".." + to
}
