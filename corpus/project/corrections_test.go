package project_test

import (
	"strings"
	"testing"

	"zonesearch/corpus"
	"zonesearch/corpus/project"
)

func TestCorrections(t *testing.T) {
	c, err := project.ReadCorrections(strings.NewReader(`
# two by name, one by id
{"article_id":"a","name":"甲澜硅片项目","amount":"约6亿元","stage":"开工","note":"see the next day's paper"}
{"article_id":"a","name":"乙澜玻璃项目","wrong":true}
{"id":"a#3","company":"丙澜集团","amount":""}
`))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.List(); len(got) != 3 || got[0].Line != 3 || got[2].ID != "a#3" {
		t.Fatalf("the list is %+v", got)
	}
	x := project.New(project.Options{Corrections: c})
	records := x.Extract(&corpus.Article{ID: "a", Zone: "徐州经济技术开发区", Body: "总投资5亿元的甲澜硅片项目、总投资4亿元的乙澜玻璃项目、总投资3亿元的丙澜电缆项目昨日签约。"})
	if len(records) != 2 {
		t.Fatalf("%d records, want 2: %+v", len(records), records)
	}
	first, last := records[0], records[1]
	if first.Amount.Value != 6e8 || first.Amount.Bound != "about" || first.Stage != "开工" || first.Rule != "corrected" {
		t.Errorf("the first is %+v", first)
	}
	if last.ID != "a#3" || last.Company != "丙澜集团" || last.Amount != nil || last.Stage != "签约" {
		t.Errorf("the last is %+v", last)
	}
}

func TestCorrectionsTellFaults(t *testing.T) {
	_, err := project.ReadCorrections(strings.NewReader(`{"wrong":true}
{"id":"a#1","wrong":true}
{"id":"a#1"}
{"id":"a#1","stage":"动土"}
{"id":"a#1","amount":"很多钱"}
{"id":"a#1","amonut":"3亿元"}
not json`))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"line 1: which record", "line 3: nothing", "line 4: stage", "line 5: amount", "line 6: not a correction", "line 7: not a correction"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "line 2") {
		t.Errorf("line 2 is right:\n%v", err)
	}
}
