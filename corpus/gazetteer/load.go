package gazetteer

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data/places.tsv
var placesTSV string

//go:embed data/zones.tsv
var zonesTSV string

// Gazetteer answers questions about places. It never changes, and may be used
// by any number of goroutines.
type Gazetteer struct {
	places
	zones []Zone
	// byName finds a zone by the key of its full name.
	byName map[string]int32
	// byStem finds zones by what their names leave when the places before and
	// the kind after are taken off; see stem.
	byStem map[stem][]int32
}

// Load gives the embedded gazetteer. It is read at the first call. An error
// names the file and the line.
func Load() (*Gazetteer, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Gazetteer, error) {
	return parse(placesTSV, zonesTSV)
})

func parse(placesFile, zonesFile string) (*Gazetteer, error) {
	g := &Gazetteer{
		places: newPlaces(),
		byName: map[string]int32{},
		byStem: map[stem][]int32{},
	}
	if err := eachRow("places.tsv", placesFile, 3, g.addPlace); err != nil {
		return nil, err
	}
	if err := eachRow("zones.tsv", zonesFile, 7, g.addZone); err != nil {
		return nil, err
	}
	return g, nil
}

// eachRow calls add with the columns of every line that is no comment. Empty
// columns at the end of a line may be left out.
func eachRow(file, text string, columns int, add func(row []string) error) error {
	row := make([]string, columns)
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		clear(row)
		if n := strings.Count(line, "\t") + 1; n > columns {
			return fmt.Errorf("gazetteer: %s:%d: %d columns, want at most %d", file, number, n, columns)
		}
		for i := range row {
			row[i], line, _ = strings.Cut(line, "\t")
		}
		if err := add(row); err != nil {
			return fmt.Errorf("gazetteer: %s:%d: %w", file, number, err)
		}
	}
	return nil
}

func (g *Gazetteer) addZone(row []string) error {
	z := Zone{
		Name: row[0], Level: row[1], Province: row[2], City: row[3], County: row[4],
		listed: strings.Fields(row[5]), Kind: row[6],
	}
	if z.Kind == "" {
		z.Kind = KindOf(z.Name)
	}
	switch {
	case z.Name == "":
		return fmt.Errorf("a zone without a name")
	case !slices.Contains(Levels(), z.Level):
		return fmt.Errorf("zone %s has the level %q, want one of %v", z.Name, z.Level, Levels())
	case !slices.Contains(Kinds(), z.Kind):
		return fmt.Errorf("zone %s has the kind %q, want one of %v", z.Name, z.Kind, Kinds())
	case !g.holds(z.Province, z.City, z.County):
		return fmt.Errorf("zone %s lies in %q, %q, %q, which places.tsv does not have", z.Name, z.Province, z.City, z.County)
	}
	k := key(z.Name)
	if other, ok := g.byName[k]; ok {
		return fmt.Errorf("zone %s stands here again as %s", g.zones[other].Name, z.Name)
	}
	n := int32(len(g.zones))
	g.byName[k] = n
	g.zones = append(g.zones, z)
	g.index(n)
	return nil
}
