package score_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zonesearch/corpus/project"
	"zonesearch/corpus/project/score"
	"zonesearch/corpus/sample"
)

// floors are the least figures that a set of passages must give.
type floors struct {
	precision, recall, amount, stage float64
}

func TestPassages(t *testing.T) {
	for _, tt := range []struct {
		name     string
		passages []score.Passage
		floors
	}{
		{"gold", passages(t, "gold.jsonl"), floors{0.95, 0.95, 0.95, 0.95}},
		{"own", passages(t, "own.jsonl"), floors{0.95, 0.95, 0.93, 0.95}},
		{"late", passages(t, "late.jsonl"), floors{0.93, 0.92, 0.93, 0.93}},
		{"blind, first half", passages(t, "blind.jsonl")[:54], floors{0.93, 0.92, 0.93, 0.90}},
		{"blind, second half", passages(t, "blind.jsonl")[54:], floors{0.92, 0.90, 0.92, 0.88}},
		{"blind2", passages(t, "blind2.jsonl"), floors{0.95, 0.92, 0.92, 0.88}},
		{"blind3", passages(t, "blind3.jsonl"), floors{0.95, 0.90, 0.88, 0.90}},
		{"blind4", passages(t, "blind4.jsonl"), floors{0.95, 0.88, 0.88, 0.93}},
		{"blind5", passages(t, "blind5.jsonl"), floors{0.86, 0.88, 0.84, 0.90}},
		{"blind6", passages(t, "blind6.jsonl"), floors{0.95, 0.88, 0.93, 0.93}},
		{"fresh1", passages(t, "fresh1.jsonl"), floors{0.95, 0.95, 0.93, 0.93}},
		{"fresh2", passages(t, "fresh2.jsonl"), floors{0.95, 0.95, 0.93, 0.93}},
		{"fresh3", passages(t, "fresh3.jsonl"), floors{0.95, 0.95, 0.93, 0.93}},
		{"fresh4", passages(t, "fresh4.jsonl"), floors{0.95, 0.94, 0.93, 0.93}},
		{"fresh5", passages(t, "fresh5.jsonl"), floors{0.95, 0.95, 0.93, 0.92}},
		{"fresh6", passages(t, "fresh6.jsonl"), floors{0.95, 0.95, 0.93, 0.93}},
		{"fresh7", passages(t, "fresh7.jsonl"), floors{0.95, 0.95, 0.93, 0.93}},
		{"fresh8", passages(t, "fresh8.jsonl"), floors{0.95, 0.95, 0.93, 0.93}},
		{"sample", written(t), floors{0.78, 0.95, 0.85, 0.85}},
	} {
		t.Run(tt.name, func(t *testing.T) { measure(t, tt.passages, tt.floors) })
	}
}

func measure(t *testing.T, passages []score.Passage, least floors) {
	r := score.Run(project.New(project.Options{}), passages)
	var b strings.Builder
	r.Print(&b)
	for _, n := range r.Notes {
		b.WriteString(n + "\n")
	}
	t.Log("\n" + b.String())
	stage, _ := r.StageAccuracy()
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"detection precision", r.Detection.Precision(), least.precision},
		{"detection recall", r.Detection.Recall(), least.recall},
		{"amount F1", r.Amount.F1(), least.amount},
		{"stage accuracy", stage, least.stage},
	} {
		if c.got < c.want {
			t.Errorf("%s %.3f, want at least %.2f", c.name, c.got, c.want)
		}
	}
	if got := r.FalseAlarmRate(); got > 0.2 {
		t.Errorf("%.2f false alarms a passage without projects, want at most 0.2", got)
	}
}

func passages(t *testing.T, name string) []score.Passage {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	list, err := score.Passages(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// written gives the whole articles of the sample as passages, with their
// labels; their order is that of their file names.
func written(t *testing.T) []score.Passage {
	t.Helper()
	articles, err := sample.Written()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join("..", "..", "sample", "articles", "*.txt"))
	if err != nil || len(files) != len(articles) {
		t.Fatalf("%d files of %d articles: %v", len(files), len(articles), err)
	}
	truth, err := os.ReadFile(filepath.Join("..", "..", "sample", "truth.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]score.Passage{}
	for _, line := range bytes.Split(bytes.TrimSpace(truth), []byte("\n")) {
		var p struct {
			File string
			score.Passage
		}
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		labels[filepath.Base(p.File)] = p.Passage
	}
	var out []score.Passage
	for i, a := range articles {
		p, found := labels[filepath.Base(files[i])]
		if !found {
			continue // a reprint
		}
		p.ID, p.Title, p.Text, p.Zone, p.City, p.Date = filepath.Base(files[i]), a.Title, a.Body, a.Zone, a.City, a.Date
		out = append(out, p)
	}
	if len(out) != len(labels) {
		t.Fatalf("%d labelled articles of %d found", len(out), len(labels))
	}
	return out
}
