package table

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
	bolterrors "go.etcd.io/bbolt/errors"
)

// engine is the Bleve index of a table.
type engine struct {
	bleve.Index
	inner *scorch.Scorch
	name  string // of its callbacks
}

// Scorch finds callbacks by name in maps of its own that nothing guards, so all
// tables share this lock while one is opened or closed.
var callbacks struct {
	sync.Mutex
	last uint64
}

// listener hears what happens behind the scenes of an index.
type listener struct {
	failed func(error) // the index could not write, merge or clean up
	merged func()      // segments have been replaced by others with the same rows
}

// createEngine makes an empty index, and leaves it closed.
func createEngine(path string) error {
	m := mapping.NewIndexMapping()
	m.DefaultMapping = mapping.NewDocumentDisabledMapping()
	// Whatever stands in this configuration is kept in the index and is all
	// that Bleve's own tools would know of it.
	i, err := bleve.NewUsing(path, m, scorch.Name, scorch.Name, map[string]any{"bolt_timeout": "1s"})
	if err != nil {
		return err
	}
	return i.Close()
}

func openEngine(path string, lockTimeout time.Duration, l listener) (*engine, error) {
	if err := checkBolt(filepath.Join(path, "store", "root.bolt"), lockTimeout); err != nil {
		return nil, err
	}
	callbacks.Lock()
	defer callbacks.Unlock()
	callbacks.last++
	e := &engine{name: "zonesearch/" + strconv.FormatUint(callbacks.last, 10)}
	scorch.RegistryAsyncErrorCallbacks[e.name] = func(err error, _ string) { l.failed(err) }
	scorch.RegistryEventCallbacks[e.name] = func(ev scorch.Event) bool {
		if ev.Kind == scorch.EventKindMergeTaskIntroduction {
			l.merged()
		}
		return true
	}
	var i bleve.Index
	err := protect(path, func() (err error) {
		i, err = bleve.OpenUsing(path, map[string]any{
			"bolt_timeout":           lockTimeout.String(),
			"asyncErrorCallbackName": e.name,
			"eventCallbackName":      e.name,
			// Nothing is ever rolled back: a table that is not right is built anew.
			"numSnapshotsToKeep": 1,
		})
		return err
	})
	if err != nil {
		e.forget()
		if errors.Is(err, bolterrors.ErrTimeout) {
			return nil, fmt.Errorf("%s: %w", path, ErrLocked)
		}
		return nil, damagedUnless(err, path, "Bleve cannot open it")
	}
	e.Index = i
	inner, err := i.Advanced()
	if err == nil {
		var ok bool
		if e.inner, ok = inner.(*scorch.Scorch); !ok {
			err = &DamageError{Path: path, What: fmt.Sprintf("a %T index instead of scorch", inner)}
		}
	}
	if err != nil {
		e.forget()
		return nil, errors.Join(err, i.Close())
	}
	return e, nil
}

// reader gives the index as it is now. Its owner closes it.
func (e *engine) reader() (*scorch.IndexSnapshot, error) {
	r, err := e.inner.Reader()
	if err != nil {
		return nil, err
	}
	s, ok := r.(*scorch.IndexSnapshot)
	if !ok || s == nil {
		return nil, ErrClosed
	}
	return s, nil
}

// batch writes documents, deletions and a record in one transaction, and
// returns when they are on disk.
func (e *engine) batch(rows []analyzed, deletes []uint64, r record) error {
	b := index.NewBatch()
	for _, seq := range deletes {
		b.Delete(docID(seq))
	}
	for i := range rows {
		b.Update(rows[i].doc)
	}
	b.SetInternal(recordKey(r.number), r.encode())
	return e.inner.Batch(b)
}

// touch makes Bleve write its list of segments again.
func (e *engine) touch() error { return e.inner.SetInternal([]byte("zonesearch/touched"), []byte{1}) }

func (e *engine) close() error {
	err := e.Index.Close()
	callbacks.Lock()
	defer callbacks.Unlock()
	e.forget()
	return err
}

// forget takes the callbacks away; callbacks is locked.
func (e *engine) forget() {
	delete(scorch.RegistryAsyncErrorCallbacks, e.name)
	delete(scorch.RegistryEventCallbacks, e.name)
}

func enginePath(dir string) string { return filepath.Join(dir, bleveName) }
