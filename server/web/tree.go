package web

import (
	"cmp"
	"slices"

	"zonesearch/index"
)

// Places knows in which city and province each zone lies that articles come
// from. It belongs to one snapshot.
type Places struct {
	zones  map[string]index.ZoneSummary
	cities map[string]string // province by city
}

// NewPlaces reads the zones.
func NewPlaces(zones []index.ZoneSummary) *Places {
	p := &Places{zones: map[string]index.ZoneSummary{}, cities: map[string]string{}}
	for _, z := range zones {
		p.zones[z.Zone] = z
		if z.City != "" && z.Province != "" {
			p.cities[z.City] = z.Province
		}
	}
	return p
}

// Tree is the places: provinces, in them cities, in them zones.
type Tree struct {
	Nodes []*TreeNode
	// Zones is how many there are in the tree.
	Zones int
}

// TreeNode is a place. Open says that something in it is chosen.
type TreeNode struct {
	FacetValue
	Nodes []*TreeNode
	Open  bool
}

// newTree puts the counts of the three facets under one another. A place whose
// parent nobody knows stands at the root.
func newTree(p *Page, counts map[index.Facet]index.Counts, where *Places) *Tree {
	t := &Tree{}
	byName := map[string]map[string]*TreeNode{"province": {}, "city": {}, "zone": {}}
	add := func(kind string, list index.Counts) []*TreeNode {
		var nodes []*TreeNode
		node := func(value string, n int) {
			if byName[kind][value] != nil {
				return
			}
			selected := slices.Contains(p.At.Values[kind], value)
			made := &TreeNode{FacetValue: FacetValue{kind, value, value, n, selected}}
			byName[kind][value] = made
			nodes = append(nodes, made)
		}
		for _, c := range list {
			node(c.Value, c.Count)
		}
		for _, v := range p.At.Values[kind] {
			node(v, 0)
		}
		return nodes
	}
	provinces := add("province", counts[index.FacetProvince])
	cities := add("city", counts[index.FacetCity])
	zones := add("zone", counts[index.FacetZone])
	t.Zones = len(zones)
	t.Nodes = provinces
	place := func(n *TreeNode, parents ...*TreeNode) {
		for _, parent := range parents {
			if parent != nil {
				parent.Nodes = append(parent.Nodes, n)
				return
			}
		}
		t.Nodes = append(t.Nodes, n)
	}
	for _, n := range cities {
		place(n, byName["province"][where.cities[n.Value]])
	}
	for _, n := range zones {
		z := where.zones[n.Value]
		place(n, byName["city"][z.City], byName["province"][z.Province])
	}
	for _, n := range t.Nodes {
		n.settle()
	}
	slices.SortStableFunc(t.Nodes, func(a, b *TreeNode) int { return cmp.Compare(b.Count, a.Count) })
	return t
}

// settle opens what something is chosen in, and drops a city that only repeats
// its province, as 北京 does.
func (n *TreeNode) settle() (chosen bool) {
	for _, child := range n.Nodes {
		if child.settle() {
			n.Open = true
		}
	}
	if len(n.Nodes) == 1 && n.Name == "province" && n.Nodes[0].Value == n.Value && !n.Nodes[0].Selected {
		n.Nodes = n.Nodes[0].Nodes
	}
	return n.Open || n.Selected
}
