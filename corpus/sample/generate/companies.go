package generate

import (
	"math/rand/v2"
	"strings"
)

const (
	// knownCompanies come again and again, by Zipf's law, from article to
	// article; beside them, freshCompany in 100 are new and never seen again.
	knownCompanies = 40000
	freshCompany   = 25
)

// company is a made-up firm.
type company struct {
	name    string // 海旭新材料科技有限公司
	short   string // 海旭
	foreign bool   // its money mostly is foreign too
}

// drawCompany draws a firm: mostly one of the known, by rank.
func (g *Generator) drawCompany() company {
	if chance(g.rand, freshCompany) {
		return g.makeCompany(g.rand)
	}
	return g.makeCompany(stream(1, uint64(g.world.companies.draw(g.rand)), 1))
}

func (g *Generator) makeCompany(r *rand.Rand) company {
	if chance(r, 7) {
		return g.makeForeign(r)
	}
	w := g.world
	short := w.syllables.even(r) + w.syllables.draw(r)
	if chance(r, 12) {
		short += w.syllables.draw(r)
	}
	var b strings.Builder
	if chance(r, 30) {
		b.WriteString(w.zones[r.IntN(len(w.zones))].City)
	}
	b.WriteString(short)
	b.WriteString(w.lists["industry"].draw(r))
	b.WriteString(w.lists["suffix"].draw(r))
	return company{name: b.String(), short: short}
}

// makeForeign names a firm as Chinese news does: country, Latin name.
func (g *Generator) makeForeign(r *rand.Rand) company {
	w := g.world
	latin := w.lists["latina"].even(r) + w.lists["latinb"].even(r)
	name := w.lists["foreign"].draw(r) + latin
	switch r.IntN(3) {
	case 0:
		name += " " + w.lists["ltail"].draw(r)
	case 1:
		name += "集团"
	default:
		name += "公司"
	}
	return company{name: name, short: latin, foreign: true}
}

// person makes a name of a surname and one or two characters.
func (g *Generator) person(r *rand.Rand) string {
	w := g.world
	name := w.lists["surname"].draw(r) + w.lists["given"].even(r)
	if chance(r, 78) {
		name += w.lists["given"].draw(r)
	}
	return name
}
