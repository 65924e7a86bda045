package query

import "fmt"

// Limits bound what a query may ask for, so that one that would cost too much
// is refused before it costs anything. A zero field takes its default.
type Limits struct {
	// Runes is the longest text, in characters. Default 1000: a pasted
	// paragraph still fits.
	Runes int
	// Depth is how many parentheses and negations may stand in each other.
	// Default 16: nobody nests deeper by hand.
	Depth int
	// Clauses is the greatest number of words, phrases, values and ranges.
	// Default 256: each costs a look into every segment of the index.
	Clauses int
}

// SetDefaults fills the zero fields.
func (l *Limits) SetDefaults() {
	if l.Runes == 0 {
		l.Runes = 1000
	}
	if l.Depth == 0 {
		l.Depth = 16
	}
	if l.Clauses == 0 {
		l.Clauses = 256
	}
}

// LimitKind names the limit that a query is beyond.
type LimitKind string

// The limits, as LimitError names them.
const (
	TooLong LimitKind = "too_long"
	TooDeep LimitKind = "too_deep"
	TooWide LimitKind = "too_wide"
)

// LimitError says that a query is beyond one of the Limits.
type LimitError struct {
	Kind LimitKind
	// Max is the limit.
	Max int
	// Offset is where the text passes it, in runes.
	Offset int
}

// Error is the Chinese message, fit for a person.
func (e *LimitError) Error() string { return e.Message("zh") }

// Message is the message in Chinese or, where lang is "en", in English.
func (e *LimitError) Message(lang string) string {
	messages := map[LimitKind][2]string{
		TooLong: {"查询太长：最多 %d 个字", "the query is too long: at most %d characters"},
		TooDeep: {"查询的括号和否定嵌套太深：最多 %d 层", "parentheses and negations are nested too deep: at most %d levels"},
		TooWide: {"查询的条件太多：最多 %d 个", "the query has too many conditions: at most %d"},
	}
	m := messages[e.Kind]
	if lang == "en" {
		return fmt.Sprintf(m[1], e.Max)
	}
	return fmt.Sprintf(m[0], e.Max)
}
