package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/charset"
	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/intake"
	"zonesearch/corpus/page"
	"zonesearch/corpus/project"
	"zonesearch/index"
	"zonesearch/index/synonym"
	"zonesearch/segment"
	"zonesearch/server"
)

// settings are what the flags and the environment say about an archive.
type settings struct {
	data        string // the archive's folder
	synonyms    string // a user's own table of synonyms, "" for none
	dictionary  string // a user's own words, "" for none
	corrections string // corrections of project records, "" for none
}

// library is an open archive with its index: what every command works on that
// holds the data itself.
type library struct {
	archive  *archive.Archive
	index    *index.Index
	importer *intake.Importer
}

// openArchive opens the archive alone, for commands that ask no question.
func openArchive(s settings) (*archive.Archive, error) {
	a, err := archive.Open(s.data, archive.Options{})
	if err != nil {
		return nil, fmt.Errorf("open the archive in %s: %w", s.data, err)
	}
	return a, nil
}

// openLibrary opens archive and index. The dictionary is loaded while the
// archive is opened.
func openLibrary(s settings, log *slog.Logger) (*library, error) {
	type parts struct {
		segmenter *segment.Segmenter
		err       error
	}
	loaded := make(chan parts, 1)
	go func() {
		segmenter, err := loadSegmenter(s.dictionary)
		loaded <- parts{segmenter, err}
	}()
	a, err := openArchive(s)
	p := <-loaded
	if err := errors.Join(err, p.err); err != nil {
		if a != nil {
			err = errors.Join(err, a.Close())
		}
		return nil, err
	}
	l, err := assemble(a, p.segmenter, s, log)
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return l, nil
}

func assemble(a *archive.Archive, segmenter *segment.Segmenter, s settings, log *slog.Logger) (*library, error) {
	places, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	synonyms, err := loadSynonyms(s.synonyms)
	if err != nil {
		return nil, err
	}
	extractor := project.New(project.Options{})
	x, err := index.Open(index.Options{
		Dir: filepath.Join(s.data, "index"), Archive: a, Segmenter: segmenter, Gazetteer: places, Synonyms: synonyms,
		Extractor: extractor, Rules: fmt.Sprint(project.Version),
		Log: log,
	})
	if err != nil {
		return nil, err
	}
	return &library{archive: a, index: x, importer: newImporter(a, places)}, nil
}

func newImporter(a *archive.Archive, places *gazetteer.Gazetteer) *intake.Importer {
	return &intake.Importer{Cleaner: corpus.Cleaner{Places: places}, Keeper: a}
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

func (l *library) close() error { return errors.Join(l.index.Close(), l.archive.Close()) }

// pages reads saved pages for the importer.
type pages struct{}

func (pages) ReadPage(b []byte) (*corpus.Article, error) {
	return page.Read(context.Background(), b, charset.Hint{})
}

// store lets the server write to a library.
type store struct{ *library }

// indexWait is how long a write waits for its articles to be searchable. It is
// on disk by then; the wait only spares the writer the surprise of not finding it.
const indexWait = 2 * time.Second

func (s store) Import(ctx context.Context, articles []*corpus.Article) (server.ImportSummary, error) {
	started := time.Now()
	summary, seq, err := s.importer.Put(ctx, articles)
	var bad intake.ArticlesError
	if errors.As(err, &bad) {
		out := &server.ArticleErrors{}
		for _, e := range bad {
			out.Lines = append(out.Lines, server.LineProblem{Line: e.Place + 1, Detail: e.Reason})
		}
		return server.ImportSummary{}, out
	}
	if err != nil {
		return server.ImportSummary{}, err
	}
	s.await(ctx, seq)
	return summaryOf(summary, time.Since(started)), nil
}

func (s store) Delete(ctx context.Context, id string) (bool, error) {
	n, err := s.archive.Delete(ctx, id)
	if err == nil && n > 0 {
		s.await(ctx, s.archive.LastSeq())
	}
	return n > 0, err
}

// await waits for the index, for a while.
func (s store) await(ctx context.Context, seq uint64) {
	ctx, cancel := context.WithTimeout(ctx, indexWait)
	defer cancel()
	// The write is done whether or not it shows yet.
	_ = s.index.WaitFor(ctx, seq)
}

func summaryOf(s intake.Summary, took time.Duration) server.ImportSummary {
	return server.ImportSummary{
		Read: s.Read, Added: s.Added, Updated: s.Updated, Unchanged: s.Unchanged, Rejected: s.Rejected,
		Seconds: took.Seconds(), Warnings: s.Warnings,
	}
}

// discard is for commands that say nothing while they work.
var discard = slog.New(slog.NewTextHandler(io.Discard, nil))
