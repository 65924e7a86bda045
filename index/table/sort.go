package table

import (
	"context"
	"slices"
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
	before := func(a, b *Hit) bool { return byKey(a, b, o.Descending) }
	first := tops{all: &top{limit: o.Skip + o.Limit, before: before, after: o.After}}
	// Rows come in the order of the archive, which is much that of dates. Whoever
	// meets the first hits first passes by all others.
	for _, i := range inOrder(len(set.parts), o.Descending) {
		part := set.parts[i]
		if part == nil || part.IsEmpty() {
			continue
		}
		locals, rows := part.ToArray(), s.segments[i].rows
		if o.Descending {
			slices.Reverse(locals)
		}
		err := spread(ctx, s.t.dir, len(locals), first.all.stretch(), func(from, to int) error {
			some := first.fresh()
			for _, local := range locals[from:to] {
				h := Hit{Row: rows[local]}
				if keys != nil {
					h.Key = keys[h.Row]
				}
				if some.bar == nil || byKey(&h, some.bar, o.Descending) {
					some.offer(h)
				}
			}
			first.merge(some)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return first.all.sorted(o.Skip), nil
}

// inOrder gives the numbers below n, from the last on where descending.
func inOrder(n int, descending bool) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
		if descending {
			numbers[i] = n - 1 - i
		}
	}
	return numbers
}
