package gazetteer

import (
	"slices"
	"strings"
)

// Aliases gives the other names of the zone with this full name as texts write
// them, without the full name; none for an unknown zone. More names than these
// are understood by Zones.
func (g *Gazetteer) Aliases(zone string) []string {
	n, ok := g.byName[key(zone)]
	if !ok {
		return nil
	}
	z := &g.zones[n]
	var names []string
	add := func(name string) {
		if name == z.Name || slices.Contains(names, name) {
			return
		}
		if found := g.lookup(key(name)); slices.Equal(found, []int32{n}) {
			names = append(names, name)
		}
	}
	for _, base := range append([]string{z.Name}, z.listed...) {
		for _, name := range g.withAndWithoutCity(z, base) {
			for _, variant := range kindVariants(name) {
				add(variant)
			}
		}
	}
	return names
}

func (g *Gazetteer) withAndWithoutCity(z *Zone, name string) []string {
	names := []string{name}
	switch rest, ok := strings.CutPrefix(name, z.City); {
	case z.City == "":
	case !ok:
		names = append(names, z.City+name)
	case worthStem(key(rest)):
		names = append(names, rest)
	}
	return names
}

// kindVariants gives the name with each word for its kind, the name itself
// first.
func kindVariants(name string) []string {
	names := []string{name}
	_, word, _ := cutKind(name)
	if word == "" {
		return names
	}
	front := strings.TrimSuffix(name, word)
	for _, group := range Synonyms() {
		if slices.Contains(group, word) || word == string(economic) && group[0] == string(economicTech) {
			for _, other := range group {
				names = append(names, front+other)
			}
		}
	}
	if strings.HasSuffix(word, "经济技术开发区") || word == string(economic) {
		names = append(names, front+"开发区")
	}
	return names
}
