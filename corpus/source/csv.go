package source

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"zonesearch/corpus"
)

// table reads a CSV file whose first row names the columns. A row that can't
// be read is rejected by itself.
func (w *walk) table(at place, r *bufio.Reader) error {
	head, err := r.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return w.reject(at, because("无法读取", err))
	}
	if !isUTF8(head) {
		// Encodings are told from whole texts, not from streams.
		return w.decoded(at, r)
	}
	comma := delimiter(withoutMark(head))
	if len(withoutMark(head)) < len(head) {
		_, _ = r.Discard(len(utf8Mark)) // they are in the buffer
	}
	in := &budget{r: r, max: w.MaxRecord}
	in.renew()
	rows := csv.NewReader(in)
	rows.Comma = comma
	rows.FieldsPerRecord = -1 // a row of another length is judged by itself
	rows.ReuseRecord = true
	names, err := rows.Read()
	if err != nil {
		return w.reject(at, because("表头无法读取", err))
	}
	columns := make([]string, len(names))
	for i, name := range names {
		columns[i] = columnName(name)
	}
	for {
		in.renew()
		row, err := rows.Read()
		var syntax *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &syntax):
			err = w.reject(at, line(syntax.StartLine).At(fmt.Errorf("引号不成对，或引号前后有多余文字")))
		case err != nil:
			number, _ := rows.FieldPos(0)
			return w.reject(at, line(number).At(because("之后无法读取", err)))
		default:
			number, _ := rows.FieldPos(0)
			err = w.row(at, number, columns, row)
		}
		if err != nil {
			return err
		}
	}
}

func (w *walk) row(at place, number int, columns, row []string) error {
	if len(row) > len(columns) {
		return w.reject(at, line(number).At(fmt.Errorf("有 %d 列，表头只有 %d 列", len(row), len(columns))))
	}
	a := &corpus.Article{}
	var unknown []string
	for i, value := range row {
		name := columns[i]
		switch field := fieldOf(name); {
		case field != nil:
			*field(a) = value
		case name == fieldID:
			a.ID = value
		case name != fieldAdded && name != "":
			unknown = append(unknown, name)
		}
	}
	return w.article(at, line(number), a, unknown)
}
