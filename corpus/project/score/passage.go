package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
)

// Passage is a labelled text.
type Passage struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	// Title is "" where the passage is a stretch of a body.
	Title string `json:"title"`
	Text  string `json:"text"`
	Zone  string `json:"zone"`
	City  string `json:"city"`
	Date  string `json:"date"`
	// Projects are the labels; an empty list is a passage without any.
	Projects []Label `json:"projects"`
	// Optional are the names of what careful people may or may not call a
	// project: finding them is neither right nor wrong.
	Optional []string `json:"optional"`
}

// Label is one project as a person read it.
type Label struct {
	Name            string        `json:"name"`
	AltNames        []string      `json:"alt_names"`
	Company         string        `json:"company"`
	Stage           string        `json:"stage"`
	Amount          string        `json:"amount"`
	Currency        string        `json:"currency"`
	AmountValue     *int64        `json:"amount_value"`
	AmountValueHigh *int64        `json:"amount_value_high"`
	AltAmounts      []LabelAmount `json:"alt_amounts"`
	Industry        string        `json:"industry"`
}

// LabelAmount is an amount that is right too.
type LabelAmount struct {
	Amount      string `json:"amount"`
	Currency    string `json:"currency"`
	AmountValue int64  `json:"amount_value"`
}

// Passages reads labelled passages, one JSON object a line.
func Passages(r io.Reader) ([]Passage, error) {
	var out []Passage
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var p Passage
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("labelled passages, line %d: %w", n, err)
		}
		out = append(out, p)
	}
	return out, lines.Err()
}

// optional reports whether finding name is neither right nor wrong.
func (p Passage) optional(name string) bool {
	for _, o := range p.Optional {
		if _, ok := Match(o, name); ok {
			return true
		}
	}
	return false
}
