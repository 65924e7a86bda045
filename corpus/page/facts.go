package page

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"zonesearch/corpus/date"
)

// value is the first value, in the order of trust, of one kind of label.
func (r *reading) value(k kind) string {
	for _, f := range r.facts {
		if f.kind == k {
			if v := clean(f.value); v != "" {
				return v
			}
		}
	}
	return ""
}

// day is the day of publication, "" where the page states none that exists.
func (r *reading) day() string {
	day, stated := r.labelledDay(dateField)
	if day != "" {
		return day
	}
	ways := []func() string{
		r.dayInFrame,
		func() string { return r.find(r.head.date) },
		func() string { d, _ := r.labelledDay(weakDateField); return d },
	}
	if !stated {
		// A page that states a day which does not exist gets no other from
		// places that only may hold it.
		ways = append(ways, func() string { return publishedIn(r.head.code) }, r.dayOfPaper, r.dayBelow)
	}
	for _, way := range ways {
		if d := way(); d != "" {
			return d
		}
	}
	return ""
}

// labelledDay reads the labels of a kind; stated is whether one has a value.
func (r *reading) labelledDay(k kind) (day string, stated bool) {
	for _, f := range r.facts {
		if f.kind != k {
			continue
		}
		if d := r.find(f.value); d != "" {
			return d, true
		}
		if clean(f.value) != "" {
			stated = true
		} else if d := r.find(dayIn(f.script)); d != "" {
			return d, true
		}
	}
	return "", stated
}

var (
	rocDay  = regexp.MustCompile(`^\D{0,3}(\d{2,3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})`)
	pageDay = regexp.MustCompile(`\d`)
)

// find reads the day in a value as printed.
func (r *reading) find(value string) string {
	value = collapse(value)
	if value == "" {
		return ""
	}
	if d := date.FindDay(value); d != "" {
		return d
	}
	// Years of the Republic without its name, as Taiwan's offices print them:
	// two or three digits, on pages in traditional characters.
	if m := rocDay.FindStringSubmatch(folded(value)); m != nil && r.traditional() {
		year, _ := strconv.Atoi(m[1])
		return date.FindDay(strconv.Itoa(year+1911) + "-" + m[2] + "-" + m[3])
	}
	return ""
}

// traditional reports whether the article is in traditional characters.
func (r *reading) traditional() bool {
	changed, all := 0, 0
	for _, s := range append([]string{r.title}, r.body...) {
		f := folded(s)
		for s != "" && f != "" {
			a, n := utf8.DecodeRuneInString(s)
			b, m := utf8.DecodeRuneInString(f)
			s, f = s[n:], f[m:]
			if a < 0x4E00 || a > 0x9FFF {
				continue
			}
			all++
			if a != b {
				changed++
			}
		}
	}
	return changed*10 > all
}

// dayInFrame is a day printed without a label between title and body.
func (r *reading) dayInFrame() string {
	for i := max(r.titleAt+1, 0); i < r.from && i < len(r.lines); i++ {
		l := &r.lines[i]
		if l.runes() > 80 || !pageDay.MatchString(l.text) && !isDayAlone(l) {
			continue
		}
		head, found := fields(l.raw)
		if len(found) > 0 && found[0].kind != sourceField && found[0].kind != weakSourceField && collapse(head) == "" {
			continue
		}
		if len(found) == 0 {
			head = l.raw
		} else if d := r.find(head); d == "" {
			head = valuesOf(found, sourceField)
		}
		if d := r.find(head); d != "" {
			return d
		}
	}
	return ""
}

