// Package durable writes small files and names so that they outlast a crash or
// a power cut.
package durable

import (
	"errors"
	"os"
	"path/filepath"
)

// WriteFile puts data into the file at path. When it returns nil the file is on
// disk with its name; whatever happens before, the file is there whole, or as it
// was. Only the owner may read it. It passes through a file beside it whose name
// ends in ".new", which a crash may leave behind and the next call replaces.
func WriteFile(path string, data []byte) error {
	fresh := path + ".new"
	err := write(fresh, data, os.O_TRUNC)
	if err == nil {
		err = os.Rename(fresh, path)
	}
	if err != nil {
		return errors.Join(err, remove(fresh))
	}
	return SyncDir(filepath.Dir(path))
}

// Create writes a new file. When it returns nil the data is on disk, and its name
// is as soon as its folder has been synced. It fails with os.ErrExist where that
// name is taken.
func Create(path string, data []byte) error { return write(path, data, os.O_EXCL) }

func write(path string, data []byte, flag int) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|flag, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// remove removes a file that may not be there.
func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// SyncDir makes the names in a folder durable: what was created, renamed or
// removed there stays so. Syncing a file does not do that.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
