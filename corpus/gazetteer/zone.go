package gazetteer

import (
	"slices"
	"strings"
)

// Zone is a development zone.
type Zone struct {
	// Name is the full name, such as 泰州医药高新技术产业开发区.
	Name string
	// Level is one of Levels, Kind one of Kinds.
	Level, Kind string
	// Province is always known. City is "" for the few zones that lie in
	// several cities, such as 中国（江苏）自由贸易试验区. County is the official
	// name, or "" where the zone lies in several or it is not known.
	Province, City, County string

	listed []string // the aliases that no rule gives
}

// index enters zone n under the stems of its names.
func (g *Gazetteer) index(n int32) {
	z := &g.zones[n]
	enter := func(name string) {
		for _, r := range g.readings(key(name)) {
			if !r.allows(z) {
				continue
			}
			text, _, class := cutKind(r.text)
			s := stem{text, class}
			if text != "" && !g.anotherCity(text, z) && !slices.Contains(g.byStem[s], n) {
				g.byStem[s] = append(g.byStem[s], n)
			}
		}
	}
	enter(z.Name)
	for _, alias := range z.listed {
		enter(alias)
	}
}

// anotherCity reports whether what is left of a name of z means a city that z
// does not lie in: 长春 of 益阳资阳长春…, 海口 of 安庆海口….
func (g *Gazetteer) anotherCity(text string, z *Zone) bool {
	cities := g.cityNamed[text]
	return len(cities) > 0 && g.cities[cities[0]].Name != z.City &&
		text != key(shortName(z.County)) && g.provinces[text] == ""
}

// Zones gives all zones that the name or alias may mean, in the order of the
// gazetteer, and none for an unknown name. A full name means its zone only.
func (g *Gazetteer) Zones(name string) []Zone {
	found := g.lookup(key(name))
	zones := make([]Zone, len(found))
	for i, n := range found {
		zones[i] = g.zones[n]
	}
	return zones
}

func (g *Gazetteer) lookup(k string) []int32 {
	for _, office := range []string{"管理委员会", "管委会", "党工委"} {
		k = strings.TrimSuffix(k, office)
	}
	if n, ok := g.byName[k]; ok {
		return []int32{n}
	}
	_, word, class := cutKind(k)
	if len(word) == len(k) {
		return nil
	}
	readings := g.readings(k)
	for _, class := range meant(word, class) {
		if found := g.ofClass(readings, word, class); len(found) > 0 {
			return found
		}
	}
	return nil
}

// ofClass finds the zones of a class that one of the readings of a name means;
// word is the kind word that the name ends with.
func (g *Gazetteer) ofClass(readings []reading, word string, c class) (found []int32) {
	for _, r := range readings {
		for _, n := range g.byStem[stem{strings.TrimSuffix(r.text, word), c}] {
			if r.allows(&g.zones[n]) && !slices.Contains(found, n) {
				found = append(found, n)
			}
		}
	}
	slices.Sort(found)
	return found
}

// Resolve gives the one zone that the name means, where the name alone, or
// together with the city (or county) and the province, leaves no doubt. Either
// hint may be "". With a city even 高新区 or 园区 alone can be certain.
func (g *Gazetteer) Resolve(name, city, province string) (Zone, bool) {
	k := key(name)
	if n, ok := g.byName[k]; ok {
		return g.zones[n], true
	}
	if short, ok := g.Province(province); ok {
		province = short
	}
	hint, cityKnown := g.CityIn(city, province)
	found := g.lookup(k)
	if len(found) == 0 && city != "" {
		found = g.lookup(key(g.ShortCity(city)) + k)
	}
	found = slices.DeleteFunc(slices.Clone(found), func(n int32) bool {
		z := &g.zones[n]
		return province != "" && z.Province != province ||
			cityKnown && z.City != "" && z.City != hint.Name
	})
	if len(found) != 1 {
		return Zone{}, false
	}
	return g.zones[found[0]], true
}

// All gives every zone, by province and city in the order of the official
// codes.
func (g *Gazetteer) All() []Zone { return slices.Clone(g.zones) }
