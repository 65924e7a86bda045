package query

import (
	"strconv"
	"strings"

	"zonesearch/segment/fold"
)

func (n *And) String() string {
	parts := make([]string, len(n.Parts))
	for i, p := range n.Parts {
		parts[i] = p.String()
		if _, ok := p.(*Or); ok {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, " ")
}

func (n *Or) String() string {
	parts := make([]string, len(n.Parts))
	for i, p := range n.Parts {
		parts[i] = p.String()
	}
	return strings.Join(parts, " OR ")
}

func (n *Not) String() string {
	return "-" + primary(n.Part)
}

func (n *Run) String() string { return escape(n.Text) }

func (n *Phrase) String() string { return quote(n.Text) }

func (n *Title) String() string { return "title:" + primary(n.Part) }

func (n *Keyword) String() string {
	values := make([]string, len(n.Values))
	for i, v := range n.Values {
		values[i] = v
		if !bareValue(v) {
			values[i] = quote(v)
		}
	}
	return string(n.Field) + ":" + strings.Join(values, ",")
}

func (n *DateRange) String() string {
	if n.From == n.To {
		return "date:" + n.From
	}
	return "date:" + n.From + ".." + n.To
}

func (n *AmountRange) String() string { return "amount:" + amountText(n.Min, n.Max) }

func (n *Sentence) String() string { return "same:(" + n.Part.String() + ")" }

func (n *Near) String() string {
	return primary(n.Left) + " NEAR/" + strconv.Itoa(n.Distance) + " " + primary(n.Right)
}

// primary prints n so that an operator before it takes all of it.
func primary(n Node) string {
	switch n.(type) {
	case *And, *Or, *Not, *Near:
		return "(" + n.String() + ")"
	}
	return n.String()
}

// escape prints the text of a run with a backslash before everything that
// would read as an operator.
func escape(text string) string {
	rs := []rune(text)
	var b strings.Builder
	_, prefix := prefixAt(rs)
	if prefix > 0 || operator(text) != 0 || len(rs) > 0 && isMinus(rs[0]) {
		b.WriteByte('\\')
	}
	for _, r := range rs {
		if r == '\\' || isOpen(r) || isClose(r) || isBar(r) || closing(r) != 0 {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// quotePairs are the marks to print quotations with, the first that fits.
var quotePairs = [][2]string{{`"`, `"`}, {"“", "”"}, {"「", "」"}, {"『", "』"}}

// quote prints text between the first pair of quotation marks that it does
// not close itself. Text that the parser made always has one.
func quote(text string) string {
	for _, pair := range quotePairs {
		if !strings.ContainsFunc(text, func(r rune) bool { return closes(r, []rune(pair[1])[0]) }) {
			return pair[0] + text + pair[1]
		}
	}
	return quote(quotable(text))
}

// quotable gives text without quotation marks where it holds so many kinds of
// them that none is left to quote it with.
func quotable(text string) string {
	for _, pair := range quotePairs {
		if !strings.ContainsFunc(text, func(r rune) bool { return closes(r, []rune(pair[1])[0]) }) {
			return text
		}
	}
	return strings.Map(func(r rune) rune {
		if isQuote(r) {
			return -1
		}
		return r
	}, text)
}

// bareValue reports whether v can stand behind a prefix without quotation
// marks. A zone's name may hold parentheses that match, as in 中国(上海)自贸区.
func bareValue(v string) bool {
	rs := []rune(v)
	if len(rs) == 0 || isOpen(rs[0]) {
		return false
	}
	depth := 0
	for _, r := range rs {
		switch {
		case isSpace(r), isComma(r), isBar(r), isQuote(r):
			return false
		case isOpen(r):
			depth++
		case isClose(r):
			depth--
			if depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

// operator gives the token kind of a word that reads as an operator where it
// stands alone, and 0 for every other word.
func operator(word string) tokenKind {
	switch s := foldWidth(word); s {
	case "OR", "或":
		return tokenOr
	case "AND", "与":
		return tokenAnd
	case "NOT", "非":
		return tokenNot
	default:
		if n, ok := strings.CutPrefix(s, "NEAR/"); ok && n != "" && strings.Trim(n, "0123456789") == "" {
			return tokenNear
		}
	}
	return 0
}

// foldWidth makes full-width ASCII half-width and keeps capitals, and reads
// the traditional 與 as folding does.
func foldWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		if fold.IsHan(r) {
			return fold.Rune(r)
		}
		return r
	}, s)
}
