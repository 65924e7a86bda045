package project

import (
	"slices"

	"zonesearch/segment/fold"
)

// class says what a word of the vocabulary does in a sentence. A word may do
// several things.
type class uint32

const (
	// classHead ends a project's name by itself: 项目, 生产线, 产业园.
	classHead class = 1 << iota
	// classWeak ends a name too, but just as often stands in the background:
	// 中心, 平台, 广场. It wants a closer sign that something is being built.
	classWeak
	// classWork is work on something that stands: 扩产, 技改, 搬迁.
	classWork
	// classPark is a head that is a place as well: 产业园, 科技城.
	classPark
	// classBound never stands inside a name, and so parts names from verbs,
	// places and adverbs.
	classBound
	// classStage tells how far a project has come.
	classStage
	// classPlan makes what follows a plan: 将, 预计, 力争.
	classPlan
	// classDrop refuses, stops or closes a project.
	classDrop
	// classRole tells what a sum of money is.
	classRole
	// classNeutral only hides shorter words within: 投资公司 hides 投资.
	classNeutral
	// classGeneric says nothing about which project it is: 重大, 产业.
	classGeneric
	// classMany speaks of many projects at once.
	classMany
	// classCompany ends a company's name.
	classCompany
	// classIndustry points at an industry.
	classIndustry
	// classVisit opens a list of projects shown to visitors.
	classVisit
	// classBuild is a verb whose object is what gets built.
	classBuild
	// classInvestor is a word such as 企业 or 巨头 before a company's name.
	classInvestor
	// classForeign is a country before a company's name.
	classForeign
	// classPlace ends the name of a zone or another place.
	classPlace
	// classFirm tells a stage that little else than a project reaches.
	classFirm
	// classBlock marks sentences of sport, war and elections, where 项目 and 基地
	// are something else.
	classBlock
	// classCompound became a head only by what it ends in.
	classCompound
	// classSettle is a word such as 落户 that is said at a signing too.
	classSettle
	// classStaff is 项目负责人 and the like, who may stand right after a name.
	classStaff
	// classBasic is a head that alone means a project named before.
	classBasic
)

// word is what the vocabulary knows of one word.
type word struct {
	class    class
	stage    stage
	role     role
	industry uint8 // index into Industries plus one, 0 for none
	weight   uint8 // of the industry: the larger decides
}

// hit is a word found in a text, as a stretch of runes.
type hit struct {
	start, end int
	*word
}

func (h hit) is(c class) bool { return h.word != nil && h.class&c != 0 }

// node is a node of the trie that holds the vocabulary.
type node struct {
	edges []edge // sorted by rune
	word  *word
}

// edge leads from a node to the next.
type edge struct {
	r  rune
	to *node
}

