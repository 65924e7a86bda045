package table

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
)

// Where gives the live rows that f picks. f is called from several goroutines,
// for dead rows too.
func (s *Snapshot) Where(ctx context.Context, f func(row uint32) bool) (Set, error) {
	return s.where(ctx, func(rows []uint32) (picked uint64) {
		for i, row := range rows {
			if f(row) {
				picked |= 1 << i
			}
		}
		return picked
	})
}

// picker tells which of up to 64 rows to pick, by bits from the lowest on: a
// call for each row would take longer than looking at it.
type picker func(rows []uint32) uint64

// where gives the live rows that f picks.
func (s *Snapshot) where(ctx context.Context, f picker) (Set, error) {
	set := s.empty()
	for i, seg := range s.segments {
		words := make([]uint64, (seg.len()+63)/64)
		err := spread(ctx, s.t.dir, len(words), whereStretch, func(from, to int) error {
			for w := from; w < to; w++ {
				words[w] = f(seg.rows[64*w : min(64*w+64, seg.len())])
			}
			return nil
		})
		if err != nil {
			return Set{}, err
		}
		set.parts[i] = roaring.FromDense(words, false)
		if seg.deleted != nil {
			set.parts[i].AndNot(seg.deleted)
		}
	}
	return set, nil
}

// whereStretch is how many times 64 documents a goroutine looks at in one go.
const whereStretch = 1 << 9

// Equal gives the rows with a value in a keyword column.
func (s *Snapshot) Equal(ctx context.Context, column int, value string) (Set, error) {
	ord, ok := s.t.ord(column, value)
	if !ok {
		return s.empty(), nil
	}
	ords := s.columns.keywords[column]
	return s.where(ctx, func(rows []uint32) (picked uint64) {
		for i, row := range rows {
			if ords[row] == ord {
				picked |= 1 << i
			}
		}
		return picked
	})
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
	return s.where(ctx, func(rows []uint32) (picked uint64) {
		for i, row := range rows {
			if wanted[ords[row]] {
				picked |= 1 << i
			}
		}
		return picked
	})
}

// Range gives the rows whose number is from low to high, both included. Rows
// whose number is Missing are never among them.
func (s *Snapshot) Range(ctx context.Context, column int, low, high int64) (Set, error) {
	numbers := s.columns.numbers[column]
	low = max(low, Missing+1)
	return s.where(ctx, func(rows []uint32) (picked uint64) {
		for i, row := range rows {
			if n := numbers[row]; low <= n && n <= high {
				picked |= 1 << i
			}
		}
		return picked
	})
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
