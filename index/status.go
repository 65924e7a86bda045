package index

import (
	"slices"

	"zonesearch/index/table"
)

// Status tells what the index holds and how it does.
func (x *Index) Status() Status {
	s := Status{Archive: x.archive.LastSeq(), Ready: x.ready(), Corrections: x.options.CorrectionCount, Stamp: x.options.Segmenter.Stamp(), Bytes: map[string]int64{}}
	if t := x.trouble.Load(); t != nil {
		s.Reason = t.reason
	} else if reason := x.failing.Load(); reason != nil {
		s.Reason = *reason
	}
	v := x.now.Load()
	if v == nil || !v.take() {
		if s.Reason == "" {
			s.Reason = "the index is being opened"
		}
		return s
	}
	defer v.release()
	s.Articles, s.Projects, s.Reached, s.Snapshot = v.articles.Len(), v.projects.Len(), v.articles.Reached(), v.token()
	s.Written = max(s.Reached, v.generation.reached())
	if !s.Ready && s.Reason == "" {
		s.Reason = "the index is catching up with the archive"
	}
	extent := v.extent()
	s.First, s.Last, s.Zones, s.Groups = extent.first, extent.last, extent.zones, extent.groups
	v.measure(&s)
	return s
}

// measure adds up the size of both tables. One that cannot be measured, as its
// files are being replaced, is left out.
func (v *view) measure(s *Status) {
	for _, t := range []*table.Table{v.generation.articles, v.generation.projects} {
		stats, err := t.Stats()
		if err != nil {
			continue
		}
		s.Segments += stats.Segments
		s.Bytes["postings"] += stats.Postings
		s.Bytes["rows"] += stats.RowsSize
		s.Bytes["text"] += stats.TextSize
	}
}

// extent is what it takes a pass over all articles to know.
type extent struct {
	first, last   string // days
	zones, groups int
}

// measureExtent makes the pass.
func (v *view) measureExtent() (e extent) {
	e.first, e.last = v.span(v.articles.All())
	e.zones, e.groups = v.distinct()
	return e
}

// span gives the first and last day of a set of articles, "" where none has
// one.
func (v *view) span(set table.Set) (first, last string) {
	days := v.articles.Numbers(numDay)
	low, high := int64(table.Missing), int64(table.Missing)
	set.Each(func(d table.Doc) bool {
		day := days[v.articles.Row(d)]
		if day == table.Missing {
			return true
		}
		if low == table.Missing || day < low {
			low = day
		}
		high = max(high, day)
		return true
	})
	return dayName(low), dayName(high)
}

// distinct counts the zones and the groups of reprints of all articles.
func (v *view) distinct() (zones, groups int) {
	zoneSeen := make([]bool, len(v.articles.Values(colZone)))
	ids := make([]int64, 0, v.articles.Len())
	v.articles.All().Each(func(d table.Doc) bool {
		row := v.articles.Row(d)
		if ord := v.articles.Ord(colZone, row); !zoneSeen[ord] && v.articles.Keyword(colZone, row) != "" {
			zoneSeen[ord] = true
			zones++
		}
		ids = append(ids, v.articles.Number(numGroup, row))
		return true
	})
	slices.Sort(ids)
	return zones, len(slices.Compact(ids))
}
