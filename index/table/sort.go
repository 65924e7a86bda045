package table

import (
	"context"
	"sync"
)

// Order says how Sort goes.
type Order struct {
	// Column is the column of numbers to sort by, or NoColumn to sort by
	// sequence number alone, newest first.
	Column     int
	Descending bool
	Skip       int
	Limit      int
	// After leaves out everything up to this hit, which was the last of an
	// earlier page; nil starts at the beginning.
	After *Hit
}

// NoColumn stands for no column of numbers.
const NoColumn = -1

// Sort gives a page of a set in the order of a column of numbers. Rows whose
// number is Missing come last; of equal ones the newer row comes first.
func (s *Snapshot) Sort(ctx context.Context, set Set, o Order) ([]Hit, error) {
	var keys []int64
	if o.Column != NoColumn {
		keys = s.columns.numbers[o.Column]
	}
	fresh := func() *top { return &top{limit: o.Skip + o.Limit, before: byKey(o.Descending), after: o.After} }
	all := fresh()
	var mu sync.Mutex
	for i, part := range set.parts {
		if part == nil || part.IsEmpty() {
			continue
		}
		locals, rows := part.ToArray(), s.segments[i].rows
		err := spread(ctx, s.t.dir, len(locals), all.stretch(), func(from, to int) error {
			first := fresh()
			for _, local := range locals[from:to] {
				h := Hit{Row: rows[local]}
				if keys != nil {
					h.Key = keys[h.Row]
				}
				if last := first.last(); last != nil && h.Key != Missing && last.Key != Missing &&
					(h.Key < last.Key) == o.Descending && h.Key != last.Key {
					continue
				}
				first.offer(h)
			}
			mu.Lock()
			defer mu.Unlock()
			all.merge(first)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all.sorted(o.Skip), nil
}
