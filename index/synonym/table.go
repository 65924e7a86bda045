package synonym

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"zonesearch/segment/fold"
)

//go:embed synonyms.txt
var builtIn []byte

// Table answers what else a word is called. It does not change and is safe for
// concurrent use.
type Table struct {
	root  node
	pairs map[pair]float64
}

// node is a place in the tree of all words, by their runes.
type node struct {
	next map[rune]*node
	// alternatives belong to the word that ends here, if one does.
	alternatives []Alternative
}

// Alternative is another word for what was asked for.
type Alternative struct {
	// Text is canonical.
	Text string
	// Weight, above 0 and at most 1, says how much it counts beside the word
	// that was asked for.
	Weight float64
}

// Load gives the built-in table with the given ones laid over it, the last on
// top. A group of a later table replaces the weights of the pairs it names; the
// weight 0 takes pairs out. All faults of a table are reported together, each
// with its line.
func Load(extra ...io.Reader) (*Table, error) {
	t := &Table{pairs: map[pair]float64{}}
	if err := t.read("synonyms.txt", bytes.NewReader(builtIn)); err != nil {
		return nil, err
	}
	for i, r := range extra {
		if err := t.read(fmt.Sprintf("同义词表 %d", i+1), r); err != nil {
			return nil, err
		}
	}
	t.build()
	return t, nil
}

// pair says that who asks for from also finds to.
type pair struct{ from, to string }

// read adds the groups of one table.
func (t *Table) read(name string, r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var faults []error
	lines := map[pair]int{} // where this table set a pair
	for i, line := range strings.Split(strings.TrimPrefix(string(text), "\uFEFF"), "\n") {
		g, err := parseLine(line)
		for _, p := range g.pairs() {
			if first := lines[p]; first > 0 && err == nil {
				err = fmt.Errorf("%s 与 %s 在第 %d 行已经写过", p.from, p.to, first)
			}
			lines[p] = i + 1
			t.pairs[p] = g.weight
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s 第 %d 行：%w", name, i+1, err))
		}
	}
	return errors.Join(faults...)
}

// build makes the tree of all pairs.
func (t *Table) build() {
	t.root = node{next: map[rune]*node{}}
	for p, weight := range t.pairs {
		// A text that holds the longer word holds the shorter one within it.
		if weight == 0 || strings.Contains(p.to, p.from) {
			continue
		}
		n := &t.root
		for _, r := range p.from {
			child := n.next[r]
			if child == nil {
				child = &node{next: map[rune]*node{}}
				n.next[r] = child
			}
			n = child
		}
		n.alternatives = append(n.alternatives, Alternative{p.to, weight})
	}
	t.root.sort()
}

// sort puts the alternatives of all words in order, the weightiest first.
func (n *node) sort() {
	slices.SortFunc(n.alternatives, compareAlternatives)
	for _, child := range n.next {
		child.sort()
	}
}

// canonical is a word as it is compared.
func canonical(word string) string { return fold.Canon(word).String() }
