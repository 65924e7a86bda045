package index

import (
	"context"
	"errors"

	"zonesearch/index/reprint"
	"zonesearch/index/table"
)

const (
	// A batch is closed at so many articles or bytes of text: see table.Begin.
	// Each makes a segment with a dictionary of its own, so twice as many
	// segments took a fifth more disk.
	batchArticles = 4000
	batchBytes    = 8 << 20
	// batchWriters is how many batches of a table are under way at once. What
	// is under way is in memory, some thirty times the size of its texts.
	batchWriters = 2
	// compactAfter is how many articles come in between two compactions, which
	// merge a few times as many at most.
	compactAfter = 2 * batchArticles
)

// builder writes rows into a generation's tables, in batches.
type builder struct {
	g        *generation
	finder   *reprint.Finder
	groups   []uint64 // of each article in the finder: its group, as in numGroup
	articles side
	projects side
	bytes    int
	pending  []*table.Pending
	fresh    int // articles written since the last compaction
}

// side is one of the two tables. They take each batch one after the other, so
// after a crash one may be ahead; it must not be given anything twice.
type side struct {
	table *table.Table
	batch table.Batch
	// written is the last number handed to the table, which may not be visible
	// yet.
	written uint64
}

// lacks reports whether a change has still to be written.
func (s *side) lacks(seq uint64) bool { return seq > s.written }

// newBuilder takes the reprints that are known up again. The article that gave
// a group its number need not be there any more: whichever of the group comes
// first stands for it then.
func newBuilder(g *generation) (*builder, error) {
	b := &builder{
		g: g, finder: &reprint.Finder{},
		articles: side{table: g.articles, written: g.articles.Reached()},
		projects: side{table: g.projects, written: g.projects.Reached()},
	}
	snap, err := g.articles.Snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	places := make(map[uint64]int, 1024) // by group: its first article in the finder
	for row := range uint32(snap.Rows()) {
		group := uint64(snap.Number(numGroup, row))
		n, known := places[group]
		if !known {
			n = b.finder.Len()
			places[group] = n
		}
		b.finder.Restore(sketchFrom(func(i int) int64 { return snap.Number(numSketch+i, row) }), n)
		b.groups = append(b.groups, group)
	}
	return b, nil
}

// add puts in one change.
func (b *builder) add(ctx context.Context, d *derivation) error {
	c := &d.change
	if c.Replaces != 0 {
		if err := b.remove(ctx, c.Seq, c.Replaces); err != nil {
			return err
		}
	}
	if d.rows != nil {
		if b.articles.lacks(c.Seq) {
			group := c.Seq
			if n := b.finder.Add(d.rows.sketch); n < len(b.groups) {
				group = b.groups[n]
			}
			b.groups = append(b.groups, group)
			d.rows.article.Numbers[numGroup] = int64(group)
			b.articles.batch.Rows = append(b.articles.batch.Rows, d.rows.article)
			b.fresh++
		}
		if b.projects.lacks(c.Seq) {
			b.projects.batch.Rows = append(b.projects.batch.Rows, d.rows.projects...)
		}
		b.bytes += len(c.Article.Title) + len(c.Article.Body)
	}
	for _, s := range []*side{&b.articles, &b.projects} {
		if s.lacks(c.Seq) {
			s.batch.Reached = c.Seq
		}
	}
	if len(b.articles.batch.Rows) >= batchArticles || b.bytes >= batchBytes {
		return b.flush(ctx)
	}
	return nil
}

// remove takes an article and its projects out.
func (b *builder) remove(ctx context.Context, by, seq uint64) error {
	if b.articles.lacks(seq) {
		if err := b.flush(ctx); err != nil {
			return err
		}
	}
	if err := b.wait(ctx); err != nil {
		return err
	}
	// What is not there is passed over: it may have been replaced before the
	// index came to it. But a crash may have left its projects without it, so
	// each table is asked by itself.
	if b.articles.lacks(by) {
		b.articles.batch.Delete = append(b.articles.batch.Delete, seq)
	}
	if !b.projects.lacks(by) {
		return nil
	}
	snap, err := b.g.projects.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	for n := range maxProjects {
		if _, ok := snap.RowOf(projectSeq(seq, n)); !ok {
			break
		}
		b.projects.batch.Delete = append(b.projects.batch.Delete, projectSeq(seq, n))
	}
	return nil
}

// flush begins to write what has been added.
func (b *builder) flush(ctx context.Context) error {
	if err := checkSpace(b.g.dir); err != nil {
		return err
	}
	// Projects go first: an article must not show before them.
	for _, s := range []*side{&b.projects, &b.articles} {
		if !s.lacks(s.batch.Reached) {
			continue
		}
		p, err := s.table.Begin(ctx, s.batch)
		if err != nil {
			return err
		}
		b.pending = append(b.pending, p)
		s.written = s.batch.Reached
		s.batch = table.Batch{}
	}
	b.bytes = 0
	return nil
}

// compact merges the small segments that an import leaves behind. It costs a
// twentieth of the import and saves a sixth of the index.
func (b *builder) compact(ctx context.Context) error {
	if b.fresh < compactAfter {
		return nil
	}
	b.fresh = 0
	for _, s := range []*side{&b.projects, &b.articles} {
		if err := s.table.Compact(ctx); err != nil {
			return err
		}
	}
	return nil
}

// wait waits for everything that was begun, also after something of it has
// failed.
func (b *builder) wait(ctx context.Context) error {
	var errs []error
	for _, p := range b.pending {
		errs = append(errs, p.Wait(ctx))
	}
	b.pending = b.pending[:0]
	return errors.Join(errs...)
}

// drain writes what has been added and waits until it can be seen.
func (b *builder) drain(ctx context.Context) error {
	if err := b.flush(ctx); err != nil {
		return err
	}
	return b.wait(ctx)
}
