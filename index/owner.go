package index

import (
	"context"
	"math"

	"zonesearch/index/table"
)

// ownership tells which projects are whose. Both tables keep the order of the
// archive, so the projects of an article lie side by side.
type ownership struct {
	// first gives an article's first project, by row; where it has none, the
	// place where one would stand.
	first []uint32
	// article gives a project's article, by row, or nobody.
	article []uint32
}

// nobody is the article of a project whose article is not there.
const nobody = math.MaxUint32

func newOwnership(articles, projects *table.Snapshot) *ownership {
	o := &ownership{first: make([]uint32, articles.Rows()), article: make([]uint32, projects.Rows())}
	project, end := uint32(0), uint32(projects.Rows())
	for article := range uint32(articles.Rows()) {
		seq := articles.Seq(article)
		for ; project < end && projects.Seq(project) < projectSeq(seq, 0); project++ {
			o.article[project] = nobody
		}
		o.first[article] = project
		for ; project < end && projects.Seq(project) < projectSeq(seq+1, 0); project++ {
			o.article[project] = article
		}
	}
	for ; project < end; project++ {
		o.article[project] = nobody
	}
	return o
}

// projectsOf gives the rows of an article's projects in the order of the text:
// those from the first up to the second.
func (o *ownership) projectsOf(article uint32) (from, to uint32) {
	from = o.first[article]
	for to = from; int(to) < len(o.article) && o.article[to] == article; to++ {
	}
	return from, to
}

// articlesOf gives the articles that have a project in a set.
func (v *view) articlesOf(ctx context.Context, projects table.Set) (table.Set, error) {
	owners := v.owners().article
	has := make([]bool, v.articles.Rows())
	projects.Each(func(d table.Doc) bool {
		if article := owners[v.projects.Row(d)]; article != nobody {
			has[article] = true
		}
		return true
	})
	return v.articles.Where(ctx, func(row uint32) bool { return has[row] })
}
