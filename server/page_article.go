package server

import (
	"errors"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/date"
	"zonesearch/index"
	"zonesearch/server/citation"
	"zonesearch/server/web"
)

const (
	similarShown  = 6
	reprintsShown = 10
)

func (p *pages) articlePage(v *visit) (string, web.View, error) {
	id := v.c.Param("id")
	article, err := p.engine.Article(v, id, v.At.Get("q"))
	if _, bad := errors.AsType[*index.RequestError](err); bad {
		// The article is there even where the query is not one.
		article, err = p.engine.Article(v, id, "")
	}
	if err != nil {
		return "", nil, err
	}
	similar, err := p.engine.Similar(v, id, similarShown)
	if err != nil {
		return "", nil, err
	}
	var reprints []web.Reprint
	for _, other := range article.Duplicates[:min(len(article.Duplicates), reprintsShown)] {
		a, err := p.engine.Article(v, other, "")
		if errors.Is(err, index.ErrNotFound) {
			continue // deleted a moment ago
		}
		if err != nil {
			return "", nil, err
		}
		reprints = append(reprints, web.ReprintOf(v.Page, a))
	}
	return "article", web.ForArticle(v.Page, article, similar, reprints, citationsOf(&article.Article)), nil
}

// citationsOf cites an article in every form, as of today in China.
func citationsOf(a *corpus.Article) []web.Citation {
	today := time.Now().In(date.China())
	var out []web.Citation
	for _, format := range []citation.Format{citation.GBT7714, citation.BibTeX, citation.RIS} {
		out = append(out, web.Citation{Format: string(format), Text: citation.Entry(format, a, today)})
	}
	return out
}
