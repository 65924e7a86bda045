package generate

import (
	"encoding/csv"
	"fmt"
	"strings"
)

// Zone is a development zone that articles are about.
type Zone struct {
	// Name is the full name, Short what its own people call it.
	Name, Short string
	// City is without 市, Province without 省, 市 or 自治区.
	City, Province string
}

// parseZones reads data/zones.csv: name, short name, city, province.
func parseZones(src string) ([]Zone, error) {
	r := csv.NewReader(strings.NewReader(src))
	r.FieldsPerRecord = 4
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("zones: %w", err)
	}
	zones := make([]Zone, len(rows))
	for i, row := range rows {
		zones[i] = Zone{row[0], row[1], row[2], row[3]}
	}
	return zones, nil
}

// zoneKinds end the names of the small zones that no gazetteer knows.
func zoneKinds() []string {
	return []string{"产业园", "智造新城", "工业集中区", "科创园", "产业新城", "农产品加工园区", "循环经济园"}
}

// smallZone invents a zone in the city of a known one: real archives hold many
// zones that are on no list. There are few enough of them that each comes
// again.
func (g *Generator) smallZone(host Zone) Zone {
	r := stream(3, uint64(len(host.Name))<<8|uint64(host.City[1]), uint64(g.rand.IntN(5)))
	name := g.world.syllables.even(r) + g.world.syllables.even(r)
	kinds := zoneKinds()
	short := name + kinds[r.IntN(len(kinds))]
	return Zone{Name: host.City + short, Short: short, City: host.City, Province: host.Province}
}

// leader names who holds an office of the zone in a term of five years, so
// that the same person speaks in all articles of that time.
func (g *Generator) leader(office uint64) string {
	var h uint64
	for _, c := range []byte(g.zone.Name) {
		h = h*131 + uint64(c)
	}
	return g.person(stream(office, h, uint64(g.event.Year()/5)))
}
