package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/project"
	"zonesearch/index"
	"zonesearch/index/synonym"
	"zonesearch/segment"
)

// indexOptions loads everything that an index is made of, but the archive.
func indexOptions(s settings, log *slog.Logger) (index.Options, error) {
	s = s.withTables()
	o := index.Options{Dir: filepath.Join(s.data, "index"), Rules: fmt.Sprint(project.Version), Log: log}
	segmenter, err := loadSegmenter(s.dictionary)
	if err != nil {
		return o, fmt.Errorf("词典：%w", err)
	}
	o.Segmenter = segmenter
	if o.Gazetteer, err = gazetteer.Load(); err != nil {
		return o, err
	}
	if o.Synonyms, err = loadSynonyms(s.synonyms); err != nil {
		return o, fmt.Errorf("同义词表：%w", err)
	}
	corrections, err := loadCorrections(s.corrections, &o)
	if err != nil {
		return o, fmt.Errorf("项目更正表：%w", err)
	}
	o.Extractor = project.New(project.Options{Corrections: corrections})
	return o, nil
}

// loadCorrections reads corrections and tells the index of them.
func loadCorrections(path string, o *index.Options) (*project.Corrections, error) {
	if path == "" {
		return nil, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	c, err := project.ReadCorrections(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	sum := sha256.Sum256(b)
	o.Corrections, o.CorrectionCount = hex.EncodeToString(sum[:8]), len(c.List())
	return c, nil
}

func loadSegmenter(words string) (*segment.Segmenter, error) {
	var o segment.Options
	if words != "" {
		f, err := os.Open(words)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		o.Words = []segment.Source{{Name: words, Reader: f}}
	}
	return segment.New(o)
}

func loadSynonyms(path string) (*synonym.Table, error) {
	if path == "" {
		return synonym.Load()
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	table, err := synonym.Load(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return table, nil
}
