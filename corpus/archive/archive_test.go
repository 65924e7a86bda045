package archive

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"zonesearch/corpus"
)

func mustOpen(t testing.TB, dir string, opts Options) *Archive {
	t.Helper()
	a, err := Open(dir, opts)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { _ = a.Close() }) // closing twice is no harm
	return a
}

func mustPut(t testing.TB, a *Archive, articles ...*corpus.Article) []Outcome {
	t.Helper()
	out, err := a.Put(context.Background(), articles)
	if err != nil {
		t.Fatalf("put: %v", err)
	}
	return out
}

func article(n int) *corpus.Article {
	return &corpus.Article{
		ID: fmt.Sprintf("a%d", n), Title: fmt.Sprintf("第%d个项目签约", n),
		Body: "今年以来,开发区招商引资再传捷报。\n总投资5亿元。", Date: "2022-07-18", Zone: "泰州海陵西部智动新城",
		URL: fmt.Sprintf("https://example.cn/%d", n),
	}
}

func TestPutGetReplaceDelete(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	a := mustOpen(t, dir, Options{Now: func() time.Time { return now }})
	ctx := context.Background()

	one, two := article(1), article(2)
	out := mustPut(t, a, one, two, one)
	want := []Outcome{{1, Added}, {2, Added}, {1, Unchanged}}
	for i := range want {
		if out[i] != want[i] {
			t.Errorf("outcome %d = %v, want %v", i, out[i], want[i])
		}
	}
	got, err := a.Get("a1")
	if err != nil {
		t.Fatal(err)
	}
	if !got.SameContent(one) || !got.Added.Equal(now) {
		t.Errorf("got %+v", got)
	}

	first := now
	now = now.Add(time.Hour)
	changed := *one
	changed.Body = "另一个正文。"
	waiting := a.Changed()
	if out := mustPut(t, a, &changed); out[0] != (Outcome{3, Updated}) {
		t.Errorf("replacing gave %v", out[0])
	}
	select {
	case <-waiting:
	default:
		t.Error("Changed was not closed")
	}
	if got, err = a.Get("a1"); err != nil || got.Body != changed.Body || !got.Added.Equal(first) {
		t.Errorf("after replacing: %+v, %v", got, err)
	}
	if n, err := a.Delete(ctx, "a2", "no such"); n != 1 || err != nil {
		t.Errorf("delete = %d, %v", n, err)
	}
	if _, err := a.Get("a2"); !errors.Is(err, ErrNotFound) {
		t.Errorf("deleted article: %v", err)
	}
	if arts, err := a.Many([]uint64{1, 2, 3, 4, 99, 0}); err != nil || arts[2] == nil || arts[0] != nil || arts[1] != nil || arts[3] != nil {
		t.Errorf("many = %v, %v", arts, err)
	}

	check := func(a *Archive) {
		t.Helper()
		if a.Count() != 1 || a.LastSeq() != 4 {
			t.Errorf("count %d, last %d", a.Count(), a.LastSeq())
		}
		var changes []Change
		if err := a.Scan(ctx, 0, func(c Change) error { changes = append(changes, c); return nil }); err != nil {
			t.Fatal(err)
		}
		if len(changes) != 2 || changes[0].Seq != 3 || changes[0].Replaces != 1 || changes[0].Article == nil ||
			changes[1].Seq != 4 || changes[1].Replaces != 2 || changes[1].Article != nil || changes[1].ID != "a2" {
			t.Errorf("changes = %+v", changes)
		}
	}
	check(a)
	name := a.Name()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Put(ctx, []*corpus.Article{one}); !errors.Is(err, ErrClosed) {
		t.Errorf("put after close: %v", err)
	}
	if _, err := a.Get("a1"); !errors.Is(err, ErrClosed) {
		t.Errorf("get after close: %v", err)
	}
	a = mustOpen(t, dir, Options{})
	check(a)
	if a.Name() != name {
		t.Error("the name changed")
	}
}
