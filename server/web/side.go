package web

import (
	"slices"
	"strconv"

	"zonesearch/index"
)

// Side is what a question can be narrowed by.
type Side struct {
	*Page
	// Hidden are values that the form carries along.
	Hidden []Field
	Tree   *Tree
	Boxes  []FacetBox
	// Amounts and Years are ranges to pick; Low to To are what was typed.
	Amounts   []Range
	Low, High string
	Years     []Range
	From, To  string
	// Chosen counts the filters in force.
	Chosen int
}

// FacetBox is one facet with several values to tick.
type FacetBox struct {
	Name   string
	Values []FacetValue
	// Long says that the list is long enough to be searched within.
	Long bool
}

// FacetValue is one value to tick.
type FacetValue struct {
	Name, Value, Label string
	Count              int
	Selected           bool
}

// Range is one range of dates or amounts to pick.
type Range struct {
	Label, Href string
	Count       int
	Selected    bool
}

// long is how many values make a list one to be searched within.
const long = 12

// mostValues is how many values of one facet are shown; the tree of places
// shows all it is given.
const mostValues = 60

// NewSide lays out the filters. Counts are the facets of the question as it
// is, places those of the question without any place chosen.
func NewSide(p *Page, counts, places map[index.Facet]index.Counts, where *Places, names ...index.Facet) *Side {
	s := &Side{Page: p, From: p.At.Get("from"), To: p.At.Get("to"), Low: p.At.Get("amount_min"), High: p.At.Get("amount_max")}
	s.Tree = newTree(p, places, where)
	for _, name := range names {
		if box := s.box(string(name), counts[name]); box != nil {
			s.Boxes = append(s.Boxes, *box)
		}
	}
	s.amounts(counts[index.FacetAmount])
	s.years(counts[index.FacetYear])
	list, _ := chips(p)
	s.Chosen = len(list)
	s.Hidden = p.At.Fields("q", "province", "city", "zone", "industry", "stage", "level", "kind", "source", "currency", "from", "to", "amount_min", "amount_max", "collapse", "unique")
	return s
}

// box lists the values of a facet; what is chosen and not among the counts is
// added, so that it can be unticked.
func (s *Side) box(name string, counts index.Counts) *FacetBox {
	box := &FacetBox{Name: name, Long: len(counts) >= long}
	chosen := s.At.Values[name]
	for i, c := range counts {
		selected := c.Selected || slices.Contains(chosen, c.Value)
		if i >= mostValues && !selected {
			continue
		}
		box.Values = append(box.Values, FacetValue{name, c.Value, s.words.or(name+"."+c.Value, c.Value), c.Count, selected})
	}
	for _, v := range chosen {
		if !slices.ContainsFunc(box.Values, func(f FacetValue) bool { return f.Value == v }) {
			box.Values = append(box.Values, FacetValue{name, v, s.words.or(name+"."+v, v), 0, true})
		}
	}
	if len(box.Values) == 0 {
		return nil
	}
	return box
}

func (s *Side) amounts(counts index.Counts) {
	for _, c := range counts {
		if c.Min == nil {
			continue
		}
		high := ""
		if c.Max != nil {
			high = strconv.FormatInt(*c.Max-1, 10)
		}
		low := strconv.FormatInt(*c.Min, 10)
		link := s.At.With("amount_min", low).With("amount_max", high)
		selected := s.Low == low && s.High == high
		if selected {
			link = s.At.Without("amount_min", "amount_max")
		}
		s.Amounts = append(s.Amounts, Range{s.words.or("amount."+c.Value, c.Value), link.String(), c.Count, selected})
	}
}

func (s *Side) years(counts index.Counts) {
	for i := len(counts) - 1; i >= 0; i-- {
		c := counts[i]
		selected := s.From == c.Value && s.To == c.Value
		link := s.At.With("from", c.Value).With("to", c.Value)
		if selected {
			link = s.At.Without("from", "to")
		}
		s.Years = append(s.Years, Range{c.Value, link.String(), c.Count, selected})
	}
}
