package table

import (
	"errors"
	"fmt"
)

// ErrStale is returned by Open for a table that was built with another schema,
// segmenter or format. It has to be built anew.
var ErrStale = errors.New("the table was built with other settings")

// ErrClosed is returned by everything that is asked of a closed table.
var ErrClosed = errors.New("the table is closed")

// ErrLocked is returned by Open while another process holds the table.
var ErrLocked = errors.New("the table is in use by another process")

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
