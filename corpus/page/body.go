package page

import (
	"strings"
)

// readHTML finds title, body and frame of an HTML page.
func (r *reading) readHTML(root *node) {
	r.title, r.titleAt = chooseTitle(r.head, r.lines)
	r.title = decodeStray(r.title)
	start := r.titleAt + 1
	stop := r.end(start)
	holder := r.holder(root, start, stop)
	if holder == nil && start > 0 {
		// What was taken for the title stands below the text.
		start, stop = 0, r.end(0)
		holder = r.holder(root, start, stop)
	}
	if holder == nil {
		r.from, r.to = len(r.lines), len(r.lines)
		if r.head.body != "" {
			r.bodyOfHead()
		}
	} else {
		r.from, r.to = max(start, holder.first), min(stop, holder.end)
		if holder.end <= start {
			r.from, r.to = holder.first, holder.end
		}
		r.takeBody()
	}
	r.gather()
}

// bodyOfHead takes the text from JSON-LD where a script would have shown it.
func (r *reading) bodyOfHead() {
	for _, part := range strings.Split(r.head.body, "\n") {
		if l := newLine(part); l.text != "" {
			r.body = append(r.body, l.text)
		}
	}
}

// end is the first line after some text that ends the article.
func (r *reading) end(from int) int {
	some := false
	for i := from; i < len(r.lines); i++ {
		l := &r.lines[i]
		if l.aside {
			continue
		}
		if some && ends(l) {
			return i
		}
		some = some || r.weight(l) > 0
	}
	return len(r.lines)
}

// ends reports whether nothing of the article comes from this line on.
func ends(l *line) bool {
	return isNeighbour(l) || endsArticle.MatchString(l.folded) && l.runes() <= 200
}

// weight is how much text of an article a line may be.
func (r *reading) weight(l *line) int {
	if l.aside || !l.sentence() || ends(l) || isInfo(l) || isCrumb(l) || inArticleNoise.MatchString(l.folded) || slogan.MatchString(l.folded) {
		return 0
	}
	return l.runes()
}

// holder is the element that holds the text: the innermost with nearly all of
// it that bears the name of such an element, or else the innermost of all.
func (r *reading) holder(root *node, from, to int) *node {
	sums := make([]int, len(r.lines)+1)
	for i := range r.lines {
		sums[i+1] = sums[i]
		if i >= from && i < to {
			sums[i+1] += r.weight(&r.lines[i])
		}
	}
	all := sums[len(r.lines)]
	if all == 0 {
		return r.bareHolder(root, from)
	}
	mass := func(n *node) int { return sums[n.end] - sums[n.first] }
	var best, half, inner *node
	var walk func(n *node)
	walk = func(n *node) {
		m := mass(n)
		if m*2 < all {
			return
		}
		if isContainer(n) && n.tag != "body" {
			if m*10 >= all*9 {
				best = n
			}
			if half == nil || m > mass(half) {
				half = n
			}
		}
		if m*100 >= all*98 {
			inner = n
		}
		for _, k := range n.kids {
			if k.tag != "" {
				walk(k)
			}
		}
	}
	walk(root)
	switch {
	case best != nil:
		return best
	case half != nil && mass(half)*10 >= all*6:
		return half
	}
	for inner.parent != nil && !holds[inner.tag] {
		inner = inner.parent
	}
	return inner
}

