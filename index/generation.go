package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"zonesearch/corpus/durable"
	"zonesearch/index/table"
)

// generation is one build of both tables, in a folder of its own.
type generation struct {
	dir         string
	archiveName string
	articles    *table.Table
	projects    *table.Table
	views       sync.WaitGroup
	builder     *builder // of whoever caught up last, nil before

	// frozen says that it cannot be written, but is read until it has been
	// opened again; superseded, that this has been tried, so that what it knows
	// need not be on disk any more. frozen is of the follower alone.
	frozen     bool
	superseded atomic.Bool

	// empty says that the follower put it, still empty, in the place of one that
	// was of no use; filled is when it then came to hold what the archive does.
	// Both are of the follower alone.
	empty  bool
	filled time.Time

	// ctx ends when the generation is closed, or given up because it is damaged;
	// its cause says why.
	ctx    context.Context
	giveUp context.CancelCauseFunc
}

// stamps are what the contents of a generation depend on, beside the archive's
// articles.
type stamps struct {
	Schema int `json:"schema"`
	// Segmenter is the stamp of what cuts texts. The tables keep it too; here
	// it tells a table that is out of date from one whose stamp is damaged.
	Segmenter string `json:"segmenter"`
	// Rules is the version of the project rules, Corrections a digest of the
	// corrections applied after them.
	Rules       string `json:"rules"`
	Corrections string `json:"corrections"`
	// Gazetteer is a digest of what gives zones their level and kind.
	Gazetteer string `json:"gazetteer"`
	// Archive is the name of the archive: an index in the folder of another is
	// of no use.
	Archive string `json:"archive"`
}

// damaged makes an error that has the index rebuilt.
func damaged(path, what string, err error) error {
	return &table.DamageError{Path: path, What: what, Err: err}
}

// openCurrent opens the generation that CURRENT names. It fails with errNone
// where there is none, table.ErrStale where it was built otherwise, and a
// *table.DamageError where it cannot be trusted.
func openCurrent(ctx context.Context, dir string, want stamps, seg table.Segmenter) (*generation, error) {
	name, err := readCurrent(dir)
	if err != nil {
		return nil, err
	}
	genDir := filepath.Join(dir, name)
	if _, err := os.Stat(genDir); errors.Is(err, fs.ErrNotExist) {
		// CURRENT is written before the first generation, or somebody has
		// deleted it as a whole.
		return nil, errNone
	}
	got, err := readStamps(genDir)
	if err != nil {
		return nil, err
	}
	if got != want {
		return nil, table.ErrStale
	}
	for _, name := range []string{articlesName, projectsName} {
		if _, err := os.Stat(filepath.Join(genDir, name)); err != nil {
			return nil, damaged(filepath.Join(genDir, name), "is missing", err)
		}
	}
	g, err := openGeneration(ctx, genDir, want, seg)
	if errors.Is(err, table.ErrStale) {
		// By its stamps it is not: what says so is damaged.
		return nil, damaged(genDir, "its tables are not stamped as it is", err)
	}
	return g, err
}

// createGeneration makes an empty generation. It is built beside its place and
// moved there: one that has a name is whole, also after a crash.
func createGeneration(ctx context.Context, dir, name string, s stamps, seg table.Segmenter) (*generation, error) {
	fresh, err := os.MkdirTemp(dir, freshPrefix)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(fresh) // gone already where all went well
	b, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	if err := writeSealed(filepath.Join(fresh, stampsName), b); err != nil {
		return nil, err
	}
	g, err := openGeneration(ctx, fresh, s, seg)
	if err != nil {
		return nil, err
	}
	if err := g.close(); err != nil {
		return nil, err
	}
	genDir := filepath.Join(dir, name)
	if err := os.Rename(fresh, genDir); err != nil {
		return nil, err
	}
	if err := durable.SyncDir(dir); err != nil {
		return nil, err
	}
	return openGeneration(ctx, genDir, s, seg)
}

func openGeneration(ctx context.Context, dir string, s stamps, seg table.Segmenter) (*generation, error) {
	g := &generation{dir: dir, archiveName: s.Archive}
	g.ctx, g.giveUp = context.WithCancelCause(ctx)
	var wait sync.WaitGroup
	var articlesErr, projectsErr error
	wait.Go(func() {
		schema := table.Schema{Texts: []string{"title", "body"}, Keywords: articleKeywords(), Numbers: articleNumbers()}
		g.articles, articlesErr = table.Open(filepath.Join(dir, articlesName), schema, seg, table.Options{Writers: batchWriters})
	})
	wait.Go(func() {
		schema := table.Schema{Texts: []string{"name", "rest"}, Keywords: projectKeywords(), Numbers: projectNumbers()}
		g.projects, projectsErr = table.Open(filepath.Join(dir, projectsName), schema, seg, table.Options{Writers: batchWriters})
	})
	wait.Wait()
	if err := errors.Join(articlesErr, projectsErr); err != nil {
		return nil, errors.Join(err, g.close())
	}
	return g, nil
}

// reached is the archive's sequence number that both tables have come to.
func (g *generation) reached() uint64 { return min(g.articles.Reached(), g.projects.Reached()) }

// health is nil while both tables are well.
func (g *generation) health() error { return errors.Join(g.articles.Health(), g.projects.Health()) }

// freeze ends all writing and waits until that is so, but for a bounded time.
// What was shown can be asked, and the tables can be opened a second time.
func (g *generation) freeze() error {
	g.frozen = true
	done := make(chan error, 1)
	go func() { done <- errors.Join(g.articles.Freeze(), g.projects.Freeze()) }()
	select {
	case err := <-done:
		return err
	case <-time.After(freezePatience):
		return fmt.Errorf("%s is still being written after %v", g.dir, freezePatience)
	}
}

// close waits for the last view and closes the tables. After giveUp that does
// not take long.
func (g *generation) close() error {
	g.views.Wait()
	g.giveUp(table.ErrClosed)
	var errs []error
	for _, t := range []*table.Table{g.articles, g.projects} {
		if t != nil {
			errs = append(errs, t.Close())
		}
	}
	return errors.Join(errs...)
}
