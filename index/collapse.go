package index

import (
	"zonesearch/index/table"
)

// groups gives a page of groups of reprints, each by its first hit in order,
// with the IDs of its other hits by that hit's sequence number.
func (q *question) groups(s Sort, p Page, digest uint64, result *SearchResult) ([]table.Hit, map[uint64][]string, error) {
	limit := p.limit()
	from := cursor{Offset: p.offset()}
	if p.Cursor != "" {
		var err error
		if from, err = parseCursor(p.Cursor, digest); err != nil {
			return nil, nil, err
		}
	}
	group := q.snap.Numbers(numGroup)
	members := map[int64][]uint32{}
	q.found.Each(func(d table.Doc) bool {
		row := q.snap.Row(d)
		members[group[row]] = append(members[group[row]], row)
		return true
	})
	total := len(members)
	result.TotalGroups = &total

	leads, err := q.leads(s, from.Offset+limit, members)
	if err != nil {
		return nil, nil, err
	}
	leads = leads[min(from.Offset, len(leads)):]
	if next := from.Offset + len(leads); next < total {
		result.NextCursor = cursor{Question: digest, Offset: next}.String()
	}
	duplicates := map[uint64][]string{}
	for _, lead := range leads {
		for _, row := range members[group[lead.Row]] {
			if row == lead.Row {
				continue
			}
			id, err := q.snap.Payload(row)
			if err != nil {
				return nil, nil, err
			}
			seq := q.snap.Seq(lead.Row)
			duplicates[seq] = append(duplicates[seq], string(id))
		}
	}
	return leads, duplicates, nil
}

// leads gives the first hit of each of the first n groups. As nobody knows how
// many hits these have, it takes more until there are enough.
func (q *question) leads(s Sort, n int, members map[int64][]uint32) ([]table.Hit, error) {
	group := q.snap.Numbers(numGroup)
	n = min(n, len(members))
	for take := 2*n + 10; ; take *= 4 {
		var hits []table.Hit
		var err error
		if s == ByRelevance {
			hits, err = q.rank(0, take)
		} else {
			o := orderOf(s, q.of)
			o.Limit = take
			hits, err = q.snap.Sort(q.ctx, q.found, o)
		}
		if err != nil {
			return nil, err
		}
		seen := make(map[int64]bool, n)
		var leads []table.Hit
		for _, h := range hits {
			if g := group[h.Row]; !seen[g] && len(leads) < n {
				seen[g] = true
				leads = append(leads, h)
			}
		}
		if len(leads) == n || len(hits) < take {
			return leads, nil
		}
	}
}
