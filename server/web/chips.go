package web

import (
	"strconv"
)

// Chip is one part of the filter in force, with the way to take it off.
type Chip struct {
	Kind  string // the parameter's name
	Label string
	Href  string
}

// chips lists the filters in force, and the question without them.
func chips(p *Page) (list []Chip, clear string) {
	for _, name := range []string{"province", "city", "zone", "industry", "stage", "level", "kind", "source", "currency"} {
		for _, v := range p.At.Values[name] {
			label := p.words.or(name+"."+v, v)
			list = append(list, Chip{name, label, p.At.WithoutValue(name, v).String()})
		}
	}
	if from, to := p.At.Get("from"), p.At.Get("to"); from != "" || to != "" {
		label := p.Say("chip.between", from, to)
		switch {
		case from == to:
			label = from
		case to == "":
			label = p.Say("chip.since", from)
		case from == "":
			label = p.Say("chip.until", to)
		}
		list = append(list, Chip{"date", label, p.At.Without("from", "to").String()})
	}
	if v := p.At.Get("added_from"); v != "" {
		list = append(list, Chip{"added_from", p.Say("chip.added", v), p.At.Without("added_from").String()})
	}
	if low, high := p.At.Get("amount_min"), p.At.Get("amount_max"); low != "" || high != "" {
		low, high = p.amount(low), p.amount(high)
		label := p.Say("chip.amounts", low, high)
		switch {
		case high == "":
			label = p.Say("chip.atleast", low)
		case low == "":
			label = p.Say("chip.atmost", high)
		}
		list = append(list, Chip{"amount", label, p.At.Without("amount_min", "amount_max").String()})
	}
	return list, p.At.Only("q", "sort", "collapse", "unique", "lang").String()
}

// amount shows a bound that is written as plain yuan in a form that people
// read; the upper bound of a class, one yuan short of a round sum, as that sum.
func (p *Page) amount(s string) string {
	yuan, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return s
	}
	if (yuan+1)%wan == 0 {
		yuan++
	}
	if p.English() {
		return moneyEN(yuan)
	}
	return moneyZH(yuan)
}
