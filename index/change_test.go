package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"zonesearch/corpus"
	"zonesearch/corpus/sample/generate"
)

// TestFindsTheSameAfterChanges updates and deletes articles at random while the
// index follows, then opens it again, and then builds it anew: each time it finds
// what a scan of what is left finds.
func TestFindsTheSameAfterChanges(t *testing.T) {
	n := 30
	if testing.Short() {
		n = 10
	}
	w := openWorld(t, ownTexts(t, 40, 120), dice{})
	check := func(name string) {
		t.Run(name, func(t *testing.T) {
			w.quotedRuns(t, n)
			w.unquotedRuns(t, n)
			w.trees(t, n)
			w.filters(t, n)
			w.projectFilters(t, n/4)
			w.groups(t)
		})
	}
	rnd := rand.New(rand.NewPCG(12, 12))
	fresh := generate.New(77)
	for range n / 10 {
		w.change(t, rnd, fresh)
		w.catchUp(t)
	}
	w.look(t)
	check("changed")

	options := w.options
	shut := func() {
		if err := w.Index.Close(); err != nil {
			t.Fatal(err)
		}
	}
	open := func() {
		var err error
		if w.Index, err = Open(options); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { w.Index.Close() })
		w.catchUp(t)
	}
	shut()
	open()
	check("opened again")
	w.change(t, rnd, fresh)
	w.catchUp(t)
	w.look(t)
	check("changed once more")

	shut()
	if err := os.RemoveAll(options.Dir); err != nil {
		t.Fatal(err)
	}
	open()
	check("built anew")
}

// change replaces, deletes and adds some articles; some of them within one call,
// some twice.
func (w *world) change(t *testing.T, rnd *rand.Rand, fresh *generate.Generator) {
	t.Helper()
	w.look(t)
	var changed []*corpus.Article
	for range 25 {
		a := *w.docs[rnd.IntN(len(w.docs))].Article
		switch rnd.IntN(4) {
		case 0:
			a.Body += fmt.Sprintf("\n补记%d：开发区和服务。", rnd.IntN(9))
		case 1:
			a.Zone, a.City, a.Province = "乙市经济开发区", "苏州", "江苏"
		case 2:
			a.Body = fresh.Next().Body
		default:
			a.Date, a.Title = draw(rnd, "", "2021-05-06"), "改题："+a.Title
		}
		changed = append(changed, &a)
	}
	for range 5 {
		changed = append(changed, fresh.Next())
	}
	if _, err := w.archive.Put(context.Background(), changed); err != nil {
		t.Fatal(err)
	}
	var gone []string
	for range 12 {
		gone = append(gone, w.docs[rnd.IntN(len(w.docs))].ID)
	}
	if _, err := w.archive.Delete(context.Background(), gone...); err != nil {
		t.Fatal(err)
	}
}
