package index

import (
	"context"
	"math"
	"slices"
	"sync"

	"zonesearch/index/table"
)

// told is what some projects tell together.
type told struct {
	sum Sum
	// latest are the rows of the latest mention of each lifeline, in any order.
	latest []uint32
}

// told adds up the amounts of the found. Of one lifeline the amount counts
// once: that of its latest mention that states one. Of all projects, which is
// what people see first, it is known.
func (q *question) told() (*told, error) {
	if q.found.Len() == q.snap.Len() {
		return q.view.toldByAll()
	}
	return q.view.told(q.ctx, q.found)
}

func (v *view) told(ctx context.Context, found table.Set) (*told, error) {
	among, err := members(ctx, v.projects, found)
	if err != nil {
		return nil, err
	}
	yuan, next := v.projects.Numbers(numYuan), v.nextMentions()
	all := &told{}
	var mu sync.Mutex
	return all, v.projects.Stretches(ctx, found, func(rows []uint32) {
		some := told{latest: rows[:0]} // a row is read before its place is taken
		for _, row := range rows {
			states := yuan[row] != table.Missing
			if states {
				some.sum.WithAmount++
				some.sum.Yuan += yuan[row]
			}
			latest, counts := true, states
			for later := next[row]; later != noMention && (latest || counts); later = next[later] {
				if among[later] {
					latest = false
					counts = counts && yuan[later] == table.Missing
				}
			}
			if counts {
				some.sum.UniqueYuan += yuan[row]
			}
			if latest {
				some.latest = append(some.latest, row)
			}
		}
		mu.Lock()
		defer mu.Unlock()
		all.sum.WithAmount += some.sum.WithAmount
		all.sum.Yuan += some.sum.Yuan
		all.sum.UniqueYuan += some.sum.UniqueYuan
		all.latest = append(all.latest, some.latest...)
	})
}

// noMention stands where no later mention of a project follows.
const noMention = math.MaxUint32

// nextMentions gives, for each row of the projects, the next mention of the
// same lifeline, by day and then by row, or noMention. Whether a mention is the
// latest of the found is told by those that follow, each row for itself, so that
// rows can be looked at side by side.
func nextMentions(projects *table.Snapshot) []uint32 {
	next := make([]uint32, projects.Rows())
	before := make([]uint32, len(projects.Values(colLifeline)))
	for i := range before {
		before[i] = noMention
	}
	for _, row := range byDay(projects.Numbers(numDay)) {
		next[row] = noMention
		lifeline := projects.Ord(colLifeline, row)
		if earlier := before[lifeline]; earlier != noMention {
			next[earlier] = row
		}
		before[lifeline] = row
	}
	return next
}

// byDay gives the rows in the order of their days, of one day in their own.
// Those without a day come first.
func byDay(days []int64) []uint32 {
	rows := make([]uint32, len(days))
	if slices.IsSorted(days) {
		for row := range rows {
			rows[row] = uint32(row)
		}
		return rows
	}
	first, last := int64(math.MaxInt64), int64(math.MinInt64)
	for _, day := range days {
		if day != table.Missing {
			first, last = min(first, day), max(last, day)
		}
	}
	// Years have four digits, so there are at most some millions of days: rows are
	// dealt out to them.
	bucket := func(day int64) int64 {
		if day == table.Missing {
			return 0
		}
		return day - first + 1
	}
	places := make([]uint32, bucket(last)+2)
	for _, day := range days {
		places[bucket(day)+1]++
	}
	for i := range places[1:] {
		places[i+1] += places[i]
	}
	for row, day := range days {
		place := &places[bucket(day)]
		rows[*place] = uint32(row)
		*place++
	}
	return rows
}
