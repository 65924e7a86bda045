package archive

import (
	"errors"

	"go.etcd.io/bbolt"

	"zonesearch/corpus"
)

// record reads what stands under a number, whose frame is checked. Its text is
// valid as long as the transaction.
func record(log *bbolt.Bucket, seq uint64) (frame, error) {
	key := seqKey(seq)
	b := log.Get(key[:])
	if b == nil {
		return frame{}, &DamageError{Seq: seq, Reason: "missing"}
	}
	return parseFrame(seq, b)
}

// read reads the article under a number, nil where that version is no longer
// valid. A fault while reading concerns this number alone.
func (a *Archive) read(tx *bbolt.Tx, seq uint64) (art *corpus.Article, err error) {
	err = guard(func() error {
		f, err := record(tx.Bucket(logBucket), seq)
		if err != nil || f.kind != kindArticle {
			return err
		}
		art, err = a.pack.article(seq, &f)
		return err
	})
	return art, at(err, seq, "")
}

// at adds to a DamageError where it was found.
func at(err error, seq uint64, id string) error {
	var d *DamageError
	if !errors.As(err, &d) {
		return err
	}
	c := *d
	if c.Seq == 0 {
		c.Seq = seq
	}
	if c.ID == "" {
		c.ID = id
	}
	return &c
}

// Get returns the article with this id, or ErrNotFound.
func (a *Archive) Get(id string) (*corpus.Article, error) {
	var art *corpus.Article
	err := a.view(func(tx *bbolt.Tx, _ *head) error {
		e, found, err := lookup(tx, id)
		if err != nil {
			return err
		}
		if !found {
			return ErrNotFound
		}
		if art, err = a.read(tx, e.seq); err != nil {
			return err
		}
		if art == nil || art.ID != id {
			return &DamageError{Seq: e.seq, Reason: "the id table points to another record"}
		}
		return nil
	})
	if err != nil {
		return nil, at(err, 0, id)
	}
	return art, nil
}

// Seq returns the number of the valid version of this id, or ErrNotFound.
func (a *Archive) Seq(id string) (uint64, error) {
	var seq uint64
	err := a.view(func(tx *bbolt.Tx, _ *head) error {
		e, found, err := lookup(tx, id)
		if err == nil && !found {
			err = ErrNotFound
		}
		seq = e.seq
		return err
	})
	return seq, err
}

// GetSeq returns the article version with this number, or ErrNotFound where
// none was given that number or it is no longer valid.
func (a *Archive) GetSeq(seq uint64) (*corpus.Article, error) {
	arts, err := a.Many([]uint64{seq})
	if err != nil {
		return nil, err
	}
	if arts[0] == nil {
		return nil, ErrNotFound
	}
	return arts[0], nil
}

// Many returns the article versions with these numbers, each in its number's
// place: nil where it was replaced or deleted since, or was never given. With
// an error, which joins a *DamageError for each that can't be read, the others
// are returned all the same.
func (a *Archive) Many(seqs []uint64) ([]*corpus.Article, error) {
	arts := make([]*corpus.Article, len(seqs))
	var damages []error
	err := a.view(func(tx *bbolt.Tx, h *head) error {
		for i, seq := range seqs {
			if seq == 0 || seq > h.last {
				continue
			}
			var err error
			if arts[i], err = a.read(tx, seq); err != nil {
				damages = append(damages, err)
			}
		}
		return nil
	})
	return arts, errors.Join(append(damages, err)...)
}
