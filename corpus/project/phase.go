package project

import "slices"

// phaseAt reads 一期, 2期, 首期, 第三期, 一二期 at i: the number of the phase, the
// last where it names several, and where it ends. No phase: 0.
func (t *text) phaseAt(i int) (phase, end int) {
	p := i
	if t.at(p) == '第' {
		p++
	}
	n := 0
	for {
		d := 0
		switch r := t.at(p); {
		case r >= '1' && r <= '9' && t.at(p+1) == '期':
			d = int(r - '0')
		case r == '首':
			d = 1
		case r == '十':
			d = 10
		default:
			if v := digitOf(r); v > 0 && r > 0x3000 {
				d = int(v)
			}
		}
		if d == 0 {
			break
		}
		n = d
		p++
		if t.at(p) == '、' && digitOf(t.at(p+1)) > 0 && t.at(p+2) == '期' {
			p++
		}
	}
	if n == 0 || t.at(p) != '期' || t.at(p+1) == '间' || t.at(p+1) == '末' || t.at(p+1) == '货' {
		return 0, i
	}
	return n, p + 1
}

// phaseIn gives the last phase named between two runes, or 0.
func (t *text) phaseIn(start, end int) int {
	found := 0
	if start >= end || !slices.Contains(t.runes[start:end], '期') {
		return 0
	}
	for i := start; i < end; i++ {
		if n, p := t.phaseAt(i); n > 0 && p <= end {
			found = n
			i = p - 1
		}
	}
	return found
}
