package table

import "sort"

// score offers the members of a unit with their scores.
func (s *Snapshot) score(u rankUnit, query []Weighted, r *Ranking, first *top) {
	scores := make([]float64, len(u.locals))
	low, high := u.locals[0], u.locals[len(u.locals)-1]
	for i, q := range query {
		list := u.postings[i]
		from := sort.Search(len(list.locals), func(i int) bool { return list.locals[i] >= low })
		to := from + sort.Search(len(list.locals)-from, func(i int) bool { return list.locals[from+i] > high })
		lengths := u.words[q.Text]
		average := max(float64(s.words[q.Text])/float64(max(s.live, 1)), 1e-9)
		base, slope := r.K1*(1-r.B), r.K1*r.B/average
		join(u.locals, list.locals[from:to], func(member, posting int) {
			f := float64(list.counts[from+posting])
			if f == 0 { // it only crosses the borders of words there
				return
			}
			length := float64(lengths[u.locals[member]])
			scores[member] += q.Weight * f / (f + base + slope*length)
		})
	}
	var ties []int64
	if r.Tie != NoColumn {
		ties = s.columns.numbers[r.Tie]
	}
	for i, local := range u.locals {
		h := Hit{Row: u.rows[local], Score: scores[i]}
		if r.Adjust != nil {
			h.Score = r.Adjust(h.Row, h.Score)
		}
		if ties != nil {
			h.Key = ties[h.Row]
		}
		if first.bar == nil || byScore(&h, first.bar) {
			first.offer(h)
		}
	}
}

// join calls f for the places of each number that is in both ascending lists.
// It steps through the shorter one and leaps through the longer.
func join(a, b []uint32, f func(i, j int)) {
	if len(a) == 0 || len(b) == 0 {
		return
	}
	i, j := 0, 0
	for {
		switch {
		case a[i] == b[j]:
			f(i, j)
			i++
			j++
		case a[i] < b[j]:
			i = leap(a, i+1, b[j])
		default:
			j = leap(b, j+1, a[i])
		}
		if i >= len(a) || j >= len(b) {
			return
		}
	}
}

// leap gives the first place at or after from whose number is not below least.
// Its steps double, since the place is mostly near.
func leap(list []uint32, from int, least uint32) int {
	step := 1
	for from+step <= len(list) && list[from+step-1] < least {
		from += step
		step *= 2
	}
	end := min(from+step, len(list))
	return from + sort.Search(end-from, func(i int) bool { return list[from+i] >= least })
}
