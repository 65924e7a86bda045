package query

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
