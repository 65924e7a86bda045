package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/project"
	"zonesearch/index/table"
)

// TestOneTableAhead stops between the two tables, as a crash does, and goes on
// from there.
func TestOneTableAhead(t *testing.T) {
	s := newShelf(t)
	for name, skip := range map[string]func(*builder) *side{
		"projects are ahead": func(b *builder) *side { return &b.articles },
		"articles are ahead": func(b *builder) *side { return &b.projects },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s.fill(t, dir)
			a := s.archive(t, dir)
			x := s.open(t, dir, a)
			mustClose(t, x)
			articles := sampleArticles(t)
			changed := *articles[8]
			changed.Title += "（续）"
			more := []*corpus.Article{&changed}
			for i := range 5 {
				copied := *articles[20+i]
				copied.ID += "-again"
				more = append(more, &copied)
			}
			mustPut(t, a, more...)

			g, err := openCurrent(context.Background(), filepath.Join(dir, "index"), x.stamps, s.options.Segmenter)
			if err != nil {
				t.Fatal(err)
			}
			b, err := newBuilder(g)
			if err != nil {
				t.Fatal(err)
			}
			behind := skip(b)
			err = x.archive.Salvage(context.Background(), g.reached(), func(c archive.Change) error {
				if err := b.add(context.Background(), &derivation{change: c, rows: x.derive(&c)}); err != nil {
					return err
				}
				behind.batch = table.Batch{}
				return b.drain(context.Background())
			}, func(d *archive.DamageError) error { return d })
			if err != nil {
				t.Fatal(err)
			}
			if g.articles.Reached() == g.projects.Reached() {
				t.Fatal("no table is ahead")
			}
			if err := g.close(); err != nil {
				t.Fatal(err)
			}

			if r, err := Verify(context.Background(), s.optionsFor(dir, a), true); err != nil || len(r.Damage) > 0 {
				t.Fatalf("what a crash leaves is no damage: %v %v", r.Damage, err)
			}
			// Before it goes on, what only one table has is replaced.
			again := *more[1]
			again.Title += "（更正）"
			mustPut(t, a, &again)
			if _, err := a.Delete(context.Background(), more[2].ID); err != nil {
				t.Fatal(err)
			}
			x = s.open(t, dir, a)
			got := answers(t, x)
			if r, err := x.Verify(context.Background(), true); err != nil || len(r.Damage) > 0 {
				t.Fatalf("verify: %v %v", r.Damage, err)
			}
			if err := x.Rebuild(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
			if want := answers(t, x); got != want {
				t.Errorf("other answers than those of a new index: %s", firstDifference(got, want))
			}
			mustClose(t, x, a)
		})
	}
}

// TestAnotherPast puts an older copy of the archive beside an index that is
// ahead of it, and then lets that copy live another life.
func TestAnotherPast(t *testing.T) {
	s := newShelf(t)
	dir := t.TempDir()
	articles := sampleArticles(t)
	a := s.archive(t, dir)
	mustPut(t, a, articles[:10]...)
	x := s.open(t, dir, a)
	mustClose(t, x, a)
	old := copyOf(t, dir)
	a = s.archive(t, dir)
	mustPut(t, a, articles[10:20]...)
	mustClose(t, s.open(t, dir, a), a)

	for name, more := range map[string][]*corpus.Article{"shorter": nil, "as long": articles[20:30], "longer": articles[20:40]} {
		t.Run(name, func(t *testing.T) {
			mixed := copyOf(t, old)
			if err := os.RemoveAll(filepath.Join(mixed, "index")); err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(filepath.Join(mixed, "index"), os.DirFS(filepath.Join(dir, "index"))); err != nil {
				t.Fatal(err)
			}
			a := s.archive(t, mixed)
			if more != nil {
				mustPut(t, a, more...)
			}
			x := s.open(t, mixed, a)
			if got := x.Status().Articles; got != a.Count() {
				t.Errorf("%d articles, want %d", got, a.Count())
			}
			if r, err := x.Verify(context.Background(), true); err != nil || len(r.Damage) > 0 {
				t.Errorf("verify: %v %v", r.Damage, err)
			}
			mustClose(t, x, a)
		})
	}
}

// poisoned is an extractor that one article brings down.
type poisoned struct {
	Extractor
	id string
}

func (p poisoned) Extract(a *corpus.Article) []project.Record {
	if a.ID == p.id {
		panic("a rule went wrong")
	}
	return p.Extractor.Extract(a)
}

func TestPoisonArticle(t *testing.T) {
	s := newShelf(t)
	articles := sampleArticles(t)[:12]
	s.options.Extractor = poisoned{s.options.Extractor, articles[4].ID}
	dir := t.TempDir()
	a := s.archive(t, dir)
	mustPut(t, a, articles...)
	x := s.open(t, dir, a)
	if n := x.Status().Articles; n != len(articles) {
		t.Errorf("%d articles are found, want %d", n, len(articles))
	}
	if got, err := x.Article(context.Background(), articles[4].ID, ""); err != nil || len(got.Projects) != 0 {
		t.Errorf("the article: %+v, %v", got, err)
	}
	mustClose(t, x, a)
}

