package page

import (
	"context"
	"strings"

	"golang.org/x/net/html"
)

// Bounds of the tree. Real pages stay far below them; a page built to hurt
// becomes flat beyond them and loses no text.
const (
	// plainDepth is how deep elements nest that say nothing about themselves.
	plainDepth = 200
	// namedDepth is how deep elements with a class or an id nest. No walk over
	// the tree goes deeper, so that walks may recurse.
	namedDepth = 400
	// closeWithin is how many open elements an end tag looks through for its
	// start. Without a bound, a million stray end tags would take a million
	// times a million steps.
	closeWithin = 256
	// maxTokens is how many tags and texts a page may have: a hundred times
	// those of a long article.
	maxTokens = 1_000_000
	// checkEvery is how many tokens pass between two looks at the clock.
	checkEvery = 4096
)

// node is an element, or with an empty tag a piece of text.
type node struct {
	tag  string
	attr []html.Attribute
	text string // of a piece of text, and of a script
	kids []*node

	parent *node
	// first and end bound the node's lines once the tree has been laid out.
	first, end int
}

func (n *node) attribute(key string) string {
	for _, a := range n.attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// grower builds the tree from tokens in one pass, in time linear in the page.
//
// The full HTML5 algorithm, which moves misplaced content out of tables and
// clones formatting elements, refuses deep pages and has been quadratic and
// worse before; for reading text, knowing which element a piece of text stands
// in is enough.
type grower struct {
	root *node
	open []opened
}

// opened is an open element. Beyond the depth bounds it shares its node with
// its parent.
type opened struct {
	tag   string
	node  *node
	depth int
}

// grow parses a page. The error is the context's, or ErrTooDense.
func grow(ctx context.Context, page string) (*node, error) {
	g := &grower{root: &node{tag: "#root"}}
	g.open = []opened{{tag: "#root", node: g.root}}
	z := html.NewTokenizer(strings.NewReader(page))
	for i := 0; ; i++ {
		if i%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if i > maxTokens {
			return nil, ErrTooDense
		}
		switch z.Next() {
		case html.ErrorToken:
			return g.root, nil
		case html.TextToken:
			g.addText(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			g.start(t.Data, t.Attr)
		case html.EndTagToken:
			name, _ := z.TagName()
			g.finish(string(name))
		}
	}
}

func (g *grower) top() *opened { return &g.open[len(g.open)-1] }

func (g *grower) addText(s string) {
	top := g.top()
	top.node.kids = append(top.node.kids, &node{text: s, parent: top.node})
}

func (g *grower) start(tag string, attr []html.Attribute) {
	g.closeImplied(tag)
	parent := g.top()
	limit := plainDepth
	for _, a := range attr {
		if a.Key == "class" || a.Key == "id" {
			limit = namedDepth
			break
		}
	}
	n := &node{tag: tag, attr: attr, parent: parent.node}
	if void[tag] {
		parent.node.kids = append(parent.node.kids, n)
		return
	}
	// A script's content is told from text by its element, so it always has one.
	if parent.depth >= limit && !raw[tag] {
		if block[tag] {
			parent.node.kids = append(parent.node.kids, &node{tag: "br", parent: parent.node})
		}
		g.open = append(g.open, opened{tag: tag, node: parent.node, depth: parent.depth})
		return
	}
	parent.node.kids = append(parent.node.kids, n)
	g.open = append(g.open, opened{tag: tag, node: n, depth: parent.depth + 1})
}

// closeImplied ends the elements whose end tag may be left out before tag.
func (g *grower) closeImplied(tag string) {
	switch tag {
	case "li":
		g.closeUpTo("li", "ul", "ol")
	case "dt", "dd":
		g.closeUpTo("dt", "dl")
		g.closeUpTo("dd", "dl")
	case "tr":
		g.closeUpTo("tr", "table")
	case "td", "th":
		g.closeUpTo("td", "tr", "table")
		g.closeUpTo("th", "tr", "table")
	case "tbody", "thead", "tfoot":
		g.closeUpTo("tr", "table")
	case "option":
		g.closeUpTo("option", "select")
	case "a":
		g.closeUpTo("a", "p", "div", "td", "li", "table")
	case "body":
		g.closeUpTo("head", "#root")
	}
	// A list of choices holds no part of a page: one never closed ends here.
	if block[tag] || tag == "input" {
		for len(g.open) > 1 && (g.top().tag == "option" || g.top().tag == "select") {
			g.open = g.open[:len(g.open)-1]
		}
	}
	if block[tag] {
		for i := len(g.open) - 1; i > 0 && len(g.open)-i <= closeWithin; i-- {
			if g.open[i].tag == "p" {
				g.open = g.open[:i]
				return
			}
			if block[g.open[i].tag] {
				return
			}
		}
	}
}

// closeUpTo ends the innermost open tag unless one of the fences stands inside.
func (g *grower) closeUpTo(tag string, fences ...string) {
	for i := len(g.open) - 1; i > 0 && len(g.open)-i <= closeWithin; i-- {
		if g.open[i].tag == tag {
			g.open = g.open[:i]
			return
		}
		for _, f := range fences {
			if g.open[i].tag == f {
				return
			}
		}
	}
}

// finish handles an end tag. One without its start is dropped; one inside a
// table cell closes nothing outside of the cell; one of an inline element
// closes no block.
func (g *grower) finish(tag string) {
	if tag == "html" || tag == "body" {
		return // what follows belongs to the page all the same
	}
	inTable := tableParts[tag]
	for i := len(g.open) - 1; i > 0 && len(g.open)-i <= closeWithin; i-- {
		at := g.open[i].tag
		if at == tag {
			if shared := g.open[i].node == g.open[i-1].node; shared && block[tag] {
				g.open[i].node.kids = append(g.open[i].node.kids, &node{tag: "br", parent: g.open[i].node})
			}
			g.open = g.open[:i]
			return
		}
		if !inTable && tableParts[at] || !block[tag] && block[at] || inTable && at == "table" {
			break
		}
	}
	if tag == "p" || tag == "br" {
		top := g.top()
		top.node.kids = append(top.node.kids, &node{tag: "br", parent: top.node})
	}
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	void       = set("area base br col embed hr img input link meta param source track wbr")
	raw        = set("iframe noembed noframes noscript script style textarea title xmp")
	tableParts = set("table thead tbody tfoot tr td th caption")
	block      = set(`address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
		figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre
		section select table tbody td tfoot th thead title tr ul founder-content founder-title`)
)
