package index

import (
	"encoding/binary"

	"zonesearch/corpus"
	"zonesearch/corpus/project"
	"zonesearch/index/reprint"
	"zonesearch/index/table"
	"zonesearch/segment/fold"
)

// Extractor finds the projects of an article.
type Extractor interface {
	Extract(*corpus.Article) []project.Record
}

// deriver makes the rows that stand for an article. It is safe for concurrent
// use.
type deriver struct {
	extractor Extractor
	places    places
}

// derived is what one article becomes.
type derived struct {
	article  table.Row
	projects []table.Row
	sketch   reprint.Sketch
}

// derive makes the rows of an article but for its group of reprints, which
// hangs on the articles before it.
func (d *deriver) derive(seq uint64, a *corpus.Article) (derived, error) {
	level, kind := d.places.levelAndKind(a.Zone)
	keywords := []string{a.Zone, a.City, a.Province, a.Source, level, kind, monthOf(a.Date)}
	day, added := dayNumber(a.Date), a.Added.Unix()

	records := d.extractor.Extract(a)
	if len(records) > maxProjects {
		records = records[:maxProjects]
	}
	out := derived{sketch: reprint.Of(fold.Canon(a.Body))}
	for n := range records {
		row, err := projectRow(&records[n], a, keywords)
		if err != nil {
			return derived{}, err
		}
		row.Seq = projectSeq(seq, n)
		row.Numbers = []int64{day, added, int64(seq), yuanOf(records[n].Amount)}
		out.projects = append(out.projects, row)
	}
	out.article = table.Row{
		Seq:      seq,
		Texts:    []string{a.Title, a.Body},
		Keywords: keywords,
		Numbers:  append([]int64{day, added, int64(seq), int64(len(records))}, sketchNumbers(&out.sketch)...),
		Payload:  []byte(a.ID),
	}
	return out, nil
}

func yuanOf(a *project.Amount) int64 {
	if a == nil || a.Yuan == nil {
		return table.Missing
	}
	return *a.Yuan
}

func sketchNumbers(s *reprint.Sketch) []int64 {
	numbers := make([]int64, sketchColumns)
	for i := range numbers {
		numbers[i] = int64(binary.LittleEndian.Uint64(s[i*8:]))
	}
	return numbers
}

func sketchFrom(number func(i int) int64) (s reprint.Sketch) {
	for i := range sketchColumns {
		binary.LittleEndian.PutUint64(s[i*8:], uint64(number(i)))
	}
	return s
}
