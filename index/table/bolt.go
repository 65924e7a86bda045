package table

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// checkBolt reads the small database in which Bleve keeps its list of segments,
// every page of it, and the segments that the newest list names. bbolt trusts what it maps, and Bleve reads it in goroutines
// of its own, where a damaged page would end the process; here it becomes an
// error. After damage the file stays open until the process ends.
//
// Where a segment cannot be opened, Bleve takes an older list and says nothing.
// Where its bytes are wrong, it answers wrongly. So both are looked at before.
func checkBolt(path string, lockTimeout time.Duration) error {
	err := protect(path, func() error {
		db, err := bbolt.Open(path, 0, &bbolt.Options{ReadOnly: true, PreLoadFreelist: true, Timeout: lockTimeout})
		if err != nil {
			return err
		}
		var paths []string
		err = db.View(func(tx *bbolt.Tx) error {
			if err := checkPages(tx); err != nil {
				return err
			}
			for _, name := range newestSegments(tx) {
				paths = append(paths, filepath.Join(filepath.Dir(path), name))
			}
			return nil
		})
		if err := errors.Join(err, db.Close()); err != nil {
			return err
		}
		return checkFiles(context.Background(), paths)
	})
	switch damage := (*DamageError)(nil); {
	case err == nil, errors.As(err, &damage):
		return err
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("%s: %w", path, ErrLocked)
	}
	return &DamageError{Path: path, What: "bbolt cannot read it", Err: err}
}

// newestSegments gives the names of the files in the newest list of segments.
func newestSegments(tx *bbolt.Tx) (names []string) {
	lists := tx.Bucket(util.BoltSnapshotsBucket)
	if lists == nil {
		return nil // nothing was ever written
	}
	c := lists.Cursor()
	for key, _ := c.Last(); key != nil; key, _ = c.Prev() {
		list := lists.Bucket(key)
		if list == nil {
			continue // no list, but a value beside them
		}
		_ = list.ForEachBucket(func(segment []byte) error { // fails only where this does
			if file := list.Bucket(segment).Get(util.BoltPathKey); file != nil {
				names = append(names, string(file))
			}
			return nil
		})
		return names
	}
	return nil
}

// checkPages reads everything in this goroutine first, since bbolt's own check
// runs in another, where faults cannot be caught.
func checkPages(tx *bbolt.Tx) error {
	size := tx.Size()
	if err := tx.ForEach(func(_ []byte, b *bbolt.Bucket) error { return walk(b, 0) }); err != nil {
		return err
	}
	for id := 0; int64(id)*int64(tx.DB().Info().PageSize) < size; id++ {
		if _, err := tx.Page(id); err != nil {
			return err
		}
	}
	var first error
	for err := range tx.Check() {
		if first == nil {
			first = err
		}
	}
	return first
}

// maxDepth is far more than the buckets that Bleve nests.
const maxDepth = 16

func walk(b *bbolt.Bucket, depth int) error {
	if depth > maxDepth {
		return errors.New("its buckets do not end")
	}
	return b.ForEach(func(k, v []byte) error {
		if v != nil {
			return nil
		}
		inner := b.Bucket(k)
		if inner == nil {
			return fmt.Errorf("bucket %x is not there", k)
		}
		return walk(inner, depth+1)
	})
}
