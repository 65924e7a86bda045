package table

import (
	"context"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Weighted is a term that scores.
type Weighted struct {
	Text   int
	Term   string
	Weight float64 // times what BM25 gives
}

// Ranking says how Rank goes.
type Ranking struct {
	Skip, Limit int
	// After leaves out everything up to this hit, which was the last of an
	// earlier page of the same snapshot; nil starts at the beginning.
	After *Hit
	// Tie is the column of numbers whose greater values come first where scores
	// are equal, or NoColumn. After it comes the sequence number.
	Tie int
	// Adjust gives a member's final score; nil leaves it as it is. It is called
	// for every member, from several goroutines.
	Adjust func(row uint32, score float64) float64
	// K1 and B are BM25's; 0 means 1.2 and 0.75. For a B of zero take a tiny
	// one.
	K1, B float64
}

// Rank gives a page of a set in the order of its members' scores: BM25 over the
// words on their texts' paths, with true lengths and averages. A term that only
// crosses the borders of words in a text scores nothing there, and members in
// which no term scores come last.
//
// How rare a term is (its IDF) counts the live rows of the whole table that
// hold it anywhere, borders crossed or not, in whichever of its texts has the
// most: what a word tells does not depend on where it stands, and counting the
// rows where it is on the path would mean reading all its frequencies.
func (s *Snapshot) Rank(ctx context.Context, set Set, query []Weighted, r Ranking) ([]Hit, error) {
	if r.K1 == 0 {
		r.K1 = 1.2
	}
	if r.B == 0 {
		r.B = 0.75
	}
	query, err := s.weigh(query, r)
	if err != nil {
		return nil, err
	}
	parts, err := s.gather(ctx, set, query)
	defer s.t.giveBack(parts)
	if err != nil {
		return nil, err
	}
	first := tops{all: &top{limit: r.Skip + r.Limit, before: byScore, after: r.After}}
	var units []rankUnit
	for _, p := range parts {
		locals := p.members.locals
		for from, stretch := 0, first.all.stretch(); from < len(locals); from += stretch {
			units = append(units, rankUnit{p, locals[from:min(from+stretch, len(locals))]})
		}
	}
	err = spread(ctx, s.t.dir, len(units), 1, func(from, to int) error {
		for _, u := range units[from:to] {
			some := first.fresh()
			s.score(u, query, &r, some)
			first.merge(some)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return first.all.sorted(r.Skip), nil
}

// IDF tells how much a term tells: the natural logarithm that Rank multiplies
// its weight with.
func (s *Snapshot) IDF(term string) (float64, error) {
	most := 0
	for text := range s.t.schema.Texts {
		n, err := s.DocFreq(text, term)
		if err != nil {
			return 0, err
		}
		most = max(most, n)
	}
	return idf(s.live, most), nil
}

func idf(all, with int) float64 {
	return math.Log(1 + (float64(all-with)+0.5)/(float64(with)+0.5))
}

// weigh gives each term its weight with all that does not depend on the row.
func (s *Snapshot) weigh(query []Weighted, r Ranking) ([]Weighted, error) {
	idfs := map[string]float64{}
	query = slices.Clone(query)
	for i := range query {
		q := &query[i]
		if _, ok := idfs[q.Term]; !ok {
			idf, err := s.IDF(q.Term)
			if err != nil {
				return nil, err
			}
			idfs[q.Term] = idf
		}
		q.Weight *= idfs[q.Term] * (r.K1 + 1)
	}
	return query, nil
}

// rankPart is what Rank needs of one segment.
type rankPart struct {
	*part
	members  *counted   // of the set, without counts
	postings []*counted // by term of the query
}

// rankUnit is a stretch of a segment's members.
type rankUnit struct {
	*rankPart
	locals []uint32
}

// gather reads the postings of all terms in all segments.
func (s *Snapshot) gather(ctx context.Context, set Set, query []Weighted) ([]*rankPart, error) {
	var parts []*rankPart
	var sets []*roaring.Bitmap
	for i, bitmap := range set.parts {
		if bitmap != nil && !bitmap.IsEmpty() {
			parts = append(parts, &rankPart{part: s.segments[i], postings: make([]*counted, len(query))})
			sets = append(sets, bitmap)
		}
	}
	// The first column of the work is the members, the others are the terms.
	n := len(query) + 1
	err := spread(ctx, s.t.dir, len(parts)*n, 1, func(from, to int) error {
		for i := from; i < to; i++ {
			p, list := parts[i/n], s.t.borrow()
			if i%n == 0 {
				p.members = list
				list.reset(int(sets[i/n].GetCardinality()))
				sets[i/n].ToExistingArray(&list.locals)
				continue
			}
			q := query[i%n-1]
			p.postings[i%n-1] = list
			if err := p.counted(q.Text, q.Term, list); err != nil {
				return err
			}
		}
		return nil
	})
	return parts, err
}

// borrow gives memory for a list, which giveBack takes back: the lists of one
// search over a large archive take tens of megabytes.
func (t *Table) borrow() *counted {
	if list, ok := t.lists.Get().(*counted); ok {
		return list
	}
	return &counted{}
}

func (t *Table) giveBack(parts []*rankPart) {
	for _, p := range parts {
		for _, list := range append(p.postings, p.members) {
			if list != nil {
				t.lists.Put(list)
			}
		}
	}
}
