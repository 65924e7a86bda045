package page

// reading is a page on its way to an article.
type reading struct {
	html  bool
	head  *headFacts
	lines []line

	title   string
	titleAt int // the last line of the title, -1 where it is not printed
	// facts are the labelled values, in the order of trust: those between title
	// and body first.
	facts  []fact
	trail  crumb
	beside neighbours
	body   []string
	// from and to bound the lines that the body was taken from.
	from, to int
}

// fact is a labelled value and where it stands.
type fact struct {
	field
	script string
}

// isInfo reports whether a line consists of labelled values.
func isInfo(l *line) bool {
	if l.runes() == 0 || l.runes() > 300 {
		return false
	}
	head, found := fields(l.raw)
	if len(found) == 0 {
		return false
	}
	switch found[0].kind {
	case abstractField, titleField:
		return collapse(head) == ""
	case bodyField:
		return false
	}
	// A day or a name may stand in front; a sentence may not.
	if !short(head, 40) {
		return false
	}
	for _, f := range found {
		if !short(f.value, 80) {
			return false
		}
	}
	return true
}

// short reports whether s is no longer than n runes and no sentence.
func short(s string, n int) bool {
	for _, r := range s {
		if r == '。' || r == '！' || r == '；' {
			return false
		}
		n--
	}
	return n >= 0
}

// gather reads the frame: every line outside of the body, nearest to the title
// first. Lines of other elements than the article's own (navigation, lists)
// give only trail and neighbours.
func (r *reading) gather() {
	start := max(r.titleAt+1, 0)
	r.gatherLines(start, r.from)
	r.gatherLines(r.to, len(r.lines))
	r.gatherLines(0, min(start, len(r.lines)))
}

func (r *reading) gatherLines(from, to int) {
	for i := from; i < to && i < len(r.lines); i++ {
		l := &r.lines[i]
		switch {
		case isCrumb(l):
			if r.trail == (crumb{}) {
				r.trail = parseCrumb(l.text, r.title)
			}
			continue
		case isNeighbour(l):
			r.beside.add(r.withNext(i))
			continue
		case l.aside && i < r.from:
			if l.runes() > 100 || !hasOwnField(l) {
				continue
			}
		case l.aside:
			continue
		}
		r.gatherFields(i)
	}
}

// hasOwnField lets an information line count although it stands in an element
// that calls itself a toolbar or the like.
func hasOwnField(l *line) bool {
	_, found := fields(l.raw)
	for _, f := range found {
		if f.kind == dateField || f.kind == sourceField || f.kind == zoneField {
			return true
		}
	}
	return false
}

func (r *reading) gatherFields(i int) {
	l := &r.lines[i]
	if l.runes() > 300 {
		return
	}
	_, found := fields(l.raw)
	if len(found) == 0 {
		if k, ok := labelKinds[squeeze(l.text)]; ok && r.html {
			found = []field{{kind: k, label: squeeze(l.text)}}
		}
	}
	for n, f := range found {
		if clean(f.value) == "" && n == len(found)-1 && r.html {
			f.value = r.valueBelow(i)
		}
		r.facts = append(r.facts, fact{field: f, script: l.script})
	}
}

// valueBelow is the value of a label that stands on a line of its own, as in a
// definition list.
func (r *reading) valueBelow(i int) string {
	if i+1 >= len(r.lines) || i+1 == r.from && r.from < r.to {
		return ""
	}
	next := &r.lines[i+1]
	if _, isLabel := labelKinds[squeeze(next.text)]; isLabel || !short(next.text, 40) || isInfo(next) || isNeighbour(next) || isCrumb(next) || endsArticle.MatchString(next.folded) {
		return ""
	}
	return next.raw
}

// withNext is a neighbour's line, together with the title on the line below
// where the label stands alone.
func (r *reading) withNext(i int) string {
	raw := r.lines[i].raw
	if m := neighbour.FindStringIndex(folded(raw)); m != nil && len(collapse(folded(raw)[m[1]:])) > 0 || i+1 >= len(r.lines) {
		return raw
	}
	next := &r.lines[i+1]
	if isNeighbour(next) || next.linked == 0 || endsArticle.MatchString(next.folded) {
		return raw
	}
	return raw + "  " + next.raw
}
