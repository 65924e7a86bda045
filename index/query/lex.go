package query

// tokenKind is what a token is. 0 is none.
type tokenKind int

const (
	tokenRun    tokenKind = iota + 1 // text, in token.text
	tokenPhrase                      // quoted text
	tokenOpen                        // (
	tokenClose                       // )
	tokenMinus                       // - before a word
	tokenNot                         // NOT, 非
	tokenAnd                         // AND, 与
	tokenOr                          // OR, 或
	tokenBar                         // |
	tokenNear                        // NEAR/n
	tokenPrefix                      // title:, same:, or zone: before a parenthesis
	tokenValue                       // zone:泰州,"苏州 工业园区" with its values
)

// token is a piece of the text.
type token struct {
	kind tokenKind
	// text is what the token says: without escapes and quotation marks.
	text string
	// raw is how it stands in the text, for remarks and for a reading as text.
	raw    string
	offset int // in runes
	field  Field
	values []string // of a tokenValue
}

// asRun is t read as text.
func (t token) asRun() token {
	return token{kind: tokenRun, text: t.raw, raw: t.raw, offset: t.offset}
}

// lexer cuts the text into tokens, in one pass.
type lexer struct {
	rs []rune
	at int
	// lastClose is the last place of each closing quotation mark.
	lastClose map[rune]int
	out       []token
	remarks   *remarks
}

func lex(rs []rune, remarks *remarks) []token {
	l := &lexer{rs: rs, remarks: remarks, lastClose: map[rune]int{}}
	for i, r := range rs {
		if r == '＂' {
			r = '"'
		}
		if isQuote(r) {
			l.lastClose[r] = i
		}
	}
	for l.at < len(rs) {
		l.next()
	}
	return l.out
}

func (l *lexer) emit(kind tokenKind, start int, text string) {
	l.out = append(l.out, token{kind: kind, text: text, raw: string(l.rs[start:l.at]), offset: start})
}

// next takes one token, or white space.
func (l *lexer) next() {
	start, r := l.at, l.rs[l.at]
	symbol := func(kind tokenKind) {
		l.at++
		l.emit(kind, start, string(r))
	}
	switch {
	case isSpace(r):
		l.at++
	case isOpen(r):
		symbol(tokenOpen)
	case isClose(r):
		symbol(tokenClose)
	case isBar(r):
		symbol(tokenBar)
	case l.quoted(l.at):
		text := l.quotation()
		l.emit(tokenPhrase, start, singleSpaced(text))
	case isMinus(r) && l.wordStart():
		symbol(tokenMinus)
	default:
		if !l.prefix() {
			l.word()
		}
	}
}

// wordStart reports whether a word begins at l.at: after a space, a
// parenthesis, a bar or nothing.
func (l *lexer) wordStart() bool {
	if l.at == 0 {
		return true
	}
	before := l.rs[l.at-1]
	return isSpace(before) || isOpen(before) || isClose(before) || isBar(before)
}

// afterMinus reports whether the last token is the minus just before l.at.
func (l *lexer) afterMinus() bool {
	n := len(l.out)
	return n > 0 && l.out[n-1].kind == tokenMinus && l.out[n-1].offset == l.at-1
}

// quoted reports whether a quotation that is closed begins at i.
func (l *lexer) quoted(i int) bool {
	mark := closing(l.rs[i])
	return mark != 0 && l.lastClose[mark] > i
}

// quotation takes a closed quotation and gives what stands in it.
func (l *lexer) quotation() string {
	mark := closing(l.rs[l.at])
	start := l.at + 1
	for l.at++; !closes(l.rs[l.at], mark); l.at++ {
	}
	l.at++
	return string(l.rs[start : l.at-1])
}

// prefix takes a prefix that begins a word, with the value of one that has
// values.
func (l *lexer) prefix() bool {
	if !l.wordStart() && !l.afterMinus() {
		return false
	}
	field, n := prefixAt(l.rs[l.at:])
	if n == 0 {
		return false
	}
	start := l.at
	if l.at += n; l.at == len(l.rs) || isSpace(l.rs[l.at]) || isClose(l.rs[l.at]) || isBar(l.rs[l.at]) {
		l.remarks.add(EmptyPrefix, start, string(l.rs[start:l.at]))
		l.at = start
		return false
	}
	kind := tokenPrefix
	var values []string
	if (field.keyword() || field == FieldDate || field == FieldAmount) && !isOpen(l.rs[l.at]) {
		kind, values = tokenValue, l.values(field.keyword())
	}
	l.emit(kind, start, string(l.rs[start:l.at]))
	l.out[len(l.out)-1].field, l.out[len(l.out)-1].values = field, values
	return true
}

// values takes a value, or several parted by commas, up to a space, a bar or a
// parenthesis that did not open within it.
func (l *lexer) values(several bool) []string {
	var values []string
	var value []rune
	flush := func() {
		if v := quotable(singleSpaced(string(value))); v != "" {
			values = append(values, v)
		}
		value = value[:0]
	}
	depth := 0
	for l.at < len(l.rs) {
		r := l.rs[l.at]
		switch {
		case isSpace(r), isBar(r), isClose(r) && depth == 0, isOpen(r) && len(value) == 0:
			flush()
			return values
		case l.quoted(l.at):
			value = append(value, []rune(l.quotation())...)
			continue
		case isComma(r) && several:
			flush()
		case closing(r) != 0: // a mark without a partner says nothing in a name
			l.remarks.add(UnclosedQuote, l.at, string(r))
		default:
			if isOpen(r) {
				depth++
			} else if isClose(r) {
				depth--
			}
			value = append(value, r)
		}
		l.at++
	}
	flush()
	return values
}

// word takes a run or an operator made of letters.
func (l *lexer) word() {
	start := l.at
	bounded := l.wordStart() && (l.at == 0 || !isBar(l.rs[l.at-1]))
	var text []rune
	escaped := false
	for l.at < len(l.rs) {
		r := l.rs[l.at]
		if r == '\\' && l.at+1 < len(l.rs) && !isSpace(l.rs[l.at+1]) {
			escaped = true
			text = append(text, l.rs[l.at+1])
			l.at += 2
			continue
		}
		if isSpace(r) || isOpen(r) || isClose(r) || isBar(r) || l.quoted(l.at) {
			break
		}
		if closing(r) != 0 && r != '”' {
			l.remarks.add(UnclosedQuote, l.at, string(r))
		}
		text = append(text, r)
		l.at++
	}
	if l.at < len(l.rs) && !isSpace(l.rs[l.at]) && !isOpen(l.rs[l.at]) && !isClose(l.rs[l.at]) {
		bounded = false
	}
	kind := tokenRun
	if k := operator(string(text)); bounded && !escaped && k != 0 {
		kind = k
	}
	l.emit(kind, start, string(text))
}
