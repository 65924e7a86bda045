package table

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"zonesearch/corpus/boltfile"
	"zonesearch/corpus/durable"
)

// checkBolt reads the small database in which Bleve keeps its list of segments,
// and the segments that the newest list names, and then copies it into a new
// file.
//
// bbolt trusts what it maps: a damaged page would end the process, in a
// goroutine of Bleve's or by going round in circles. So every page is walked
// before bbolt looks at one; and what only writing looks at, such as which pages
// are free, is not taken over.
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
		err = walkBolt(path, db.Info().PageSize)
		if err == nil {
			err = db.View(func(tx *bbolt.Tx) error {
				for _, name := range newestSegments(tx) {
					segments = append(segments, filepath.Join(filepath.Dir(path), name))
				}
				return nil
			})
		}
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

// nesting is far more than the buckets that Bleve nests.
const nesting = 16

// walkBolt walks the pages of the file as it is when it is opened.
func walkBolt(path string, pageSize int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() // it is only read
	metas := boltfile.ReadMetas(file, pageSize)
	if len(metas) == 0 {
		return errors.New("it has no valid meta page")
	}
	w := boltfile.Walker{File: file, Meta: metas[0], Nesting: nesting}
	return w.Tree()
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
