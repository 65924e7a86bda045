package web

import (
	"strconv"

	"zonesearch/index"
)

// Pager leads through the pages of a list.
type Pager struct {
	Number, Last int
	First, Until int // of the hits shown, counted from 1
	Prev, Next   string
	Pages        []Choice // a label "" stands for pages left out
	// Cut says that pages end before the hits do.
	Cut bool
}

// pager lays out the way through total hits, standard a page where the address
// says nothing else; nil where there is one page.
func pager(at Link, total, shown, standard int) *Pager {
	limit := atLeastOne(at.Get("limit"), standard)
	p := &Pager{Number: atLeastOne(at.Get("page"), 1)}
	reachable := min(total, index.MaxDepth)
	p.Cut = total > reachable
	p.Last = (reachable + limit - 1) / limit
	if p.Last <= 1 && p.Number == 1 {
		return nil
	}
	p.First = (p.Number-1)*limit + 1
	p.Until = p.First + shown - 1
	page := func(n int) string {
		if n == 1 {
			return at.Without("page").String()
		}
		l := at.With("page", strconv.Itoa(n))
		return l.String()
	}
	if p.Number > 1 {
		p.Prev = page(min(p.Number-1, max(p.Last, 1)))
	}
	if p.Number < p.Last {
		p.Next = page(p.Number + 1)
	}
	gap := false
	for n := 1; n <= p.Last; n++ {
		if n > 1 && n < p.Last && (n < p.Number-2 || n > p.Number+2) {
			gap = true
			continue
		}
		if gap {
			p.Pages = append(p.Pages, Choice{})
			gap = false
		}
		p.Pages = append(p.Pages, Choice{Label: strconv.Itoa(n), Href: page(n), Now: n == p.Number})
	}
	return p
}

func atLeastOne(s string, standard int) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 1 {
		return n
	}
	return standard
}
