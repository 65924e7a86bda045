package archive

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/bits"
	"os"
	"path/filepath"
	"time"

	"zonesearch/corpus/durable"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
	"golang.org/x/sys/unix"
)

const (
	fileName = "articles.db"
	nameFile = "name" // the archive's name, written once it is complete
	tempName = "articles.tmp"
)

// pageSize is that of the file: at 16 KiB, articles of one or two thousand
// bytes fill pages well, where pages of 4 KiB would stay half empty.
const pageSize = 16 << 10

// growBy is the step by which the file grows; each costs a sync.
const growBy = 1 << 20

// mapSize reserves addresses, not memory. bbolt maps the file anew where it
// outgrows its map, and for that it must wait for every reader; with this
// much room (64 GiB) it practically never has to.
const mapSize = 1 << (36 * (bits.UintSize / 64))

// openFile opens a file, or a new one, after a walk has shown that bbolt can
// work on it safely.
func openFile(path string) (*bbolt.DB, error) {
	if err := checkFile(path); err != nil {
		return nil, err
	}
	options := bbolt.Options{
		Timeout:         time.Second, // our own lock is held already
		PageSize:        pageSize,
		InitialMmapSize: mapSize,
		FreelistType:    bbolt.FreelistMapType,
	}
	var db *bbolt.DB
	err := guard(func() (err error) {
		db, err = bbolt.Open(path, 0o600, &options)
		if errors.Is(err, unix.ENOMEM) {
			// The addresses may be what is missing (ulimit -v). After any other
			// failure a new file may be there in part, which bbolt would take
			// for whole.
			options.InitialMmapSize = 0
			db, err = bbolt.Open(path, 0o600, &options)
		}
		return err
	})
	var damage *DamageError
	switch {
	case err == nil:
		db.AllocSize = growBy
		return db, nil
	case errors.As(err, &damage):
		return nil, err
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, &DamageError{Reason: "the file has no valid meta page"}
	}
	return nil, fmt.Errorf("archive: open %s: %w", path, err)
}

// makeDir creates the archive's folder, for its owner only, and makes its
// entry durable.
func makeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("archive: create folder: %w", err)
	}
	return durable.SyncDir(filepath.Dir(filepath.Clean(dir)))
}

// prepare makes sure that dir holds an archive: a new one where there is none.
// A new file is built under another name and only then put in place, followed
// by the name file; so a crash at any point leaves either nothing or all, and
// a name without its file is an archive that was lost.
func prepare(dir string, step steps) error {
	path := filepath.Join(dir, fileName)
	_, err := os.Stat(path)
	switch {
	case err == nil:
		return finish(dir)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("archive: %w", err)
	}
	if _, err := os.Stat(filepath.Join(dir, nameFile)); err == nil {
		return &DamageError{Reason: fmt.Sprintf("%s is missing, and %s says that it was there", fileName, nameFile)}
	}
	var h head
	if _, err := rand.Read(h.name[:]); err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	db, err := createTemp(dir, step)
	if err != nil {
		return err
	}
	err = update(db, func(tx *bbolt.Tx) error { return tx.Bucket(headBucket).Put(headKey, h.encode()) })
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("archive: create: %w", err)
	}
	return putInPlace(dir, step)
}

// createTemp starts a new file with empty tables under its temporary name.
func createTemp(dir string, step steps) (*bbolt.DB, error) {
	path := filepath.Join(dir, tempName)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("archive: clear up: %w", err)
	}
	step.before("create")
	db, err := openFile(path)
	if err != nil {
		return nil, err
	}
	err = update(db, func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{logBucket, idsBucket, headBucket} {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("archive: create: %w", err), db.Close())
	}
	return db, nil
}

// putInPlace gives the finished temporary file its name, for good.
func putInPlace(dir string, step steps) error {
	step.before("rename")
	if err := os.Rename(filepath.Join(dir, tempName), filepath.Join(dir, fileName)); err != nil {
		return fmt.Errorf("archive: put in place: %w", err)
	}
	step.before("sync folder")
	if err := durable.SyncDir(dir); err != nil {
		return err
	}
	step.before("name")
	return finish(dir)
}

// finish writes the name file where it is missing: the archive's file is in
// place, so it is only the last step of its creation that did not happen.
func finish(dir string) error {
	path := filepath.Join(dir, nameFile)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	db, err := openFile(filepath.Join(dir, fileName))
	if err != nil {
		return err
	}
	var h head
	err = guard(func() error {
		return db.View(func(tx *bbolt.Tx) (err error) {
			h, err = readHead(tx)
			return err
		})
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	text := "zonesearch archive " + hex.EncodeToString(h.name[:]) + "\n"
	if err := durable.WriteFile(path, []byte(text)); err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	return nil
}

// readName reads the name file.
func readName(dir string) (name [16]byte, err error) {
	b, err := os.ReadFile(filepath.Join(dir, nameFile))
	if err != nil {
		return name, fmt.Errorf("archive: %w", err)
	}
	text, ok := bytes.CutPrefix(bytes.TrimSpace(b), []byte("zonesearch archive "))
	if !ok || len(text) != hex.EncodedLen(len(name)) {
		return name, &DamageError{Reason: nameFile + " is not what was written there"}
	}
	if _, err := hex.Decode(name[:], text); err != nil {
		return name, &DamageError{Reason: nameFile + " is not what was written there"}
	}
	return name, nil
}