// torn is an archive that cannot read one of its articles.
type torn struct {
	*archive.Archive
	seq uint64
}

func (a torn) damage() *archive.DamageError {
	return &archive.DamageError{Seq: a.seq, Reason: "made up"}
}

func (a torn) Salvage(ctx context.Context, after uint64, fn func(archive.Change) error, damaged func(*archive.DamageError) error) error {
	return a.Archive.Salvage(ctx, after, func(c archive.Change) error {
		if c.Seq == a.seq {
			return damaged(a.damage())
		}
		return fn(c)
	}, damaged)
}

func (a torn) Many(seqs []uint64) ([]*corpus.Article, error) {
	articles, err := a.Archive.Many(seqs)
	for i, seq := range seqs {
		if seq == a.seq {
			articles[i], err = nil, errors.Join(err, a.damage())
		}
	}
	return articles, err
}

// TestUnreadableArticle: the others are found, and the answer says that it is
// not all, after a restart too; the last of the archive is no special case.
func TestUnreadableArticle(t *testing.T) {
	s := newShelf(t)
	articles := sampleArticles(t)[:12]
	for _, seq := range []uint64{3, 12} {
		dir := t.TempDir()
		whole := s.archive(t, dir)
		mustPut(t, whole, articles...)
		a := torn{whole, seq}
		for _, when := range []string{"at first", "after a restart"} {
			x := s.open(t, dir, a)
			r, err := x.Search(context.Background(), SearchRequest{})
			if err != nil || r.Total != 11 || !r.Partial || len(r.Query.Warnings) == 0 {
				t.Errorf("%s: %+v, %v; want 11 hits and a warning", when, r, err)
			}
			report, err := x.Verify(context.Background(), true)
			if err != nil || len(report.Damage) > 0 || report.Unreadable != 1 {
				t.Errorf("%s: verify: %+v, %v", when, report, err)
			}
			mustClose(t, x)
		}
		mustClose(t, whole)
	}
	// One that was indexed before it was damaged is found, but not shown as if
	// it were empty.
	dir := t.TempDir()
	whole := s.archive(t, dir)
	mustPut(t, whole, articles...)
	mustClose(t, s.open(t, dir, whole))
	x := s.open(t, dir, torn{whole, 3})
	if r, err := x.Search(context.Background(), SearchRequest{Page: Page{Limit: 20}}); err != nil || r.Total != 12 || !r.Partial {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := x.Article(context.Background(), articles[2].ID, ""); !errors.Is(err, ErrUnreadable) {
		t.Errorf("the article: %v, want ErrUnreadable", err)
	}
	mustClose(t, x, whole)
}

// TestPanicInSearch: the search fails, the index is checked, and goes on.
func TestPanicInSearch(t *testing.T) {
	s := newShelf(t)
	dir := t.TempDir()
	s.fill(t, dir)
	a := s.archive(t, dir)
	x := s.open(t, dir, a)
	want := answers(t, x)
	if err := x.guard(func() error { panic("made up") }); !errors.Is(err, ErrFailed) {
		t.Fatalf("a panic became %v", err)
	}
	if got := answers(t, x); got != want {
		t.Error("other answers while it is checked")
	}
	eventually(t, "a check", func() bool { return x.calm.Load() != nil })
	// What cannot have been a mistake of the program stops all answers until
	// the check is over.
	x.calm.Store(nil)
	err := x.guard(func() error { return damaged("made up", "is wrong", nil) })
	if !errors.Is(err, ErrDamaged) {
		t.Fatalf("damage became %v", err)
	}
	eventually(t, "an answer", func() bool { return x.ready() })
	if got := answers(t, x); got != want {
		t.Error("other answers after the check")
	}
	mustClose(t, x, a)
}

func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited too long for %s", what)
		}
	}
}

