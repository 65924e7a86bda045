package query

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestSimplify(t *testing.T) {
	tests := []struct{ in, want string }{
		{"A", "A"},
		{"A A B", "A B"},
		{"A OR A", "A"},
		{"NOT NOT A", "A"},
		{"A NOT NOT (B C)", "A B C"},
		{"A OR NOT NOT (B OR C)", "A OR B OR C"},
		{"A B NOT NOT (A C)", "A B C"},
		{"A OR NOT NOT (B OR A)", "A OR B"},
		{"zone:A OR NOT NOT (B OR zone:C)", "zone:A,C OR B"},
		{"A NOT NOT (A NOT NOT A)", "A"},
		{"zone:A OR city:B OR zone:C,A", "zone:A,C OR city:B"},
		{"title:(A A)", "title:A"},
		{"same:(A A B)", "same:(A B)"},
		{"(A OR A) NEAR/3 B", "A NEAR/3 B"},
	}
	for _, tt := range tests {
		n, _, err := Parse(tt.in, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if got := Simplify(n).String(); got != tt.want {
			t.Errorf("%s simplifies to %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestWanted(t *testing.T) {
	n, _, _ := Parse(`A "B" -C -(D -E) title:F G NEAR/2 H zone:I`, Limits{})
	var got []string
	Wanted(n, func(n Node) { got = append(got, n.String()) })
	if want := `A "B" E F G H`; strings.Join(got, " ") != want {
		t.Errorf("wanted are %q, want %s", got, want)
	}
}

// TestSimplifyKeepsTheMeaning compares random trees with their simplified
// forms over all sets of four words and values.
func TestSimplifyKeepsTheMeaning(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := randomTree(rng, 4)
		simple := Simplify(n)
		for set := range 1 << 4 {
			if holds(n, set) != holds(simple, set) {
				t.Fatalf("%s and %s differ over %04b", n, simple, set)
			}
		}
		if again := Simplify(simple); !reflect.DeepEqual(again, simple) {
			t.Fatalf("%s simplifies to %s, then to %s", n, simple, again)
		}
		if again, _, err := Parse(n.String(), Limits{}); err != nil || !reflect.DeepEqual(again, n) {
			t.Fatalf("%s reads as %v (%v)", n, again, err)
		}
	}
}

func randomTree(rng *rand.Rand, depth int) Node {
	if depth == 0 || rng.IntN(4) == 0 {
		if rng.IntN(2) == 0 {
			return &Run{string(rune('a' + rng.IntN(2)))}
		}
		return &Keyword{FieldZone, []string{string(rune('c' + rng.IntN(2)))}}
	}
	parts := []Node{randomTree(rng, depth-1), randomTree(rng, depth-1), randomTree(rng, depth-1)}[rng.IntN(2):]
	switch rng.IntN(3) {
	case 0:
		return all(parts...)
	case 1:
		return either(parts...)
	}
	return &Not{parts[0]}
}

// holds evaluates a tree of randomTree over the set of letters.
func holds(n Node, set int) bool {
	has := func(s string) bool { return set>>(s[0]-'a')&1 == 1 }
	switch n := n.(type) {
	case *And:
		return !slices.ContainsFunc(n.Parts, func(p Node) bool { return !holds(p, set) })
	case *Or:
		return slices.ContainsFunc(n.Parts, func(p Node) bool { return holds(p, set) })
	case *Not:
		return !holds(n.Part, set)
	case *Run:
		return has(n.Text)
	case *Keyword:
		return slices.ContainsFunc(n.Values, has)
	}
	panic("not a node of randomTree")
}
