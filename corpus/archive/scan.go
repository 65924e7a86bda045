package archive

import (
	"context"
	"errors"

	"go.etcd.io/bbolt"

	"zonesearch/corpus"
)

// Change is one entry of the archive's log.
type Change struct {
	Seq uint64
	ID  string
	// Article is the version that came in with this change and is still valid.
	// It is nil where the change only takes away: a deletion, or a version
	// that was itself replaced since and whose replacement follows.
	Article *corpus.Article
	// Replaces is the number of the version that this change takes away, 0
	// where there is none. A follower that drops Replaces and adds Article, in
	// order, ends with what is valid, from wherever it started.
	Replaces uint64
}

// A scan reads in chunks and holds no transaction while the caller works, so
// that a slow one does not keep old pages from being used again.
const (
	chunkRecords = 512
	chunkBytes   = 2 << 20
)

// Scan calls fn with every change after the given number, in order, up to the
// last one there is when it gets there. It stops at the first error: fn's, the
// context's, or a *DamageError.
func (a *Archive) Scan(ctx context.Context, after uint64, fn func(Change) error) error {
	return a.Salvage(ctx, after, fn, func(d *DamageError) error { return d })
}

// Salvage is Scan, but goes on after a record that can't be read: it is handed
// to damaged, and its error, if any, ends the scan.
func (a *Archive) Salvage(ctx context.Context, after uint64, fn func(Change) error, damaged func(*DamageError) error) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		chunk, err := a.chunk(after)
		if err != nil {
			return err
		}
		if len(chunk) == 0 {
			return nil
		}
		for i := range chunk {
			if err := ctx.Err(); err != nil {
				return err
			}
			item := &chunk[i]
			after = item.Seq
			switch {
			case item.damage != nil:
				err = damaged(item.damage)
			case item.Article == nil && item.Replaces == 0:
				// Replaced before anyone could follow: nothing to say.
			default:
				err = fn(item.Change)
			}
			if err != nil {
				return err
			}
		}
	}
}

type scanned struct {
	Change
	damage *DamageError
}

// chunk reads the next changes, none at the end of the log.
func (a *Archive) chunk(after uint64) ([]scanned, error) {
	var chunk []scanned
	err := a.view(func(tx *bbolt.Tx, h *head) error {
		bytes := 0
		for seq := after + 1; seq <= h.last && len(chunk) < chunkRecords && bytes < chunkBytes; seq++ {
			item := scanned{Change: Change{Seq: seq}}
			err := at(guard(func() error { return a.change(tx, &item.Change, &bytes) }), seq, item.ID)
			if err != nil && !errors.As(err, &item.damage) {
				return err
			}
			chunk = append(chunk, item)
		}
		return nil
	})
	return chunk, err
}

// change fills in what stands under c.Seq.
func (a *Archive) change(tx *bbolt.Tx, c *Change, bytes *int) error {
	f, err := record(tx.Bucket(logBucket), c.Seq)
	if err != nil {
		return err
	}
	c.ID, c.Replaces = f.id, f.replaces
	*bytes += f.size
	if f.kind == kindArticle {
		c.Article, err = a.pack.article(c.Seq, &f)
	}
	return err
}
