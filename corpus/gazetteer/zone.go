package gazetteer

import (
	"slices"
	"strings"
	"unicode"

	"zonesearch/segment/fold"
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

// key makes names that differ in width, case, script, spaces or brackets the
// same.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && !fold.IsAlnum(r) {
			return -1
		}
		switch r {
		case '（', '）', '·', '•', '“', '”', '「', '」', '《', '》', '—', '–', '、':
			return -1
		}
		return r
	}, fold.String(name))
}

// stem is a zone's name without what may be left out or said otherwise.
type stem struct {
	text  string
	class class
}

// reading is one way to understand a name: places before it are taken off, or
// made short, and bound where the zone may lie.
type reading struct {
	text                   string
	province, city, county string // "" binds nothing
}

func (r reading) allows(z *Zone) bool {
	return (r.province == "" || r.province == z.Province) &&
		(r.city == "" || r.city == z.City || z.City == "") &&
		(r.county == "" || r.county == z.County || z.County == "")
}

// readings lists every way to understand the key of a zone's name, the name as
// it is first.
func (p *places) readings(k string) []reading {
	list := []reading{{text: k}}
	rest := k
	if after, ok := strings.CutPrefix(k, "中国"); ok && p.provincePrefix(after) != "" {
		rest = after
		list = append(list, reading{text: rest})
	}
	province := ""
	if name := p.provincePrefix(rest); name != "" {
		// 吉林高新区 lies in the city, 吉林松原… only in the province: both stay.
		province = p.provinces[name]
		if after := rest[len(name):]; worthStem(after) {
			list = append(list, reading{text: after, province: province})
		}
	}
	for _, r := range slices.Clone(list) {
		list = p.withoutCity(list, r)
	}
	for _, r := range slices.Clone(list) {
		list = p.withoutCounty(list, r)
	}
	return list
}

// withoutCity adds the readings that understand the beginning of r as a city.
func (p *places) withoutCity(list []reading, r reading) []reading {
	name := longestPrefix(p.cityNamed, r.text, p.longest)
	for _, n := range p.cityNamed[name] {
		c := p.cities[n]
		if r.province != "" && r.province != c.Province {
			continue
		}
		rest := r.text[len(name):]
		if name != c.Name && rest != "" {
			list = append(list, reading{text: key(c.Name) + rest, province: c.Province, city: c.Name})
		}
		if worthStem(rest) {
			list = append(list, reading{text: rest, province: c.Province, city: c.Name})
		}
	}
	return list
}

// withoutCounty adds the readings that understand the beginning of r as the
// long name of a county.
func (p *places) withoutCounty(list []reading, r reading) []reading {
	name := longestPrefix(p.countyName, r.text, p.longest)
	for _, n := range p.countyName[name] {
		c := p.counties[n]
		city := p.cities[c.city]
		if key(c.full) != name || r.city != "" && r.city != city.Name || r.province != "" && r.province != city.Province {
			continue
		}
		rest := r.text[len(name):]
		if rest == "" {
			continue
		}
		bound := reading{province: city.Province, city: city.Name, county: c.full}
		bound.text = key(shortName(c.full)) + rest
		list = append(list, bound)
		if worthStem(rest) {
			bound.text = rest
			list = append(list, bound)
		}
	}
	return list
}

// worthStem reports whether what is left of a name still names a zone: 高新区
// alone does not, nor does 港经济开发区 of 泰州港经济开发区.
func worthStem(k string) bool {
	rest, word, _ := cutKind(k)
	if word == "" {
		return len([]rune(rest)) >= 4
	}
	return len([]rune(rest)) >= 2
}

func (p *places) provincePrefix(k string) string {
	return longestPrefix(p.provinces, k, p.longest)
}

// longestPrefix gives the longest name of the table that k begins with, of at
// most so many runes, or "".
func longestPrefix[V any](table map[string]V, k string, runes int) string {
	found := ""
	n := 0
	for i := range k {
		if n > 0 {
			if _, ok := table[k[:i]]; ok {
				found = k[:i]
			}
		}
		if n++; n > runes {
			return found
		}
	}
	if _, ok := table[k]; ok && k != "" {
		return k
	}
	return found
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
		var found []int32
		for _, r := range readings {
			for _, n := range g.byStem[stem{strings.TrimSuffix(r.text, word), class}] {
				if r.allows(&g.zones[n]) && !slices.Contains(found, n) {
					found = append(found, n)
				}
			}
		}
		if len(found) > 0 {
			slices.Sort(found)
			return found
		}
	}
	return nil
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
