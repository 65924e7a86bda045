package page

import "strings"

// Bounds of a row that becomes one line.
const (
	// maxRow is how many nodes a row of short cells may have.
	maxRow = 400
	// maxCell is the longest cell, in runes, that makes a row one line.
	maxCell = 80
)

// tableRow writes a row of short cells as one line: a row of a data table, or
// of a table of names and values. It reports false for a row that holds parts
// of the page.
func (l *layouter) tableRow(n *node) bool {
	if !slight(n) {
		return false
	}
	var cells []string
	filled := 0
	linked := 0
	for _, k := range n.kids {
		if k.tag != "td" && k.tag != "th" {
			continue
		}
		lines := l.cell(k)
		if len(lines) > 1 {
			return false
		}
		if len(lines) == 0 {
			cells = append(cells, "")
			continue
		}
		only := lines[0]
		if only.runes() > maxCell || only.level > 0 || only.titled || only.script != "" {
			return false
		}
		linked += only.linked
		cells = append(cells, only.raw)
		filled++
	}
	if filled < 2 {
		return false
	}
	l.flush()
	n.first = len(l.lines)
	ln := newLine(strings.Join(withColons(cells), string(sep)+"  "+string(sep)))
	ln.row, ln.linked, ln.aside = true, linked, l.asides > 0
	l.lines = append(l.lines, ln)
	return true
}

// cell lays a cell out on trial.
func (l *layouter) cell(n *node) []line {
	sub := &layouter{lenient: l.lenient}
	sub.enter(n)
	sub.walkKids(n)
	sub.flush()
	return sub.lines
}

// slight reports whether a row is small and holds no other table, so that
// laying out its cells on trial costs next to nothing, however tables nest.
func slight(n *node) bool {
	left := maxRow
	var walk func(n *node) bool
	walk = func(n *node) bool {
		for _, k := range n.kids {
			if left--; left < 0 || k.tag == "table" || k.tag == "tr" || !walk(k) {
				return false
			}
		}
		return true
	}
	return walk(n)
}
