package index

import (
	"context"
	"time"

	"zonesearch/corpus"
	"zonesearch/index/mark"
	"zonesearch/index/table"
)

// Search finds articles.
func (x *Index) Search(ctx context.Context, req SearchRequest) (*SearchResult, error) {
	started := time.Now()
	if err := req.check(); err != nil {
		return nil, err
	}
	var result *SearchResult
	err := x.answer(ctx, func(v *view) error {
		q, err := x.ask(ctx, v, ofArticles, req.Query, &req.Filter)
		if err != nil {
			return err
		}
		result, err = x.searchResult(q, &req)
		return err
	})
	if err != nil {
		return nil, err
	}
	result.TookMS = float64(time.Since(started).Microseconds()) / 1000
	return result, nil
}

func (x *Index) searchResult(q *question, req *SearchRequest) (*SearchResult, error) {
	order := q.order(req.Sort)
	digest := questionDigest("articles", req.Query, req.Filter, order, req.Collapse)
	result := &SearchResult{
		Query:    q.plan.info(req.Query, q.relaxed),
		Total:    q.found.Len(),
		Snapshot: q.view.token(),
	}
	var hits []table.Hit
	var duplicates map[uint64][]string
	var err error
	if req.Collapse {
		hits, duplicates, err = q.groups(order, req.Page, digest, result)
	} else {
		hits, result.NextCursor, err = q.page(order, req.Page, digest)
	}
	if err != nil {
		return nil, err
	}
	if result.Hits, err = x.hits(q, hits, req.Plain); err != nil {
		return nil, err
	}
	for i := range hits {
		if ids := duplicates[q.snap.Seq(hits[i].Row)]; ids != nil {
			result.Hits[i].Duplicates = ids
		}
	}
	if result.Facets, err = q.facets(req.Facets, req.FacetSize, q.matched, &req.Filter, q.sets); err != nil {
		return nil, err
	}
	x.correct(q, result.Total, &result.Query)
	result.Partial = x.incomplete(&result.Query)
	return result, nil
}

// hits shows rows, with the articles read from the archive.
func (x *Index) hits(q *question, rows []table.Hit, plain bool) ([]Hit, error) {
	articles, err := x.articlesOf(q.snap, rows)
	if err != nil {
		return nil, err
	}
	var marker *mark.Marker
	if !plain {
		marker = q.marker()
	}
	hits := make([]Hit, len(rows))
	for i, a := range articles {
		hits[i] = Hit{
			ID: a.ID, URL: a.URL, Title: a.Title, Zone: a.Zone, City: a.City, Province: a.Province,
			Date: a.Date, Source: a.Source, Added: a.Added, Score: rows[i].Score,
			ProjectCount: int(q.snap.Number(numProjects, rows[i].Row)),
			Duplicates:   []string{},
			Highlight:    Highlight{Snippets: []string{}},
		}
		if marker != nil {
			hits[i].Highlight.Title = marker.Highlight(a.Title)
			if snippets := marker.Snippets(a.Body, mark.Options{}); snippets != nil {
				hits[i].Highlight.Snippets = snippets
			}
		}
	}
	return hits, nil
}

// articlesOf reads the articles of rows from the archive. One that was replaced
// a moment ago, or cannot be read, is shown by what the view knows of it: its
// place in the list must not be empty.
func (x *Index) articlesOf(snap *table.Snapshot, rows []table.Hit) ([]*corpus.Article, error) {
	seqs := make([]uint64, len(rows))
	for i := range rows {
		seqs[i] = snap.Seq(rows[i].Row)
	}
	articles, err := x.readable(seqs)
	if err != nil {
		return nil, err
	}
	for i, a := range articles {
		if a != nil {
			continue
		}
		id, err := snap.Payload(rows[i].Row)
		if err != nil {
			return nil, err
		}
		articles[i] = &corpus.Article{
			ID: string(id), Zone: snap.Keyword(colZone, rows[i].Row), City: snap.Keyword(colCity, rows[i].Row),
			Province: snap.Keyword(colProvince, rows[i].Row), Source: snap.Keyword(colSource, rows[i].Row),
			Date: dayName(snap.Number(numDay, rows[i].Row)), Added: time.Unix(snap.Number(numAdded, rows[i].Row), 0).UTC(),
		}
	}
	return articles, nil
}

// marker marks what the query looks for.
func (q *question) marker() *mark.Marker {
	var matchers []mark.Matcher
	for _, t := range q.plan.typed {
		m := mark.Matcher{Text: t.text, Phrase: t.phrase, Weight: 1}
		for _, c := range t.units {
			if c.unit.stop {
				continue
			}
			weight := q.weightOf(c.unit)
			m.Weight += weight
			for _, word := range c.unit.shown() {
				m.Words = append(m.Words, mark.Word{Text: word, Weight: weight})
			}
			for _, a := range c.unit.alternatives {
				m.Words = append(m.Words, mark.Word{Text: string(a.phrase), Weight: weight * a.weight})
			}
		}
		matchers = append(matchers, m)
	}
	return mark.New(matchers)
}

// shown lists what of a unit is marked: its phrase, or else its words.
func (u *unit) shown() []string {
	if u.phrase != nil {
		return []string{string(u.phrase)}
	}
	if len(u.words) > 1 {
		return append([]string{u.text}, u.words...)
	}
	return u.words
}

// weightOf tells how rare a unit is, by the rarest of its words that was looked
// up.
func (q *question) weightOf(u *unit) float64 {
	weight := 0.0
	for _, word := range u.words {
		n := 0
		for _, text := range everywhere.texts() {
			if set, ok := q.terms[textKey{text, word}]; ok {
				n = max(n, set.Len())
			}
		}
		weight = max(weight, rarity(n, q.snap.Len()))
	}
	return weight
}
