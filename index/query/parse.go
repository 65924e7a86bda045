package query

import (
	"strconv"
	"strings"
)

// MaxDistance is the greatest n of NEAR/n: a paragraph of news is hardly
// longer.
const MaxDistance = 200

// Parse reads text as a query. The node is nil where the text is blank. The
// remarks say what was not read as it may have been meant. The error, a
// *LimitError, comes only where the text is beyond the limits.
func Parse(text string, limits Limits) (Node, []Remark, error) {
	limits.SetDefaults()
	// Counting bytes first keeps a huge text from being looked at at all.
	if len(text) > limits.Runes {
		if rs := []rune(text[:min(len(text), 4*(limits.Runes+1))]); len(rs) > limits.Runes {
			return nil, nil, &LimitError{TooLong, limits.Runes, limits.Runes}
		}
	}
	var rs remarks
	p := &parser{limits: limits, remarks: &rs}
	p.tokens = settle(lex([]rune(text), &rs), &rs)
	n, err := p.or(0)
	if err != nil {
		return nil, nil, err
	}
	return n, rs, nil
}

// parser reads settled tokens by recursive descent.
type parser struct {
	tokens  []token
	at      int
	limits  Limits
	clauses int
	// field is the prefix whose parentheses are being read, "" outside.
	field   Field
	remarks *remarks
}

// peek is the next token, or one of kind 0 at the end.
func (p *parser) peek() token {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return token{}
}

// or reads alternatives. depth counts the parentheses and negations around.
func (p *parser) or(depth int) (Node, error) {
	var parts []Node
	for {
		n, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
		if k := p.peek().kind; k != tokenOr && k != tokenBar {
			return either(parts...), nil
		}
		p.at++
	}
}

// and reads what must all hold.
func (p *parser) and(depth int) (Node, error) {
	var parts []Node
	for {
		switch p.peek().kind {
		case 0, tokenClose, tokenOr, tokenBar:
			return all(parts...), nil
		case tokenAnd:
			p.at++
			continue
		}
		n, err := p.unary(depth)
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
	}
}

// unary reads a negation, or what has none.
func (p *parser) unary(depth int) (Node, error) {
	t := p.peek()
	if t.kind != tokenMinus && t.kind != tokenNot {
		return p.near(depth)
	}
	if depth >= p.limits.Depth {
		return nil, &LimitError{TooDeep, p.limits.Depth, t.offset}
	}
	p.at++
	n, err := p.unary(depth + 1)
	if err != nil || n == nil {
		return nil, err
	}
	return &Not{n}, nil
}

// near reads a primary, or several joined by NEAR: A NEAR/5 B NEAR/3 C wants
// both pairs.
func (p *parser) near(depth int) (Node, error) {
	left, err := p.primary(depth)
	if err != nil || p.peek().kind != tokenNear {
		return left, err
	}
	var pairs []Node
	for p.peek().kind == tokenNear {
		t := p.peek()
		p.at++
		// "NEAR/3 -词" and "NEAR/3 NOT 词" exclude; they are no neighbours.
		right, err := p.nearRight(depth)
		if err != nil {
			return nil, err
		}
		if isNeighbour(left) && isNeighbour(right) && p.field.text() {
			pairs = append(pairs, &Near{left, right, p.distance(t)})
		} else {
			p.remarks.add(NearOperand, t.offset, t.raw)
			if len(pairs) == 0 {
				pairs = append(pairs, left)
			}
			pairs = append(pairs, right)
		}
		left = right
	}
	return all(pairs...), nil
}

func (p *parser) nearRight(depth int) (Node, error) {
	if k := p.peek().kind; k == tokenMinus || k == tokenNot {
		return p.unary(depth)
	}
	return p.primary(depth)
}

// isNeighbour reports whether n may stand beside NEAR.
func isNeighbour(n Node) bool {
	switch n := n.(type) {
	case *Run, *Phrase:
		return true
	case *Or:
		for _, p := range n.Parts {
			if !isNeighbour(p) {
				return false
			}
		}
		return true
	}
	return false
}

