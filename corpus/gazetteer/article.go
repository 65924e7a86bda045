package gazetteer

// The methods below are what corpus.Cleaner asks of a gazetteer.

// ProvinceName gives the form in which articles carry the province: 江苏 for
// 江苏省. An unknown name is "".
func (g *Gazetteer) ProvinceName(name string) string {
	short, _ := g.Province(name)
	return short
}

// CityName gives the form in which articles carry the city, see ShortCity.
func (g *Gazetteer) CityName(name string) string { return g.ShortCity(name) }

// ProvinceOfCity gives the province that the city or county lies in, or ""
// where that is not certain.
func (g *Gazetteer) ProvinceOfCity(city string) string {
	c, _ := g.City(city)
	return c.Province
}

// FullZone gives the full name of the zone that name means, and its city and
// province. city and province, which may be "", are what the article says. It
// is false for an unknown zone, and where several could be meant.
func (g *Gazetteer) FullZone(name, city, province string) (zone, zoneCity, zoneProvince string, ok bool) {
	z, ok := g.Resolve(name, city, province)
	return z.Name, z.City, z.Province, ok
}

// PlaceOfZone tells where a zone that the gazetteer does not know lies, as far
// as its name is certain about it.
func (g *Gazetteer) PlaceOfZone(name string) (city, province string) {
	p, _ := g.PlaceIn(name)
	return p.City, p.Province
}
