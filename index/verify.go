package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/index/table"
	"zonesearch/segment/fold"
)

// Format is the version of what the index keeps on disk.
func Format() int { return schemaVersion }

// State says in what state Verify found an index.
type State string

// The states.
const (
	Current State = "current" // it was read whole
	Missing State = "missing" // there is none yet; it is built at the next opening
	Stale   State = "stale"   // it was built otherwise and is built anew at the next opening
)

// Report is what Verify found.
type Report struct {
	State    State  `json:"state"`
	Articles int    `json:"articles"`
	Projects int    `json:"projects"`
	Reached  uint64 `json:"reached"`
	// Unreadable counts the articles that the index lacks because the archive
	// is damaged there.
	Unreadable int `json:"unreadable"`
	// Damage says what is wrong, nothing where all is well.
	Damage []string `json:"damage"`

	unlike bool // the index is whole, but not like its archive
}

func (r *Report) found(err error) { r.Damage = append(r.Damage, err.Error()) }

// Verify reads all of the index again and compares it with its checksums, and
// article by article with the archive; with deep it also cuts every text again
// and compares the terms, and compares the texts with the archive's. Questions
// go on meanwhile. It waits until the index is ready. Where it finds damage, the
// index is built anew. The error says why it could not look.
func (x *Index) Verify(ctx context.Context, deep bool) (Report, error) {
	for {
		r, replaced, err := x.verifyOnce(ctx, deep)
		if !replaced {
			return r, err
		}
		// The index was opened again or rebuilt while it was read, after a full
		// disk for instance: what counts is the one that answers now.
	}
}

// verifyOnce is Verify of the generation that answers now. replaced says that it
// made way for another before it was read to the end.
func (x *Index) verifyOnce(ctx context.Context, deep bool) (r Report, replaced bool, err error) {
	v, err := x.viewOnDisk()
	for errors.Is(err, ErrNotReady) {
		select {
		case <-x.nextView():
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return Report{}, false, ctx.Err()
		case <-x.ctx.Done():
			return Report{}, false, table.ErrClosed
		}
		v, err = x.viewOnDisk()
	}
	if t := x.trouble.Load(); t != nil {
		if err == nil {
			v.release()
		}
		return Report{State: Current, Damage: []string{t.reason}}, false, nil
	}
	if err != nil {
		return Report{}, false, err
	}
	defer v.release()
	r, err = x.examine(ctx, v, deep)
	if v.generation.superseded.Load() {
		return Report{}, true, nil
	}
	if len(r.Damage) > 0 {
		x.condemn(v.generation, &r)
		return r, false, err
	}
	gone := v.generation.ctx.Err() != nil && ctx.Err() == nil && x.ctx.Err() == nil
	return r, err != nil && gone, err
}

// viewOnDisk is view, where what it shows is on disk: what has been frozen and
// opened again may not be.
func (x *Index) viewOnDisk() (*view, error) {
	v, err := x.view()
	if err == nil && v.generation.superseded.Load() {
		v.release()
		return nil, ErrNotReady
	}
	return v, err
}

// examine is Verify for a view.
func (x *Index) examine(ctx context.Context, v *view, deep bool) (Report, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(v.generation.ctx, cancel)()
	r, err := verify(ctx, x.options.Dir, x.archive, v, deep, x.reportUnreadable)
	if v.generation.ctx.Err() != nil && err != nil {
		err = context.Cause(v.generation.ctx)
	}
	return r, err
}

// Verify is Index.Verify for an index that nobody has open. It heals nothing.
func Verify(ctx context.Context, o Options, deep bool) (Report, error) {
	g, err := openCurrent(ctx, o.Dir, o.stamps(), o.Segmenter)
	var damage *table.DamageError
	switch {
	case errors.As(err, &damage):
		r := Report{State: Current}
		r.found(err)
		return r, nil
	case errors.Is(err, table.ErrStale):
		return Report{State: Stale}, nil
	case errors.Is(err, errNone):
		return Report{State: Missing}, nil
	case err != nil && isOfMachine(err):
		return Report{}, err
	case err != nil:
		r := Report{State: Current}
		r.found(err)
		return r, nil
	}
	v, err := newView(g, places{o.Gazetteer})
	if err != nil {
		return Report{}, errors.Join(err, g.close())
	}
	if v == nil {
		// The last batch had reached only one of the tables: opening goes on
		// from there.
		r := Report{State: Current, Reached: g.reached()}
		err := r.verifyTables(ctx, o.Dir, g, deep)
		return r, errors.Join(err, g.close())
	}
	r, err := verify(ctx, o.Dir, o.Archive, v, deep, func(uint64, error) {})
	v.release()
	return r, errors.Join(err, g.close())
}

func verify(ctx context.Context, dir string, a Archive, v *view, deep bool, unreadable func(uint64, error)) (Report, error) {
	r := Report{State: Current, Articles: v.articles.Len(), Projects: v.projects.Len(), Reached: v.articles.Reached()}
	if err := r.verifyTables(ctx, dir, v.generation, deep); err != nil || len(r.Damage) > 0 {
		return r, err
	}
	c := comparison{ctx: ctx, archive: a, snap: v.articles, unreadable: unreadable}
	err := v.checkProjects()
	if err == nil {
		err = c.run(deep)
	}
	r.Unreadable = c.lost
	var damage *table.DamageError
	switch {
	case errors.As(err, new(*unlikeError)):
		r.unlike = true
		r.found(err)
	case errors.As(err, &damage):
		r.found(err)
	case err != nil:
		return r, err
	}
	return r, nil
}

// verifyTables adds what is wrong with the files of a generation.
func (r *Report) verifyTables(ctx context.Context, dir string, g *generation, deep bool) error {
	if _, err := readCurrent(dir); err != nil {
		r.found(err)
	}
	found, err := g.verify(ctx, deep)
	for _, f := range found {
		r.found(f)
	}
	return err
}

// verify reads everything that a generation has on disk. found is what is
// wrong with it, err why it could not look.
func (g *generation) verify(ctx context.Context, deep bool) (found []error, err error) {
	if _, err := readStamps(g.dir); err != nil {
		found = append(found, err)
	}
	for _, t := range []*table.Table{g.articles, g.projects} {
		err := t.Verify(ctx, deep)
		var damage *table.DamageError
		switch {
		case errors.As(err, &damage):
			found = append(found, err)
		case err != nil:
			return found, err
		}
	}
	return found, nil
}

// unlikeError says that the index is not like the archive.
type unlikeError struct{ what string }

func (e *unlikeError) Error() string { return e.what }

func unlike(format string, args ...any) error { return &unlikeError{fmt.Sprintf(format, args...)} }

// checkProjects compares how many projects the articles say they have with how
// many there are.
func (v *view) checkProjects() error {
	said := 0
	v.articles.All().Each(func(d table.Doc) bool {
		said += int(v.articles.Number(numProjects, v.articles.Row(d)))
		return true
	})
	if there := v.projects.Len(); said != there {
		return unlike("the articles name %d projects, the index holds %d", said, there)
	}
	return nil
}

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
