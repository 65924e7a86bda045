package query

import "strings"

// Node is a query or a part of one. The types of this file are all there are.
// A nil Node sets no condition.
type Node interface {
	// String prints the node as text that Parse reads as the same node.
	String() string
	node()
}

// And holds where all of its two or more parts hold. None of them is an And.
type And struct{ Parts []Node }

// Or holds where at least one of its two or more parts holds. None of them is
// an Or.
type Or struct{ Parts []Node }

// Not holds where its part does not.
type Not struct{ Part Node }

// Run is text typed without quotation marks and without a space, and without
// the punctuation around it. What it is cut into must all be there, as far as a
// query does not relax. Only where a query holds nothing but punctuation does
// a run, its only one, hold no letter or digit.
type Run struct{ Text string }

// Phrase is quoted text: exactly this run of characters, within the title or
// within one paragraph. White space in it is single.
type Phrase struct{ Text string }

// Title looks for its part in the title only. The part has no fields in it.
type Title struct{ Part Node }

// Keyword holds where the field has one of the values. The values of Stage and
// Industry are always of their closed lists.
type Keyword struct {
	Field  Field
	Values []string
}

// DateRange holds for articles published from From to To, both included, as
// YYYY-MM-DD. "" leaves an end open; one of them is set.
type DateRange struct{ From, To string }

// AmountRange holds where a project's amount in yuan is from Min to Max, both
// included. nil leaves an end open; one of them is set.
type AmountRange struct{ Min, Max *int64 }

// Sentence holds where one sentence of the title or of the body meets its
// part: a Run, a Phrase, an Or of those, or an And of any of these.
type Sentence struct{ Part Node }

// Near holds where Left and Right stand in the title or in one paragraph, in
// either order, with at most Distance characters between them. Each is a Run,
// a Phrase, or an Or of those.
type Near struct {
	Left, Right Node
	Distance    int
}

func (*And) node()         {}
func (*Or) node()          {}
func (*Not) node()         {}
func (*Run) node()         {}
func (*Phrase) node()      {}
func (*Title) node()       {}
func (*Keyword) node()     {}
func (*DateRange) node()   {}
func (*AmountRange) node() {}
func (*Sentence) node()    {}
func (*Near) node()        {}

// newRun makes a run of text without the punctuation around it, which is no
// part of what is sought: 《条例》 typed without quotation marks is 条例. Text of
// nothing else stays.
func newRun(text string) *Run {
	if trimmed := strings.Trim(text, "，。！？；：、…,.!?;:'\"＂“”‘’「」『』《》〈〉【】"); trimmed != "" {
		text = trimmed
	}
	return &Run{text}
}

// all joins parts with And: nil parts are left out, parts that are Ands
// themselves are taken apart, and a single part stands alone.
func all(parts ...Node) Node {
	var flat []Node
	for _, p := range parts {
		switch p := p.(type) {
		case nil:
		case *And:
			flat = append(flat, p.Parts...)
		default:
			flat = append(flat, p)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return &And{flat}
}

// either joins parts with Or, as all does with And.
func either(parts ...Node) Node {
	var flat []Node
	for _, p := range parts {
		switch p := p.(type) {
		case nil:
		case *Or:
			flat = append(flat, p.Parts...)
		default:
			flat = append(flat, p)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return &Or{flat}
}
