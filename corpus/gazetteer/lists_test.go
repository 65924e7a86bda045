package gazetteer

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
)

// The lists that the data come from, row by row: each zone is there, is
// national and lies in the province that the list says.
func TestNationalLists(t *testing.T) {
	shared := os.Getenv("ZONESEARCH_SHARED")
	if shared == "" {
		t.Skip("ZONESEARCH_SHARED does not name the folder with data/gazetteer")
	}
	g := load(t)
	for _, list := range []string{"national_etdz.csv", "national_hitech.csv"} {
		f, err := os.Open(filepath.Join(shared, "data", "gazetteer", list))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			name, province := row[0], row[1]
			z, ok := g.Resolve(name, "", "")
			if !ok || z.Level != "国家级" || z.Province != province {
				t.Errorf("%s: Resolve(%s) = %s, %s, %s; want a national zone in %s", list, name, z.Name, z.Level, z.Province, province)
			}
		}
	}
}
