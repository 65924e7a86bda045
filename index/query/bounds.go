package query

import (
	"strings"

	"zonesearch/segment/fold"
)

// bounds is a range as it is written, before its ends are read.
type bounds struct {
	low, high string // "" is open
	// single is set where one value stands for both ends.
	single bool
	// after and before exclude the end itself: >10亿, <1亿.
	after, before bool
}

// comparisons are the signs before a single end, longest first.
var comparisons = []struct {
	sign          string
	low, excluded bool
}{
	{">=", true, false}, {"≥", true, false}, {"≧", true, false}, {">", true, true},
	{"<=", false, false}, {"≤", false, false}, {"≦", false, false}, {"<", false, true},
}

// suffixes are the words behind a single end.
var suffixes = []struct {
	word string
	low  bool
}{
	{"及以上", true}, {"以上", true}, {"以来", true}, {"以后", true}, {"至今", true}, {"起", true},
	{"及以下", false}, {"以下", false}, {"以内", false}, {"以前", false},
}

// splitBounds reads the outer form of a range: X, X..Y, X.., ..Y, >=X, X以上.
// More marks that part the two ends may be given.
func splitBounds(text string, marks ...string) bounds {
	s := strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return fold.Rune(r)
	}, text)
	for _, c := range comparisons {
		if end, ok := strings.CutPrefix(s, c.sign); ok && end != "" {
			if c.low {
				return bounds{low: end, after: c.excluded}
			}
			return bounds{high: end, before: c.excluded}
		}
	}
	for _, suffix := range suffixes {
		if end, ok := strings.CutSuffix(s, suffix.word); ok && end != "" {
			if suffix.low {
				return bounds{low: end}
			}
			return bounds{high: end}
		}
	}
	for _, mark := range append([]string{"..", "…", "~", "至", "到", "—"}, marks...) {
		if low, high, ok := strings.Cut(s, mark); ok {
			// 2022...2023 and —— are marks written longer.
			high = strings.TrimLeft(high, ".…—")
			return bounds{low: low, high: high}
		}
	}
	s = strings.TrimPrefix(s, "=")
	return bounds{low: s, high: s, single: true}
}
