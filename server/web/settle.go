package web

import (
	"slices"

	"zonesearch/server/params"
)

// maxSettled is how long, in bytes, the parameters of a settled choice may be:
// half of what the server reads, for every link of a page adds some of its own.
const maxSettled = params.MaxBytes / 2

// choice is the places that are chosen. Different levels narrow each other.
type choice struct{ provinces, cities, zones []string }

// Settle makes one choice of places of a mixed one, as a tree of boxes to tick
// yields it: a place within which another is chosen gives way to that one, and
// where places of several levels stay, the larger ones are spelled out by what
// lies in them. Where that makes too long an address the larger ones stay as
// they are, and the smaller give way to the one around each.
func (w *Places) Settle(at Link) Link {
	c := choice{at.Values["province"], at.Values["city"], at.Values["zone"]}
	levels := 0
	for _, list := range [][]string{c.provinces, c.cities, c.zones} {
		if len(list) > 0 {
			levels++
		}
	}
	if levels < 2 {
		return at
	}
	c = w.innermost(c)
	out := at.Without("province", "city", "zone")
	if name, list := w.spelledOut(c); len(list) <= params.MaxValues {
		if settled := out.WithAll(name, list); len(settled.Values.Encode()) <= maxSettled {
			return settled
		}
	}
	return out.WithAll(w.around(c))
}

// innermost drops the places within which another is chosen.
func (w *Places) innermost(c choice) choice {
	within := func(place string, list []string, parent func(string) string) bool {
		return slices.ContainsFunc(list, func(v string) bool { return parent(v) == place })
	}
	return choice{
		provinces: slices.DeleteFunc(slices.Clone(c.provinces), func(p string) bool {
			return within(p, c.cities, w.provinceOfCity) || within(p, c.zones, w.provinceOf)
		}),
		cities: slices.DeleteFunc(slices.Clone(c.cities), func(city string) bool { return within(city, c.zones, w.cityOf) }),
		zones:  c.zones,
	}
}

// spelledOut tells a choice at the smallest level that there is in it.
func (w *Places) spelledOut(c choice) (name string, list []string) {
	switch {
	case len(c.zones) > 0:
		list = slices.Clone(c.zones)
		for zone, z := range w.zones {
			if slices.Contains(c.provinces, z.Province) || slices.Contains(c.cities, z.City) {
				list = append(list, zone)
			}
		}
		return "zone", inOrder(list)
	case len(c.cities) > 0:
		list = slices.Clone(c.cities)
		for city, province := range w.cities {
			if slices.Contains(c.provinces, province) {
				list = append(list, city)
			}
		}
		return "city", inOrder(list)
	}
	return "province", inOrder(c.provinces)
}

// around tells a choice at the largest level that there is in it. A place that
// lies in none of that level, or nobody knows where, drops out.
func (w *Places) around(c choice) (name string, list []string) {
	name, list = "city", slices.Clone(c.cities)
	zoneIn := w.cityOf
	if len(c.provinces) > 0 {
		name, list = "province", slices.Clone(c.provinces)
		zoneIn = w.provinceOf
		for _, city := range c.cities {
			list = append(list, w.provinceOfCity(city))
		}
	}
	for _, zone := range c.zones {
		list = append(list, zoneIn(zone))
	}
	return name, inOrder(slices.DeleteFunc(list, func(v string) bool { return v == "" }))
}

func (w *Places) cityOf(zone string) string         { return w.zones[zone].City }
func (w *Places) provinceOf(zone string) string     { return w.zones[zone].Province }
func (w *Places) provinceOfCity(city string) string { return w.cities[city] }

func inOrder(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
