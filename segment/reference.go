package segment

import (
	"fmt"
	"unicode/utf8"

	"github.com/go-ego/gse"

	"zonesearch/segment/fold"
)

// Reference is gse itself over the words of a Segmenter: what the Segmenter's
// own paths are checked against. Like every gse.Segmenter it takes seconds and
// some 150 MB to make.
//
// NewReference is no method of Segmenter, and a Reference is best not put into
// an interface: the linker can then leave the dictionaries that are embedded in
// gse, 33 MB, out of a program.
type Reference struct {
	own *Segmenter
	gse gse.Segmenter
}

// NewReference makes the gse.Segmenter of the same words and frequencies, its
// guessing of unknown words off.
func NewReference(s *Segmenter) (*Reference, error) {
	r := &Reference{own: s, gse: gse.Segmenter{Dict: gse.NewDict(), NotLoadHMM: true, SkipLog: true}}
	for word, freq := range s.Words("") {
		if err := r.gse.AddToken(word, float64(freq)); err != nil {
			return nil, fmt.Errorf("gse refuses the word %s: %w", word, err)
		}
	}
	r.gse.CalcToken()
	return r, nil
}

// Path cuts each run of the text with gse. Kinds are not set.
func (r *Reference) Path(t *fold.Text) []Token {
	c := r.own.cutter(t.Runes)
	defer r.own.put(c)
	var tokens []Token
	for c.scan() {
		tokens = r.appendRun(tokens, c)
	}
	return tokens
}

func (r *Reference) appendRun(tokens []Token, c *cutter) []Token {
	text := string(c.run.runes)
	at := c.start
	for _, part := range r.gse.Segment([]byte(text)) {
		word := text[part.Start():part.End()]
		end := at + utf8.RuneCountInString(word)
		tokens = append(tokens, Token{Text: word, Start: at, End: end})
		at = end
	}
	return tokens
}

// Check compares the path of the text with gse's, run by run, and tells the
// first difference. Runs that are cut differently on purpose (see doc.go) are
// passed over; compared is the number of runs that were not.
func (r *Reference) Check(t *fold.Text) (compared int, err error) {
	path := r.own.Path(t)
	c := r.own.cutter(t.Runes)
	defer r.own.put(c)
	var theirs []Token
	for c.scan() {
		end := c.start + len(c.run.runes)
		n := 0
		for n < len(path) && path[n].Start < end {
			n++
		}
		ours := path[:n]
		path = path[n:]
		if !sameAtoms(c.run) {
			continue
		}
		compared++
		theirs = r.appendRun(theirs[:0], c)
		if !sameCuts(ours, theirs) {
			return compared, fmt.Errorf("%q is cut into %s, by gse into %s",
				string(c.run.runes), texts(ours), texts(theirs))
		}
	}
	return compared, nil
}

// sameAtoms reports whether gse sees the same atoms in the run: it knows no
// whole numbers, no script beyond the length of its UTF-8, and no atom too long.
func sameAtoms(run run) bool {
	pieces := 0
	for i, r := range run.runes {
		switch {
		case r == '.' || r == ',' || r == '%':
			return false
		case r > 0x7F && r < 0x800, r >= 0x800 && fold.IsLetter(r):
			return false
		}
		if len(run.borders) > 0 {
			switch run.borders[i] {
			case atomEnd:
				pieces = 1
			case pieceEnd:
				pieces++
			}
		}
		if pieces > maxPieces {
			return false
		}
	}
	return true
}

func sameCuts(a, b []Token) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Start != b[i].Start || a[i].End != b[i].End || a[i].Text != b[i].Text {
			return false
		}
	}
	return true
}

func texts(tokens []Token) []string {
	all := make([]string, len(tokens))
	for i, t := range tokens {
		all[i] = t.Text
	}
	return all
}
