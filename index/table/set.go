package table

import (
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Set is a set of a Snapshot's live rows. It never changes: what combines sets
// gives new ones. Sets of different snapshots must not meet, and none may be
// used after its snapshot is closed.
type Set struct {
	parts []*roaring.Bitmap // by segment, in local numbers; nil is empty
}

// Doc is a member of a Set: a document of a segment.
type Doc struct {
	Segment int
	Local   uint32
}

// All is the set of all live rows.
func (s *Snapshot) All() Set {
	set := s.empty()
	for i, seg := range s.segments {
		set.parts[i] = seg.live
	}
	return set
}

// None is the empty set.
func (s *Snapshot) None() Set { return s.empty() }

func (s *Snapshot) empty() Set { return Set{parts: make([]*roaring.Bitmap, len(s.segments))} }

// Row gives the ordinal of a document's row.
func (s *Snapshot) Row(d Doc) uint32 { return s.segments[d.Segment].rows[d.Local] }

// Len counts the members.
func (s Set) Len() (n int) {
	for _, p := range s.parts {
		if p != nil {
			n += int(p.GetCardinality())
		}
	}
	return n
}

// IsEmpty reports whether there are no members.
func (s Set) IsEmpty() bool {
	for _, p := range s.parts {
		if p != nil && !p.IsEmpty() {
			return false
		}
	}
	return true
}

// And gives what is in both sets.
func (s Set) And(o Set) Set {
	return s.with(o, func(a, b *roaring.Bitmap) *roaring.Bitmap {
		if a == nil || b == nil {
			return nil
		}
		return roaring.And(a, b)
	})
}

// Or gives what is in either set.
func (s Set) Or(o Set) Set {
	return s.with(o, func(a, b *roaring.Bitmap) *roaring.Bitmap {
		switch {
		case a == nil:
			return b
		case b == nil:
			return a
		}
		return roaring.Or(a, b)
	})
}

// AndNot gives what is in s and not in o.
func (s Set) AndNot(o Set) Set {
	return s.with(o, func(a, b *roaring.Bitmap) *roaring.Bitmap {
		if a == nil || b == nil {
			return a
		}
		return roaring.AndNot(a, b)
	})
}

// without leaves out the segments that o has a bitmap for.
func (s Set) without(o Set) Set {
	return s.with(o, func(a, b *roaring.Bitmap) *roaring.Bitmap {
		if b != nil {
			return nil
		}
		return a
	})
}

func (s Set) with(o Set, f func(a, b *roaring.Bitmap) *roaring.Bitmap) Set {
	parts := make([]*roaring.Bitmap, len(s.parts))
	for i := range parts {
		parts[i] = f(s.parts[i], o.parts[i])
	}
	return Set{parts: parts}
}

// Has reports whether d is a member.
func (s Set) Has(d Doc) bool {
	p := s.parts[d.Segment]
	return p != nil && p.Contains(d.Local)
}

// Each calls f for each member until it returns false.
func (s Set) Each(f func(Doc) bool) {
	var block [1024]uint32
	for i, p := range s.parts {
		if p == nil {
			continue
		}
		for it := p.ManyIterator(); ; {
			n := it.NextMany(block[:])
			if n == 0 {
				break
			}
			for _, local := range block[:n] {
				if !f(Doc{Segment: i, Local: local}) {
					return
				}
			}
		}
	}
}

// RowsOf gives the ordinals of a set's rows, ascending.
func (s *Snapshot) RowsOf(set Set) []uint32 {
	rows := make([]uint32, 0, set.Len())
	set.Each(func(d Doc) bool {
		rows = append(rows, s.Row(d))
		return true
	})
	slices.Sort(rows)
	return rows
}

// SetOf gives the live ones among rows, in any order.
func (s *Snapshot) SetOf(ctx context.Context, rows []uint32) (Set, error) {
	wanted := make([]bool, s.Rows())
	for _, row := range rows {
		wanted[row] = true
	}
	return s.Where(ctx, func(row uint32) bool { return wanted[row] })
}
