package table

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
)

// ErrStale is returned by Open for a table that was built with another schema,
// segmenter or format. It has to be built anew.
var ErrStale = errors.New("the table was built with other settings")

// ErrClosed is returned by everything that is asked of a closed table.
var ErrClosed = errors.New("the table is closed")

// ErrLocked is returned by Open while another process holds the table.
var ErrLocked = errors.New("the table is in use by another process")

// ErrFrozen is returned by Begin and Apply after Freeze.
var ErrFrozen = errors.New("the table is only read")

// DamageError says that what lies on disk cannot be trusted any more. The
// owner puts the table aside and builds it again.
type DamageError struct {
	Path string // the file or folder that is damaged
	What string // what was found
	Err  error  // the cause, or nil
}

func (e *DamageError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("%s is damaged: %s", e.Path, e.What)
	}
	return fmt.Sprintf("%s is damaged: %s: %v", e.Path, e.What, e.Err)
}

func (e *DamageError) Unwrap() error { return e.Err }

// lacks are the errors of a machine that is short of something. They say nothing
// about what is on disk.
func lacks() []syscall.Errno {
	return []syscall.Errno{
		syscall.ENOSPC, syscall.EDQUOT, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.EROFS,
	}
}

// damagedUnless takes an error for damage, unless the machine is short of
// something.
func damagedUnless(err error, path, what string) error {
	err = ofSystem(err)
	for _, lack := range lacks() {
		if errors.Is(err, lack) {
			return fmt.Errorf("%s %s: %w", path, what, err)
		}
	}
	return &DamageError{Path: path, What: what, Err: err}
}

// ofSystem gives an error of Bleve's, which is nothing but a text, the error of
// the system back that the text tells of.
func ofSystem(err error) error {
	if err == nil {
		return nil
	}
	for _, lack := range lacks() {
		if !errors.Is(err, lack) && strings.Contains(err.Error(), lack.Error()) {
			return &systemError{err, lack}
		}
	}
	return err
}

// systemError is an error whose text tells of a cause that it does not wrap.
type systemError struct {
	error
	cause syscall.Errno
}

func (e *systemError) Unwrap() []error { return []error{e.error, e.cause} }

// isFull reports that there was no room on the disk.
func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }
