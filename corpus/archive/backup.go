package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"

	"go.etcd.io/bbolt"
)

// A backup is a stream that knows nothing of bbolt:
//
//	backupMagic
//	the head record
//	for each number from 1: uvarint length, frame
//	32 bytes, SHA-256 over all before
const backupMagic = "zonesearch backup 1\n"

// Backup writes the archive, as it is at this moment, to w. Reading and
// writing go on meanwhile. Each record's checksum is checked on the way: an
// archive with damage is not backed up as if it were whole.
func (a *Archive) Backup(ctx context.Context, w io.Writer) error {
	hash := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(w, hash), 1<<20)
	err := a.view(func(tx *bbolt.Tx, h *head) error {
		if _, err := out.WriteString(backupMagic); err != nil {
			return err
		}
		if _, err := out.Write(h.encode()); err != nil {
			return err
		}
		log := tx.Bucket(logBucket)
		var length []byte
		for seq := uint64(1); seq <= h.last; seq++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			key := seqKey(seq)
			b := log.Get(key[:])
			if _, err := parseFrame(seq, b); err != nil {
				return err
			}
			length = binary.AppendUvarint(length[:0], uint64(len(b)))
			if _, err := out.Write(length); err != nil {
				return err
			}
			if _, err := out.Write(b); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = out.Flush()
	}
	if err == nil {
		_, err = w.Write(hash.Sum(nil))
	}
	if err != nil {
		return fmt.Errorf("archive: back up: %w", err)
	}
	return nil
}
