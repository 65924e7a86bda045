package table

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"zonesearch/corpus/durable"
)

// Table is an open table. All its methods may be called from any goroutine.
type Table struct {
	dir     string
	schema  Schema
	seg     Segmenter
	options Options

	engine   *engine
	analyzer *analyzer
	rows     *os.File

	order chan struct{} // holds one token; whoever has it orders batches

	// Under the order token.
	window []*Pending // batches that may be under way, oldest first
	number uint64     // of the last batch
	seq    uint64     // of the last row that was accepted

	lists sync.Pool // of *counted, see borrow

	// mu guards the state of what has been appended; batches come here in order.
	mu           sync.RWMutex
	text         *textFile
	columns      columns
	dictionaries []dictionary
	dead         []bool // by row, as far as batches have been appended
	appended     record // of the last batch that has been appended

	// Under views.building.
	common      *byteCounts
	sampled     int // bytes that it has counted
	sampledRows int // rows that there were then

	views   viewStore
	reached atomic.Uint64
	broken  atomic.Pointer[error] // why nothing can be written any more
	ill     atomic.Pointer[error] // what Bleve first complained of
	ailing  chan struct{}         // closed as soon as there is either
	ail     func()                // closes it
	closed  atomic.Bool
	merged  chan struct{} // asks for a fresh view after a merge
	// stopping is closed when writing ends; stop does that, once.
	stopping chan struct{}
	stop     func() error
	tasks    sync.WaitGroup
}

// Open opens the table in dir, or makes an empty one where there is none.
// It fails with ErrStale where the table was built otherwise, with ErrLocked
// while another process holds it, and with a *DamageError where it cannot be
// trusted.
func Open(dir string, schema Schema, seg Segmenter, options Options) (*Table, error) {
	options.setDefaults()
	if len(schema.Texts) > 26 {
		return nil, fmt.Errorf("a table has at most 26 texts, not %d", len(schema.Texts))
	}
	m := newManifest(schema, seg)
	if err := ensure(dir, m); err != nil {
		return nil, err
	}
	if err := m.check(dir); err != nil {
		return nil, err
	}
	t := &Table{
		dir: dir, schema: schema, seg: seg, options: options,
		analyzer:     newAnalyzer(schema, seg),
		order:        make(chan struct{}, 1),
		columns:      newColumns(schema),
		dictionaries: make([]dictionary, len(schema.Keywords)),
		ailing:       make(chan struct{}),
		merged:       make(chan struct{}, 1),
		stopping:     make(chan struct{}),
	}
	t.ail = sync.OnceFunc(func() { close(t.ailing) })
	t.stop = sync.OnceValue(t.stopWriting)
	var err error
	t.engine, err = openEngine(enginePath(dir), options.LockTimeout, listener{failed: t.complain, merged: t.askView})
	if err != nil {
		return nil, err
	}
	t.order <- struct{}{}
	if err := protect(dir, t.load); err != nil {
		return nil, errors.Join(err, t.stop(), t.release())
	}
	t.tasks.Go(t.freshen)
	return t, nil
}

// ensure makes an empty table where there is nothing. It is built beside its
// place and moved there, so that a crash never leaves half of one.
func ensure(dir string, m manifest) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(parent, filepath.Base(dir)+".new-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	if err := createEngine(enginePath(fresh)); err != nil {
		return err
	}
	for _, name := range []string{rowsName, textName} {
		if err := durable.Create(filepath.Join(fresh, name), nil); err != nil {
			return err
		}
	}
	if err := m.write(fresh); err != nil {
		return err
	}
	for _, d := range []string{filepath.Join(enginePath(fresh), "store"), enginePath(fresh), fresh} {
		if err := durable.SyncDir(d); err != nil {
			return err
		}
	}
	if err := os.Rename(fresh, dir); err != nil {
		return err
	}
	return durable.SyncDir(parent)
}

// Reached is the Reached of the last batch that is on disk with all before it.
func (t *Table) Reached() uint64 { return t.reached.Load() }

// Len is the number of live rows.
func (t *Table) Len() int {
	s, err := t.Snapshot()
	if err != nil {
		return 0
	}
	defer s.Close()
	return s.Len()
}

// Health is nil while all is well. Otherwise it says why batches fail, or what
// went wrong when segments were written or merged in the background: the table
// may still answer rightly, but its owner should open it again, or build it
// anew.
func (t *Table) Health() error {
	if err := t.broken.Load(); err != nil {
		return *err
	}
	if err := t.ill.Load(); err != nil {
		return *err
	}
	return nil
}

// Ailing gives a channel that is closed when Health becomes an error.
func (t *Table) Ailing() <-chan struct{} { return t.ailing }

// complaintPause is how long Bleve is held up when it complains: what it could
// not write it tries again at once, and without end.
const complaintPause = time.Second

// complain is called by Bleve, from the goroutine that failed.
func (t *Table) complain(err error) {
	select {
	case <-t.stopping:
		return
	default:
	}
	err = fmt.Errorf("%s: %w", t.dir, ofSystem(err))
	t.ill.CompareAndSwap(nil, &err)
	t.ail()
	select {
	case <-t.stopping:
	case <-time.After(complaintPause):
	}
}

// fail makes every later batch fail too: with one missing, those after it must
// not count as reached.
func (t *Table) fail(err error) {
	err = fmt.Errorf("%s: no more batches after: %w", t.dir, ofSystem(err))
	t.broken.CompareAndSwap(nil, &err)
	t.ail()
}

// Freeze ends all writing, waits for the batches under way, and lets go of what
// keeps others from opening the table. Snapshots go on being given and answered,
// from what is in memory and in files that are open. So a table that cannot be
// written any more, on a full disk perhaps, is read until it has been opened a
// second time, and is only then closed.
func (t *Table) Freeze() error {
	t.fail(ErrFrozen)
	return t.stop()
}

// stopWriting is what stop does.
func (t *Table) stopWriting() error {
	<-t.order
	defer func() { t.order <- struct{}{} }()
	close(t.stopping)
	t.tasks.Wait()
	return t.engine.close()
}

// Close waits for the batches under way and until every Snapshot is closed,
// then lets go of the files.
func (t *Table) Close() error {
	if !t.closed.CompareAndSwap(false, true) {
		return ErrClosed
	}
	return errors.Join(t.stop(), t.release())
}

// release waits for the last Snapshot and lets go of the files.
func (t *Table) release() error {
	errs := []error{t.views.close()}
	if t.rows != nil {
		errs = append(errs, t.rows.Close())
	}
	if t.text != nil {
		errs = append(errs, t.text.close())
	}
	return errors.Join(errs...)
}
