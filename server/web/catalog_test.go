package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestCatalogsHaveTheSameKeys(t *testing.T) {
	catalogs, err := loadCatalogs()
	if err != nil {
		t.Fatal(err)
	}
	zh, en := catalogs[Chinese], catalogs[English]
	verbs := regexp.MustCompile(`%[a-z]`)
	for key, words := range zh {
		other, ok := en[key]
		if !ok {
			t.Errorf("%s has no English words", key)
		}
		if words == "" || other == "" {
			t.Errorf("%s says nothing", key)
		}
		if !slices.Equal(verbs.FindAllString(words, -1), verbs.FindAllString(other, -1)) {
			t.Errorf("%s is filled in differently: %q, %q", key, words, other)
		}
	}
	for key := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s has no Chinese words", key)
		}
	}
}

// Every key that a template or a view names is in the catalogs, and every key
// there is named, or made of a prefix that is.
func TestEveryKeyIsThereAndUsed(t *testing.T) {
	catalogs, err := loadCatalogs()
	if err != nil {
		t.Fatal(err)
	}
	words := catalogs[Chinese]
	literal := regexp.MustCompile(`(?:\{t |\(t |\{\{t |[Ss]ay\()"([^"]+)"`)
	prefix := regexp.MustCompile(`(?:t \(print |value |Say\(|words\.or\()"([a-z]+)\.?"`)
	used, made := map[string]bool{}, map[string]bool{}
	for _, root := range []string{"templates", ".", ".."} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || strings.HasSuffix(path, "_test.go") || d.IsDir() && path != root {
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
				return err
			}
			if d.IsDir() || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".html") {
				return nil
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, m := range literal.FindAllStringSubmatch(string(b), -1) {
				used[m[1]] = true
			}
			for _, m := range prefix.FindAllStringSubmatch(string(b), -1) {
				made[m[1]] = true
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(used) < 100 {
		t.Fatalf("%d keys found in the sources: the search for them is broken", len(used))
	}
	for key := range used {
		if _, ok := words[key]; !ok && !strings.HasSuffix(key, ".") {
			t.Errorf("nothing is said for %q", key)
		}
	}
	// Keys are also made of these and a value that Go code has.
	for _, kind := range []string{"nav", "sort", "export", "facet", "trends", "zone", "amount", "currency", "level", "kind", "industry", "stage", "bound", "op", "tag"} {
		made[kind] = true
	}
	for key := range words {
		kind, _, _ := strings.Cut(key, ".")
		if !used[key] && !made[kind] {
			t.Errorf("nobody says %q", key)
		}
	}
}
