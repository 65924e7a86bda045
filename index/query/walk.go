package query

import "slices"

// Children are the parts of n, none for a leaf.
func Children(n Node) []Node {
	switch n := n.(type) {
	case *And:
		return n.Parts
	case *Or:
		return n.Parts
	case *Not:
		return []Node{n.Part}
	case *Title:
		return []Node{n.Part}
	case *Sentence:
		return []Node{n.Part}
	case *Near:
		return []Node{n.Left, n.Right}
	}
	return nil
}

// Walk visits n and everything below it, parents first, in the order of the
// text. Where visit returns false, it leaves out what is below. A nil n has
// nothing to visit.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for _, c := range Children(n) {
		Walk(c, visit)
	}
}

// Wanted visits the runs and phrases of n that a hit may hold: those not under
// a negation. They are what can be marked in a hit.
func Wanted(n Node, visit func(Node)) {
	wanted(n, true, visit)
}

func wanted(n Node, positive bool, visit func(Node)) {
	switch n := n.(type) {
	case *Not:
		wanted(n.Part, !positive, visit)
	case *Run, *Phrase:
		if positive {
			visit(n)
		}
	default:
		for _, c := range Children(n) {
			wanted(c, positive, visit)
		}
	}
}

// Simplify gives a tree that holds for the same articles and asks for less:
// without double negations, without a part that stands twice, and with the
// values of one field joined where they are alternatives. n is not changed.
func Simplify(n Node) Node {
	switch n := n.(type) {
	case *And:
		joined := all(simplified(n.Parts)...)
		if and, ok := joined.(*And); ok {
			return all(distinct(and.Parts)...)
		}
		return joined
	case *Or:
		joined := either(simplified(n.Parts)...)
		if or, ok := joined.(*Or); ok {
			return either(joinKeywords(distinct(or.Parts))...)
		}
		return joined
	case *Not:
		part := Simplify(n.Part)
		if inner, ok := part.(*Not); ok {
			return inner.Part
		}
		return &Not{part}
	case *Title:
		return &Title{Simplify(n.Part)}
	case *Sentence:
		return &Sentence{Simplify(n.Part)}
	case *Near:
		return &Near{Simplify(n.Left), Simplify(n.Right), n.Distance}
	}
	return n
}

// simplified simplifies each of some parts.
func simplified(parts []Node) []Node {
	out := make([]Node, len(parts))
	for i, p := range parts {
		out[i] = Simplify(p)
	}
	return out
}

// distinct keeps the first of equal parts. They are compared only once they
// have been joined: what was a negation of a negation may add parts.
func distinct(parts []Node) []Node {
	seen := make(map[string]bool, len(parts))
	var out []Node
	for _, p := range parts {
		if key := p.String(); !seen[key] {
			seen[key] = true
			out = append(out, p)
		}
	}
	return out
}

// joinKeywords makes one Keyword of the alternatives about one field.
func joinKeywords(parts []Node) []Node {
	first := map[Field]int{}
	var out []Node
	for _, p := range parts {
		k, ok := p.(*Keyword)
		if !ok {
			out = append(out, p)
			continue
		}
		at, ok := first[k.Field]
		if !ok {
			first[k.Field] = len(out)
			out = append(out, p)
			continue
		}
		joined := slices.Clone(out[at].(*Keyword).Values)
		for _, v := range k.Values {
			if !slices.Contains(joined, v) {
				joined = append(joined, v)
			}
		}
		out[at] = &Keyword{k.Field, joined}
	}
	return out
}
