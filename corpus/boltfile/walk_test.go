package boltfile

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"
)

const pageSize = 4096

// nested writes a file of buckets within buckets: small ones, large ones, and
// values of several pages. It gives what a walk has to visit, in order.
func nested(tb testing.TB) (data []byte, records []string) {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "file")
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: pageSize})
	if err != nil {
		tb.Fatal(err)
	}
	put := func(b *bbolt.Bucket, n, size int) error {
		for i := range n {
			if err := b.Put(fmt.Appendf(nil, "k%05d", i), bytes.Repeat([]byte{'v'}, size)); err != nil {
				return err
			}
		}
		return nil
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for name, n := range map[string]int{"empty": 0, "few": 3, "many": 3000} {
			b, err := tx.CreateBucket([]byte(name))
			if err == nil {
				err = put(b, n, 20)
			}
			if err != nil {
				return err
			}
			inner, err := b.CreateBucket([]byte("within " + name))
			if err == nil {
				err = put(inner, n/50, 3*n)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	var list func(name []byte, b *bbolt.Bucket) error
	list = func(name []byte, b *bbolt.Bucket) error {
		return b.ForEach(func(k, v []byte) error {
			if v == nil {
				return list(k, b.Bucket(k))
			}
			records = append(records, fmt.Sprintf("%s %s %d", name, k, len(v)))
			return nil
		})
	}
	if err := errors.Join(db.View(func(tx *bbolt.Tx) error { return tx.ForEach(list) }), db.Close()); err != nil {
		tb.Fatal(err)
	}
	if data, err = os.ReadFile(path); err != nil {
		tb.Fatal(err)
	}
	return data, records
}

// walk gives what a walk through data visits.
func walk(data []byte, nesting int) (records []string, err error) {
	file := bytes.NewReader(data)
	metas := ReadMetas(file, pageSize)
	if len(metas) == 0 {
		return nil, fault("no meta page")
	}
	w := Walker{File: file, Meta: metas[0], Nesting: nesting, Visit: func(bucket, key, value []byte) error {
		records = append(records, fmt.Sprintf("%s %s %d", bucket, key, len(value)))
		return nil
	}}
	return records, w.All()
}

func TestWalk(t *testing.T) {
	data, want := nested(t)
	got, err := walk(data, 2)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%d records, %v, want %d", len(got), err, len(want))
	}
	if _, err := walk(data, 1); !errors.As(err, new(*FaultError)) {
		t.Errorf("buckets in buckets where none may be: %v", err)
	}
	stop := errors.New("stop")
	metas := ReadMetas(bytes.NewReader(data), pageSize)
	for _, w := range []Walker{
		{Visit: func(_, _, _ []byte) error { return stop }},
		{Turn: func(pages uint64) error {
			if pages > 5 {
				return stop
			}
			return nil
		}},
	} {
		w.File, w.Meta, w.Nesting = bytes.NewReader(data), metas[0], 2
		if err := w.Tree(); !errors.Is(err, stop) {
			t.Errorf("%v, want the error of whoever is called", err)
		}
	}
}

// TestCircle leads each branch page back to itself, on which bbolt goes down
// until there is no memory left.
func TestCircle(t *testing.T) {
	data, _ := nested(t)
	circles := 0
	for at := 2 * pageSize; at < len(data); at += pageSize {
		if order.Uint16(data[at+8:]) != pageBranch || order.Uint64(data[at:]) != uint64(at/pageSize) {
			continue
		}
		circle := bytes.Clone(data)
		order.PutUint64(circle[at+pageHead+8:], uint64(at/pageSize))
		if _, err := walk(circle, 2); errors.As(err, new(*FaultError)) {
			circles++
		} else if err != nil {
			t.Error(err)
		}
	}
	if circles == 0 {
		t.Error("no branch page is used")
	}
}

// TestSpoiled spoils files in all ways: a walk ends, and where it finds no fault
// it visits what it did before, but for lengths and names that no structure
// guards.
func TestSpoiled(t *testing.T) {
	data, records := nested(t)
	rng := rand.New(rand.NewPCG(20261129, 2))
	seen := 0
	for range 1000 {
		spoiled := bytes.Clone(data)
		// But not the meta pages: where one is lost, the state before counts.
		page := func() []byte { return spoiled[(2+rng.IntN(len(spoiled)/pageSize-2))*pageSize:][:pageSize] }
		switch rng.IntN(5) {
		case 0:
			page()[rng.IntN(pageSize)] ^= 1 << rng.IntN(8)
		case 1: // where the structure is
			page()[rng.IntN(64)] ^= 1 << rng.IntN(8)
		case 2:
			clear(page())
		case 3:
			copy(page(), page())
		case 4:
			spoiled = spoiled[:2*pageSize+rng.IntN(len(spoiled)-2*pageSize)]
		}
		got, err := walk(spoiled, 2)
		switch {
		case errors.As(err, new(*FaultError)):
			seen++
		case err != nil:
			t.Fatal(err)
		case len(got) != len(records):
			t.Fatalf("%d records of %d, and no fault", len(got), len(records))
		}
	}
	t.Logf("%d of 1000 seen", seen)
	if seen < 300 {
		t.Error("these are too few")
	}
}
