package corpus

import "strings"

// cleanPlaces brings zone, city and province into the form that articles carry
// and fills in what follows from the others. What the article says is never
// replaced by another place.
func (c *Cleaner) cleanPlaces(a *Article) {
	a.City = c.Places.CityName(a.City)
	a.Province = c.provinceName(a.Province)
	// What the first round finds out can make a name certain that was not; the
	// second then has nothing left to find.
	for range 2 {
		c.completeFromZone(a)
		if a.Province == "" && a.City != "" {
			a.Province = c.Places.ProvinceOfCity(a.City)
		}
	}
}

func (c *Cleaner) completeFromZone(a *Article) {
	if a.Zone == "" {
		return
	}
	zone, city, province, ok := c.Places.FullZone(a.Zone, a.City, a.Province)
	if ok {
		a.Zone = zone
	} else {
		city, province = c.Places.PlaceOfZone(a.Zone)
	}
	// Of two that contradict each other the article's own word decides, and
	// nothing is concluded from the other.
	if a.City == "" && (a.Province == "" || province == a.Province) {
		a.City = city
	}
	if a.Province == "" && (a.City == "" || city == a.City || city == "") {
		a.Province = province
	}
}

// provinceName shortens also the names of provinces that Places does not know.
func (c *Cleaner) provinceName(name string) string {
	for {
		if short := c.Places.ProvinceName(name); short != "" {
			return short
		}
		shorter := name
		for _, suffix := range []string{"自治区", "省", "市"} {
			shorter = strings.TrimSuffix(shorter, suffix)
		}
		if shorter = strings.TrimSpace(shorter); shorter == name || shorter == "" {
			return name
		}
		name = shorter
	}
}
