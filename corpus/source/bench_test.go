package source

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkNews reads the real news that ZONESEARCH_SHARED holds. Bytes are
// those of the file as it is unpacked.
func BenchmarkNews(b *testing.B) {
	shared := os.Getenv("ZONESEARCH_SHARED")
	if shared == "" {
		b.Skip("set ZONESEARCH_SHARED to the shared folder")
	}
	path := filepath.Join(shared, "data", "news", "xwlb.jsonl.xz")
	for b.Loop() {
		articles, rejected, bytes := 0, 0, int64(0)
		err := Walk(context.Background(), []string{path}, Options{}, func(i Item) error {
			if i.Err != nil {
				b.Log(i.Entry, i.Err)
				rejected++
				return nil
			}
			articles++
			bytes += int64(len(i.Article.Body) + len(i.Article.Title))
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		if articles != 74_680 || rejected != 0 {
			b.Fatalf("%d articles, %d rejected", articles, rejected)
		}
		b.SetBytes(bytes)
	}
}
