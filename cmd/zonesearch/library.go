package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/intake"
	"zonesearch/corpus/sample"
	"zonesearch/index"
)

// settings are what the flags and the environment say about an archive.
type settings struct {
	data        string // the archive's folder
	synonyms    string // a user's own table of synonyms, "" for none
	dictionary  string // a user's own words, "" for none
	corrections string // corrections of project records, "" for none
	sample      bool   // fill an empty archive with the sample
}

// library is an open archive with its index: what every command works on that
// holds the data itself.
type library struct {
	archive  *archive.Archive
	index    *index.Index
	importer *intake.Importer
	rules    string // the version of the project rules
}

// openArchive opens the archive alone, for commands that ask no question.
func openArchive(s settings) (*archive.Archive, error) {
	a, err := archive.Open(s.data, archive.Options{})
	if err != nil {
		return nil, fmt.Errorf("打开数据文件夹 %s：%w", s.data, err)
	}
	return a, nil
}

// openLibrary opens archive and index. The dictionary is loaded while the
// archive is opened.
func openLibrary(s settings, log *slog.Logger) (*library, error) {
	type loaded struct {
		options index.Options
		err     error
	}
	loading := make(chan loaded, 1)
	go func() {
		o, err := indexOptions(s, log)
		loading <- loaded{o, err}
	}()
	a, err := openArchive(s)
	parts := <-loading
	if err := errors.Join(err, parts.err); err != nil {
		if a != nil {
			err = errors.Join(err, a.Close())
		}
		return nil, err
	}
	l, err := assemble(a, parts.options, s)
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return l, nil
}

// assemble opens the index of an archive, after the archive has got its sample
// where one is wanted, so that the index is not ready before it has it.
func assemble(a *archive.Archive, o index.Options, s settings) (*library, error) {
	l := &library{archive: a, importer: newImporter(a, o.Gazetteer), rules: o.Rules}
	if s.sample {
		if err := l.fill(); err != nil {
			return nil, fmt.Errorf("装入示例文章：%w", err)
		}
	}
	o.Archive = a
	var err error
	if l.index, err = index.Open(o); err != nil {
		return nil, err
	}
	return l, nil
}

// fill puts the sample into an archive that never held anything.
func (l *library) fill() error {
	if l.archive.LastSeq() > 0 {
		return nil
	}
	articles, err := sample.Articles()
	if err != nil {
		return err
	}
	_, _, err = l.importer.Put(context.Background(), articles)
	return err
}

// newImporter makes what cleans articles and hands them to a keeper.
func newImporter(k intake.Keeper, places *gazetteer.Gazetteer) *intake.Importer {
	return &intake.Importer{Cleaner: corpus.Cleaner{Places: places}, Keeper: k}
}

// close ends what is under way and lets go of the folder.
func (l *library) close() error { return errors.Join(l.index.Close(), l.archive.Close()) }
