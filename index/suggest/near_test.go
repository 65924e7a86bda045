package suggest

import (
	"slices"
	"testing"
)

func TestNear(t *testing.T) {
	d := Build(readings(t), append(names(),
		Entry{Text: "京津冀", Kind: Term, Count: 30},
		Entry{Text: "各地紧紧依靠群众", Kind: Title, Count: 1},
		Entry{Text: "营商环境", Kind: Term, Count: 90},
		Entry{Text: "光伏", Kind: Term, Count: 50},
	))
	for _, c := range []struct {
		typed string
		want  Candidate // the first; Text "" for none
	}{
		{"海羊科技", Candidate{Text: "海阳科技", Closeness: SameSound, Name: true}},
		{"海洋科技股份有限公司", Candidate{Text: "海阳科技股份有限公司", Closeness: SameSound, Name: true}},
		{"haiyangkeji", Candidate{Text: "海阳科技", Closeness: SameSound, Name: true}},
		{"泰zhou", Candidate{Text: "泰州", Closeness: SameSound, Name: true}},
		{"招商迎资", Candidate{Text: "招商引资", Closeness: LikeSound, Name: true}},
		{"光福", Candidate{Text: "光伏", Closeness: SameSound, Name: true}},
		{"京津翼", Candidate{Text: "京津冀", Closeness: OneCharacter, Name: true}},
		{"营商境", Candidate{Text: "营商环境", Closeness: OneCharacter, Name: true}},
		{"营商大环境", Candidate{Text: "营商环境", Closeness: OneCharacter, Name: true}},
		{"召商银资", Candidate{Text: "招商引资", Closeness: SeveralSounds, Name: true}},
		{"大关摩", Candidate{Text: "大观摩", Closeness: SameSound}},
		// nothing to be offered
		{"招商引资", Candidate{}},
		{"光大", Candidate{}},
		{"光", Candidate{}},
		{"tzhl", Candidate{}}, // initials are for completing only
		{"12345", Candidate{}},
		{"。。。", Candidate{}},
		{"", Candidate{}},
	} {
		var got Candidate
		if found := d.Near(c.typed); len(found) > 0 {
			got = found[0]
			got.order = 0
		}
		if got != c.want {
			t.Errorf("%q: %+v, want %+v", c.typed, got, c.want)
		}
	}
}

func TestOneEdit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"abc", "abd", true}, {"abc", "abcd", true}, {"abc", "bc", true}, {"abc", "ac", true}, {"abc", "ab", true},
		{"abc", "abc", false}, {"abc", "acb", false}, {"abc", "abcde", false}, {"abc", "axbyc", false}, {"", "a", true}, {"", "", false},
	} {
		if got := oneEdit([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
		if got := oneEdit([]rune(c.b), []rune(c.a)); got != c.want {
			t.Errorf("%s and %s: %v", c.b, c.a, got)
		}
	}
}

// Ensure that of two dictionaries each text is given once, the likelier first.
func TestMerge(t *testing.T) {
	a := []Candidate{{Text: "甲", Closeness: SameSound, Name: true}, {Text: "丙", Closeness: SeveralSounds, Name: true}}
	b := []Candidate{{Text: "甲", Closeness: SameSound, Name: true}, {Text: "乙", Closeness: OneCharacter, Name: true}}
	var got []string
	for _, c := range Merge(a, b) {
		got = append(got, c.Text)
	}
	if want := []string{"甲", "乙", "丙"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
