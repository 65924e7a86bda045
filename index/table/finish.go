package table

import (
	"fmt"
	"runtime/debug"

	"zonesearch/segment/fold"
)

// finish gives the first row of a batch a catalog, where they are many, and all
// of them their checksums.
func (a *analyzer) finish(rows []analyzed) (err error) {
	defer func() {
		if r := recover(); r != nil { // from the segmenter, see some
			err = fmt.Errorf("a catalog of %d rows cannot be made: %v\n%s", len(rows), r, debug.Stack())
		}
	}()
	if len(rows) >= a.catalogLeast && len(rows) <= catalogMost {
		units := func(row, text int) []byte { return rows[row].units(text) }
		if rows[0].catalog, err = makeCatalog(len(rows), len(a.schema.Texts), units, a.isWord, a.inTurns); err != nil {
			return err
		}
		if len(rows[0].catalog) > extentSize {
			rows[0].catalog = nil // the texts are read then
		}
		rows[0].row.catalogSize = len(rows[0].catalog)
	}
	for i := range rows {
		rows[i].row.textCRC = textCRC(rows[i].text, rows[i].catalog)
	}
	return nil
}

// isWord reports whether a bigram is a term of its own.
func (a *analyzer) isWord(b bigram) (word bool) {
	first, second := b.units()
	run := string([]rune{first, second})
	a.seg.Terms(fold.Canon(run), func(term []byte, _ bool) { word = word || string(term) == run })
	return word
}

// units gives one text of the row, canonical, UTF-16LE.
func (r *analyzed) units(text int) []byte {
	at := 0
	for i := range text {
		at += 2 * int(r.row.units[i])
	}
	return r.text[at : at+2*int(r.row.units[text])]
}
