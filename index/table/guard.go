package table

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// protect runs f and turns a panic into a *DamageError. Bleve's segments are
// read without checks, so a damaged one shows as an index out of range; and a
// mapped file that was cut shows as a fault, which becomes a panic here. Both
// are a matter of one goroutine: each that reads segments or texts needs this.
func protect(path string, f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		cause, ok := r.(error)
		if !ok {
			cause = fmt.Errorf("%v", r)
		}
		if damage := (*DamageError)(nil); errors.As(cause, &damage) {
			err = damage
			return
		}
		err = &DamageError{Path: path, What: "reading it failed", Err: fmt.Errorf("%w\n%s", cause, debug.Stack())}
	}()
	return f()
}
