package table

import (
	"sort"
	"sync"
)

// sieve tells by catalogs, of the rows that hold all terms of a run, which of
// them cannot hold the run, and of some that they do.
type sieve struct {
	s       *Snapshot
	run     *run
	text    int
	batches []sifted // as the snapshot's
}

// sifted is what the catalog of a batch tells of a run. It is asked when the
// first of the batch's rows comes.
type sifted struct {
	ask     sync.Once
	catalog *storedCatalog
	ranks   []uint64 // those that may hold the run
	// sure says that they do.
	sure bool
}

// siftedMost is of how many bigrams of a run catalogs are asked: those of a long
// run leave hardly a text over that does not hold it.
const siftedMost = 24

func (s *Snapshot) sieve(r *run, text int) *sieve {
	return &sieve{s: s, run: r, text: text, batches: make([]sifted, len(s.columns.batches))}
}

// holds reports whether a row may hold the run, and whether it surely does. It
// reads mapped memory.
func (v *sieve) holds(row uint32) (maybe, sure bool) {
	batches := v.s.columns.batches
	i := sort.Search(len(batches), func(i int) bool { return batches[i].first > row }) - 1
	if i < 0 {
		return true, false
	}
	b := &v.batches[i]
	b.ask.Do(func() { v.sift(b, &batches[i]) })
	place := row - batches[i].first
	if int(place) >= b.catalog.rows {
		return true, false // it came after the batch
	}
	rank := b.catalog.rank(place)
	maybe = b.ranks[rank/64]>>(rank%64)&1 == 1
	return maybe, maybe && b.sure
}

// sift asks the catalog of a batch.
func (v *sieve) sift(found *sifted, b *batch) {
	c := readCatalog(v.s.text.bytes(b.at, b.size), len(v.s.t.schema.Texts))
	ranks := c.all()
	for _, bigram := range v.run.bigrams[:min(len(v.run.bigrams), siftedMost)] {
		list, ok := c.find(v.text, bigram)
		switch {
		case !ok:
			c.keepSigned(ranks, v.text, bigram)
		case len(list) > 0: // words were looked for among the terms
			c.keepListed(ranks, list)
			// Nothing else is to be known of a run of two Chinese characters.
			found.sure = len(v.run.units) == 4
		}
	}
	found.catalog, found.ranks = c, ranks
}