// distance reads the n of NEAR/n.
func (p *parser) distance(t token) int {
	_, digits, _ := strings.Cut(foldWidth(t.raw), "/")
	n, err := strconv.Atoi(digits)
	if err != nil || n > MaxDistance {
		p.remarks.add(NearTooFar, t.offset, t.raw)
		return MaxDistance
	}
	return n
}

// primary reads a run, a quotation, a group, or a prefix with its value.
func (p *parser) primary(depth int) (Node, error) {
	t := p.peek()
	p.at++
	switch t.kind {
	case tokenOpen:
		if depth >= p.limits.Depth {
			return nil, &LimitError{TooDeep, p.limits.Depth, t.offset}
		}
		n, err := p.or(depth + 1)
		p.at++ // the closing parenthesis
		return n, err
	case tokenPrefix:
		return p.prefixed(t, depth)
	case tokenValue:
		return p.value(t)
	}
	return p.leaf(t)
}

// prefixed reads what stands behind title: or same:, or a group behind any
// prefix: zone:(A OR B) is zone:A OR zone:B.
func (p *parser) prefixed(t token, depth int) (Node, error) {
	if p.field != "" {
		p.remarks.add(NestedPrefix, t.offset, t.raw)
		run, err := p.leaf(t.asRun())
		if err != nil {
			return nil, err
		}
		n, err := p.primary(depth)
		return all(run, n), err
	}
	p.field = t.field
	n, err := p.primary(depth)
	p.field = ""
	if err != nil || n == nil {
		return nil, err
	}
	switch t.field {
	case FieldTitle:
		return &Title{n}, nil
	case FieldSame:
		return p.sentence(n, t), nil
	}
	return n, nil
}

// sentence makes the node of same: and what stands behind it. One sentence can
// hold words and phrases; alternatives of several words are alternatives of
// sentences, and all else is asked of the whole article, with a remark.
func (p *parser) sentence(n Node, t token) Node {
	if or, ok := n.(*Or); ok && !isNeighbour(n) {
		parts := make([]Node, len(or.Parts))
		for i, part := range or.Parts {
			parts[i] = p.sentence(part, t)
		}
		return either(parts...)
	}
	parts := []Node{n}
	if and, ok := n.(*And); ok {
		parts = and.Parts
	}
	var within, outside []Node
	for _, part := range parts {
		if isNeighbour(part) {
			within = append(within, part)
		} else {
			outside = append(outside, part)
		}
	}
	if len(outside) > 0 {
		p.remarks.add(SentencePart, t.offset, t.raw)
	}
	if len(within) > 0 {
		outside = append([]Node{&Sentence{all(within...)}}, outside...)
	}
	return all(outside...)
}

// value reads a prefix with its values.
func (p *parser) value(t token) (Node, error) {
	if p.field != "" {
		p.remarks.add(NestedPrefix, t.offset, t.raw)
		return p.leaf(t.asRun())
	}
	return p.fieldValue(t.field, t)
}

// leaf reads a run or a quotation, which within the parentheses of a prefix
// with values are values.
func (p *parser) leaf(t token) (Node, error) {
	if !p.field.text() {
		t.values = []string{t.text}
		return p.fieldValue(p.field, t)
	}
	if err := p.count(1, t); err != nil {
		return nil, err
	}
	if t.kind == tokenPhrase {
		return &Phrase{t.text}, nil
	}
	return newRun(t.text), nil
}

// count adds n clauses.
func (p *parser) count(n int, t token) error {
	if p.clauses += n; p.clauses > p.limits.Clauses {
		return &LimitError{TooWide, p.limits.Clauses, t.offset}
	}
	return nil
}

// text reports whether the field, or no field, holds running text.
func (f Field) text() bool { return f == "" || f == FieldTitle || f == FieldSame }
