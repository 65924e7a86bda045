package query

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestWanted(t *testing.T) {
	n, _, _ := Parse(`A "B" -C -(D -E) title:F G NEAR/2 H zone:I`, Limits{})
	var got []string
	Wanted(n, func(n Node) { got = append(got, n.String()) })
	if want := `A "B" E F G H`; strings.Join(got, " ") != want {
		t.Errorf("wanted are %q, want %s", got, want)
	}
}

// TestPrintedTreesReadAsThemselves prints random trees and reads them again.
func TestPrintedTreesReadAsThemselves(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := randomTree(rng, 4)
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
