package archive

import (
	"context"
	"fmt"

	"go.etcd.io/bbolt"

	"zonesearch/corpus"
)

// Result says what a Put did with an article.
type Result uint8

// What a Put may do.
const (
	Added     Result = iota + 1 // it was not there
	Updated                     // it replaced another version
	Unchanged                   // it stood there already, nothing was written
)

func (r Result) String() string {
	switch r {
	case Added:
		return "added"
	case Updated:
		return "updated"
	case Unchanged:
		return "unchanged"
	}
	return fmt.Sprintf("Result(%d)", uint8(r))
}

// Outcome is what became of one article.
type Outcome struct {
	// Seq is the number of the version that is valid now.
	Seq    uint64
	Result Result
}

// prepared is an article made ready by its caller, so that the writer has
// little left to do.
type prepared struct {
	id     string
	text   []byte
	sum    sum
	codec  byte
	packed []byte // nil while it seems to be unchanged
}

// recordOverhead is roughly what an article takes beside its packed text:
// frame, both table entries and its part of the pages above them.
const recordOverhead = 256

// Put keeps the articles, in order, and returns once they are synced to disk.
// The call is taken whole or, on an error, not at all. An article replaces the
// one with its id, and keeps that one's Added; of an article that is new,
// Added is set to now, whatever it says. One that is stored already, and can
// still be read, is left alone.
//
// Errors: *InvalidError for an article without an id or too long, ErrNoSpace,
// ErrStopped, ErrClosed, a *DamageError, or the context's.
func (a *Archive) Put(ctx context.Context, articles []*corpus.Article) ([]Outcome, error) {
	if len(articles) == 0 {
		return nil, ctx.Err()
	}
	items := make([]prepared, len(articles))
	for i, art := range articles {
		var err error
		if items[i], err = prepareArticle(art); err != nil {
			return nil, err
		}
	}
	if err := a.packNew(items); err != nil {
		return nil, err
	}
	out := make([]Outcome, len(items))
	r := &request{ctx: ctx, apply: func(w *writing) error { return w.put(items, out) }}
	for i := range items {
		if items[i].packed != nil {
			r.bytes += int64(len(items[i].packed)) + recordOverhead
		}
	}
	if err := a.submit(r); err != nil {
		return nil, err
	}
	return out, nil
}

func prepareArticle(art *corpus.Article) (prepared, error) {
	if art.ID == "" {
		return prepared{}, &InvalidError{Reason: "it has no id"}
	}
	if len(art.ID) > maxID {
		return prepared{}, &InvalidError{ID: art.ID[:32] + "…", Reason: fmt.Sprintf("its id is longer than %d bytes", maxID)}
	}
	text := appendText(nil, art)
	if len(text) > maxText {
		return prepared{}, &InvalidError{ID: art.ID, Reason: fmt.Sprintf("its text is longer than %d bytes", maxText)}
	}
	return prepared{id: art.ID, text: text, sum: sumOf(text)}, nil
}

// packNew packs what is not stored yet. It looks before the transaction does,
// so what it leaves out may still have to be packed there.
func (a *Archive) packNew(items []prepared) error {
	stored := make([]bool, len(items))
	err := a.view(func(tx *bbolt.Tx, _ *head) error {
		for i := range items {
			e, found, err := lookup(tx, items[i].id)
			stored[i] = err == nil && found && e.sum == items[i].sum
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i := range items {
		if !stored[i] {
			items[i].pack(a.pack)
		}
	}
	return nil
}

func (p *prepared) pack(with *packer) {
	if p.packed == nil {
		p.codec, p.packed = with.pack(p.text)
	}
}

// put applies the articles to the transaction.
func (w *writing) put(items []prepared, out []Outcome) error {
	for i := range items {
		var err error
		if out[i], err = w.putOne(&items[i]); err != nil {
			return err
		}
	}
	return nil
}

func (w *writing) putOne(p *prepared) (Outcome, error) {
	old, found, err := lookup(w.tx, p.id)
	if err != nil {
		return Outcome{}, err
	}
	f := frame{kind: kindArticle, id: p.id, size: len(p.text), added: w.a.opts.Now().UTC()}
	result := Added
	if found {
		result = Updated
		// A version that can't be read any more counts as changed: coming in
		// again heals it.
		was, err := w.stored(old.seq, p.id)
		if err == nil {
			if old.sum == p.sum {
				return Outcome{Seq: old.seq, Result: Unchanged}, nil
			}
			f.added = was.added
		}
		if err := w.supersede(old.seq, p.id, was.replaces); err != nil {
			return Outcome{}, err
		}
		f.replaces = old.seq
		w.head.text -= uint64(old.size)
		w.head.live--
	}
	p.pack(w.a.pack)
	f.codec, f.text = p.codec, p.packed
	seq, err := w.append(&f)
	if err != nil {
		return Outcome{}, err
	}
	e := entry{seq: seq, size: uint32(len(p.text)), sum: p.sum}
	w.head.text += uint64(len(p.text))
	w.head.live++
	return Outcome{Seq: seq, Result: result}, w.enter(p.id, &e)
}

// stored reads the frame of a live version.
func (w *writing) stored(seq uint64, id string) (frame, error) {
	f, err := record(w.log, seq)
	if err == nil && (f.kind != kindArticle || f.id != id) {
		err = &DamageError{Seq: seq, ID: id, Reason: "the id table points to another record"}
	}
	if err != nil {
		return frame{}, err
	}
	return f, nil
}

// supersede leaves a stub where a version stood. It is taken out first: only a
// deletion makes bbolt join pages that have become empty.
func (w *writing) supersede(seq uint64, id string, replaces uint64) error {
	key := seqKey(seq)
	if err := w.log.Delete(key[:]); err != nil {
		return err
	}
	stub := frame{kind: kindSuperseded, replaces: replaces, id: id}
	return w.log.Put(key[:], stub.append(nil, seq))
}

// append gives f the next number.
func (w *writing) append(f *frame) (uint64, error) {
	w.dirty = true
	w.head.last++
	seq := w.head.last
	key := seqKey(seq)
	b := make([]byte, 0, len(f.text)+len(f.id)+48)
	return seq, w.log.Put(key[:], f.append(b, seq))
}

// enter puts e, or nothing where e is nil, under id into the id table.
func (w *writing) enter(id string, e *entry) error {
	key := []byte(id)
	if old := w.ids.Get(key); old != nil {
		w.head.digest -= entryDigest(key, old)
	}
	if e == nil {
		return w.ids.Delete(key)
	}
	value := e.append(make([]byte, 0, entryLen), id)
	w.head.digest += entryDigest(key, value)
	return w.ids.Put(key, value)
}
