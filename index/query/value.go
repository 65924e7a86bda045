package query

import "strings"

// fieldValue makes the node of a field and the values of t. Values that the
// field cannot have become text.
func (p *parser) fieldValue(field Field, t token) (Node, error) {
	switch field {
	case FieldDate:
		return p.dateValue(t)
	case FieldAmount:
		return p.amountValue(t)
	}
	if t.kind == tokenRun { // within parentheses: zone:(A,B OR C)
		t.values = splitValues(t.text)
	}
	if err := p.count(max(1, len(t.values)), t); err != nil {
		return nil, err
	}
	var values []string
	var words []Node
	for _, v := range t.values {
		if known, ok := field.known(v); ok {
			values = append(values, known)
		} else {
			p.remarks.add(UnknownValue, t.offset, v)
			words = append(words, textOf(v)...)
		}
	}
	switch {
	case len(values) > 0:
		return &Keyword{field, values}, nil
	case len(words) > 0:
		return either(words...), nil
	}
	p.remarks.add(EmptyPrefix, t.offset, t.raw)
	return asText(t), nil
}

// dateValue makes the range of a date.
func (p *parser) dateValue(t token) (Node, error) {
	if err := p.count(1, t); err != nil {
		return nil, err
	}
	text := strings.Join(t.values, "")
	n, swapped, ok := dateRange(text)
	if !ok {
		p.remarks.add(BadDate, t.offset, text)
		return asText(t), nil
	}
	if swapped {
		p.remarks.add(Swapped, t.offset, text)
	}
	return n, nil
}

// amountValue makes the range of an amount.
func (p *parser) amountValue(t token) (Node, error) {
	if err := p.count(1, t); err != nil {
		return nil, err
	}
	text := strings.Join(t.values, "")
	n, swapped, ok := amountRange(text)
	if !ok {
		p.remarks.add(BadAmount, t.offset, text)
		return asText(t), nil
	}
	if swapped {
		p.remarks.add(Swapped, t.offset, text)
	}
	return n, nil
}

// splitValues parts text at its commas and takes quotation marks out.
func splitValues(text string) []string {
	var values []string
	for _, v := range strings.FieldsFunc(text, isComma) {
		v = strings.Map(func(r rune) rune {
			if isQuote(r) {
				return -1
			}
			return r
		}, v)
		if v = singleSpaced(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// asText is t as the text that it was typed as. It stands without the white
// space that only quotation marks can have let in.
func asText(t token) Node {
	if t.kind == tokenPhrase {
		return &Phrase{t.text}
	}
	return newRun(strings.Join(strings.FieldsFunc(t.raw, isSpace), ""))
}

// textOf is a value as runs, parted at its spaces.
func textOf(v string) []Node {
	var parts []Node
	for _, w := range strings.FieldsFunc(v, isSpace) {
		if hasWord(w) {
			parts = append(parts, newRun(w))
		}
	}
	if n := all(parts...); n != nil {
		return []Node{n}
	}
	return nil
}
