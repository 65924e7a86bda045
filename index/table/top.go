package table

import (
	"cmp"
	"slices"
	"sort"
)

// Hit is a row in an order.
type Hit struct {
	Row   uint32
	Score float64 // of Rank
	Key   int64   // of the column that Sort went by, or that broke Rank's ties
}

// top keeps the first hits of an order. Hits must come before or after each
// other, never be equal.
type top struct {
	limit  int
	before func(a, b *Hit) bool
	after  *Hit  // only what comes after it counts; may be nil
	heap   []Hit // the last of them first
}

// last gives the last of the first hits, or nil while there is room for more:
// loops over many rows compare with it before they go to the trouble of offer.
func (t *top) last() *Hit {
	if len(t.heap) < t.limit || t.limit == 0 {
		return nil
	}
	return &t.heap[0]
}

// stretch is how many hits to offer to one top in one go, for all of its work
// to be small beside that of merging its first.
func (t *top) stretch() int { return max(1<<15, 8*t.limit) }

// offer takes h in where it belongs to the first.
func (t *top) offer(h Hit) {
	if t.after != nil && !t.before(t.after, &h) {
		return
	}
	if len(t.heap) < t.limit {
		t.heap = append(t.heap, h)
		for i := len(t.heap) - 1; i > 0; {
			up := (i - 1) / 2
			if !t.before(&t.heap[up], &t.heap[i]) {
				break
			}
			t.heap[up], t.heap[i] = t.heap[i], t.heap[up]
			i = up
		}
		return
	}
	if t.limit == 0 || !t.before(&h, &t.heap[0]) {
		return
	}
	t.heap[0] = h
	for i := 0; ; {
		down := 2*i + 1
		if down >= len(t.heap) {
			return
		}
		if right := down + 1; right < len(t.heap) && t.before(&t.heap[down], &t.heap[right]) {
			down = right
		}
		if !t.before(&t.heap[i], &t.heap[down]) {
			return
		}
		t.heap[i], t.heap[down] = t.heap[down], t.heap[i]
		i = down
	}
}

// merge takes the hits of another one with the same order in.
func (t *top) merge(o *top) {
	for _, h := range o.heap {
		t.offer(h)
	}
}

// sorted gives the hits in their order, without the first skip.
func (t *top) sorted(skip int) []Hit {
	sort.Slice(t.heap, func(i, j int) bool { return t.before(&t.heap[i], &t.heap[j]) })
	return slices.Clip(t.heap[min(skip, len(t.heap)):])
}

// byScore puts greater scores first, then greater keys, then newer rows.
func byScore(a, b *Hit) bool {
	if a.Score != b.Score {
		return a.Score > b.Score
	}
	if a.Key != b.Key {
		return a.Key > b.Key
	}
	return a.Row > b.Row
}

// byKey puts smaller or greater keys first, Missing ones last, then newer rows.
func byKey(descending bool) func(a, b *Hit) bool {
	return func(a, b *Hit) bool {
		if a.Key == b.Key {
			return a.Row > b.Row
		}
		if descending {
			return a.Key > b.Key // Missing is the least
		}
		return a.Key != Missing && (b.Key == Missing || cmp.Less(a.Key, b.Key))
	}
}
