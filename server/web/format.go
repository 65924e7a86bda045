package web

import (
	"strconv"
	"strings"
)

// number writes 1234567 as 1,234,567.
func number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// percent writes a part of one.
func percent(part float64) string {
	return strconv.FormatFloat(100*part, 'f', 1, 64) + "%"
}

const (
	wan = 10_000
	yi  = 100_000_000
)

// moneyZH writes yuan as people read sums in Chinese: 12.5亿元, 3,200万元.
func moneyZH(yuan int64) string {
	switch {
	case yuan >= yi:
		return scaled(yuan, yi) + "亿元"
	case yuan >= wan:
		return scaled(yuan, wan) + "万元"
	}
	return number(int(yuan)) + "元"
}

// moneyEN writes yuan in millions and billions.
func moneyEN(yuan int64) string {
	switch {
	case yuan >= 1_000_000_000:
		return "CNY " + scaled(yuan, 1_000_000_000) + " bn"
	case yuan >= 1_000_000:
		return "CNY " + scaled(yuan, 1_000_000) + " m"
	}
	return "CNY " + number(int(yuan))
}

// scaled writes v in units, with two decimals at most below a hundred units and one above.
func scaled(v, unit int64) string {
	decimals := 2
	if v >= 100*unit {
		decimals = 1
	}
	s := strconv.FormatFloat(float64(v)/float64(unit), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	n, _ := strconv.Atoi(whole) // FormatFloat gives digits
	whole = number(n)
	if fraction = strings.TrimRight(fraction, "0"); fraction == "" {
		return whole
	}
	return whole + "." + fraction
}
