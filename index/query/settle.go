package query

import "strings"

// settle makes the tokens well-formed: parentheses match, every operator has
// what it joins, no group is empty. Operators made of letters that stand alone
// become runs; signs that stand alone are dropped, each with a remark. It is
// what lets the parser be plain.
func settle(tokens []token, remarks *remarks) []token {
	s := settler{remarks: remarks}
	partner := matchParens(tokens)
	for i, t := range tokens {
		switch t.kind {
		case tokenRun, tokenPhrase:
			s.operand(t)
		case tokenOpen:
			if !partner[i] {
				s.drop(StrayParen, t)
				continue
			}
			s.out = append(s.out, t)
		case tokenClose:
			if !partner[i] {
				s.remarks.add(StrayParen, t.offset, t.raw)
				s.dropped.WriteString(t.raw)
				continue
			}
			s.closeGroup(t)
		case tokenOr, tokenAnd, tokenNear, tokenBar:
			s.binary(t)
		case tokenMinus:
			// A minus wants its operand at once.
			if i+1 == len(tokens) || tokens[i+1].offset != t.offset+1 {
				s.drop(StrayMinus, t)
				continue
			}
			s.out = append(s.out, t)
		default: // tokenNot, tokenPrefix, tokenValue
			s.out = append(s.out, t)
		}
	}
	s.trim()
	if len(s.out) == 0 && s.dropped.Len() > 0 {
		text := strings.Join(strings.FieldsFunc(s.dropped.String(), isSpace), "")
		s.remarks.add(NoWords, 0, text)
		s.out = append(s.out, token{kind: tokenRun, text: text, raw: text})
	}
	return s.out
}

// settler holds the tokens that stand so far.
type settler struct {
	out     []token
	dropped strings.Builder // all that was left out, for a query of nothing else
	remarks *remarks
}

// last is the last token that stands, or one of kind 0.
func (s *settler) last() token {
	if n := len(s.out); n > 0 {
		return s.out[n-1]
	}
	return token{}
}

func (s *settler) pop() { s.out = s.out[:len(s.out)-1] }

// asRun turns the last token into the text that it was typed as.
func (s *settler) asRun(code Code) {
	t := s.last()
	s.pop()
	s.remarks.add(code, t.offset, t.raw)
	s.out = append(s.out, t.asRun())
}

// operand takes a run or a phrase, if there is anything to search for in it.
func (s *settler) operand(t token) {
	if t.kind == tokenPhrase && t.text == "" {
		s.drop(EmptyQuote, t)
		return
	}
	if t.kind == tokenRun && !hasWord(t.text) {
		s.drop("", t)
		return
	}
	s.out = append(s.out, t)
}

// drop leaves an operand out, and with it the negation that it was for. A
// prefix before it becomes text.
func (s *settler) drop(code Code, t token) {
	if code != "" {
		s.remarks.add(code, t.offset, t.raw)
	}
	if t.kind == tokenRun {
		s.dropped.WriteString(t.text)
	} else {
		s.dropped.WriteString(t.raw)
	}
	for {
		switch last := s.last(); last.kind {
		case tokenPrefix:
			s.asRun(EmptyPrefix)
			return
		case tokenMinus, tokenNot:
			s.dropped.WriteString(last.raw)
			s.pop()
		default:
			return
		}
	}
}

// closeGroup takes a closing parenthesis.
func (s *settler) closeGroup(t token) {
	s.trim()
	if open := s.last(); open.kind == tokenOpen {
		s.pop()
		s.drop(EmptyGroup, token{raw: open.raw + t.raw, offset: open.offset})
		return
	}
	s.out = append(s.out, t)
}

// binary takes an operator that wants something before it.
func (s *settler) binary(t token) {
	if s.last().kind == tokenNot {
		s.asRun(StrayOperator)
	}
	switch s.last().kind {
	case tokenRun, tokenPhrase, tokenClose, tokenValue:
		s.out = append(s.out, t)
		return
	}
	s.remarks.add(StrayOperator, t.offset, t.raw)
	if t.kind == tokenBar {
		s.dropped.WriteString(t.raw)
		return
	}
	s.out = append(s.out, t.asRun())
}

// trim ends a group or the query: operators at its end have nothing to join.
func (s *settler) trim() {
	for {
		switch last := s.last(); last.kind {
		case tokenBar, tokenMinus:
			s.remarks.add(StrayOperator, last.offset, last.raw)
			s.dropped.WriteString(last.raw)
			s.pop()
		case tokenOr, tokenAnd, tokenNear, tokenNot:
			s.asRun(StrayOperator)
		case tokenPrefix:
			s.asRun(EmptyPrefix)
		default:
			return
		}
	}
}

// matchParens tells which parentheses have a partner.
func matchParens(tokens []token) map[int]bool {
	partner := map[int]bool{}
	var open []int
	for i, t := range tokens {
		switch {
		case t.kind == tokenOpen:
			open = append(open, i)
		case t.kind == tokenClose && len(open) > 0:
			partner[i], partner[open[len(open)-1]] = true, true
			open = open[:len(open)-1]
		}
	}
	return partner
}
