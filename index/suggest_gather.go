package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"zonesearch/index/suggest"
	"zonesearch/index/table"
	"zonesearch/segment"
	"zonesearch/segment/fold"
)

const (
	// mostTitles bounds the titles that are offered: of a larger archive the
	// last to come in.
	mostTitles = 100_000
	// A word is offered that stands in so many titles at least; mostTerms
	// bounds how many.
	leastTitles = 2
	mostTerms   = 30_000
	// titlesAtOnce is how many articles are read from the archive in one go,
	// and titles cut into words. In between a closing index is noticed.
	titlesAtOnce = 256
)

// gatherer collects what is suggested. It remembers titles from one time to the
// next, because reading them means reading whole articles.
type gatherer struct {
	x        *Index
	readings *suggest.Readings
	titles   []title // by sequence number
}

// title is that of an article.
type title struct {
	seq  uint64
	day  int64
	text string
}

// gather builds suggestions from the newest view; nil where that is the one
// that old was built from, or there is none.
func (g *gatherer) gather(old *suggestions) (*suggestions, error) {
	v := g.x.now.Load()
	if v == nil || !v.take() {
		return nil, nil
	}
	next := &suggestions{generation: v.generation, reached: v.articles.Reached()}
	if old != nil && old.generation == next.generation && old.reached == next.reached {
		v.release()
		return nil, nil
	}
	entries, titles, err := namesOf(g.x.ctx, v)
	v.release() // titles take a while, and the archive has them
	if err != nil {
		return nil, err
	}
	if g.titles, err = g.x.titlesOf(titles, g.titles); err != nil {
		return nil, err
	}
	terms, err := g.x.terms(g.titles)
	if err != nil {
		return nil, err
	}
	entries = append(entries, terms...)
	newest := slices.Clone(g.titles)
	slices.SortFunc(newest, func(a, b title) int { return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(b.seq, a.seq)) })
	for _, t := range newest {
		entries = append(entries, suggest.Entry{Text: t.text, Kind: suggest.Title, Count: 1})
	}
	next.names = suggest.Build(g.readings, entries)
	return next, nil
}

// namesOf gives the zones, cities and companies of a view, and its newest
// articles by sequence number, their titles not read yet.
func namesOf(ctx context.Context, v *view) (entries []suggest.Entry, titles []title, err error) {
	columns := []struct {
		snap   *table.Snapshot
		column int
		kind   suggest.Kind
		also   func(string) []string
	}{
		{v.articles, colZone, suggest.Zone, v.places.Aliases},
		{v.articles, colCity, suggest.City, v.places.longCity},
		{v.projects, colCompany, suggest.Company, func(string) []string { return nil }},
	}
	for _, c := range columns {
		counts, err := c.snap.Count(ctx, c.snap.All(), []int{c.column})
		if err != nil {
			return nil, nil, err
		}
		for ord, n := range counts[0] {
			if n > 0 {
				name := c.snap.Values(c.column)[ord]
				entries = append(entries, suggest.Entry{Text: name, Kind: c.kind, Count: int(n), Also: c.also(name)})
			}
		}
	}
	v.articles.All().Each(func(d table.Doc) bool {
		row := v.articles.Row(d)
		titles = append(titles, title{seq: v.articles.Seq(row), day: v.articles.Number(numDay, row)})
		return true
	})
	slices.SortFunc(titles, func(a, b title) int { return cmp.Compare(a.seq, b.seq) })
	return entries, titles[max(0, len(titles)-mostTitles):], nil
}

// longCity gives the official name of a city, such as 泰州市.
func (p places) longCity(name string) []string {
	if city, ok := p.City(name); ok && city.Name == name {
		return []string{city.Full}
	}
	return nil
}

// titlesOf fills in the titles, those that are known from before and, from the
// archive, the others. Articles that are gone or damaged have none.
func (x *Index) titlesOf(titles, known []title) ([]title, error) {
	var missing []int
	for i, k := 0, 0; i < len(titles); i++ {
		for k < len(known) && known[k].seq < titles[i].seq {
			k++
		}
		if k < len(known) && known[k].seq == titles[i].seq {
			titles[i].text = known[k].text
		} else {
			missing = append(missing, i)
		}
	}
	seqs := make([]uint64, 0, titlesAtOnce)
	for chunk := range slices.Chunk(missing, titlesAtOnce) {
		if err := x.ctx.Err(); err != nil {
			return nil, err
		}
		seqs = seqs[:0]
		for _, i := range chunk {
			seqs = append(seqs, titles[i].seq)
		}
		articles, err := x.readable(seqs)
		if err != nil {
			return nil, err
		}
		for n, a := range articles {
			if a != nil {
				titles[chunk[n]].text = strings.Clone(a.Title) // a part of it holds on to the whole article
			}
		}
	}
	return titles, nil
}

// terms gives the words that several titles have, with how many they are.
func (x *Index) terms(titles []title) ([]suggest.Entry, error) {
	counts := map[string]int{}
	last := map[string]int{} // the title that a word was last seen in
	text := &fold.Text{}
	for i, t := range titles {
		if i%titlesAtOnce == 0 && x.ctx.Err() != nil {
			return nil, x.ctx.Err()
		}
		text.Reset(t.text)
		for _, token := range x.options.Segmenter.Path(text) {
			if token.Kind != segment.Word || token.End-token.Start < 2 || last[token.Text] == i+1 {
				continue
			}
			last[token.Text] = i + 1
			counts[token.Text]++
		}
	}
	var terms []suggest.Entry
	for word, n := range counts {
		if n >= leastTitles && !x.options.Segmenter.IsStop(word) {
			terms = append(terms, suggest.Entry{Text: word, Kind: suggest.Term, Count: n})
		}
	}
	slices.SortFunc(terms, func(a, b suggest.Entry) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Text, b.Text)) })
	return terms[:min(len(terms), mostTerms)], nil
}

// Words of the dictionary that corrections know: those that were seen so often
// at least in the texts that it was made from, and are no longer than this.
const (
	leastFrequency = 3
	longestWord    = 8
)

// lexiconWords makes a dictionary of the segmenter's words.
func (x *Index) lexiconWords(readings *suggest.Readings) *suggest.Dictionary {
	var entries []suggest.Entry
	for word, frequency := range x.options.Segmenter.Words("") {
		if n := utf8.RuneCountInString(word); n >= 2 && n <= longestWord && frequency >= leastFrequency {
			entries = append(entries, suggest.Entry{Text: word, Kind: suggest.Term, Count: frequency})
		}
	}
	return suggest.Build(readings, entries)
}
