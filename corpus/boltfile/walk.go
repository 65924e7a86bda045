// Package boltfile walks the pages of a bbolt file by itself, with plain reads
// and every bound checked.
//
// bbolt trusts what it maps: a wrong page number may send it round in circles
// until all memory is taken, which ends the process, and its own Check panics on
// a damaged page in a goroutine that nobody can guard. After a walk without a
// fault, bbolt can be trusted to find its way in the file.
package boltfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// Kinds of pages and their layout, as bbolt writes them in the byte order of
// the machine.
const (
	pageBranch   = 0x01
	pageLeaf     = 0x02
	pageMeta     = 0x04
	pageFreelist = 0x10

	pageHead    = 16 // id 8, kind 2, count 2, overflow 4
	elementLen  = 16
	bucketHead  = 16 // root page 8, sequence 8
	bucketFlag  = 0x01
	maxDepth    = 64
	manyInCount = 0xFFFF // a freelist too long for its count field
)

var order = binary.NativeEndian

// FaultError says where a file is not as bbolt writes it.
type FaultError struct{ Reason string }

func (e *FaultError) Error() string { return e.Reason }

func fault(format string, args ...any) error { return &FaultError{fmt.Sprintf(format, args...)} }

// Walker walks one state of a file.
type Walker struct {
	File io.ReaderAt
	Meta Meta
	// Nesting is how deep buckets stand within each other: 1 where those of the
	// file hold records only.
	Nesting int
	// Visit, if not nil, is called with each record and the innermost bucket that
	// it is in. What is given is valid until it returns; its error ends the walk.
	Visit func(bucket, key, value []byte) error
	// Turn, if not nil, is called before a page is read with how many were; its
	// error ends the walk.
	Turn func(pages uint64) error
	// Done counts the pages that were read.
	Done uint64

	used []bool // by page number: in the tree or the freelist's own
}

// place is where in the nest of buckets a page stands: the zero value is the
// tree of the file's own buckets.
type place struct {
	nesting int
	bucket  []byte
}

// page is one page with its overflow pages, read and bounded.
type page struct {
	id    uint64
	kind  uint16
	count int
	b     []byte
}

// Tree follows the file from its root.
func (w *Walker) Tree() error {
	if w.Meta.Pages < 2 || w.Meta.Pages > 1<<40 {
		return fault("the meta page counts %d pages", w.Meta.Pages)
	}
	// So that a wrong number costs no memory.
	if _, err := w.File.ReadAt(make([]byte, 1), int64(w.Meta.Pages)*int64(w.Meta.PageSize)-1); err != nil {
		return fault("the file ends before the last of its %d pages: %v", w.Meta.Pages, err)
	}
	w.used = make([]bool, w.Meta.Pages)
	w.used[0], w.used[1] = true, true
	return w.tree(w.Meta.Root, place{}, nil, nil, 0)
}

// All follows the file from its root, then compares with the freelist: each page
// must be used once or free once.
func (w *Walker) All() error {
	if err := w.Tree(); err != nil {
		return err
	}
	return w.freelist()
}

// read reads page id and marks it as used.
func (w *Walker) read(id uint64) (*page, error) {
	if id < 2 || id >= w.Meta.Pages {
		return nil, fault("page %d is outside of the file's %d pages", id, w.Meta.Pages)
	}
	if w.Turn != nil {
		if err := w.Turn(w.Done); err != nil {
			return nil, err
		}
	}
	size := int64(w.Meta.PageSize)
	b := make([]byte, size)
	if _, err := w.File.ReadAt(b, int64(id)*size); err != nil {
		return nil, fault("page %d can't be read: %v", id, err)
	}
	p := page{id: id, kind: order.Uint16(b[8:]), count: int(order.Uint16(b[10:]))}
	if order.Uint64(b) != id {
		return nil, fault("page %d carries the number %d", id, order.Uint64(b))
	}
	more := uint64(order.Uint32(b[12:]))
	if more >= w.Meta.Pages-id {
		return nil, fault("page %d reaches past the end", id)
	}
	for i := id; i <= id+more; i++ {
		if w.used[i] {
			return nil, fault("page %d is used twice", i)
		}
		w.used[i] = true
		w.Done++
	}
	if more > 0 {
		b = append(b, make([]byte, int64(more)*size)...)
		if _, err := w.File.ReadAt(b[size:], int64(id+1)*size); err != nil {
			return nil, fault("page %d can't be read to its end: %v", id, err)
		}
	}
	p.b = b
	return &p, nil
}

// tree walks the subtree at page id, whose keys must lie from low up to, not
// including, high; nil is no bound.
func (w *Walker) tree(id uint64, at place, low, high []byte, depth int) error {
	if depth > maxDepth {
		return fault("page %d lies too deep", id)
	}
	p, err := w.read(id)
	if err != nil {
		return err
	}
	switch p.kind {
	case pageBranch:
		return w.branch(p, at, low, high, depth)
	case pageLeaf:
		return w.leaf(p, at, low, high, depth)
	}
	return fault("page %d is of no known kind (%#x)", id, p.kind)
}

