package index

import (
	"errors"
	"fmt"
)

// RequestError says what is wrong with a request, in both languages. Nothing
// was spent on it.
type RequestError struct {
	// Param is the request's field by its name in the HTTP contract.
	Param string
	// ZH and EN are the message.
	ZH string
	EN string
	// Offset is where in the query it went wrong, in runes, or -1.
	Offset int
}

func (e *RequestError) Error() string { return fmt.Sprintf("%s: %s", e.Param, e.EN) }

var (
	// ErrNotFound: no article or zone of that name.
	ErrNotFound = errors.New("not found")
	// ErrNotReady: the index has not caught up with the archive yet, or is
	// being rebuilt; Index.Status says more.
	ErrNotReady = errors.New("the index is not ready")
	// ErrDamaged: what was asked for could not be read; the index heals
	// itself meanwhile.
	ErrDamaged = errors.New("the index is damaged and is being rebuilt")
	// ErrFailed: the search itself failed; the index is checked for damage.
	ErrFailed = errors.New("the search failed; the index is being checked")
	// ErrUnreadable: the archive is damaged where the article stands.
	ErrUnreadable = errors.New("the archive cannot read the article")
	// ErrTimeout: the time allowed for one search was not enough.
	ErrTimeout = errors.New("the search took too long")
)
