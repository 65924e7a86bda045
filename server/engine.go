package server

import (
	"context"

	"zonesearch/corpus"
	"zonesearch/index"
)

// Engine answers questions. *index.Index is one; the interface is narrow so
// that another, a distributed one for instance, can stand in its place.
//
// Errors are *index.RequestError for what the caller got wrong, index.ErrNotFound,
// index.ErrNotReady, index.ErrDamaged, index.ErrFailed, index.ErrUnreadable,
// index.ErrTimeout, or the context's.
type Engine interface {
	Search(context.Context, index.SearchRequest) (*index.SearchResult, error)
	Projects(context.Context, index.ProjectRequest) (*index.ProjectResult, error)
	Article(ctx context.Context, id, query string) (*index.Article, error)
	Similar(ctx context.Context, id string, limit int) ([]index.Hit, error)
	Lifeline(ctx context.Context, id string) (*index.Lifeline, error)
	Suggest(ctx context.Context, typed string, limit int) ([]index.Suggestion, error)
	Trend(context.Context, index.TrendRequest) (*index.Trend, error)
	Zones(context.Context) ([]index.ZoneSummary, error)
	Zone(ctx context.Context, name string) (*index.ZoneProfile, error)
	ExportArticles(context.Context, index.SearchRequest) (*index.ArticleExport, error)
	ExportProjects(context.Context, index.ProjectRequest) (*index.ProjectExport, error)
	Status() index.Status
}

// Store keeps articles for good.
type Store interface {
	// Import cleans the articles and keeps them, all or, where one of them
	// cannot be taken, none: then the error is an *ArticleErrors. It returns
	// once they are synced to disk.
	Import(context.Context, []*corpus.Article) (ImportSummary, error)
	// Delete removes an article for good; false where there is none.
	Delete(ctx context.Context, id string) (bool, error)
}

// ImportSummary counts what an import did.
type ImportSummary struct {
	Read      int      `json:"read"`
	Added     int      `json:"added"`
	Updated   int      `json:"updated"`
	Unchanged int      `json:"unchanged"`
	Rejected  int      `json:"rejected"`
	Seconds   float64  `json:"seconds"`
	Warnings  []string `json:"warnings,omitempty"`
}
