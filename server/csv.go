package server

import (
	"bufio"
	"strings"
)

// writeCSV writes a row as RFC 4180 has it, and ends it with CR LF. A line
// break within a cell stays as it is: encoding/csv would make CR LF of it, and
// the cell would no longer be the article's body.
func writeCSV(out *bufio.Writer, cells []string) error {
	for i, cell := range cells {
		if i > 0 {
			_ = out.WriteByte(',') // an error stays, and Flush or the next write gives it
		}
		cell = inert(cell)
		if !strings.ContainsAny(cell, "\",;\t\r\n") {
			_, _ = out.WriteString(cell)
			continue
		}
		_ = out.WriteByte('"')
		_, _ = out.WriteString(strings.ReplaceAll(cell, `"`, `""`))
		_ = out.WriteByte('"')
	}
	_, err := out.WriteString("\r\n")
	return err
}

// inert puts an apostrophe before a cell that a spreadsheet would take for a
// formula (OWASP, CSV injection), full-width signs among them. A cell that
// begins so already gets another one, so that taking one off gives the text
// back.
func inert(cell string) string {
	begins := strings.TrimLeft(cell, "'")
	for _, sign := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(begins, sign) {
			return "'" + cell
		}
	}
	return cell
}
