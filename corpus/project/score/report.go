package score

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"zonesearch/corpus"
	"zonesearch/corpus/project"
)

// Count counts hits and misses of a yes-or-no question.
type Count struct{ Right, Extra, Missed int }

// Precision is the share of what was found that is right, 1 of nothing.
func (c Count) Precision() float64 { return share(c.Right, c.Right+c.Extra) }

// Recall is the share of what was to be found that was found, 1 of nothing.
func (c Count) Recall() float64 { return share(c.Right, c.Right+c.Missed) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 { return share(2*c.Right, 2*c.Right+c.Extra+c.Missed) }

func share(part, all int) float64 {
	if all == 0 {
		return 1
	}
	return float64(part) / float64(all)
}

// Report holds the figures of one run.
type Report struct {
	Passages, Empty int
	// FalseAlarms are the records found in passages without a project.
	FalseAlarms       int
	Detection, Amount Count
	// Stages counts label → record → pairs.
	Stages                   map[string]map[string]int
	CompanyRight, CompanyAll int
	IndustryRight            float64
	IndustryAll              int
	Kinds, Rules             map[string]*Count
	// Notes name every miss, for reading.
	Notes []string
}

// Run extracts from every passage and compares.
func Run(x *project.Extractor, passages []Passage) *Report {
	r := &Report{Stages: map[string]map[string]int{}, Kinds: map[string]*Count{}, Rules: map[string]*Count{}}
	for _, p := range passages {
		r.add(p, x.Extract(&corpus.Article{ID: p.ID, Title: p.Title, Body: p.Text, Zone: p.Zone, City: p.City, Date: p.Date}))
	}
	return r
}

func (r *Report) add(p Passage, records []project.Record) {
	r.Passages++
	if len(p.Projects) == 0 {
		r.Empty++
		for _, rec := range records {
			if !p.optional(rec.Name) {
				r.FalseAlarms++
			}
		}
	}
	kind := countOf(r.Kinds, kindOf(p))
	labelled, recorded := map[int]bool{}, map[int]bool{}
	for _, m := range assign(p.Projects, records) {
		labelled[m.label], recorded[m.record] = true, true
		r.compare(p, p.Projects[m.label], records[m.record])
		r.Detection.Right++
		kind.Right++
		countOf(r.Rules, records[m.record].Rule).Right++
	}
	for i, l := range p.Projects {
		if !labelled[i] {
			r.Detection.Missed++
			kind.Missed++
			r.note(p, "missed %q", l.Name)
			if l.AmountValue != nil {
				r.Amount.Missed++
			}
		}
	}
	for j, rec := range records {
		if !recorded[j] && !p.optional(rec.Name) {
			r.Detection.Extra++
			kind.Extra++
			countOf(r.Rules, rec.Rule).Extra++
			r.note(p, "extra %q (%s)", rec.Name, rec.Rule)
			if rec.Amount != nil {
				r.Amount.Extra++
			}
		}
	}
}

func countOf(m map[string]*Count, key string) *Count {
	if m[key] == nil {
		m[key] = &Count{}
	}
	return m[key]
}

func kindOf(p Passage) string {
	kind, _, _ := strings.Cut(p.Kind, ":")
	if kind == "" {
		return "unnamed"
	}
	return kind
}

func (r *Report) note(p Passage, format string, args ...any) {
	r.Notes = append(r.Notes, p.ID+": "+fmt.Sprintf(format, args...))
}

// compare scores the facts of a matched pair.
func (r *Report) compare(p Passage, l Label, rec project.Record) {
	want := l.AmountValue != nil || len(l.AltAmounts) > 0
	switch {
	case rec.Amount != nil && rightAmount(l, rec.Amount):
		r.Amount.Right++
	case rec.Amount != nil:
		r.Amount.Extra++
		if want {
			r.Amount.Missed++
		}
		r.note(p, "%q amount %q, want %q", l.Name, rec.Amount.Text, l.Amount)
	case want:
		r.Amount.Missed++
		r.note(p, "%q amount none, want %q", l.Name, l.Amount)
	}
	if r.Stages[l.Stage] == nil {
		r.Stages[l.Stage] = map[string]int{}
	}
	r.Stages[l.Stage][rec.Stage]++
	if l.Stage != rec.Stage {
		r.note(p, "%q stage %q, want %q", l.Name, rec.Stage, l.Stage)
	}
	r.CompanyAll++
	if rightCompany(l, rec) {
		r.CompanyRight++
	} else {
		r.note(p, "%q company %q, want %q", l.Name, rec.Company, l.Company)
	}
	if l.Industry != "" {
		r.IndustryAll++
		credit := industryCredit(l.Industry, rec.Industry)
		r.IndustryRight += credit
		if credit < 1 {
			r.note(p, "%q industry %q, want %q", l.Name, rec.Industry, l.Industry)
		}
	}
}

// StageAccuracy is the share of matched pairs with the right stage; lenient
// also takes 签约 for 落户 and 竣工 for 投产, and the other way round.
func (r *Report) StageAccuracy() (strict, lenient float64) {
	all, right, near := 0, 0, 0
	for want, row := range r.Stages {
		for got, n := range row {
			all += n
			if want == got {
				right += n
			} else if kin(want, got, "签约", "落户") || kin(want, got, "竣工", "投产") {
				near += n
			}
		}
	}
	return share(right, all), share(right+near, all)
}

func kin(want, got, a, b string) bool { return want == a && got == b || want == b && got == a }

// StageMacroF1 is the mean F1 of the stages that occur.
func (r *Report) StageMacroF1() float64 {
	sum, n := 0.0, 0
	for _, s := range project.Stages() {
		c := Count{}
		for want, row := range r.Stages {
			for got, k := range row {
				switch {
				case want == s && got == s:
					c.Right += k
				case want == s:
					c.Missed += k
				case got == s:
					c.Extra += k
				}
			}
		}
		if c.Right+c.Missed > 0 {
			sum += c.F1()
			n++
		}
	}
	if n == 0 {
		return 1
	}
	return sum / float64(n)
}

// FalseAlarmRate is the number of records for each passage without a project.
func (r *Report) FalseAlarmRate() float64 {
	if r.Empty == 0 {
		return 0
	}
	return float64(r.FalseAlarms) / float64(r.Empty)
}

// Print writes the report as a table to read.
func (r *Report) Print(w io.Writer) {
	strict, lenient := r.StageAccuracy()
	line := func(name string, c Count) {
		fmt.Fprintf(w, "%-14s P %.3f  R %.3f  F1 %.3f  (%d right, %d extra, %d missed)\n", name, c.Precision(), c.Recall(), c.F1(), c.Right, c.Extra, c.Missed)
	}
	fmt.Fprintf(w, "passages %d, without a project %d, false alarms there %.2f a passage\n", r.Passages, r.Empty, r.FalseAlarmRate())
	line("detection", r.Detection)
	line("amount", r.Amount)
	fmt.Fprintf(w, "%-14s %.3f  lenient %.3f  macro F1 %.3f\n", "stage", strict, lenient, r.StageMacroF1())
	fmt.Fprintf(w, "%-14s %.3f\n%-14s %.3f\n", "company", share(r.CompanyRight, r.CompanyAll), "industry", r.IndustryRight/float64(max(1, r.IndustryAll)))
	for _, group := range []map[string]*Count{r.Kinds, r.Rules} {
		for _, k := range sortedKeys(group) {
			line("  "+k, *group[k])
		}
	}
	r.printStages(w)
}

func (r *Report) printStages(w io.Writer) {
	names := append(project.Stages(), "")
	fmt.Fprint(w, "stage: label down, found across\n      ")
	for _, s := range names {
		fmt.Fprintf(w, "%4s", shown(s))
	}
	for _, want := range names {
		fmt.Fprintf(w, "\n%4s  ", shown(want))
		for _, got := range names {
			fmt.Fprintf(w, "%6d", r.Stages[want][got])
		}
	}
	fmt.Fprintln(w)
}

func shown(stage string) string {
	if stage == "" {
		return "无无"
	}
	return stage
}

func sortedKeys(m map[string]*Count) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
