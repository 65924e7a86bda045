package sample

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"zonesearch/corpus/project"
)

// truth is a line of truth.jsonl.
type truth struct {
	File     string `json:"file"`
	Projects []struct {
		Name      string `json:"name"`
		Company   string `json:"company"`
		Stage     string `json:"stage"`
		Amount    string `json:"amount"`
		Industry  string `json:"industry"`
		Value     *int64 `json:"amount_value"`
		ValueHigh *int64 `json:"amount_value_high"`
		Currency  string `json:"currency"`
	} `json:"projects"`
	Optional []string `json:"optional"`
}

// A label that does not fit its article would mislead every test that uses it.
func TestTruthFitsItsArticles(t *testing.T) {
	data, err := os.ReadFile("truth.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	projects, withAmount, without := 0, 0, 0
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		var l truth
		dec := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&l); err != nil {
			t.Fatalf("%v in %s", err, lines.Bytes())
		}
		text, err := files.ReadFile(l.File)
		if err != nil {
			t.Errorf("labels for an article that is not there: %v", err)
			continue
		}
		a, err := parse(string(text))
		if err != nil {
			t.Fatal(err)
		}
		all := a.Title + "\n" + a.Body
		quoted := l.Optional
		for _, p := range l.Projects {
			quoted = append(quoted, p.Name, p.Company, p.Amount)
			if p.Stage != "" && !slices.Contains(project.Stages(), p.Stage) {
				t.Errorf("%s: stage %q", l.File, p.Stage)
			}
			if p.Industry != "" && !slices.Contains(project.Industries(), p.Industry) {
				t.Errorf("%s: industry %q", l.File, p.Industry)
			}
			if (p.Amount == "") != (p.Value == nil) || (p.Amount == "") != (p.Currency == "") {
				t.Errorf("%s: %s: amount %q, value %v, currency %q", l.File, p.Name, p.Amount, p.Value, p.Currency)
			}
			projects++
			if p.Amount != "" {
				withAmount++
			}
		}
		for _, s := range quoted {
			if !strings.Contains(all, s) {
				t.Errorf("%s: %q does not stand in the text", l.File, s)
			}
		}
		if len(l.Projects) == 0 {
			without++
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if projects < 80 || withAmount < 50 || without < 6 {
		t.Errorf("%d projects, %d with an amount, %d articles without any: want 80, 50 and 6 or more", projects, withAmount, without)
	}
}