// child gives the node that r leads to, or nil. Nearly all nodes have but a few
// edges, which makes this quicker than a map.
func (n *node) child(r rune) *node {
	lo, hi := 0, len(n.edges)
	for lo < hi {
		mid := (lo + hi) / 2
		switch e := &n.edges[mid]; {
		case e.r == r:
			return e.to
		case e.r < r:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return nil
}

// grow gives the child that r leads to, made where it was missing.
func (n *node) grow(r rune) *node {
	at, found := slices.BinarySearchFunc(n.edges, r, func(e edge, r rune) int { return int(e.r) - int(r) })
	if !found {
		n.edges = slices.Insert(n.edges, at, edge{r, &node{}})
	}
	return n.edges[at].to
}

// lexicon finds the words of the vocabulary in a folded text. It never changes
// once built.
type lexicon struct {
	// first leads to the words that begin with a rune; most runes begin none,
	// and a look into an array is all that they cost.
	first  [0x10000]*node
	starts starts
}

func newLexicon() *lexicon {
	l := &lexicon{}
	for _, t := range vocabulary() {
		eachWord(t.words, func(w string) {
			l.add(w, t.word)
		})
	}
	l.inherit()
	return l
}

// inherit makes every compound that ends in a head a head as well, so that
// 智能制造产业园, known as an industry, still ends a name as 产业园 does.
func (l *lexicon) inherit() {
	const blocked = classNeutral | classBound | classMany
	for _, t := range vocabulary() {
		if t.word.class&blocked != 0 {
			continue
		}
		eachWord(t.words, func(w string) {
			runes := []rune(fold.String(w))
			whole := l.lookup(runes)
			if whole.class&blocked != 0 {
				return
			}
			for i := 1; i < len(runes); i++ {
				if whole.class&(classHead|classWeak) != 0 {
					break
				}
				if tail := l.lookup(runes[i:]); tail != nil && (len(runes)-i > 1 || len(runes) > 2 && tail.class&classWeak != 0) {
					if inherited := tail.class & (classHead | classWeak | classPark) &^ whole.class; inherited != 0 {
						whole.class |= inherited | classCompound
					}
				}
			}
		})
	}
}

// lookup gives what the vocabulary knows of one word, or nil.
func (l *lexicon) lookup(runes []rune) *word {
	if !l.starts.at(runes, 0) {
		return nil
	}
	n := l.firstAt(runes[0])
	for _, r := range runes[1:] {
		if n == nil {
			return nil
		}
		n = n.child(r)
	}
	if n == nil {
		return nil
	}
	return n.word
}

// eachWord calls fn for every word of a list parted by white space.
func eachWord(list string, fn func(string)) {
	start := -1
	for i, r := range list {
		space := r == ' ' || r == '\n' || r == '\t'
		switch {
		case space && start >= 0:
			fn(list[start:i])
			start = -1
		case !space && start < 0:
			start = i
		}
	}
	if start >= 0 {
		fn(list[start:])
	}
}

func (l *lexicon) add(text string, w word) {
	runes := []rune(fold.String(text))
	l.starts.add(runes)
	if l.first[runes[0]] == nil {
		l.first[runes[0]] = &node{}
	}
	n := l.first[runes[0]]
	for _, r := range runes[1:] {
		n = n.grow(r)
	}
	if n.word == nil {
		n.word = &word{}
	}
	n.word.class |= w.class
	if w.stage != stageNone {
		n.word.stage = w.stage
	}
	if w.role != roleNone {
		n.word.role = w.role
	}
	if w.industry != 0 && w.weight >= n.word.weight {
		n.word.industry, n.word.weight = w.industry, w.weight
	}
}

// scan appends the words of runes in order, none over another: from left to
// right, the longest that begins at each place.
func (l *lexicon) scan(runes []rune, hits []hit) []hit {
	for i := 0; i < len(runes); i++ {
		if !l.starts.at(runes, i) {
			continue
		}
		n := l.firstAt(runes[i])
		if n == nil {
			continue
		}
		var found *word
		end := i
		for j := i + 1; ; j++ {
			if n.word != nil {
				found, end = n.word, j
			}
			if j == len(runes) {
				break
			}
			if n = n.child(runes[j]); n == nil {
				break
			}
		}
		if found != nil {
			hits = append(hits, hit{i, end, found})
			i = end - 1
		}
	}
	return hits
}

// each calls fn for every word of runes, those within others too.
func (l *lexicon) each(runes []rune, fn func(hit)) {
	for i, r := range runes {
		if !l.starts.at(runes, i) {
			continue
		}
		n := l.firstAt(r)
		for j := i + 1; n != nil; j++ {
			if n.word != nil {
				fn(hit{i, j, n.word})
			}
			if j == len(runes) {
				break
			}
			n = n.child(runes[j])
		}
	}
}

// all appends every word of runes, those within others too.
func (l *lexicon) all(runes []rune, hits []hit) []hit {
	for i, r := range runes {
		if !l.starts.at(runes, i) {
			continue
		}
		n := l.firstAt(r)
		for j := i + 1; n != nil; j++ {
			if n.word != nil {
				hits = append(hits, hit{i, j, n.word})
			}
			if j == len(runes) {
				break
			}
			n = n.child(runes[j])
		}
	}
	return hits
}

// firstAt gives the node of the words that begin with r, or nil.
func (l *lexicon) firstAt(r rune) *node {
	if uint32(r) >= uint32(len(l.first)) {
		return nil
	}
	return l.first[r]
}
