package generate

import "math/rand/v2"

// kind is what an article reports.
type kind uint8

const (
	tour kind = iota // a round of visits to projects
	sign
	start
	done
	visit // a portrait of one company
	stat
	policy
	meeting
	talent
	trade
)

// String is the kind's name in the grammar.
func (k kind) String() string {
	return [...]string{"tour", "sign", "start", "done", "visit", "stat", "policy", "meeting", "talent", "trade"}[k]
}

// drawKind draws by what zones report: some 60 % tell of projects.
func drawKind(r *rand.Rand) kind {
	x := r.IntN(100)
	for k, share := range [...]int{8, 17, 14, 11, 11, 10, 8, 12, 5, 4} {
		if x -= share; x < 0 {
			return kind(k)
		}
	}
	return meeting
}

func (k kind) hasProjects() bool { return k <= visit }

// moreProjects is how many projects stand beside the first.
func (k kind) moreProjects(r *rand.Rand) int {
	switch k {
	case tour:
		return 2 + r.IntN(6)
	case sign, start:
		return max(0, r.IntN(6)-2)
	}
	return 0
}

// next is what is reported of a project after an article of this kind.
func (k kind) next() (kind, bool) {
	switch k {
	case sign:
		return start, true
	case start, visit:
		return done, true
	}
	return 0, false
}

// general names the rule that fills the article up.
func (k kind) general(r *rand.Rand) string {
	switch {
	case k == stat && chance(r, 50):
		return "general.stat"
	case k == policy && chance(r, 50):
		return "general.policy"
	}
	return "general"
}
