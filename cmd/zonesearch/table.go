package main

import (
	"bufio"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// table is printed in columns that stand straight where Chinese characters are
// twice as wide as Latin ones.
type table struct {
	header []string
	rows   [][]string
	right  map[int]bool // columns of numbers
}

// write prints header and rows.
func (t *table) write(out *bufio.Writer) { t.lines(out, append([][]string{t.header}, t.rows...)) }

// body prints the rows alone.
func (t *table) body(out *bufio.Writer) { t.lines(out, t.rows) }

func (t *table) lines(out *bufio.Writer, all [][]string) {
	widths := make([]int, len(t.header))
	for _, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	for _, row := range all {
		var line strings.Builder
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-columns(cell))
			if t.right[i] {
				line.WriteString(space + cell)
			} else {
				line.WriteString(cell + space)
			}
			line.WriteString("  ")
		}
		// The buffer keeps its first error for Flush.
		_, _ = out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// columns is how many places a text takes on a terminal.
func columns(s string) (n int) {
	for _, r := range s {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