func valuesOf(found []field, k kind) string {
	var b strings.Builder
	for _, f := range found {
		if f.kind == k {
			b.WriteString(f.value)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// dayOfPaper is the day in the head of a newspaper's page.
func (r *reading) dayOfPaper() string {
	for i := range r.lines {
		l := &r.lines[i]
		if i >= r.from && i < r.to || l.runes() > 100 {
			continue
		}
		if !paperLine.MatchString(l.folded) {
			continue
		}
		for _, j := range [...]int{i, i - 1, i + 1} {
			if d := r.dayInHead(j); d != "" {
				return d
			}
		}
	}
	return ""
}

// dayInHead is the day in a line, if there is such a line outside the article
// and it is no slogan.
func (r *reading) dayInHead(i int) string {
	if i < 0 || i >= len(r.lines) || i >= r.from && i < r.to || slogan.MatchString(r.lines[i].folded) {
		return ""
	}
	return r.find(r.lines[i].text)
}

// dayBelow is a day alone in the last line, as offices date what they issue.
func (r *reading) dayBelow() string {
	if n := len(r.body); n > 0 {
		if l := newLine(r.body[n-1]); isDayAlone(&l) {
			return r.find(l.text)
		}
	}
	return ""
}

// source is who published the article.
func (r *reading) source() string {
	for _, s := range []string{r.value(sourceField), clean(r.head.source), clean(r.head.account), clean(r.head.weak), r.value(weakSourceField)} {
		if s != "" {
			return s
		}
	}
	for i := max(r.titleAt+1, 0); i < r.from && i < len(r.lines); i++ {
		if m := posted.FindStringSubmatch(r.lines[i].text); m != nil {
			return clean(m[1])
		}
	}
	if r.head.medium != "" {
		return r.head.medium
	}
	return r.paper()
}

// paper is the newspaper's name, on a newspaper's page.
func (r *reading) paper() string {
	for i := range r.lines {
		l := &r.lines[i]
		if i >= r.from && i < r.to || l.runes() > 100 || !paperLine.MatchString(l.folded) {
			continue
		}
		for _, s := range []string{l.text, r.head.docTitle} {
			if m := paperName.FindStringIndex(folded(s)); m != nil {
				at := runeOffsets(s, folded(s))
				return s[at[m[0]]:at[m[1]]]
			}
		}
	}
	return ""
}

func (r *reading) url() string {
	if r.head.url != "" {
		return r.head.url
	}
	for _, f := range r.facts {
		if f.kind == linkField {
			if u := webAddress(collapse(f.value)); u != "" {
				return u
			}
		}
	}
	return ""
}

var (
	office     = regexp.MustCompile(`(?:党工委)?(?:、)?(?:管理委员会|管委会|管理办公室|人民政府)?(?:政务网|政府网|门户网站|官方网站|网站|官网|政务公开网|信息网|网)?$`)
	zoneSuffix = regexp.MustCompile(`(?:开发区|保税区|保税港区|高新区|经开区|综保区|工业区|产业区|新区|园区|工业园|产业园|科技园|投资区|合作区|示范区|加工区|度假区|新城|科技城|试验区|集聚区|港区)$`)
	owner      = regexp.MustCompile(`(?:主办单位|主办|版权所有)\s*[:©]?\s*(\p{Han}{4,30})|^(?:copyright.{0,20})?(\p{Han}{4,30}?)\s*(?:版权所有|主办)`)
)

// zone is the zone that the page states. A site that a zone's own office keeps
// need not print the zone with each article: then it is the office's.
func (r *reading) zone() string {
	stated := false
	for _, f := range r.facts {
		if f.kind == zoneField {
			stated = true
			if v := clean(f.value); v != "" {
				return v
			}
		}
	}
	if stated || !r.html {
		return ""
	}
	if z := zoneOf(r.head.site); z != "" {
		return z
	}
	for i := len(r.lines) - 1; i >= r.to && i >= 0; i-- {
		if m := owner.FindStringSubmatch(r.lines[i].folded); m != nil {
			if z := zoneOf(m[1] + m[2]); z != "" {
				return z
			}
		}
	}
	return ""
}

// zoneOf is the zone whose office bears the name, or "".
func zoneOf(name string) string {
	name = strings.TrimSpace(name)
	for {
		cut := office.FindStringIndex(name)
		if cut == nil || cut[0] == len(name) {
			break
		}
		name = name[:cut[0]]
	}
	if utf8.RuneCountInString(name) >= 4 && zoneSuffix.MatchString(name) {
		return name
	}
	return ""
}
