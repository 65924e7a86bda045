package table

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"zonesearch/corpus/durable"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// checkBolt reads the small database in which Bleve keeps its list of segments,
// and the segments that the newest list names, and then copies it into a new
// file.
//
// bbolt trusts what it maps, and Bleve reads it in goroutines of its own, where
// a damaged page would end the process. So does bbolt's own check. Here every
// key and value is read in this goroutine, where that becomes an error; and what
// only writing looks at, such as which pages are free, is not taken over.
//
// Where a segment cannot be opened, Bleve takes an older list and says nothing.
// Where its bytes are wrong, it answers wrongly. So both are looked at before.
//
// After damage the file stays open until the process ends.
func checkBolt(path string, lockTimeout time.Duration) error {
	err := protect(path, func() error {
		db, err := bbolt.Open(path, 0, &bbolt.Options{ReadOnly: true, Timeout: lockTimeout})
		if err != nil {
			return err
		}
		var segments []string
		err = db.View(func(tx *bbolt.Tx) error {
			for _, name := range newestSegments(tx) {
				segments = append(segments, filepath.Join(filepath.Dir(path), name))
			}
			return tx.ForEach(func(_ []byte, b *bbolt.Bucket) error { return walk(b, 0) })
		})
		if err == nil {
			err = renewBolt(path, db)
		}
		if err := errors.Join(err, db.Close()); err != nil {
			return err
		}
		return checkFiles(context.Background(), segments)
	})
	switch damage := (*DamageError)(nil); {
	case err == nil, errors.As(err, &damage):
		return err
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("%s: %w", path, ErrLocked)
	}
	return damagedUnless(err, path, "bbolt cannot read it")
}

// renewBolt copies everything that can be read of a database into a new file,
// and puts that in its place. Without disk space, the old one has to do.
func renewBolt(path string, db *bbolt.DB) error {
	fresh := path + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	to, err := bbolt.Open(fresh, 0o600, nil)
	if err == nil {
		err = errors.Join(bbolt.Compact(to, db, 0), to.Close())
	}
	if err == nil {
		err = os.Rename(fresh, path)
	}
	if err == nil {
		return durable.SyncDir(filepath.Dir(path))
	}
	if isFull(err) {
		return os.Remove(fresh)
	}
	return err
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
