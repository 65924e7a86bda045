package archive

import (
	"errors"
	"fmt"
)

var (
	// ErrNotFound says that the archive holds no such article.
	ErrNotFound = errors.New("archive: no such article")
	// ErrNoSpace says that a write was refused, or failed, for want of disk
	// space. Nothing of it was kept; reading goes on, and writing works again
	// once there is space.
	ErrNoSpace = errors.New("archive: not enough space on the disk")
	// ErrClosed says that the archive was closed.
	ErrClosed = errors.New("archive: closed")
	// ErrStopped says that an earlier write failed in a way that leaves open
	// what the disk holds. Reading goes on; writing needs a new Open.
	ErrStopped = errors.New("archive: writing has stopped after an I/O error, open the archive again")
)

// LockedError says that another process, or another part of this one, has the
// archive open.
type LockedError struct {
	Dir string
	// PID is the holder's process number, 0 where it could not be read.
	PID int
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("archive: %s is in use by another process", e.Dir)
	}
	return fmt.Sprintf("archive: %s is in use by process %d", e.Dir, e.PID)
}

// DamageError says that something that was stored can no longer be read as it
// was written.
type DamageError struct {
	// Seq is the sequence number concerned, 0 where it is no single one.
	Seq uint64
	// ID is the article's, "" where it is unknown.
	ID string
	// Reason says what was found.
	Reason string
}

func (e *DamageError) Error() string {
	switch {
	case e.Seq != 0 && e.ID != "":
		return fmt.Sprintf("archive: article %q (number %d) is damaged: %s", e.ID, e.Seq, e.Reason)
	case e.Seq != 0:
		return fmt.Sprintf("archive: record %d is damaged: %s", e.Seq, e.Reason)
	case e.ID != "":
		return fmt.Sprintf("archive: entry of article %q is damaged: %s", e.ID, e.Reason)
	}
	return "archive: damaged: " + e.Reason
}

// InvalidError says that an article cannot be kept as it is.
type InvalidError struct {
	ID, Reason string
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("archive: article %q cannot be kept: %s", e.ID, e.Reason)
}
