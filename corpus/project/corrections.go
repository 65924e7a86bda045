package project

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"zonesearch/segment/fold"
)

// Correction puts one record right. It finds the record by its ID, or by the
// article's ID and the name as it was extracted; the ID alone may move when
// rules change, so name it by article and name where it shall last.
type Correction struct {
	// ID is the record's, such as 52c577c1a85691fc#3; else Article and Name.
	ID      string `json:"id,omitempty"`
	Article string `json:"article_id,omitempty"`
	Name    string `json:"name,omitempty"`

	// Wrong takes the record away: it is no project.
	Wrong bool `json:"wrong,omitempty"`
	// The others, where given, replace what was extracted. An amount is
	// written as an article would write it: 12亿元, 1.2亿美元; "" takes it away.
	NewName  *string `json:"new_name,omitempty"`
	Company  *string `json:"company,omitempty"`
	Stage    *string `json:"stage,omitempty"`
	Industry *string `json:"industry,omitempty"`
	Amount   *string `json:"amount,omitempty"`
	// Note says why, for the next reader.
	Note string `json:"note,omitempty"`

	// Line is where the file has it, from 1.
	Line int `json:"-"`

	amount *Amount
}

// Corrections are what people have put right, applied after extraction. The
// zero value, and nil, hold none.
type Corrections struct {
	list []Correction
	byID map[string][]int
	// byName is keyed by article and folded name.
	byName map[[2]string][]int
}

// ReadCorrections reads corrections, one JSON object a line; blank lines and
// lines that begin with # are passed over. Every fault is told with its line,
// all at once.
func ReadCorrections(r io.Reader) (*Corrections, error) {
	c := &Corrections{byID: map[string][]int{}, byName: map[[2]string][]int{}}
	var faults []error
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		one, err := readCorrection(line)
		if err != nil {
			faults = append(faults, fmt.Errorf("corrections, line %d: %w", n, err))
			continue
		}
		one.Line = n
		c.add(one)
	}
	if err := lines.Err(); err != nil {
		faults = append(faults, fmt.Errorf("corrections, line %d: %w", n+1, err))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return c, nil
}

func readCorrection(line []byte) (Correction, error) {
	var one Correction
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&one); err != nil {
		return one, fmt.Errorf("not a correction: %w", err)
	}
	if d.More() {
		return one, errors.New("more than one object on the line")
	}
	switch {
	case one.ID == "" && (one.Article == "" || one.Name == ""):
		return one, errors.New("which record is meant? Give id, or article_id and name")
	case one.ID != "" && (one.Article != "" || one.Name != ""):
		return one, errors.New("give either id, or article_id and name, not both")
	case !one.Wrong && one.NewName == nil && one.Company == nil && one.Stage == nil && one.Industry == nil && one.Amount == nil:
		return one, errors.New("nothing to put right: give wrong, new_name, company, stage, industry or amount")
	case one.Stage != nil && *one.Stage != "" && !slices.Contains(Stages(), *one.Stage):
		return one, fmt.Errorf("stage %q is none of %v", *one.Stage, Stages())
	case one.Industry != nil && *one.Industry != "" && !slices.Contains(Industries(), *one.Industry):
		return one, fmt.Errorf("industry %q is none of %v", *one.Industry, Industries())
	}
	if one.Amount != nil && *one.Amount != "" {
		amount, ok := ParseAmount(*one.Amount)
		if !ok {
			return one, fmt.Errorf("amount %q is no sum of money such as 12亿元 or 1.2亿美元", *one.Amount)
		}
		one.amount = &amount
	}
	return one, nil
}

func (c *Corrections) add(one Correction) {
	at := len(c.list)
	c.list = append(c.list, one)
	if one.ID != "" {
		c.byID[one.ID] = append(c.byID[one.ID], at)
		return
	}
	key := [2]string{one.Article, normalName(fold.String(one.Name))}
	c.byName[key] = append(c.byName[key], at)
}

// List gives the corrections in the order of the file.
func (c *Corrections) List() []Correction {
	if c == nil {
		return nil
	}
	return slices.Clone(c.list)
}

// apply puts the records of one article right. Records keep their IDs when one
// before them is taken away.
func (c *Corrections) apply(records []Record) []Record {
	if c == nil || len(c.list) == 0 {
		return records
	}
	kept := records[:0]
	for _, r := range records {
		at := slices.Concat(c.byID[r.ID], c.byName[[2]string{r.ArticleID, normalName(fold.String(r.Name))}])
		slices.Sort(at)
		wrong := false
		for _, i := range at {
			c.list[i].change(&r)
			wrong = wrong || c.list[i].Wrong
		}
		if !wrong {
			kept = append(kept, r)
		}
	}
	return kept
}

// change applies one correction to a record.
func (one Correction) change(r *Record) {
	set := func(field *string, to *string) {
		if to != nil {
			*field = *to
		}
	}
	set(&r.Name, one.NewName)
	set(&r.Company, one.Company)
	set(&r.Stage, one.Stage)
	set(&r.Industry, one.Industry)
	if one.Amount != nil {
		r.Amount = nil
		if one.amount != nil {
			a := *one.amount
			r.Amount = &a
		}
	}
	r.Rule, r.Confidence = "corrected", 1
	r.Lifeline = Lifeline(*r)
}

// ParseAmount reads a sum of money as an article writes it, with 约, 逾 and the
// like, which set the bound; false where s is nothing but that.
func ParseAmount(s string) (Amount, bool) {
	t := newText("", s)
	sums := t.scanMoney(0, len(t.runes))
	if len(sums) != 1 || sums[0].vague {
		return Amount{}, false
	}
	before, after := t.folded(0, sums[0].start), t.folded(sums[0].end, len(t.runes))
	for _, part := range []string{before, after} {
		switch part {
		case "", "约", "近", "逾", "超", "超过", "大约", "不低于", "不少于", "不超过", "至少", "最高", "人民币", "约人民币", "左右", "以上", "以内":
		default:
			return Amount{}, false
		}
	}
	return sums[0].amount, true
}
