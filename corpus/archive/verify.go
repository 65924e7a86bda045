package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"zonesearch/corpus/boltfile"
)

// Report is what Verify found.
type Report struct {
	Articles  int
	LastSeq   uint64
	TextBytes int64
	// Pages in use that were read, of PageBytes each.
	Pages, PageBytes int64
	// Damage lists what is wrong, up to the first hundred findings; Found
	// counts them all. Most are *DamageError.
	Damage []error
	Found  int
}

// OK tells that nothing was found.
func (r *Report) OK() bool { return r.Found == 0 }

const maxFindings = 100

// Verify reads every page in use from the disk and checks its structure, every
// record's checksum, that numbers have no gap, that id table and log agree,
// and all counts; deep also unpacks every article and compares it with what
// came in. It looks at one state of the archive, while writing goes on.
// progress, if not nil, hears of pages read and in all.
//
// What it finds is in the report; an error means that it could not look.
func (a *Archive) Verify(ctx context.Context, deep bool, progress func(done, total int64)) (Report, error) {
	file, err := os.Open(filepath.Join(a.dir, fileName))
	if err != nil {
		return Report{Found: 1, Damage: []error{structural("%s can't be opened: %v", fileName, err)}}, nil
	}
	defer func() { _ = file.Close() }() // it was only read
	v := verifier{a: a, deep: deep}
	err = guard(func() error {
		tx, err := a.state(file, &v)
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }() // ends it, there is nothing to undo
		v.tx = tx
		v.walker.Visit = v.visit
		v.walker.Turn = func(done uint64) error {
			if progress != nil {
				progress(int64(done), int64(v.walker.Meta.Pages))
			}
			return ctx.Err()
		}
		return v.run()
	})
	var damage *DamageError
	switch {
	case errors.As(err, &damage):
		v.found(err)
	case err != nil:
		return Report{}, err
	}
	return v.report, nil
}

// state begins a read transaction, which keeps its pages from being written
// over, and finds the meta page that it goes by. No transaction may end
// between the two.
func (a *Archive) state(file *os.File, v *verifier) (*bbolt.Tx, error) {
	a.commit.Lock()
	defer a.commit.Unlock()
	tx, err := a.db.Begin(false)
	if err != nil {
		return nil, openErr(err)
	}
	metas := readMetas(file)
	if len(metas) != 2 {
		v.found(structural("%d of the 2 meta pages is valid", len(metas)))
	}
	for _, m := range metas {
		if m.TxID == uint64(tx.ID()) {
			v.walker = boltfile.Walker{File: file, Meta: m, Nesting: nesting}
			v.known = *a.head.Load()
			return tx, nil
		}
	}
	return nil, errors.Join(structural("the meta page that is in use can't be found"), tx.Rollback())
}

// verifier gathers what a walk over all records shows.
type verifier struct {
	a      *Archive
	tx     *bbolt.Tx
	deep   bool
	walker boltfile.Walker
	report Report
	known  head // as the program believes
	stored head // as the file says
	seen   head // as the records say
	ids    uint64
}

func (v *verifier) found(err error) {
	v.report.Found++
	if len(v.report.Damage) < maxFindings {
		v.report.Damage = append(v.report.Damage, err)
	}
}

func (v *verifier) run() error {
	err := asDamage(v.walker.All())
	v.report.Articles, v.report.LastSeq = int(v.seen.live), v.seen.last
	v.report.TextBytes = int64(v.seen.text)
	v.report.Pages, v.report.PageBytes = int64(v.walker.Done), pageSize
	if err != nil {
		return err // what was not reached makes every count wrong
	}
	v.seen.name = v.stored.name
	if v.seen != v.stored || v.seen != v.known || v.ids != v.seen.live {
		v.found(structural("counts differ: the records say %d articles, %d ids, %d bytes, last number %d; the head says %d articles, %d bytes, last number %d",
			v.seen.live, v.ids, v.seen.text, v.seen.last, v.stored.live, v.stored.text, v.stored.last))
	}
	if name, err := readName(v.a.dir); err != nil || name != v.stored.name {
		v.found(structural("%s does not name this archive: %v", nameFile, err))
	}
	return nil
}

// visit takes one record of one table. What is wrong with it alone does not
// end the walk.
func (v *verifier) visit(table, key, value []byte) error {
	var err error
	switch string(table) {
	case string(headBucket):
		v.stored, err = parseHead(value)
	case string(idsBucket):
		v.ids++
		v.seen.digest += entryDigest(key, value)
		_, err = parseEntry(key, value)
	case string(logBucket):
		err = v.record(key, value)
	default:
		err = structural("there is an unknown table %q", table)
	}
	if err != nil {
		v.found(err)
	}
	return nil
}

// record checks one record of the log. The id table has been walked by then:
// tables come in the order of their names.
func (v *verifier) record(key, value []byte) error {
	v.seen.last++
	seq := v.seen.last
	if want := seqKey(seq); string(key) != string(want[:]) {
		return &DamageError{Seq: seq, Reason: fmt.Sprintf("missing, after it comes %x", key)}
	}
	f, err := parseFrame(seq, value)
	if err != nil || f.kind != kindArticle {
		return err
	}
	v.seen.live++
	v.seen.text += uint64(f.size)
	e, found, err := lookup(v.tx, f.id)
	if err != nil {
		return err
	}
	if !found || e.seq != seq || int(e.size) != f.size {
		return &DamageError{Seq: seq, ID: f.id, Reason: "the id table does not know this version"}
	}
	if !v.deep {
		return nil
	}
	art, err := v.a.pack.article(seq, &f)
	if err != nil {
		return err
	}
	if sumOf(appendText(nil, art)) != e.sum {
		return &DamageError{Seq: seq, ID: f.id, Reason: "unpacks to another text than came in"}
	}
	return nil
}
