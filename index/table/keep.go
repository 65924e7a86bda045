package table

import "sync"

// keep holds what was costly to find out about a segment, which never changes:
// what is asked for again stays, up to so many bytes. The zero value is empty.
type keep[K comparable, V any] struct {
	mu    sync.Mutex
	items map[K]*kept[V]
	bytes int
}

type kept[V any] struct {
	value V
	size  int
	used  bool // since room was last made
}

func (k *keep[K, V]) get(key K) (value V, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	item := k.items[key]
	if item == nil {
		return value, false
	}
	item.used = true
	return item.value, true
}

// put keeps a value of so many bytes, of which there may be most in all. Where
// there is too much, what nobody asked for since the last time goes.
func (k *keep[K, V]) put(key K, value V, size, most int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if size > most/2 {
		return
	}
	if old := k.items[key]; old != nil {
		k.bytes -= old.size
		delete(k.items, key)
	}
	if k.items == nil {
		k.items = map[K]*kept[V]{}
	}
	for pass := 0; k.bytes+size > most && pass < 2; pass++ {
		for old, item := range k.items {
			if !item.used {
				k.bytes -= item.size
				delete(k.items, old)
			}
			item.used = false
		}
	}
	k.items[key] = &kept[V]{value: value, size: size}
	k.bytes += size
}