// TestDamageWhileOpen spoils files under the feet of an open index. A check
// finds it and the index is built anew by itself.
func TestDamageWhileOpen(t *testing.T) {
	s := newShelf(t)
	dir := t.TempDir()
	s.fill(t, dir)
	a := s.archive(t, dir)
	x := s.open(t, dir, a)
	want := answers(t, x)
	rng := chance(t)
	for round := range 3 {
		root := generationDir(t, filepath.Join(dir, "index"))
		var files []string
		for _, file := range filesUnder(t, root) {
			if name := filepath.Base(file); name == "rows" || name == "text" || filepath.Ext(name) == ".zap" && inUse(t, root+file) {
				files = append(files, file)
			}
		}
		file := files[rng.IntN(len(files))]
		b, err := os.ReadFile(root + file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(root+file, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		at := rng.IntN(len(b))
		if _, err := f.WriteAt([]byte{b[at] ^ 1<<rng.IntN(8)}, int64(at)); err != nil {
			t.Fatal(err)
		}
		mustClose(t, f)

		r, err := x.Verify(context.Background(), false)
		if err != nil || len(r.Damage) == 0 {
			t.Fatalf("round %d: %s with a bit flipped at %d was not seen: %v", round, file, at, err)
		}
		waitReady(t, x, a.LastSeq())
		if got := answers(t, x); got != want {
			t.Errorf("round %d: other answers: %s", round, firstDifference(got, want))
		}
		x.renewed = x.renewed.Add(-renewAtMost) // as if it were long ago
	}
	mustClose(t, x, a)
}

// TestRestored: a backup that is restored elsewhere gives the same answers.
func TestRestored(t *testing.T) {
	s := newShelf(t)
	dir := t.TempDir()
	s.fill(t, dir)
	a := s.archive(t, dir)
	x := s.open(t, dir, a)
	want := answers(t, x)
	file, err := os.Create(filepath.Join(t.TempDir(), "backup"))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Backup(context.Background(), file); err != nil {
		t.Fatal(err)
	}
	mustClose(t, x, a)
	if _, err := file.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	if err := archive.Restore(context.Background(), file, elsewhere); err != nil {
		t.Fatal(err)
	}
	a = s.archive(t, elsewhere)
	x = s.open(t, elsewhere, a)
	if got := answers(t, x); got != want {
		t.Errorf("other answers: %s", firstDifference(got, want))
	}
	mustClose(t, x, a, file)
}

// TestMixedUse searches, writes, deletes, exports, rebuilds and checks all at
// once, and leaves no goroutine behind. ZONESEARCH_MIXED says for how long.
func TestMixedUse(t *testing.T) {
	duration := 3 * time.Second
	if s := os.Getenv("ZONESEARCH_MIXED"); s != "" {
		var err error
		if duration, err = time.ParseDuration(s); err != nil {
			t.Fatalf("ZONESEARCH_MIXED: %v", err)
		}
	}
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s := newShelf(t)
	s.options.Segmenter = s.options.Segmenter.(wordless).Segmenter
	dir := t.TempDir()
	s.fill(t, dir)
	a := s.archive(t, dir)
	x := s.open(t, dir, a)
	if _, err := x.suggestions.wait(context.Background(), func(*suggestions) bool { return true }); err != nil {
		t.Fatal(err)
	}
	articles := sampleArticles(t)
	ctx, cancel := context.WithTimeout(context.Background(), duration)
	defer cancel()
	var tasks sync.WaitGroup
	repeat := func(what string, f func(n int) error) {
		tasks.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				if err := f(n); err != nil && ctx.Err() == nil {
					t.Errorf("%s: %v", what, err)
					return
				}
			}
		})
	}
	for range 2 {
		repeat("search", func(int) error { _, _, err := ask(x); return err })
	}
	repeat("write", func(n int) error {
		copied := *articles[n%len(articles)]
		copied.ID, copied.Title = copied.ID+"-mixed", copied.Title+time.Now().String()
		_, err := a.Put(ctx, []*corpus.Article{&copied})
		if err == nil && n%3 == 0 {
			_, err = a.Delete(ctx, copied.ID)
		}
		if err == nil && n%8 == 0 {
			err = x.WaitFor(ctx, a.LastSeq())
		}
		time.Sleep(20 * time.Millisecond)
		return err
	})
	repeat("export", func(int) error {
		e, err := x.ExportArticles(ctx, SearchRequest{})
		if err != nil {
			return err
		}
		defer e.Close()
		return e.Each(func(*Article) error { return nil })
	})
	repeat("rebuild", func(int) error {
		time.Sleep(500 * time.Millisecond)
		return x.Rebuild(ctx, nil)
	})
	repeat("verify", func(n int) error {
		time.Sleep(200 * time.Millisecond)
		r, err := x.Verify(ctx, n%4 == 0)
		if err == nil && len(r.Damage) > 0 {
			err = errors.New(r.Damage[0])
		}
		return err
	})
	repeat("suggest", func(int) error {
		time.Sleep(50 * time.Millisecond)
		_, err := x.Suggest(ctx, "泰", 0)
		return err
	})
	tasks.Wait()
	waitReady(t, x, a.LastSeq())
	if r, err := x.Verify(context.Background(), true); err != nil || len(r.Damage) > 0 {
		t.Errorf("verify: %v %v", r.Damage, err)
	}
	if got := x.Status().Articles; got != a.Count() {
		t.Errorf("%d articles, want %d", got, a.Count())
	}
	mustClose(t, x, a)
}

// generationDir is the folder of the current generation.
func generationDir(t *testing.T, dir string) string {
	t.Helper()
	name, err := readCurrent(dir)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name)
}
