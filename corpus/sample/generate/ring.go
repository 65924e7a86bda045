package generate

import "math/rand/v2"

// ring keeps the last few of something, to come back to at random.
type ring[T any] struct {
	size  int
	items []T
}

func (q *ring[T]) add(r *rand.Rand, x T) {
	if len(q.items) < q.size {
		q.items = append(q.items, x)
		return
	}
	q.items[r.IntN(q.size)] = x
}

func (q *ring[T]) draw(r *rand.Rand) (x T, ok bool) {
	if len(q.items) == 0 {
		return x, false
	}
	return q.items[r.IntN(len(q.items))], true
}

// take is draw, and what is taken is gone.
func (q *ring[T]) take(r *rand.Rand) (x T, ok bool) {
	last := len(q.items) - 1
	if last < 0 {
		return x, false
	}
	i := r.IntN(last + 1)
	x = q.items[i]
	q.items[i] = q.items[last]
	q.items = q.items[:last]
	return x, true
}
