package query

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse holds these invariants for every text:
//   - the only error is a *LimitError whose offset lies within the text;
//   - every remark's offset lies within the text, it has a message in both
//     languages, and no kind of remark comes twice;
//   - the tree printed reads as the same tree, without a new kind of limit;
//   - a text that is not blank gives a tree.
func FuzzParse(f *testing.F) {
	for _, tt := range parseTests {
		f.Add(tt.in)
	}
	f.Add(strings.Repeat("(", 40) + "光伏" + strings.Repeat(")", 40))
	f.Fuzz(func(t *testing.T, text string) {
		n, remarks, err := Parse(text, Limits{})
		size := utf8.RuneCountInString(text)
		if err != nil {
			var limit *LimitError
			if !errors.As(err, &limit) || limit.Offset < 0 || limit.Offset > size {
				t.Fatalf("%q: %#v", text, err)
			}
			return
		}
		seen := map[Code]bool{}
		for _, r := range remarks {
			if r.Offset < 0 || r.Offset >= size || seen[r.Code] || messages[r.Code][0] == "" || messages[r.Code][1] == "" {
				t.Fatalf("%q: remark %#v", text, r)
			}
			seen[r.Code] = true
		}
		if n == nil {
			if strings.TrimFunc(text, isSpace) != "" {
				t.Fatalf("%q gives no tree", text)
			}
			return
		}
		reads(t, n)
		for _, line := range Understood(n) {
			if line == "" {
				t.Fatalf("%q: a condition without words", text)
			}
		}
	})
}

// reads checks that n, printed, reads as n.
func reads(t *testing.T, n Node) {
	t.Helper()
	// Printing may add parentheses and backslashes: the limits are not its matter.
	again, _, err := Parse(n.String(), Limits{Runes: 1 << 20, Depth: 1 << 10, Clauses: 1 << 20})
	if err != nil || !reflect.DeepEqual(again, n) {
		t.Fatalf("%s reads as %v (%v)", n, again, err)
	}
}
