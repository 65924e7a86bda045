package project

import (
	"strconv"
	"strings"

	"zonesearch/segment/fold"
)

// yearOf gives the year of a date such as 2021-03-27, 0 where it has none.
func yearOf(date string) int {
	year, _, _ := strings.Cut(date, "-")
	n, err := strconv.Atoi(year)
	if err != nil {
		return 0
	}
	return n
}

// monthOf gives the month of a date such as 2021-03-27, 0 where it has none.
func monthOf(date string) int {
	_, rest, _ := strings.Cut(date, "-")
	month, _, _ := strings.Cut(rest, "-")
	n, err := strconv.Atoi(month)
	if err != nil {
		return 0
	}
	return n
}

// dayOf gives the day of a date such as 2021-03-27, 0 where it has none.
func dayOf(date string) int {
	if at := strings.LastIndexByte(date, '-'); at > 4 {
		if n, err := strconv.Atoi(date[at+1:]); err == nil && len(date) > 7 {
			return n
		}
	}
	return 0
}

// monthAt gives the month of this year that token i names (9月, 今年9月), or 0.
func (r *reader) monthAt(i int) int {
	t := r.toks[i]
	if t.kind != tokTime || i > 0 && (r.toks[i-1].kind == tokTime || r.oneOf(r.toks[i-1], "去年", "前年", "上年", "当年", "同年", "次年")) {
		return 0
	}
	month := 0
	for p := t.start; p < t.end && fold.IsDigit(r.s.at(p)); p++ {
		month = month*10 + int(r.s.at(p)-'0')
		if r.s.at(p+1) == '月' && month <= 12 {
			return month
		}
	}
	return 0
}

// yearAt gives the year that token i names (2014年首车下线), or 0.
func (r *reader) yearAt(i int) int {
	t := r.toks[i]
	if t.kind != tokTime || r.s.at(t.start+4) != '年' {
		return 0
	}
	year := 0
	for p := t.start; p < t.start+4; p++ {
		if !fold.IsDigit(r.s.at(p)) {
			return 0
		}
		year = year*10 + int(r.s.at(p)-'0')
	}
	return year
}

// ahead reports whether the tokens from lo to i name a year or a
// month after the article's, or speak of a plan in words that stand in names too.
func (r *reader) ahead(lo, i int) bool {
	if i > lo && r.oneOf(r.toks[lo], "等", "待", "等到", "等着", "待到", "只等", "只要", "直到", "还要", "还得", "只待", "就等") {
		return true // 等许可证一到手就开机
	}
	if r.onCondition(lo, i) {
		return true
	}
	for j := lo; j < i; j++ {
		if r.within(lo, j) {
			return true
		}
		if y := r.yearAt(j); r.year > 0 && y > r.year {
			return true
		}
		if m := r.monthAt(j); r.month > 0 && m > r.month && (m <= r.month+6 || j > 0 && r.oneOf(r.toks[j-1], "今年")) {
			return true
		}
		if t := r.toks[j]; t.kind == tokTime && r.s.at(t.end) == '前' && r.monthAt(j) > 0 {
			return true // 6月底前
		}
		if r.laterThisMonth(j) {
			return true
		}
		if t := r.toks[j]; t.kind == tokChunk && r.s.has(t.end-2, "规划") {
			return true
		}
	}
	return false
}

// onCondition reports whether the clause before lo names a condition that the one
// from lo to i waits for: 等冻土化透, 施工队就进场.
func (r *reader) onCondition(lo, i int) bool {
	if lo < 2 || r.toks[lo-1].kind != tokComma {
		return false
	}
	before, _ := r.clause(lo - 2)
	if !r.oneOf(r.toks[before], "等", "待", "等到", "只等", "只要", "一旦", "若", "如果", "就等") {
		return false
	}
	for j := lo; j <= i && j < len(r.toks); j++ {
		if r.oneOf(r.toks[j], "就", "再", "便", "即", "即可", "才") {
			return true
		}
	}
	return false
}

// within reports whether token j is a time within which something is to happen:
// 三年内建成, 18个月内投产.
func (r *reader) within(lo, j int) bool {
	t := r.toks[j]
	switch last := r.s.at(t.end - 1); {
	case t.kind != tokTime && t.kind != tokCount:
		return false
	case last == '个' && r.s.has(t.end, "月内"), (last == '年' || last == '月' || last == '日' || last == '天') && r.s.at(t.end) == '内':
	default:
		return false
	}
	for _, k := range r.toks[j+1 : min(j+4, len(r.toks))] {
		if k.kind == tokCount {
			return false // 八年内第三次增资
		}
	}
	for _, k := range r.toks[lo:j] {
		if r.oneOf(k, "已", "仅", "仅用", "只用", "在短短", "短短") {
			return false
		}
	}
	return true
}

// laterThisMonth reports whether token j begins a part of the article's month
// that was still to come: 12月中旬 in an article of the 2nd, or a bare 月底.
func (r *reader) laterThisMonth(j int) bool {
	t := r.toks[j]
	if c := r.s.at(t.end - 1); c != '底' && c != '末' && c != '旬' {
		return false
	}
	if r.oneOf(t, "月底", "月末") || r.month < 12 && r.oneOf(t, "年底", "年末") {
		return j == 0 || !r.oneOf(r.toks[j-1], "去年", "上年", "前年")
	}
	middle, last := r.oneOf(t, "中旬"), r.oneOf(t, "下旬")
	if r.day == 0 || !middle && !last || j > 0 && r.toks[j-1].kind == tokTime && r.monthAt(j-1) != r.month {
		return false
	}
	return (j == 0 || !r.oneOf(r.toks[j-1], "上月", "上个月", "去年")) && (middle && r.day < 11 || last && r.day < 21)
}

// whenOf tells whether the clause of token i speaks of a year long past.
func (r *reader) whenOf(i int) when {
	lo, hi := r.clause(i)
	for j := lo; j < hi; j++ {
		if y := r.yearAt(j); y > 0 && y < r.year-1 || r.oneOf(r.toks[j], "早在") {
			return ofOld
		}
	}
	return lately
}

// longAgo reports whether the clause of token i names a year before the
// article's.
func (r *reader) longAgo(i int) bool {
	lo, hi := r.clause(i)
	for j := lo; j < hi; j++ {
		if y := r.yearAt(j); y > 0 && y < r.year {
			return true
		}
	}
	return false
}
