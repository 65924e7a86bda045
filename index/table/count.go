package table

import (
	"context"
	"sync"
)

// countStretch is how many documents are counted in one go.
const countStretch = 1 << 15

// Count counts, for each of some keyword columns, how many members of a set
// have each ordinal. The results are as long as Values. Of a set that is more
// than half of the table, what is not in it is counted and taken off the whole.
func (s *Snapshot) Count(ctx context.Context, set Set, columns []int) ([][]int32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if 2*set.Len() <= s.live {
		return s.countMembers(ctx, set, columns)
	}
	counts, err := s.countMembers(ctx, s.All().AndNot(set), columns)
	if err != nil {
		return nil, err
	}
	for i, c := range columns {
		whole, err := s.wholes[c]()
		if err != nil {
			return nil, err
		}
		for ord, n := range whole {
			counts[i][ord] = n - counts[i][ord]
		}
	}
	return counts, nil
}

// countWhole gives what counts all live rows by a keyword column, once for all
// who ask.
func (s *Snapshot) countWhole(column int) func() ([]int32, error) {
	return sync.OnceValues(func() ([]int32, error) {
		// Whoever waits for it must not have it fail by another one's deadline.
		counts, err := s.countMembers(context.Background(), s.All(), []int{column})
		if err != nil {
			return nil, err
		}
		return counts[0], nil
	})
}

func (s *Snapshot) countMembers(ctx context.Context, set Set, columns []int) ([][]int32, error) {
	total := s.zeroCounts(columns)
	var mu sync.Mutex
	for i, part := range set.parts {
		if part == nil || part.IsEmpty() {
			continue
		}
		locals, rows := part.ToArray(), s.segments[i].rows
		err := spread(ctx, s.t.dir, len(locals), max(countStretch, len(locals)/cores()+1), func(from, to int) error {
			counts := s.zeroCounts(columns)
			s.count(counts, columns, rows, locals[from:to])
			mu.Lock()
			defer mu.Unlock()
			for c := range total {
				for ord, n := range counts[c] {
					total[c][ord] += n
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return total, nil
}

// Stretches calls f with the rows of a set, a stretch of them at a time and from
// several goroutines. f must not keep the slice.
func (s *Snapshot) Stretches(ctx context.Context, set Set, f func(rows []uint32)) error {
	for i, part := range set.parts {
		if part == nil || part.IsEmpty() {
			continue
		}
		locals, rows := part.ToArray(), s.segments[i].rows
		err := spread(ctx, s.t.dir, len(locals), max(countStretch, len(locals)/cores()+1), func(from, to int) error {
			stretch := locals[from:to] // each is read once, so its place can take the row
			for n, local := range stretch {
				stretch[n] = rows[local]
			}
			f(stretch)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Snapshot) zeroCounts(columns []int) [][]int32 {
	counts := make([][]int32, len(columns))
	for i, c := range columns {
		counts[i] = make([]int32, len(s.values[c]))
	}
	return counts
}

// count takes blocks that stay in the cache through one column after the other.
func (s *Snapshot) count(counts [][]int32, columns []int, rows, locals []uint32) {
	var block [4096]uint32
	for len(locals) > 0 {
		n := min(len(locals), len(block))
		for i, local := range locals[:n] {
			block[i] = rows[local]
		}
		for i, c := range columns {
			into, ords := counts[i], s.columns.keywords[c]
			for _, row := range block[:n] {
				into[ords[row]]++
			}
		}
		locals = locals[n:]
	}
}
