package score

import (
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"zonesearch/corpus/project"
)

// normal is a name as it is compared: NFKC, lower case, no white space or
// quotes, no final 项目 or 工程, no leading country with 的.
func normal(s string) string {
	s = strings.ToLower(norm.NFKC.String(s))
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("「」『』“”\"《》", r) {
			return -1
		}
		return r
	}, s)
	for _, country := range []string{"美国", "英国", "德国", "法国", "日本", "韩国", "新加坡", "泰国"} {
		s = strings.TrimPrefix(s, country+"的")
	}
	if cut, ok := strings.CutSuffix(s, "项目"); ok {
		return cut
	}
	return strings.TrimSuffix(s, "工程")
}

// Match reports whether two names mean the same project, and how alike they
// are: equal, one within the other and at least 0.6 as long, or a Dice
// coefficient of their character pairs of at least 0.7.
func Match(a, b string) (likeness float64, ok bool) {
	a, b = normal(a), normal(b)
	if a == b {
		return 1, true
	}
	d := dice([]rune(a), []rune(b))
	short, long := len([]rune(a)), len([]rune(b))
	if short > long {
		short, long = long, short
	}
	within := short > 0 && (strings.Contains(a, b) || strings.Contains(b, a)) && float64(short) >= 0.6*float64(long)
	return d, within || d >= 0.7
}

// dice is twice the shared character pairs over all of them.
func dice(a, b []rune) float64 {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	pairs := map[[2]rune]int{}
	for i := 1; i < len(a); i++ {
		pairs[[2]rune{a[i-1], a[i]}]++
	}
	shared := 0
	for i := 1; i < len(b); i++ {
		p := [2]rune{b[i-1], b[i]}
		if pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b)-2)
}

// pair is a label and the record found for it.
type pair struct{ label, record int }

// assign pairs labels and records one to one, the most alike first.
func assign(labels []Label, records []project.Record) []pair {
	type option struct {
		pair
		likeness float64
	}
	var options []option
	for i, l := range labels {
		for j, r := range records {
			best, any := 0.0, false
			for _, name := range append([]string{l.Name}, l.AltNames...) {
				if d, ok := Match(name, r.Name); ok {
					best, any = max(best, d), true
				}
			}
			if any {
				options = append(options, option{pair{i, j}, best})
			}
		}
	}
	sort.SliceStable(options, func(i, j int) bool { return options[i].likeness > options[j].likeness })
	usedLabel, usedRecord := map[int]bool{}, map[int]bool{}
	var out []pair
	for _, o := range options {
		if !usedLabel[o.label] && !usedRecord[o.record] {
			usedLabel[o.label], usedRecord[o.record] = true, true
			out = append(out, o.pair)
		}
	}
	return out
}

// rightAmount reports whether a record's amount, which is not nil, is the
// label's: the same currency, and within half a per cent, inside the range, or
// another amount that the label accepts.
func rightAmount(l Label, a *project.Amount) bool {
	near := func(want int64, currency string) bool {
		diff := float64(a.Value - want)
		return a.Currency == currency && max(diff, -diff) <= 0.005*float64(want)
	}
	for _, alt := range l.AltAmounts {
		if near(alt.AmountValue, alt.Currency) {
			return true
		}
	}
	if l.AmountValue == nil {
		return false
	}
	if h := l.AmountValueHigh; h != nil && a.Currency == l.Currency && a.Value >= *l.AmountValue && a.Value <= *h {
		return true
	}
	return near(*l.AmountValue, l.Currency)
}

// rightCompany reports whether one name contains the other; where the label has
// none, any beginning of the project's name will do.
func rightCompany(l Label, r project.Record) bool {
	want, got := normal(l.Company), normal(r.Company)
	if want == "" {
		return strings.HasPrefix(normal(r.Name), got)
	}
	return got != "" && (strings.Contains(want, got) || strings.Contains(got, want))
}

// industryCredit is 1 for the label's industry and one half for its close kin.
func industryCredit(want, got string) float64 {
	if want == got {
		return 1
	}
	kin := func(a, b string) bool { return want == a && got == b || want == b && got == a }
	if kin("半导体", "电子信息") || kin("医疗器械", "生物医药") {
		return 0.5
	}
	return 0
}
