package index

import (
	"context"
	"errors"
	"time"

	"zonesearch/index/table"
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
