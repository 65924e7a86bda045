package score_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zonesearch/corpus/project"
	"zonesearch/corpus/project/score"
)

func TestPassages(t *testing.T) {
	x := project.New(project.Options{})
	for _, tt := range []struct {
		file                     string
		detection, amount, stage float64
	}{
		{"gold.jsonl", 0.90, 0.93, 0.88},
		{"own.jsonl", 0.85, 0.85, 0.80},
		{"late.jsonl", 0.85, 0.85, 0.80},
	} {
		t.Run(tt.file, func(t *testing.T) {
			f, err := os.Open(filepath.Join("..", "testdata", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			passages, err := score.Passages(f)
			if err != nil {
				t.Fatal(err)
			}
			r := score.Run(x, passages)
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
				{"detection precision", r.Detection.Precision(), tt.detection},
				{"detection recall", r.Detection.Recall(), tt.detection},
				{"amount F1", r.Amount.F1(), tt.amount},
				{"stage accuracy", stage, tt.stage},
			} {
				if c.got < c.want {
					t.Errorf("%s %.3f, want at least %.2f", c.name, c.got, c.want)
				}
			}
			if got := r.FalseAlarmRate(); got > 0.2 {
				t.Errorf("%.2f false alarms a passage without projects, want at most 0.2", got)
			}
		})
	}
}