func (w *Walker) branch(p *page, at place, low, high []byte, depth int) error {
	if p.count == 0 {
		return fault("branch page %d is empty", p.id)
	}
	type child struct {
		key []byte
		id  uint64
	}
	children := make([]child, p.count)
	for i := range children {
		start := pageHead + i*elementLen
		if start+elementLen > len(p.b) {
			return fault("page %d counts %d entries", p.id, p.count)
		}
		e := p.b[start:]
		key, _, err := p.slice(start, order.Uint32(e), order.Uint32(e[4:]), 0)
		if err != nil {
			return err
		}
		children[i] = child{key, order.Uint64(e[8:])}
		if err := inOrder(p.id, key, low, high, i == 0); err != nil {
			return err
		}
		low = key
	}
	for i, c := range children {
		end := high
		if i+1 < len(children) {
			end = children[i+1].key
		}
		if err := w.tree(c.id, at, c.key, end, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (w *Walker) leaf(p *page, at place, low, high []byte, depth int) error {
	for i := range p.count {
		start := pageHead + i*elementLen
		if start+elementLen > len(p.b) {
			return fault("page %d counts %d entries", p.id, p.count)
		}
		e := p.b[start:]
		key, value, err := p.slice(start, order.Uint32(e[4:]), order.Uint32(e[8:]), order.Uint32(e[12:]))
		if err != nil {
			return err
		}
		if err := inOrder(p.id, key, low, high, i == 0); err != nil {
			return err
		}
		low = key
		switch flags := order.Uint32(e); {
		case flags == bucketFlag && at.nesting < w.Nesting:
			err = w.bucket(p.id, place{at.nesting + 1, key}, value, depth)
		case flags == 0 && at.nesting > 0:
			if w.Visit != nil {
				err = w.Visit(at.bucket, key, value)
			}
		default:
			err = fault("page %d holds a bucket or a record where none can be", p.id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bucket walks the bucket that a leaf holds: a page number, or, for a small
// bucket, a page within the value.
func (w *Walker) bucket(parent uint64, at place, value []byte, depth int) error {
	if len(value) < bucketHead {
		return fault("the entry of bucket %q is too short", at.bucket)
	}
	if root := order.Uint64(value); root != 0 {
		return w.tree(root, at, nil, nil, depth+1)
	}
	b := value[bucketHead:]
	if len(b) < pageHead || order.Uint16(b[8:]) != pageLeaf {
		return fault("the entry of bucket %q is no page", at.bucket)
	}
	inline := page{id: parent, kind: pageLeaf, count: int(order.Uint16(b[10:])), b: b}
	return w.leaf(&inline, at, nil, nil, depth+1)
}

// slice cuts key and value of the element at offset at; pos counts from there.
func (p *page) slice(at int, pos, keyLen, valueLen uint32) (key, value []byte, err error) {
	start := uint64(at) + uint64(pos)
	middle := start + uint64(keyLen)
	end := middle + uint64(valueLen)
	if start < uint64(pageHead+p.count*elementLen) || end > uint64(len(p.b)) || keyLen == 0 {
		return nil, nil, fault("an entry of page %d lies outside of it", p.id)
	}
	return p.b[start:middle:middle], p.b[middle:end:end], nil
}

// inOrder checks a key against the one before it, or, for the first of a page,
// against the page's lower bound, which it may equal.
func inOrder(id uint64, key, low, high []byte, first bool) error {
	if low != nil {
		if c := bytes.Compare(low, key); c > 0 || c == 0 && !first {
			return fault("keys of page %d are out of order", id)
		}
	}
	if high != nil && bytes.Compare(key, high) >= 0 {
		return fault("a key of page %d belongs to another page", id)
	}
	return nil
}

// freelist checks that every page that is not used is free, and no other: a
// used page that counts as free would be written over.
func (w *Walker) freelist() error {
	p, err := w.read(w.Meta.Freelist)
	if err != nil {
		return err
	}
	if p.kind != pageFreelist {
		return fault("page %d is not the freelist", p.id)
	}
	ids, count := p.b[pageHead:], uint64(p.count)
	if p.count == manyInCount {
		count, ids = order.Uint64(ids), ids[8:]
	}
	if count > uint64(len(ids)/8) {
		return fault("the freelist counts %d pages", count)
	}
	for i := range count {
		id := order.Uint64(ids[8*i:])
		if id < 2 || id >= w.Meta.Pages || w.used[id] {
			return fault("page %d is used and counts as free", id)
		}
		w.used[id] = true
	}
	for id, used := range w.used {
		if !used {
			return fault("page %d is neither used nor free", id)
		}
	}
	return nil
}
