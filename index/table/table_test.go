package table

import (
	"context"
	"strings"
	"testing"

	"zonesearch/segment"
)

// words are the test dictionary: words inside of words, across each other's
// borders, with Latin letters and beyond the first 65,536 characters.
const words = `开发 100
开发区 60
经济 90
经济开发区 20
技术 80
和服 5
服务 70
园区 40
发经 2
区和 2
a股 3
𠀀区 2
`

// smallSegmenter knows little more than words.
func smallSegmenter(tb testing.TB) *segment.Segmenter {
	tb.Helper()
	s, err := segment.New(segment.Options{Small: true, Words: []segment.Source{{Name: "words", Reader: strings.NewReader(words)}}})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

var testSchema = Schema{
	Texts:    []string{"title", "body"},
	Keywords: []string{"zone", "city"},
	Numbers:  []string{"day", "amount"},
}

func mustOpen(tb testing.TB, dir string, seg Segmenter) *Table {
	tb.Helper()
	t, err := Open(dir, testSchema, seg, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// openWithCatalogs opens a table whose smallest batches have catalogs.
func openWithCatalogs(tb testing.TB, dir string, seg Segmenter) *Table {
	tb.Helper()
	t := mustOpen(tb, dir, seg)
	t.analyzer.catalogLeast = 2
	return t
}

func mustClose(tb testing.TB, t *Table) {
	tb.Helper()
	if err := t.Close(); err != nil {
		tb.Fatal(err)
	}
}

func mustApply(tb testing.TB, t *Table, b Batch) {
	tb.Helper()
	if err := t.Apply(context.Background(), b); err != nil {
		tb.Fatal(err)
	}
}

func mustSnapshot(tb testing.TB, t *Table) *Snapshot {
	tb.Helper()
	s, err := t.Snapshot()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// row is a row of the test schema.
func row(seq uint64, title, body string) Row {
	return Row{Seq: seq, Texts: []string{title, body}, Keywords: []string{"z", "c"}, Numbers: []int64{int64(seq), Missing}}
}
