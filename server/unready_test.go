package server

import (
	"context"

	"zonesearch/index"
)

// unready is an engine whose index is being prepared.
type unready struct{ Engine }

func (unready) Search(context.Context, index.SearchRequest) (*index.SearchResult, error) {
	return nil, index.ErrNotReady
}

func (unready) Projects(context.Context, index.ProjectRequest) (*index.ProjectResult, error) {
	return nil, index.ErrNotReady
}

func (unready) Article(context.Context, string, string) (*index.Article, error) {
	return nil, index.ErrNotReady
}

func (unready) Trend(context.Context, index.TrendRequest) (*index.Trend, error) {
	return nil, index.ErrNotReady
}

func (unready) Zones(context.Context) ([]index.ZoneSummary, error) { return nil, index.ErrNotReady }

func (unready) Zone(context.Context, string) (*index.ZoneProfile, error) {
	return nil, index.ErrNotReady
}

func (unready) Status() index.Status { return index.Status{Reason: "the index is being opened"} }