// bareHolder is the named element of a page without a single sentence, such as
// one of photographs with short captions.
func (r *reading) bareHolder(root *node, from int) *node {
	var found *node
	var walk func(n *node)
	walk = func(n *node) {
		if isContainer(n) && n.end > from {
			for i := max(n.first, from); i < n.end; i++ {
				if l := &r.lines[i]; !l.aside && !l.mostlyLinks() && !ends(l) && !isInfo(l) && !inArticleNoise.MatchString(l.folded) && l.runes() >= 4 {
					found = n
				}
			}
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(root)
	return found
}

// holds are the elements that hold whole texts rather than a paragraph.
var holds = set("div td article section main body dd form center #root blockquote founder-content")

// takeBody takes the paragraphs out of the lines from r.from to r.to, and moves
// the bounds to where they begin and end.
func (r *reading) takeBody() {
	first, last := r.firstOfBody(), r.from
	var kept []*line
	for i := first; i < r.to; i++ {
		l := &r.lines[i]
		if l.aside || l.text == "" || inArticleNoise.MatchString(l.folded) || attachmentName.MatchString(l.folded) && l.runes() < 80 {
			continue
		}
		if ends(l) {
			if len(kept) > 0 {
				break
			}
			continue
		}
		if len(kept) == 0 && r.isFrame(i) {
			continue
		}
		kept = append(kept, l)
		last = i
	}
	for n := len(kept) - 1; n > 0 && isSignature(kept[n]); n-- {
		kept = kept[:n]
		for last > first && &r.lines[last] != kept[n-1] {
			last--
		}
	}
	if len(kept) == 0 {
		r.from, r.to = first, first
		return
	}
	r.from = first
	for &r.lines[r.from] != kept[0] {
		r.from++
	}
	r.to = last + 1
	r.body = paragraphs(kept)
	if _, found := fields(beginning(kept[0].raw, ruleBytes)); len(found) > 0 && found[0].kind == bodyField && strings.HasPrefix(kept[0].folded, found[0].label) {
		_, r.body[0], _ = strings.Cut(strings.Replace(r.body[0], "：", ":", 1), ":")
		r.body[0] = strings.TrimSpace(r.body[0])
	}
}

// firstOfBody is the line after the last information line above the text.
func (r *reading) firstOfBody() int {
	first := r.from
	for i := r.from; i < r.to; i++ {
		l := &r.lines[i]
		if r.weight(l) > 0 && !r.isFrame(i) {
			break
		}
		if isInfo(l) || isCrumb(l) || r.title != "" && sameTitle(l.text, r.title) {
			first = i + 1
		}
	}
	return first
}

// isFrame reports whether a line above the text does not belong to it.
func (r *reading) isFrame(i int) bool {
	l := &r.lines[i]
	switch {
	case isInfo(l), isCrumb(l), slogan.MatchString(l.folded), credit.MatchString(l.folded), isByline(l), paperLine.MatchString(l.folded) && l.runes() < 60:
		return true
	case r.title != "" && sameTitle(l.text, r.title):
		return true
	case l.mostlyLinks() && !l.sentence():
		return true
	case fieldAlone(l):
		return true
	}
	return r.isAbstract(i)
}

// fieldAlone reports a label on a line of its own, or a byline such as the name
// of an account beside a day.
func fieldAlone(l *line) bool {
	_, ok := labelKinds[squeeze(l.folded)]
	return ok
}

// isAbstract reports whether a line repeats what the text begins with.
func (r *reading) isAbstract(i int) bool {
	text := squeeze(strings.TrimRight(beginning(r.lines[i].text, ruleBytes), "…."))
	if len(text) < 24 {
		return false
	}
	for j := i + 1; j < r.to && j <= i+12; j++ {
		if other := squeeze(beginning(r.lines[j].text, ruleBytes)); strings.HasPrefix(other, text) || len(other) > 60 && strings.HasPrefix(text, other) {
			return true
		}
	}
	return false
}

// isSignature reports a line below the text that only says who published or
// wrote it.
func isSignature(l *line) bool {
	if credit.MatchString(l.folded) {
		return true
	}
	if !isInfo(l) {
		return false
	}
	_, found := fields(l.raw)
	switch found[0].kind {
	case sourceField, weakSourceField, zoneField, dateField, weakDateField, linkField:
		return true
	}
	return false
}

// paragraphs joins lines that were broken in the middle of a paragraph. Only a
// text that indents its paragraphs shows which lines these are.
func paragraphs(lines []*line) []string {
	indents := 0
	for _, l := range lines {
		if l.indent {
			indents++
		}
	}
	out := make([]string, 0, len(lines))
	long := false
	for i, l := range lines {
		goesOn := i > 0 && indents > 0 && !l.indent && !l.blankBefore && l.level == 0 && !l.row && long && !lines[i-1].row
		if goesOn {
			out[len(out)-1] = join(out[len(out)-1], decodeStray(l.text))
		} else {
			out = append(out, decodeStray(l.text))
		}
		long = l.runes() >= 18 && !endsSentence(l.text)
	}
	return out
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "”’\"'）)』」》 ")
	for _, end := range [...]string{"。", "！", "？", "：", "；", "…", "!", "?", ":", ";", "."} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
