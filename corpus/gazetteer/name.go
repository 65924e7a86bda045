package gazetteer

import (
	"slices"
	"strings"
	"unicode"

	"zonesearch/segment/fold"
)

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
