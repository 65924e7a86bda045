package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"zonesearch/corpus"
)

// Generator makes articles. It is not safe for concurrent use.
type Generator struct {
	world   *world
	grammar *grammar
	zones   []Zone
	ranks   rankTable // over zones
	rand    *rand.Rand
	seed    uint64
	made    int

	// The article being written.
	zone                      Zone
	event                     time.Time // when it happened, a little before it is published
	secretary, director, boss string
	projects                  []project
	current                   int      // the project that the paragraph is about
	used                      []uint64 // by rule: the ways already used, as bits
	buf                       []byte

	// What later articles come back to.
	open   ring[project]         // projects that may be heard of again
	recent ring[*corpus.Article] // articles that may be reprinted
	titles [2]string
}

// New makes a generator. The same seed gives the same articles, on every
// machine and in every later run of the same version.
func New(seed uint64) *Generator { return NewIn(seed, nil) }

// NewIn is New with zones of the caller's, the frequent ones first; without
// any, some ninety well-known zones all over the country are used.
func NewIn(seed uint64, zones []Zone) *Generator {
	w, err := loadWorld()
	if err != nil {
		panic("generate: embedded " + err.Error()) // a test loads them: never in a build that passed
	}
	gr, err := parseGrammar(grammarText, w.lists)
	if err != nil {
		panic("generate: embedded " + err.Error())
	}
	if len(zones) == 0 {
		zones = w.zones
	}
	return &Generator{
		world:   w,
		grammar: gr,
		zones:   zones,
		ranks:   newRankTable(len(zones), 12),
		rand:    rand.New(rand.NewPCG(seed, 0x7a6f6e65)),
		seed:    seed,
		used:    make([]uint64, len(gr.rules)),
		open:    ring[project]{size: 512},
		recent:  ring[*corpus.Article]{size: 64},
	}
}

// In 100 articles:
const (
	reprints    = 3  // tell an earlier story again
	followUps   = 25 // of those with projects take up an earlier project
	smallZones  = 6  // come from a zone that no list knows
	noNeighbour = 10 // have no title before or after them
)

// Next makes the next article, complete with ID. Only Added is left to the
// archive.
func (g *Generator) Next() *corpus.Article {
	g.made++
	if old, ok := g.recent.draw(g.rand); ok && chance(g.rand, reprints) {
		return g.finish(g.reprint(old))
	}
	k := drawKind(g.rand)
	g.begin(&k)
	clear(g.used)

	title := string(g.say(g.buf[:0], g.rule("title."+k.String())))
	a := &corpus.Article{
		Title:    title,
		Body:     g.body(k),
		Date:     g.event.AddDate(0, 0, publishedAfter(g.rand)).Format(time.DateOnly),
		Source:   g.source(),
		Zone:     g.zone.Name,
		City:     g.zone.City,
		Province: g.zone.Province,
		Channel:  channel(g.rand),
	}
	if !chance(g.rand, noNeighbour) {
		a.PrevTitle, a.NextTitle = g.titles[0], g.titles[1]
	}
	g.titles = [2]string{g.titles[1], title}
	g.recent.add(g.rand, a)
	if _, goesOn := k.next(); goesOn {
		for _, p := range g.projects {
			p.kind, p.day = k, g.event
			g.open.add(g.rand, p)
		}
	}
	return g.finish(a)
}

// begin decides what the article is about: where, when, who, which projects.
// A follow-up changes the kind to the next stage of its project.
func (g *Generator) begin(k *kind) {
	g.projects = g.projects[:0]
	g.current = 0
	g.zone = g.zones[g.ranks.draw(g.rand)]
	if chance(g.rand, smallZones) {
		g.zone = g.smallZone(g.zone)
	}
	g.event = g.day()
	if k.hasProjects() {
		if !chance(g.rand, followUps) || !g.followUp(k) {
			g.projects = append(g.projects, g.newProject())
		}
		for range k.moreProjects(g.rand) {
			g.projects = append(g.projects, g.newProject())
		}
	}
	g.secretary, g.director = g.leader(11), g.leader(12)
	g.boss = g.person(g.rand)
}

// followUp takes up a project that was signed or begun 2 to 16 months earlier.
func (g *Generator) followUp(k *kind) bool {
	p, ok := g.open.take(g.rand)
	if !ok {
		return false
	}
	next, ok := p.kind.next()
	day := p.day.AddDate(0, 2, g.rand.IntN(420))
	if !ok || day.After(lastDay.AddDate(0, 0, -2)) { // it is published up to two days later
		return false
	}
	*k, g.zone, g.event = next, p.zone, day
	g.projects = append(g.projects, p)
	return true
}

// body writes paragraphs until the article is as long as it is to be.
func (g *Generator) body(k kind) string {
	target := g.length()
	out := g.say(g.buf[:0], g.rule("lead."+k.String()))
	for i := 0; len(out) < target; i++ {
		out = append(out, '\n')
		switch {
		case k == tour && i == 0:
			out = g.sayFresh(out, "tourline")
		case k.hasProjects() && i%2 == 0 && i < 6:
			g.current = i / 2
			out = g.sayFresh(out, "about")
		default:
			out = g.sayFresh(out, k.general(g.rand))
			if chance(g.rand, 35) {
				out = g.sayFresh(out, "general")
			}
		}
	}
	if chance(g.rand, 30) {
		out = append(out, '\n')
		out = g.sayFresh(out, "slogantail")
	}
	g.buf = out
	return string(out)
}

// lengths are the 21 quantiles (0 %, 5 %, … 100 %) of a log-normal
// distribution of characters with a median of 560, measured to come out near
// 600 because the last paragraph is never cut short.
var lengths = [21]int{150, 220, 270, 310, 345, 380, 412, 445, 478, 510, 545, 582, 622, 668, 718, 778, 850, 945, 1075, 1300, 1850}

func (g *Generator) length() int {
	i, part := g.rand.IntN(20), g.rand.IntN(1000)
	chars := lengths[i] + (lengths[i+1]-lengths[i])*part/1000
	return chars * 28 / 10 // bytes: most characters take three, digits one
}

func (g *Generator) rule(name string) *rule { return &g.grammar.rules[g.grammar.byID[name]] }

// finish gives the article its address and ID.
func (g *Generator) finish(a *corpus.Article) *corpus.Article {
	a.URL = fmt.Sprintf("https://example.com/news/%s/%d-%d.html", strings.ReplaceAll(a.Date, "-", "/"), g.seed, g.made)
	a.ID = a.DeriveID()
	return a
}
