package table

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
)

// Where gives the live rows that f picks. f is called from several goroutines,
// for dead rows too.
func (s *Snapshot) Where(ctx context.Context, f func(row uint32) bool) (Set, error) {
	set := s.empty()
	err := spread(ctx, s.t.dir, len(s.segments), 1, func(from, to int) error {
		for i := from; i < to; i++ {
			set.parts[i] = s.segments[i].where(f)
		}
		return nil
	})
	return set, err
}

// Equal gives the rows with a value in a keyword column.
func (s *Snapshot) Equal(ctx context.Context, column int, value string) (Set, error) {
	ord, ok := s.t.ord(column, value)
	if !ok {
		return s.empty(), nil
	}
	ords := s.columns.keywords[column]
	return s.Where(ctx, func(row uint32) bool { return ords[row] == ord })
}

// Any gives the rows that have one of values in a keyword column.
func (s *Snapshot) Any(ctx context.Context, column int, values ...string) (Set, error) {
	if len(values) == 1 {
		return s.Equal(ctx, column, values[0])
	}
	found := false
	wanted := make([]bool, len(s.values[column]))
	for _, v := range values {
		if ord, ok := s.t.ord(column, v); ok && int(ord) < len(wanted) {
			wanted[ord], found = true, true
		}
	}
	if !found {
		return s.empty(), nil
	}
	return s.AnyOrd(ctx, column, wanted)
}

// AnyOrd gives the rows whose ordinal in a keyword column is marked in wanted,
// which is as long as Values.
func (s *Snapshot) AnyOrd(ctx context.Context, column int, wanted []bool) (Set, error) {
	ords := s.columns.keywords[column]
	return s.Where(ctx, func(row uint32) bool { return wanted[ords[row]] })
}

// Range gives the rows whose number is from low to high, both included. Rows
// whose number is Missing are never among them.
func (s *Snapshot) Range(ctx context.Context, column int, low, high int64) (Set, error) {
	numbers := s.columns.numbers[column]
	low = max(low, Missing+1)
	return s.Where(ctx, func(row uint32) bool { return low <= numbers[row] && numbers[row] <= high })
}

// ord looks a value up in a dictionary.
func (t *Table) ord(column int, value string) (uint32, bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	ord, ok := t.dictionaries[column].ords[value]
	return ord, ok
}

// filterStretch is how many documents a goroutine looks at in one go: enough to
// make handing them out cheap, few enough for ctx to be heard.
const filterStretch = 512

// filter gives the members of a set whose rows f picks. It is meant for costly
// f: it is called from several goroutines.
func (s *Snapshot) filter(ctx context.Context, set Set, f func(row uint32) bool) (Set, error) {
	out := s.empty()
	for i, part := range set.parts {
		if part == nil || part.IsEmpty() {
			continue
		}
		locals, rows := part.ToArray(), s.segments[i].rows
		kept := make([]int, (len(locals)+filterStretch-1)/filterStretch)
		err := spread(ctx, s.t.dir, len(locals), filterStretch, func(from, to int) error {
			n := from
			for _, local := range locals[from:to] {
				if f(rows[local]) {
					locals[n] = local
					n++
				}
			}
			kept[from/filterStretch] = n - from
			return nil
		})
		if err != nil {
			return Set{}, err
		}
		found := roaring.New()
		for stretch, n := range kept {
			from := stretch * filterStretch
			found.AddMany(locals[from : from+n])
		}
		out.parts[i] = found
	}
	return out, nil
}
