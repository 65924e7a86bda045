package archive

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// This file walks the pages of a bbolt file by itself, with plain reads and
// every bound checked. bbolt's own Check panics on a damaged page in a
// goroutine that nobody can guard, and following a wrong page number may go
// round in circles until the stack is full, which ends the process. After a
// walk without a fault, bbolt can be trusted to find its way in the file.

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

// walker walks one state of the file.
type walker struct {
	file io.ReaderAt
	meta meta
	used []bool // by page number: in the tree or the freelist's own
	// visit is called with each key and value of each table.
	visit func(table, key, value []byte) error
	// turn, if not nil, is called before a page is read with how many were.
	turn func(pages uint64) error
	done uint64
}

// page is one page with its overflow pages, read and bounded.
type page struct {
	id    uint64
	kind  uint16
	count int
	b     []byte
}

func structural(format string, args ...any) error {
	return &DamageError{Reason: fmt.Sprintf(format, args...)}
}

// walk follows the file from its root, then compares with the freelist: each
// page must be used once or free once.
func (w *walker) walk() error {
	if w.meta.pages > 1<<40 {
		return structural("the meta page counts %d pages", w.meta.pages)
	}
	w.used = make([]bool, w.meta.pages)
	w.used[0], w.used[1] = true, true
	if err := w.tree(w.meta.root, nil, nil, nil, 0); err != nil {
		return err
	}
	return w.freelist()
}

// read reads page id and marks it as used.
func (w *walker) read(id uint64) (*page, error) {
	if id < 2 || id >= w.meta.pages {
		return nil, structural("page %d is outside of the file's %d pages", id, w.meta.pages)
	}
	if w.turn != nil {
		if err := w.turn(w.done); err != nil {
			return nil, err
		}
	}
	size := int64(w.meta.pageSize)
	b := make([]byte, size)
	if _, err := w.file.ReadAt(b, int64(id)*size); err != nil {
		return nil, structural("page %d can't be read: %v", id, err)
	}
	p := page{id: id, kind: order.Uint16(b[8:]), count: int(order.Uint16(b[10:]))}
	if order.Uint64(b) != id {
		return nil, structural("page %d carries the number %d", id, order.Uint64(b))
	}
	more := uint64(order.Uint32(b[12:]))
	if more >= w.meta.pages-id {
		return nil, structural("page %d reaches past the end", id)
	}
	for i := id; i <= id+more; i++ {
		if w.used[i] {
			return nil, structural("page %d is used twice", i)
		}
		w.used[i] = true
		w.done++
	}
	if more > 0 {
		b = append(b, make([]byte, int64(more)*size)...)
		if _, err := w.file.ReadAt(b[size:], int64(id+1)*size); err != nil {
			return nil, structural("page %d can't be read to its end: %v", id, err)
		}
	}
	p.b = b
	return &p, nil
}

// tree walks the subtree at page id, whose keys must lie from low up to, not
// including, high; nil is no bound. table is nil for the tree of tables.
func (w *walker) tree(id uint64, table, low, high []byte, depth int) error {
	if depth > maxDepth {
		return structural("page %d lies too deep", id)
	}
	p, err := w.read(id)
	if err != nil {
		return err
	}
	switch p.kind {
	case pageBranch:
		return w.branch(p, table, low, high, depth)
	case pageLeaf:
		return w.leaf(p, table, low, high, depth)
	}
	return structural("page %d is of no known kind (%#x)", id, p.kind)
}

func (w *walker) branch(p *page, table, low, high []byte, depth int) error {
	if p.count == 0 {
		return structural("branch page %d is empty", p.id)
	}
	type child struct {
		key []byte
		id  uint64
	}
	children := make([]child, p.count)
	for i := range children {
		at := pageHead + i*elementLen
		if at+elementLen > len(p.b) {
			return structural("page %d counts %d entries", p.id, p.count)
		}
		e := p.b[at:]
		key, _, err := p.slice(at, order.Uint32(e), order.Uint32(e[4:]), 0)
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
		if err := w.tree(c.id, table, c.key, end, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) leaf(p *page, table, low, high []byte, depth int) error {
	for i := range p.count {
		at := pageHead + i*elementLen
		if at+elementLen > len(p.b) {
			return structural("page %d counts %d entries", p.id, p.count)
		}
		e := p.b[at:]
		key, value, err := p.slice(at, order.Uint32(e[4:]), order.Uint32(e[8:]), order.Uint32(e[12:]))
		if err != nil {
			return err
		}
		if err := inOrder(p.id, key, low, high, i == 0); err != nil {
			return err
		}
		low = key
		switch flags := order.Uint32(e); {
		case flags == bucketFlag && table == nil:
			err = w.table(p.id, key, value, depth)
		case flags == 0 && table != nil:
			err = w.visit(table, key, value)
		default:
			err = structural("page %d mixes tables and records", p.id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// table walks the table that a leaf of the root holds: a page number, or, for
// a small table, a page within the value.
func (w *walker) table(parent uint64, name, value []byte, depth int) error {
	if len(value) < bucketHead {
		return structural("the entry of table %q is too short", name)
	}
	if root := order.Uint64(value); root != 0 {
		return w.tree(root, name, nil, nil, depth+1)
	}
	b := value[bucketHead:]
	if len(b) < pageHead || order.Uint16(b[8:]) != pageLeaf {
		return structural("the entry of table %q is no page", name)
	}
	inline := page{id: parent, kind: pageLeaf, count: int(order.Uint16(b[10:])), b: b}
	return w.leaf(&inline, name, nil, nil, depth+1)
}

// slice cuts key and value of the element at offset at; pos counts from there.
func (p *page) slice(at int, pos, keyLen, valueLen uint32) (key, value []byte, err error) {
	start := uint64(at) + uint64(pos)
	middle := start + uint64(keyLen)
	end := middle + uint64(valueLen)
	if start < uint64(pageHead+p.count*elementLen) || end > uint64(len(p.b)) || keyLen == 0 {
		return nil, nil, structural("an entry of page %d lies outside of it", p.id)
	}
	return p.b[start:middle:middle], p.b[middle:end:end], nil
}

// inOrder checks a key against the one before it, or, for the first of a page,
// against the page's lower bound, which it may equal.
func inOrder(id uint64, key, low, high []byte, first bool) error {
	if low != nil {
		if c := bytes.Compare(low, key); c > 0 || c == 0 && !first {
			return structural("keys of page %d are out of order", id)
		}
	}
	if high != nil && bytes.Compare(key, high) >= 0 {
		return structural("a key of page %d belongs to another page", id)
	}
	return nil
}

// freelist checks that every page that is not used is free, and no other: a
// used page that counts as free would be written over.
func (w *walker) freelist() error {
	p, err := w.read(w.meta.freelist)
	if err != nil {
		return err
	}
	if p.kind != pageFreelist {
		return structural("page %d is not the freelist", p.id)
	}
	ids, count := p.b[pageHead:], uint64(p.count)
	if p.count == manyInCount {
		count, ids = order.Uint64(ids), ids[8:]
	}
	if count > uint64(len(ids)/8) {
		return structural("the freelist counts %d pages", count)
	}
	for i := range count {
		id := order.Uint64(ids[8*i:])
		if id < 2 || id >= w.meta.pages || w.used[id] {
			return structural("page %d is used and counts as free", id)
		}
		w.used[id] = true
	}
	for id, used := range w.used {
		if !used {
			return structural("page %d is neither used nor free", id)
		}
	}
	return nil
}
