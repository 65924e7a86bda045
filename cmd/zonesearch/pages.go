package main

import (
	"context"

	"zonesearch/corpus"
	"zonesearch/corpus/charset"
	"zonesearch/corpus/page"
)

// pages reads saved pages for the importer.
type pages struct{}

func (pages) ReadPage(ctx context.Context, b []byte) (*corpus.Article, error) {
	return page.Read(ctx, b, charset.Hint{})
}
