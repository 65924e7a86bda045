package index

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/index/table"
	"zonesearch/segment/fold"
)

// unlikeError says that the index is not like the archive.
type unlikeError struct{ what string }

func (e *unlikeError) Error() string { return e.what }

func unlike(format string, args ...any) error { return &unlikeError{fmt.Sprintf(format, args...)} }

// comparison compares articles with the archive that they came from.
type comparison struct {
	ctx        context.Context
	archive    Archive
	snap       *table.Snapshot
	unreadable func(seq uint64, err error)
	lost       int // articles that the archive cannot read and the index lacks
}

// run compares which articles there are, with deep also their texts.
func (c *comparison) run(deep bool) error {
	rows := c.snap.RowsOf(c.snap.All())
	if err := compareRows(c.ctx, c.archive, c.snap, rows, deep); err != nil {
		return err
	}
	reached := c.snap.Reached()
	last := c.archive.LastSeq()
	missing := c.archive.Count() - len(rows)
	if last != reached || c.archive.LastSeq() != last || missing == 0 && !deep {
		// Where the archive has gone on, counts cannot be compared; another
		// time they can.
		return nil
	}
	live := make(map[uint64]bool, len(rows))
	for _, row := range rows {
		live[c.snap.Seq(row)] = true
	}
	return c.archive.Salvage(c.ctx, 0, func(change archive.Change) error {
		if change.Article != nil && change.Seq <= reached && !live[change.Seq] {
			return unlike("article %s (%d) is missing", change.ID, change.Seq)
		}
		return nil
	}, func(d *archive.DamageError) error {
		if d.Seq == 0 {
			return d
		}
		c.unreadable(d.Seq, d)
		if !live[d.Seq] {
			c.lost++
		}
		return nil
	})
}

// compareAtOnce is how many articles are read from the archive in one go.
const compareAtOnce = 256

// compareRows compares some live rows with the archive: by their IDs, with
// texts also by what they say. It fails with an *unlikeError.
func compareRows(ctx context.Context, a Archive, snap *table.Snapshot, rows []uint32, texts bool) error {
	for chunk := range slices.Chunk(rows, compareAtOnce) {
		if err := ctx.Err(); err != nil {
			return err
		}
		seqs := make([]uint64, len(chunk))
		for i, row := range chunk {
			seqs[i] = snap.Seq(row)
			if err := compareID(a, snap, row); err != nil {
				return err
			}
		}
		if !texts {
			continue
		}
		// What the archive cannot read, it reports itself.
		articles, _ := a.Many(seqs)
		for i, article := range articles {
			if article == nil {
				continue // replaced or deleted since
			}
			if err := compareText(snap, chunk[i], article); err != nil {
				return err
			}
		}
	}
	return nil
}

// compareID compares the number of a row with that of the article.
func compareID(a Archive, snap *table.Snapshot, row uint32) error {
	id, err := snap.Payload(row)
	if err != nil {
		return err
	}
	seq, reached := snap.Seq(row), snap.Reached()
	now, err := a.Seq(string(id))
	switch {
	case errors.Is(err, archive.ErrNotFound):
		if a.LastSeq() == reached {
			return unlike("article %s (%d) is not in the archive", id, seq)
		}
		return nil // it was deleted since
	case errors.As(err, new(*archive.DamageError)):
		return nil // the archive reports it
	case err != nil:
		return err
	case now != seq && now <= reached:
		return unlike("article %s is number %d, not %d", id, now, seq)
	}
	return nil
}

// compareText compares what is searched with what was written.
func compareText(snap *table.Snapshot, row uint32, article *corpus.Article) error {
	for text, want := range []string{textTitle: article.Title, textBody: article.Body} {
		got, err := snap.Text(row, text)
		if err != nil {
			return err
		}
		if !slices.Equal(got, fold.Canon(want).Runes) {
			return unlike("article %s has another text", article.ID)
		}
	}
	if snap.Number(numAdded, row) != article.Added.Unix() {
		return unlike("article %s came in at another time", article.ID)
	}
	return nil
}

// errOtherArchive says that an index is of another archive, or of another past
// of this one: a backup was put in its place, perhaps.
var errOtherArchive = errors.New("the index shows what the archive never held")

// tailRows is how many of the last rows are compared with the archive. Where
// the past is another one, they differ first.
const tailRows = 64

// belongs compares the end of a generation with the archive.
func (x *Index) belongs(g *generation) error {
	last := x.archive.LastSeq()
	if reached := max(g.articles.Reached(), g.projects.Reached()); reached > last {
		return fmt.Errorf("%w: it has come to change %d, the archive to %d", errOtherArchive, reached, last)
	}
	snap, err := g.articles.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	var tail []uint32
	for row := max(0, snap.Rows()-tailRows); row < snap.Rows(); row++ {
		tail = append(tail, uint32(row))
	}
	live, err := snap.SetOf(x.ctx, tail)
	if err == nil {
		err = compareRows(x.ctx, x.archive, snap, snap.RowsOf(live), true)
	}
	if errors.As(err, new(*unlikeError)) {
		return fmt.Errorf("%w: %w", errOtherArchive, err)
	}
	return err
}
