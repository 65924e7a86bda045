package index

import (
	"slices"

	"zonesearch/corpus/gazetteer"
)

// places turns the names that people give zones and cities into those that
// articles carry.
type places struct{ *gazetteer.Gazetteer }

// levelAndKind tells a zone's level and kind, also of one that the gazetteer
// does not know; "" of no zone.
func (p places) levelAndKind(zone string) (level, kind string) {
	if zone == "" {
		return "", ""
	}
	if z, known := p.zone(zone); known {
		return z.Level, z.Kind
	}
	return "其他", gazetteer.KindOf(zone)
}

// zone gives the zone of a full name.
func (p places) zone(name string) (z gazetteer.Zone, known bool) {
	for _, z := range p.Zones(name) {
		if z.Name == name {
			return z, true
		}
	}
	return z, false
}

// zoneNames lists the full names that any of names may mean. A name stands for
// itself too: articles of unknown zones carry what their page printed.
func (p places) zoneNames(names []string) []string {
	return eachAnd(names, func(name string) (full []string) {
		for _, z := range p.Zones(name) {
			full = append(full, z.Name)
		}
		return full
	})
}

func (p places) cityNames(names []string) []string {
	return eachAnd(names, func(name string) []string { return []string{p.CityName(name)} })
}

func (p places) provinceNames(names []string) []string {
	return eachAnd(names, func(name string) []string { return []string{p.ProvinceName(name)} })
}

// eachAnd lists the names and what each of them also means.
func eachAnd(names []string, also func(string) []string) []string {
	var out []string
	for _, name := range names {
		for _, n := range append([]string{name}, also(name)...) {
			if n != "" && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}
