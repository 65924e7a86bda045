package archive

import (
	"errors"
	"fmt"
	"runtime/debug"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// guard runs fn where the mapped file is touched. bbolt panics on a damaged
// page, and a page that the disk can't deliver, or that lies past the end of
// the file, is a memory fault: both come back as a *DamageError.
func guard(fn func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(old)
		if p := recover(); p != nil {
			err = &DamageError{Reason: fmt.Sprintf("a page of the file can't be read: %v", p)}
		}
	}()
	return fn()
}

// update runs fn in a transaction of its own, guarded.
func update(db *bbolt.DB, fn func(*bbolt.Tx) error) error {
	return guard(func() error { return db.Update(fn) })
}

// view runs fn in a read transaction, guarded, with the head that is valid in
// it. Where a meta page is damaged, bbolt goes back to the state before the
// last transaction and says nothing: the head gives it away.
func (a *Archive) view(fn func(*bbolt.Tx, *head) error) error {
	known := a.head.Load()
	return guard(func() error {
		tx, err := a.db.Begin(false)
		if err != nil {
			return openErr(err)
		}
		defer func() { _ = tx.Rollback() }() // ends it, there is nothing to undo
		h, err := readHead(tx)
		if err != nil {
			return err
		}
		if h.last < known.last {
			return &DamageError{Reason: "the last changes are gone from the file"}
		}
		return fn(tx, &h)
	})
}

func openErr(err error) error {
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
		return ErrClosed
	}
	return fmt.Errorf("archive: %w", err)
}
