package page

import (
	"strings"
	"unicode/utf8"
)

// layouter turns the tree into lines, as a browser would break them.
type layouter struct {
	lines []line
	buf   strings.Builder
	state line // what is known of the line being built
	// Depths of the elements that the walk is in.
	level, titled, links, asides, inPre int
	broken                              bool // a line break ended the line above
	// lenient shows hidden elements and believes no class name: for pages where
	// the strict reading leaves nothing.
	lenient bool
}

// layOut gives the lines of the page's body, and in each node which of them
// are its own.
func layOut(root *node, lenient bool) []line {
	l := &layouter{lenient: lenient}
	l.walk(root)
	l.flush()
	root.end = len(l.lines) // with the text that no block ended
	return l.lines
}

func (l *layouter) walk(n *node) {
	n.first = len(l.lines)
	defer func() { n.end = len(l.lines) }()
	if n.tag == "" {
		l.addText(n.text)
		return
	}
	switch n.tag {
	case "script":
		l.addScript(n)
		return
	case "style", "noscript", "title", "template", "iframe", "textarea", "select", "button", "svg", "object", "input",
		"noframes", "noembed", "xmp", "link", "meta", "option", "datalist", "audio", "video":
		return
	case "br":
		l.flush()
		l.broken = true
		return
	case "hr":
		l.flush()
		l.broken = false
		return
	case "tr":
		if l.tableRow(n) {
			return
		}
	}
	if !l.lenient && hidden(n) {
		return
	}
	isBlock := block[n.tag]
	if isBlock {
		l.flush()
		l.broken = false
		n.first = len(l.lines)
	} else if l.buf.Len() > 0 && fieldTag[n.tag] {
		l.buf.WriteRune(sep)
	}
	undo := l.enter(n)
	l.walkKids(n)
	if isBlock {
		l.flush()
		l.broken = false
	} else if fieldTag[n.tag] {
		l.buf.WriteRune(sep)
	}
	undo()
}

func (l *layouter) walkKids(n *node) {
	before := l.buf.Len()
	for _, k := range n.kids {
		if len(l.lines) > maxLines {
			return // the page will be refused
		}
		l.walk(k)
	}
	if n.tag == "a" && l.buf.Len() > before && before < maxLengthen {
		l.lengthen(before, n.attribute("title"))
	}
}

// lengthen replaces a link's text that was cut short, with dots at its end, by
// the whole title that the link carries.
func (l *layouter) lengthen(from int, full string) {
	all := l.buf.String()
	shown := strings.TrimSpace(all[from:])
	short := strings.TrimRight(shown, ".…")
	if short == "" || short == shown || !strings.HasPrefix(full, short) {
		return
	}
	l.buf.Reset()
	l.buf.WriteString(all[:from] + full)
}

// enter notes what the element says about the lines inside, and returns what
// takes the note back.
func (l *layouter) enter(n *node) (leave func()) {
	level, titled, links, asides, pre := l.level, l.titled, l.links, l.asides, l.inPre
	if len(n.tag) == 2 && n.tag[0] == 'h' && n.tag[1] >= '1' && n.tag[1] <= '6' {
		l.level = int(n.tag[1] - '0')
	}
	switch {
	case n.tag == "a":
		l.links++
	case n.tag == "pre":
		l.inPre++
	case isAside(n, l.lenient):
		l.asides++
	}
	if namesTitle(n) {
		l.titled++
	}
	return func() { l.level, l.titled, l.links, l.asides, l.inPre = level, titled, links, asides, pre }
}

func (l *layouter) addText(s string) {
	if l.inPre > 0 {
		for i, part := range strings.Split(s, "\n") {
			if i > 0 {
				l.flush()
			}
			l.put(part)
		}
		return
	}
	l.put(collapseSource(s))
}

func (l *layouter) put(s string) {
	if s == "" {
		return
	}
	l.buf.WriteString(s)
	if t := strings.TrimSpace(s); t != "" {
		if l.links > 0 {
			l.state.linked += utf8.RuneCountInString(t)
		}
		if l.state.level == 0 {
			l.state.level = l.level
		}
		l.state.titled = l.state.titled || l.titled > 0
		l.state.aside = l.state.aside || l.asides > 0
	}
}

// collapseSource makes each run of the HTML source's own white space one
// character: "\n" if it holds a line break. No-break and wide spaces stay.
func collapseSource(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case ' ', '\t', '\f':
			if gap == 0 {
				gap = ' '
			}
		case '\n', '\r':
			gap = '\n'
		default:
			if gap != 0 {
				b.WriteByte(gap)
				gap = 0
			}
			b.WriteByte(c)
		}
	}
	if gap != 0 {
		b.WriteByte(gap)
	}
	return b.String()
}

// flush ends the line being built. A run of text in which only wide spaces
// part the paragraphs becomes several lines.
func (l *layouter) flush() {
	raw := l.buf.String()
	l.buf.Reset()
	state := l.state
	l.state = line{}
	for i, part := range splitParagraphs(raw) {
		ln := newLine(part)
		if ln.text == "" && state.script == "" {
			continue
		}
		ln.broken = l.broken && i == 0
		ln.level, ln.titled, ln.linked, ln.aside, ln.script = state.level, state.titled, state.linked, state.aside, state.script
		l.lines = append(l.lines, ln)
		l.broken = false
	}
}

// addScript keeps the code with its line, and lets what it writes into the page
// stand there.
func (l *layouter) addScript(n *node) {
	var code strings.Builder
	for _, k := range n.kids {
		code.WriteString(k.text)
	}
	if code.Len() > 0 && code.Len() < maxScript {
		l.put(written(code.String()))
		l.state.script += code.String()
	}
}

// Bounds of the layout.
const (
	// maxLines is how many lines a page may have; an article has some hundred.
	maxLines = 20_000
	// maxLengthen is how far into a line, in bytes, links are given their whole
	// titles: each one copies what stands before it.
	maxLengthen = 4 << 10
	// maxScript is the longest script, in bytes, that is looked into.
	maxScript = 64 << 10
)

// fieldTag names the inline elements that separate fields.
var fieldTag = set("span a em i time label small strong b font td th")

func hidden(n *node) bool {
	for _, a := range n.attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if s := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(s, "display:none") {
				return true
			}
		}
	}
	return false
}
