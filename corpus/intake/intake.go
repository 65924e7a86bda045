package intake

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/source"
)

const (
	// A batch is put into the archive, and synced, when it has so many
	// articles or bytes.
	batchArticles = 1000
	batchBytes    = 4 << 20
	// cleanStretch is how many articles a goroutine cleans in one go.
	cleanStretch = 32
)

// Keeper keeps articles for good; *archive.Archive is one.
type Keeper interface {
	Put(context.Context, []*corpus.Article) ([]archive.Outcome, error)
}

// Importer takes articles in.
type Importer struct {
	Cleaner corpus.Cleaner
	Keeper  Keeper
}

// Summary counts what became of the articles that were read.
type Summary struct {
	Read      int
	Added     int
	Updated   int
	Unchanged int
	Rejected  int
	// UnknownFields are the names of the fields that were passed over.
	UnknownFields []string
	// Warnings are what was dropped from articles that were taken, the first
	// hundred of them.
	Warnings []string
}

// maxWarnings bounds Summary.Warnings: a hundred tell what is the matter.
const maxWarnings = 100

func (s *Summary) warn(text string) {
	if len(s.Warnings) < maxWarnings {
		s.Warnings = append(s.Warnings, text)
	}
}

// Rejection says what was left out, and why, in Chinese.
type Rejection struct {
	Path   string `json:"path"`
	Entry  string `json:"entry,omitempty"`
	Reason string `json:"reason"`
}

// Walk takes in everything under the paths. What cannot be taken goes to
// reject. The summary is right even where an error, or the end of ctx, stopped
// it half-way: what it counts is in the archive.
func (im *Importer) Walk(ctx context.Context, paths []string, options source.Options, reject func(Rejection) error) (Summary, error) {
	var summary Summary
	group, ctx := errgroup.WithContext(ctx)
	batches := make(chan []source.Item, 1)
	group.Go(func() error {
		defer close(batches)
		return gather(ctx, paths, options, batches)
	})
	group.Go(func() error {
		for items := range batches {
			if err := im.take(ctx, items, &summary, reject); err != nil {
				return err
			}
		}
		return nil
	})
	// Only once both are done does the summary hold still.
	err := group.Wait()
	return summary, err
}

// gather cuts what source finds into batches.
func gather(ctx context.Context, paths []string, options source.Options, batches chan<- []source.Item) error {
	var items []source.Item
	size := 0
	flush := func() error {
		if len(items) == 0 {
			return nil
		}
		select {
		case batches <- items:
		case <-ctx.Done():
			return ctx.Err()
		}
		items, size = nil, 0
		return nil
	}
	err := source.Walk(ctx, paths, options, func(item source.Item) error {
		items = append(items, item)
		if item.Article != nil {
			size += len(item.Article.Title) + len(item.Article.Body)
		}
		if len(items) < batchArticles && size < batchBytes {
			return nil
		}
		return flush()
	})
	return errors.Join(err, flush())
}

// take cleans a batch, keeps what is good and counts it.
func (im *Importer) take(ctx context.Context, items []source.Item, summary *Summary, reject func(Rejection) error) error {
	warnings := im.cleanAll(items)
	var good []*corpus.Article
	for i := range items {
		item := &items[i]
		summary.Read++
		summary.UnknownFields = append(summary.UnknownFields, item.UnknownFields...)
		if item.Err != nil {
			summary.Rejected++
			if err := reject(Rejection{item.Path, item.Entry, item.Err.Error()}); err != nil {
				return err
			}
			continue
		}
		for _, w := range warnings[i] {
			summary.warn(fmt.Sprintf("%s：%s", place(item), w))
		}
		good = append(good, item.Article)
	}
	outcomes, err := im.Keeper.Put(ctx, good)
	if err != nil {
		// Nothing of this batch was kept.
		summary.Read -= len(good)
		return err
	}
	summary.count(outcomes)
	return nil
}

func place(item *source.Item) string {
	if item.Entry == "" {
		return item.Path
	}
	return item.Path + "（" + item.Entry + "）"
}

// cleanAll cleans articles on all cores; one that cannot be taken becomes an
// item with the reason.
func (im *Importer) cleanAll(items []source.Item) (warnings [][]string) {
	warnings = make([][]string, len(items))
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for from := 0; from < len(items); from += cleanStretch {
		to := min(from+cleanStretch, len(items))
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			for i := from; i < to; i++ {
				if items[i].Article == nil {
					continue
				}
				var err error
				if warnings[i], err = im.Cleaner.Clean(items[i].Article); err != nil {
					items[i].Err = items[i].Spot.At(err)
				}
			}
		})
	}
	wait.Wait()
	return warnings
}

func (s *Summary) count(outcomes []archive.Outcome) {
	for _, o := range outcomes {
		switch o.Result {
		case archive.Added:
			s.Added++
		case archive.Updated:
			s.Updated++
		case archive.Unchanged:
			s.Unchanged++
		}
	}
}

// ArticleError says why one of several articles cannot be taken.
type ArticleError struct {
	// Place is the article's place among those given, from 0.
	Place  int
	Reason string // in Chinese
}

// ArticlesError says why articles that were to be taken whole were not.
type ArticlesError []ArticleError

func (e ArticlesError) Error() string {
	return fmt.Sprintf("%d articles cannot be taken, the first because: %s", len(e), e[0].Reason)
}

// Put takes articles in, all or none: where one cannot be taken, the error is
// an ArticlesError. It gives the highest sequence number of them too.
func (im *Importer) Put(ctx context.Context, articles []*corpus.Article) (summary Summary, seq uint64, err error) {
	var bad ArticlesError
	for i, a := range articles {
		warnings, err := im.Cleaner.Clean(a)
		if err != nil {
			bad = append(bad, ArticleError{i, err.Error()})
		}
		for _, w := range warnings {
			summary.warn(w)
		}
	}
	if len(bad) > 0 {
		return Summary{}, 0, bad
	}
	outcomes, err := im.Keeper.Put(ctx, articles)
	if err != nil {
		return Summary{}, 0, err
	}
	summary.Read = len(articles)
	summary.count(outcomes)
	for _, o := range outcomes {
		seq = max(seq, o.Seq)
	}
	return summary, seq, nil
}
