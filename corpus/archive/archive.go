package archive

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
)

// Options are what may be chosen when an archive is opened; the zero value is
// right for use.
type Options struct {
	// Now tells the time that articles come in, nil means time.Now.
	Now func() time.Time
	// Reserve is how many bytes the disk must keep free: a write that would
	// leave less is refused with ErrNoSpace. 0 means 64 MiB or a twentieth of
	// the disk, whichever is less; a negative value means none.
	Reserve int64

	// step is called before each step of the write path: the seam at which
	// tests end the process.
	step steps
}

// Archive is an open archive. All its methods may be called at the same time.
type Archive struct {
	dir  string
	opts Options
	lock *os.File
	db   *bbolt.DB
	pack *packer
	mark *os.File // how far the archive has come, see reached.go

	head atomic.Pointer[head] // as of the last transaction

	queue   chan *request // to the writer, see writer.go
	closing chan struct{} // closed when Close begins
	done    chan struct{} // closed when the writer has ended
	close   sync.Once
	commit  sync.Mutex // held from a transaction's start to its publication

	mu      sync.Mutex
	changed chan struct{} // closed at the next change
	stopped error         // why writing has stopped, nil while it goes on
}

// Stats says how much an archive holds.
type Stats struct {
	Articles  int    // articles that are valid now
	LastSeq   uint64 // the number of the last change
	TextBytes int64  // of the articles' fields
	DiskBytes int64  // of the archive's file, as far as it is in use
}

// Open opens the archive in dir, and creates it where dir is missing or empty.
// It fails at once with a *LockedError where someone else has it open, and
// with a *DamageError where the file can't be trusted to be written to.
func Open(dir string, opts Options) (*Archive, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if err := makeDir(dir); err != nil {
		return nil, err
	}
	lock, err := takeLock(dir)
	if err != nil {
		return nil, err
	}
	a := &Archive{
		dir: dir, opts: opts, lock: lock,
		queue:   make(chan *request),
		closing: make(chan struct{}),
		done:    make(chan struct{}),
		changed: make(chan struct{}),
	}
	if err := a.open(); err != nil {
		_ = dropLock(lock)
		return nil, err
	}
	go a.write()
	return a, nil
}

// open does what needs the lock.
func (a *Archive) open() error {
	if err := prepare(a.dir, a.opts.step); err != nil {
		return err
	}
	var err error
	if a.db, err = openFile(filepath.Join(a.dir, fileName)); err != nil {
		return err
	}
	if a.pack, err = newPacker(); err == nil {
		err = a.loadHead()
	}
	if err == nil {
		a.mark, err = openMark(a.dir, a.head.Load().last)
	}
	if err == nil {
		err = a.healMeta()
	}
	if err != nil {
		return errors.Join(err, a.db.Close())
	}
	return nil
}

// healMeta writes a meta page anew that was found invalid: one that was torn
// when the power went, or was damaged without harm, as the other is valid and
// the mark says that nothing is missing. bbolt writes the two in turn, so an
// empty transaction does it.
func (a *Archive) healMeta() error {
	file, err := os.Open(a.db.Path())
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	if len(readMetas(file)) == 2 {
		return nil
	}
	return update(a.db, func(*bbolt.Tx) error { return nil })
}

// loadHead reads the head and makes sure that the file belongs to this folder
// and that the id table is whole: a lost entry would be an article that is
// silently not found.
func (a *Archive) loadHead() error {
	name, err := readName(a.dir)
	if err != nil {
		return err
	}
	return guard(func() error {
		tx, err := a.db.Begin(false)
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }() // ends it, there is nothing to undo
		h, err := readHead(tx)
		if err != nil {
			return err
		}
		if h.name != name {
			return &DamageError{Reason: fmt.Sprintf("%s belongs to another archive than %s says", fileName, nameFile)}
		}
		if err := checkIDs(tx, &h); err != nil {
			return err
		}
		a.head.Store(&h)
		return nil
	})
}

// checkIDs compares the id table with what the head says of it.
func checkIDs(tx *bbolt.Tx, h *head) error {
	var live, digest uint64
	c := tx.Bucket(idsBucket).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		live++
		digest += entryDigest(k, v)
	}
	if live != h.live || digest != h.digest {
		return &DamageError{Reason: fmt.Sprintf("the id table holds %d entries, not the %d that were written", live, h.live)}
	}
	return nil
}

// Close ends the archive after the writes that have begun. Calls that are
// waiting return ErrClosed.
func (a *Archive) Close() error {
	err := ErrClosed
	a.close.Do(func() {
		close(a.closing)
		<-a.done
		err = errors.Join(a.db.Close(), a.mark.Close(), dropLock(a.lock))
		a.pack.close()
	})
	return err
}

// Name is the archive's own random name: what is derived from it can tell
// whether it still belongs to the same one. A restored copy keeps the name.
func (a *Archive) Name() string {
	h := a.head.Load()
	return hex.EncodeToString(h.name[:])
}

// LastSeq is the number of the last change, 0 in an empty archive.
func (a *Archive) LastSeq() uint64 { return a.head.Load().last }

// Count is the number of articles that are valid now.
func (a *Archive) Count() int { return int(a.head.Load().live) }

// Stats says how much the archive holds; it costs next to nothing.
func (a *Archive) Stats() (Stats, error) {
	h := a.head.Load()
	s := Stats{Articles: int(h.live), LastSeq: h.last, TextBytes: int64(h.text)}
	err := a.view(func(tx *bbolt.Tx, _ *head) error {
		s.DiskBytes = tx.Size()
		return nil
	})
	return s, err
}

// Changed gives a channel that is closed once the archive has changed. Take
// it before asking for LastSeq, so that no change slips between.
func (a *Archive) Changed() <-chan struct{} {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.changed
}

// publish makes a transaction known after it was synced.
func (a *Archive) publish(h *head) {
	a.head.Store(h)
	a.mu.Lock()
	defer a.mu.Unlock()
	close(a.changed)
	a.changed = make(chan struct{})
}

// steps is told of each step of the write path; nil hears nothing.
type steps func(name string)

func (s steps) before(name string) {
	if s != nil {
		s(name)
	}
}
