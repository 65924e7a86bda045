package sample

import (
	"testing"

	"zonesearch/corpus"
	"zonesearch/corpus/gazetteer"
)

// Zones, cities and provinces stand as the gazetteer writes them, and the
// archive keeps the articles just as they come from here.
func TestCleaningChangesNothing(t *testing.T) {
	places, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	cleaner := corpus.Cleaner{Places: places}
	for _, a := range mustArticles(t) {
		cleaned := *a
		warnings, err := cleaner.Clean(&cleaned)
		if err != nil || len(warnings) > 0 {
			t.Errorf("%s: %v, %v", a.Title, warnings, err)
		}
		if !cleaned.SameContent(a) {
			t.Errorf("cleaning made\n%+v\nof\n%+v", cleaned, *a)
		}
	}
}
