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

// Settle makes one choice of places of a mixed one, as a tree of boxes to tick
// yields it: a place within which another is chosen gives way to that one, and
// where places of several levels stay, the larger ones are spelled out by what
// lies in them, since different levels narrow each other.
func (w *Places) Settle(at Link) Link {
	provinces, cities, zones := at.Values["province"], at.Values["city"], at.Values["zone"]
	levels := 0
	for _, list := range [][]string{provinces, cities, zones} {
		if len(list) > 0 {
			levels++
		}
	}
	if levels < 2 {
		return at
	}
	within := func(place string, list []string, parent func(string) string) bool {
		return slices.ContainsFunc(list, func(v string) bool { return parent(v) == place })
	}
	cityOf := func(zone string) string { return w.zones[zone].City }
	provinceOf := func(zone string) string { return w.zones[zone].Province }
	provinceOfCity := func(city string) string { return w.cities[city] }
	provinces = slices.DeleteFunc(slices.Clone(provinces), func(p string) bool {
		return within(p, cities, provinceOfCity) || within(p, zones, provinceOf)
	})
	cities = slices.DeleteFunc(slices.Clone(cities), func(c string) bool { return within(c, zones, cityOf) })
	out := at.Without("province", "city", "zone")
	switch {
	case len(zones) > 0:
		for name, z := range w.zones {
			if slices.Contains(provinces, z.Province) || slices.Contains(cities, z.City) {
				zones = append(zones, name)
			}
		}
	case len(cities) > 0:
		for city, province := range w.cities {
			if slices.Contains(provinces, province) {
				cities = append(cities, city)
			}
		}
		zones = nil
	}
	name, list := "province", provinces
	if len(zones) > 0 {
		name, list = "zone", zones
	} else if len(cities) > 0 {
		name, list = "city", cities
	}
	slices.Sort(list)
	for _, v := range slices.Compact(list) {
		out = out.Plus(name, v)
	}
	return out
}
