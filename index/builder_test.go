package index

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/index/reprint"
	"zonesearch/index/table"
	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// TestReprintsWithoutTheirFirst takes up a table in which a group's first
// article is not there, and gives it another reprint: the group stays one, and
// keeps its number.
func TestReprintsWithoutTheirFirst(t *testing.T) {
	ctx := context.Background()
	seg, err := segment.New(segment.Options{Small: true})
	if err != nil {
		t.Fatal(err)
	}
	g, err := createGeneration(ctx, t.TempDir(), generationName(1), stamps{}, seg)
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, closer(g.close))

	story, other := longText("甲"), longText("乙")
	const first = 3 // the number of the article that is gone
	derivedOf := func(seq, group uint64, body string) *derived {
		sketch := reprint.Of(fold.Canon(body))
		return &derived{sketch: sketch, article: table.Row{
			Seq: seq, Texts: []string{fmt.Sprint("标题", seq), body}, Keywords: make([]string, len(articleKeywords())),
			Numbers: append([]int64{0, 0, int64(group), 0}, sketchNumbers(&sketch)...),
		}}
	}
	batch := table.Batch{Reached: 8}
	for _, a := range []struct {
		seq, group uint64
		body       string
	}{{4, first, story}, {5, 5, other}, {6, first, story}, {7, first, story}} {
		batch.Rows = append(batch.Rows, derivedOf(a.seq, a.group, a.body).article)
	}
	if err := g.articles.Apply(ctx, batch); err != nil {
		t.Fatal(err)
	}

	// Twice, since what the first builder adds must also be taken up again.
	for _, seqs := range [][2]uint64{{9, 10}, {11, 12}} {
		b, err := newBuilder(g)
		if err != nil {
			t.Fatal(err)
		}
		for i, body := range []string{story, other} {
			change := archive.Change{Seq: seqs[i], Article: &corpus.Article{Body: body}}
			if err := b.add(ctx, &derivation{change: change, rows: derivedOf(seqs[i], seqs[i], body)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.drain(ctx); err != nil {
			t.Fatal(err)
		}
	}
	snap, err := g.articles.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	for row := range uint32(snap.Rows()) {
		want := int64(first)
		if seq := snap.Seq(row); seq == 5 || seq == 10 || seq == 12 {
			want = 5
		}
		if got := snap.Number(numGroup, row); got != want {
			t.Errorf("article %d is of group %d, want %d", snap.Seq(row), got, want)
		}
	}
}

// longText is long enough to be compared, and unlike that of another mark.
func longText(mark string) string {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "%s区第%d个项目开工，", mark, i*i)
	}
	return b.String()
}

// closer lets a function be closed.
type closer func() error

func (c closer) Close() error { return c() }
