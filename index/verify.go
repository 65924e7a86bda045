package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"

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
	// Damage says what is wrong, nothing where all is well.
	Damage []string `json:"damage"`
}

func (r *Report) found(err error) { r.Damage = append(r.Damage, err.Error()) }

// Verify reads all of the index again and compares it with its checksums, and
// its counts with each other; with deep it also cuts every text again and
// compares the terms. Questions go on meanwhile. Where it finds damage, the
// index is built anew. The error says why it could not look.
func (x *Index) Verify(ctx context.Context, deep bool) (Report, error) {
	v, err := x.view()
	if err != nil {
		return Report{}, err
	}
	defer v.release()
	r, err := verify(ctx, v, deep)
	if len(r.Damage) > 0 {
		x.suspect(errors.New(r.Damage[0]))
	}
	return r, err
}

// Verify is Index.Verify for an index that nobody has open, and changes nothing.
func Verify(ctx context.Context, o Options, deep bool) (Report, error) {
	g, err := openCurrent(o.Dir, o.stamps(), o.Segmenter)
	switch {
	case errors.Is(err, table.ErrStale):
		return Report{State: Stale}, nil
	case errors.Is(err, errNone):
		there, err2 := anyGeneration(o.Dir)
		if err2 != nil || !there {
			return Report{State: Missing}, err2
		}
		r := Report{State: Current}
		r.found(err)
		return r, nil
	case err != nil:
		return Report{}, err
	}
	v, err := newView(g, places{o.Gazetteer})
	if err != nil {
		return Report{}, errors.Join(err, g.close())
	}
	if v == nil {
		// The last batch had reached only one of the tables: opening goes on
		// from there.
		return Report{State: Current, Reached: g.reached()}, g.close()
	}
	r, err := verify(ctx, v, deep)
	v.release()
	return r, errors.Join(err, g.close())
}

// anyGeneration tells whether a folder holds a generation at all.
func anyGeneration(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	for _, e := range entries {
		if _, err := strconv.Atoi(e.Name()); err == nil || e.Name() == currentName {
			return true, nil
		}
	}
	return false, err
}

func verify(ctx context.Context, v *view, deep bool) (Report, error) {
	r := Report{State: Current, Articles: v.articles.Len(), Projects: v.projects.Len(), Reached: v.articles.Reached()}
	for _, t := range []*table.Table{v.generation.articles, v.generation.projects} {
		err := t.Verify(ctx, deep)
		var damage *table.DamageError
		switch {
		case errors.As(err, &damage):
			r.found(err)
		case err != nil:
			return r, err
		}
	}
	if err := v.checkProjects(); err != nil {
		r.found(err)
	}
	return r, nil
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
		return fmt.Errorf("the articles name %d projects, the index holds %d", said, there)
	}
	return nil
}
