package generate

import (
	"fmt"
	"strings"
)

// grammar is data/grammar.txt, compiled.
type grammar struct {
	rules []rule
	byID  map[string]int
}

// rule is a name with the ways to say it, the likelier first.
type rule struct {
	name  string
	ways  []sequence
	ranks rankTable
}

type sequence []node

// node is one piece of a way: exactly one of its fields counts, in this order.
type node struct {
	choice *rule     // (a|b): a rule without a name
	rule   int       // {name} of a rule: its number + 1
	fact   fact      // {name} of a fact
	list   *wordList // {w.name}
	text   string
}

// parseGrammar compiles src. lists are the word lists that {w.name} refers to.
// Errors carry the line's number.
func parseGrammar(src string, lists map[string]*wordList) (*grammar, error) {
	g := &grammar{byID: map[string]int{}}
	lines := strings.Split(src, "\n")
	for i, line := range lines { // names first: a rule may be used above its place
		name, ok := strings.CutPrefix(line, "@")
		if !ok {
			continue
		}
		if _, twice := g.byID[name]; twice {
			return nil, fmt.Errorf("grammar line %d: rule %q is there already", i+1, name)
		}
		g.byID[name] = len(g.rules)
		g.rules = append(g.rules, rule{name: name})
	}
	current := -1
	for i, line := range lines {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "@"):
			current = g.byID[line[1:]]
		case current < 0:
			return nil, fmt.Errorf("grammar line %d: text before the first rule", i+1)
		default:
			p := parser{rest: line, grammar: g, lists: lists}
			way, err := p.sequence()
			if err == nil && p.rest != "" {
				err = fmt.Errorf("unexpected %q", p.rest[:1])
			}
			if err != nil {
				return nil, fmt.Errorf("grammar line %d: %w", i+1, err)
			}
			g.rules[current].ways = append(g.rules[current].ways, way)
		}
	}
	for i := range g.rules {
		r := &g.rules[i]
		if len(r.ways) == 0 {
			return nil, fmt.Errorf("grammar: rule %q says nothing", r.name)
		}
		r.ranks = newRankTable(len(r.ways), 16)
	}
	return g, nil
}

// parser reads one line of the grammar.
type parser struct {
	rest    string
	grammar *grammar
	lists   map[string]*wordList
}

// sequence reads up to the end of the line or of the choice that it stands in.
func (p *parser) sequence() (sequence, error) {
	var seq sequence
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		n, err := p.node()
		if err != nil {
			return nil, err
		}
		seq = append(seq, n)
	}
	return seq, nil
}

func (p *parser) node() (node, error) {
	switch p.rest[0] {
	case '(':
		return p.choice()
	case '{':
		name, rest, ok := strings.Cut(p.rest[1:], "}")
		if !ok {
			return node{}, fmt.Errorf("{%s has no }", name)
		}
		p.rest = rest
		return p.reference(name)
	}
	end := strings.IndexAny(p.rest, "({|)")
	if end < 0 {
		end = len(p.rest)
	}
	n := node{text: p.rest[:end]}
	p.rest = p.rest[end:]
	return n, nil
}

func (p *parser) choice() (node, error) {
	var c rule
	for {
		p.rest = p.rest[1:] // the ( or |
		way, err := p.sequence()
		if err != nil {
			return node{}, err
		}
		if p.rest == "" {
			return node{}, fmt.Errorf("a ( has no )")
		}
		c.ways = append(c.ways, way)
		if p.rest[0] == ')' {
			p.rest = p.rest[1:]
			c.ranks = newRankTable(len(c.ways), 3)
			return node{choice: &c}, nil
		}
	}
}

func (p *parser) reference(name string) (node, error) {
	if i, ok := p.grammar.byID[name]; ok {
		return node{rule: i + 1}, nil
	}
	if f, ok := factNames[name]; ok {
		return node{fact: f}, nil
	}
	if word, ok := strings.CutPrefix(name, "w."); ok && p.lists[word] != nil {
		return node{list: p.lists[word]}, nil
	}
	return node{}, fmt.Errorf("{%s} is no rule, fact or word list", name)
}

// say appends one way to say the rule.
func (g *Generator) say(out []byte, r *rule) []byte {
	return g.sayWay(out, r.ways[r.ranks.draw(g.rand)])
}

func (g *Generator) sayWay(out []byte, way sequence) []byte {
	for i := range way {
		switch n := &way[i]; {
		case n.choice != nil:
			out = g.say(out, n.choice)
		case n.rule != 0:
			out = g.say(out, &g.grammar.rules[n.rule-1])
		case n.fact != 0:
			out = g.sayFact(out, n.fact)
		case n.list != nil:
			out = append(out, n.list.draw(g.rand)...)
		default:
			out = append(out, n.text...)
		}
	}
	return out
}

// sayFresh appends a way that the article has not used yet, as long as there
// is one: reporters repeat themselves, but not within one piece.
func (g *Generator) sayFresh(out []byte, name string) []byte {
	id := g.grammar.byID[name]
	r := &g.grammar.rules[id]
	used := &g.used[id]
	all := uint64(1)<<len(r.ways) - 1
	if *used == all {
		*used = 0
	}
	way := r.ranks.draw(g.rand)
	for *used&(1<<way) != 0 {
		way = (way + 1) % len(r.ways)
	}
	*used |= 1 << way
	return g.sayWay(out, r.ways[way])
}
