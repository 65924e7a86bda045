package table

import (
	"slices"
	"sort"
	"sync"
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
	// bar is what a hit has to come before to count; nil while any may. Loops over
	// many rows look at it before they go to the trouble of offer.
	bar *Hit
}

// tops gather the first hits of stretches that goroutines go through, which
// need not keep what would not be among the first of those before.
type tops struct {
	mu  sync.Mutex
	all *top
}

// fresh gives the top of one more stretch.
func (t *tops) fresh() *top {
	t.mu.Lock()
	defer t.mu.Unlock()
	first := &top{limit: t.all.limit, before: t.all.before, after: t.all.after}
	if t.all.bar != nil {
		bar := *t.all.bar // that one goes on changing
		first.bar = &bar
	}
	return first
}

// merge takes the hits of a stretch in.
func (t *tops) merge(first *top) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, h := range first.heap {
		t.all.offer(h)
	}
}

// stretch is how many hits to offer to one top in one go, for all of its work
// to be small beside that of merging its first.
func (t *top) stretch() int { return max(1<<15, 8*t.limit) }

// offer takes h in where it belongs to the first.
func (t *top) offer(h Hit) {
	switch {
	case t.limit == 0,
		t.after != nil && !t.before(t.after, &h),
		t.bar != nil && !t.before(&h, t.bar):
		return
	case len(t.heap) < t.limit:
		t.add(h)
	default:
		t.replace(h)
	}
	if last := &t.heap[0]; len(t.heap) == t.limit && (t.bar == nil || t.before(last, t.bar)) {
		t.bar = last
	}
}

// add puts h beside the first hits so far.
func (t *top) add(h Hit) {
	t.heap = append(t.heap, h)
	for i := len(t.heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !t.before(&t.heap[up], &t.heap[i]) {
			return
		}
		t.heap[up], t.heap[i] = t.heap[i], t.heap[up]
		i = up
	}
}

// replace puts h where the last of the first hits was.
func (t *top) replace(h Hit) {
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
func byKey(a, b *Hit, descending bool) bool {
	switch {
	case a.Key == b.Key:
		return a.Row > b.Row
	case a.Key == Missing || b.Key == Missing:
		return b.Key == Missing
	}
	return a.Key > b.Key == descending
}
