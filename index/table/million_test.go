package table

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// million is a snapshot of a million rows in memory: columns and segments, no
// texts and no postings.
func million() *Snapshot {
	const rows, perSegment = 1_000_000, 250_000
	rng := rand.New(rand.NewPCG(5, 5))
	s := &Snapshot{view: &view{live: rows}, t: &Table{}}
	for _, values := range []int{2700, 340, 31, 40, 9, 3} {
		ords := make([]uint32, rows)
		for i := range ords {
			ords[i] = uint32(rng.IntN(values))
		}
		s.columns.keywords = append(s.columns.keywords, ords)
		s.values = append(s.values, make([]string, values))
	}
	s.columns.numbers = [][]int64{make([]int64, rows)}
	for i := range rows {
		s.columns.seqs = append(s.columns.seqs, uint64(i+1))
		s.columns.numbers[0][i] = rng.Int64N(5000)
	}
	for from := 0; from < rows; from += perSegment {
		seg := &part{residents: &residents{}, live: roaring.New()}
		seg.live.AddRange(0, perSegment)
		for local := range perSegment {
			seg.rows = append(seg.rows, uint32(from+local))
		}
		// Bleve mixes the documents of a batch.
		for at := 0; at < perSegment; at += 2000 {
			batch := seg.rows[at : at+2000]
			rng.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
		}
		s.segments = append(s.segments, seg)
	}
	return s
}

func BenchmarkMillion(b *testing.B) {
	s, ctx := million(), context.Background()
	half, err := s.Where(ctx, func(row uint32) bool { return row*2654435761>>31 == 0 })
	if err != nil {
		b.Fatal(err)
	}
	for name, ask := range map[string]func() error{
		"Count6":     func() error { _, err := s.Count(ctx, s.All(), []int{0, 1, 2, 3, 4, 5}); return err },
		"Count6Half": func() error { _, err := s.Count(ctx, half, []int{0, 1, 2, 3, 4, 5}); return err },
		"AnyOrd":     func() error { _, err := s.AnyOrd(ctx, 2, append(make([]bool, 30), true)); return err },
		"Range":      func() error { _, err := s.Range(ctx, 0, 1000, 2000); return err },
		"Sort":       func() error { _, err := s.Sort(ctx, s.All(), Order{Limit: 10, Descending: true}); return err },
		"SortDeep":   func() error { _, err := s.Sort(ctx, s.All(), Order{Skip: 9990, Limit: 10}); return err },
		"SetOf":      func() error { _, err := s.SetOf(ctx, []uint32{1, 2, 3}); return err },
		"And":        func() error { s.All().And(half); return nil },
		"RankEmpty":  func() error { _, err := s.Rank(ctx, s.All(), nil, Ranking{Limit: 10, Tie: 0}); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
