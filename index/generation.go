package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

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
}

// stamps are what the contents of a generation depend on, beside the archive's
// articles and what each table stamps itself.
type stamps struct {
	Schema int `json:"schema"`
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

const (
	currentName = "CURRENT"
	stampsName  = "stamps.json"
)

// errNone says that there is no generation that can be used.
var errNone = errors.New("no generation of the index can be used")

// openCurrent opens the generation that CURRENT names. It fails with errNone,
// joined with the reason, where there is none or it was built otherwise or is
// damaged.
func openCurrent(dir string, want stamps, seg table.Segmenter) (*generation, error) {
	name, err := os.ReadFile(filepath.Join(dir, currentName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNone
	}
	if err != nil {
		return nil, err
	}
	genDir := filepath.Join(dir, filepath.Base(strings.TrimSpace(string(name))))
	b, err := os.ReadFile(filepath.Join(genDir, stampsName))
	if err != nil {
		return nil, errors.Join(errNone, err)
	}
	var got stamps
	if err := json.Unmarshal(b, &got); err != nil {
		return nil, errors.Join(errNone, fmt.Errorf("%s: %w", stampsName, err))
	}
	if got != want {
		return nil, errors.Join(errNone, table.ErrStale)
	}
	g, err := openGeneration(genDir, want, seg)
	var damage *table.DamageError
	if errors.Is(err, table.ErrStale) || errors.As(err, &damage) {
		return nil, errors.Join(errNone, err)
	}
	return g, err
}

// createGeneration makes an empty generation with a name that none had before.
// It is not current yet.
func createGeneration(dir string, s stamps, seg table.Segmenter) (*generation, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	last := 0
	for _, e := range entries {
		if n, err := strconv.Atoi(e.Name()); err == nil {
			last = max(last, n)
		}
	}
	genDir := filepath.Join(dir, fmt.Sprintf("%06d", last+1))
	if err := os.Mkdir(genDir, 0o700); err != nil {
		return nil, err
	}
	b, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	if err := writeSynced(filepath.Join(genDir, stampsName), b); err != nil {
		return nil, err
	}
	return openGeneration(genDir, s, seg)
}

func openGeneration(dir string, s stamps, seg table.Segmenter) (*generation, error) {
	g := &generation{dir: dir, archiveName: s.Archive}
	var wait sync.WaitGroup
	var articlesErr, projectsErr error
	wait.Go(func() {
		schema := table.Schema{Texts: []string{"title", "body"}, Keywords: articleKeywords(), Numbers: articleNumbers()}
		g.articles, articlesErr = table.Open(filepath.Join(dir, "articles"), schema, seg, table.Options{})
	})
	wait.Go(func() {
		schema := table.Schema{Texts: []string{"name", "rest"}, Keywords: projectKeywords(), Numbers: projectNumbers()}
		g.projects, projectsErr = table.Open(filepath.Join(dir, "projects"), schema, seg, table.Options{})
	})
	wait.Wait()
	if err := errors.Join(articlesErr, projectsErr); err != nil {
		return nil, errors.Join(err, g.closeTables())
	}
	return g, nil
}

// reached is the archive's sequence number that both tables have come to.
func (g *generation) reached() uint64 { return min(g.articles.Reached(), g.projects.Reached()) }

// makeCurrent lets the next start open this generation.
func (g *generation) makeCurrent() error {
	return writeSynced(filepath.Join(filepath.Dir(g.dir), currentName), []byte(filepath.Base(g.dir)+"\n"))
}

// close waits for the last view and closes the tables.
func (g *generation) close() error {
	g.views.Wait()
	return g.closeTables()
}

func (g *generation) closeTables() error {
	var errs []error
	for _, t := range []*table.Table{g.articles, g.projects} {
		if t != nil {
			errs = append(errs, t.Close())
		}
	}
	return errors.Join(errs...)
}

// removeOthers deletes every generation in dir but the one named.
func removeOthers(dir, keep string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		if _, err := strconv.Atoi(e.Name()); err == nil && e.Name() != keep {
			errs = append(errs, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	return errors.Join(errs...)
}

// writeSynced writes a file so that after a crash it is there whole, or as it
// was before.
func writeSynced(path string, content []byte) (err error) {
	temp := path + ".new"
	f, err := os.Create(temp)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
