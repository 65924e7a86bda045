package archive

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Restore builds an archive in dir, which must be missing or empty, from what
// Backup wrote. It is put in place only after every record and the whole have
// been checked; on an error nothing of it stays.
func Restore(ctx context.Context, r io.Reader, dir string) error {
	if err := makeDir(dir); err != nil {
		return err
	}
	lock, err := takeLock(dir)
	if err != nil {
		return err
	}
	return errors.Join(restore(ctx, r, dir), dropLock(lock))
}

func restore(ctx context.Context, r io.Reader, dir string) error {
	if err := mustBeEmpty(dir); err != nil {
		return err
	}
	db, err := createTemp(dir, nil)
	if err != nil {
		return err
	}
	pack, err := newPacker()
	if err != nil {
		return errors.Join(err, db.Close())
	}
	defer pack.close()
	b := backupReader{hash: sha256.New(), in: bufio.NewReaderSize(r, 1<<20)}
	err = load(ctx, db, pack, &b)
	if err := errors.Join(err, db.Close()); err != nil {
		return errors.Join(fmt.Errorf("archive: restore: %w", err), os.Remove(filepath.Join(dir, tempName)))
	}
	return putInPlace(dir, nil)
}

// mustBeEmpty allows only for what a restore that was cut short leaves.
func mustBeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	for _, e := range entries {
		if e.Name() != lockName && e.Name() != tempName {
			return fmt.Errorf("archive: restore: %s is not empty: it holds %s", dir, e.Name())
		}
	}
	return nil
}

// load fills db from the backup, a bounded transaction at a time.
func load(ctx context.Context, db *bbolt.DB, pack *packer, in *backupReader) error {
	want, err := in.start()
	if err != nil {
		return err
	}
	got := head{name: want.name}
	for got.last < want.last {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := update(db, func(tx *bbolt.Tx) error {
			w := loading{tx: tx, pack: pack, head: &got}
			for bytes := 0; got.last < want.last && bytes < groupBytes; {
				b, err := in.frame()
				if err != nil {
					return err
				}
				bytes += len(b)
				if err := w.add(b); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if got != want {
		return structural("the backup holds %d articles, its head says %d", got.live, want.live)
	}
	if err := in.end(); err != nil {
		return err
	}
	return update(db, func(tx *bbolt.Tx) error { return tx.Bucket(headBucket).Put(headKey, want.encode()) })
}

// loading is a transaction that takes records over.
type loading struct {
	tx   *bbolt.Tx
	pack *packer
	head *head
}

func (w *loading) add(b []byte) error {
	w.head.last++
	seq := w.head.last
	f, err := parseFrame(seq, b)
	if err != nil {
		return err
	}
	log, key := w.tx.Bucket(logBucket), seqKey(seq)
	log.FillPercent = 1
	if err := log.Put(key[:], b); err != nil || f.kind != kindArticle {
		return err
	}
	art, err := w.pack.article(seq, &f)
	if err != nil {
		return err
	}
	ids, id := w.tx.Bucket(idsBucket), []byte(f.id)
	if ids.Get(id) != nil {
		return &DamageError{Seq: seq, ID: f.id, Reason: "the backup holds two valid versions"}
	}
	text := appendText(nil, art)
	e := entry{seq: seq, size: uint32(len(text)), sum: sumOf(text)}
	value := e.append(nil, f.id)
	w.head.live++
	w.head.text += uint64(len(text))
	w.head.digest += entryDigest(id, value)
	return ids.Put(id, value)
}

// backupReader reads a backup and sums it up on the way.
type backupReader struct {
	in   *bufio.Reader
	hash hash.Hash
}

func (r *backupReader) start() (head, error) {
	magic, err := r.take(len(backupMagic))
	if err != nil {
		return head{}, err
	}
	if string(magic) != backupMagic {
		return head{}, errors.New("this is not a backup of zonesearch")
	}
	b, err := r.take(headLen)
	if err != nil {
		return head{}, err
	}
	return parseHead(b)
}

func (r *backupReader) frame() ([]byte, error) {
	n, err := binary.ReadUvarint(r.in)
	if err != nil {
		return nil, cutOff(err)
	}
	if n > maxText+maxID+64 {
		return nil, structural("the backup holds a record of %d bytes", n)
	}
	_, _ = r.hash.Write(binary.AppendUvarint(nil, n))
	return r.take(int(n))
}

// end compares the sum, after which nothing may follow.
func (r *backupReader) end() error {
	want := r.hash.Sum(nil)
	got, err := r.take(len(want))
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return structural("the backup fails its checksum")
	}
	if _, err := r.in.ReadByte(); !errors.Is(err, io.EOF) {
		return structural("the backup goes on after its end")
	}
	return nil
}

func (r *backupReader) take(n int) ([]byte, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(r.in, b); err != nil {
		return nil, cutOff(err)
	}
	_, _ = r.hash.Write(b)
	return b, nil
}

func cutOff(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return structural("the backup is cut off")
	}
	return err
}
