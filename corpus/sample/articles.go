package sample

import (
	"embed"
	"fmt"
	"io/fs"

	"zonesearch/corpus"
	"zonesearch/corpus/sample/generate"
)

//go:embed articles
var files embed.FS

const (
	// generated articles stand beside the written ones, so that every month
	// of the later years has a few and facets have more than one page.
	generated     = 300
	generatedSeed = 2024
	// generatedFrom keeps them within the years in which written ones are
	// dense.
	generatedFrom = "2016"
)

// Articles are the written articles, by file name, and then the generated
// ones: the same in every call, with IDs, and without anything for a cleaner
// to do. Added is left to the archive.
func Articles() ([]*corpus.Article, error) {
	list, err := Written()
	if err != nil {
		return nil, err
	}
	g := generate.New(generatedSeed)
	for made := 0; made < generated; {
		if a := g.Next(); a.Date >= generatedFrom {
			list = append(list, a)
			made++
		}
	}
	return list, nil
}

// Written are the articles that a person wrote, by file name.
func Written() ([]*corpus.Article, error) {
	names, err := fs.Glob(files, "articles/*.txt")
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	list := make([]*corpus.Article, 0, len(names))
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("sample: %w", err)
		}
		a, err := parse(string(text))
		if err != nil {
			return nil, fmt.Errorf("sample: %s: %w", name, err)
		}
		list = append(list, a)
	}
	return list, nil
}
