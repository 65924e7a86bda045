package archive_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/source"
)

const benchArticles = 20_000

// news gives the first real items of the folder that ZONESEARCH_SHARED names.
func news(b *testing.B) []*corpus.Article {
	b.Helper()
	shared := os.Getenv("ZONESEARCH_SHARED")
	if shared == "" {
		b.Skip("set ZONESEARCH_SHARED to the shared folder")
	}
	var all []*corpus.Article
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	err := source.Walk(ctx, []string{filepath.Join(shared, "data", "news", "xwlb.jsonl.xz")}, source.Options{}, func(i source.Item) error {
		if i.Err != nil {
			return i.Err
		}
		if all = append(all, i.Article); len(all) == benchArticles {
			cancel()
		}
		return nil
	})
	if err != nil && ctx.Err() == nil {
		b.Fatal(err)
	}
	return all
}

func fill(b *testing.B, a *archive.Archive, all []*corpus.Article) {
	for i := 0; i < len(all); i += 500 {
		if _, err := a.Put(context.Background(), all[i:min(i+500, len(all))]); err != nil {
			b.Fatal(err)
		}
	}
}

func open(b *testing.B, dir string) *archive.Archive {
	a, err := archive.Open(dir, archive.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = a.Close() }) // closing twice is no harm
	return a
}

// BenchmarkPut keeps real news, 500 articles a call, and tells how much of
// the text's size the file takes.
func BenchmarkPut(b *testing.B) {
	all := news(b)
	for b.Loop() {
		dir := b.TempDir()
		a := open(b, dir)
		fill(b, a, all)
		s, err := a.Stats()
		if err != nil {
			b.Fatal(err)
		}
		info, err := os.Stat(filepath.Join(dir, "articles.db"))
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(s.TextBytes)
		b.ReportMetric(float64(info.Size())/float64(s.TextBytes), "file/text")
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead measures what is done with an archive that is there.
func BenchmarkRead(b *testing.B) {
	all, ctx := news(b), context.Background()
	dir := b.TempDir()
	a := open(b, dir)
	fill(b, a, all)
	s, err := a.Stats()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("unchanged", func(b *testing.B) {
		b.SetBytes(s.TextBytes)
		for b.Loop() {
			fill(b, a, all)
		}
	})
	b.Run("scan", func(b *testing.B) {
		b.SetBytes(s.TextBytes)
		for b.Loop() {
			if err := a.Scan(ctx, 0, func(archive.Change) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("ten", func(b *testing.B) {
		seqs := make([]uint64, 10)
		for i := range seqs {
			seqs[i] = uint64(1 + i*1777)
		}
		for b.Loop() {
			if _, err := a.Many(seqs); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, deep := range map[string]bool{"verify": false, "verify deep": true} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(s.TextBytes)
			for b.Loop() {
				if r, err := a.Verify(ctx, deep, nil); err != nil || !r.OK() {
					b.Fatal(err, r.Damage)
				}
			}
		})
	}
	b.Run("open", func(b *testing.B) {
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if err := open(b, dir).Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
