package project

// reader reads an article sentence by sentence and gathers its projects.
type reader struct {
	x        *Extractor
	zone     string // of the article, folded: its own park is no project
	year     int    // of the article, 0 where unknown
	month    int    // of the article, 0 where unknown
	day      int    // of the article, 0 where unknown
	city     string // of the article, folded
	entities []*entity
	// last are the entities of the last sentence that named any.
	last []*entity
	// lastNamedAll are all that it named, told of or not.
	lastNamedAll []*entity
	// lastAt is that sentence.
	lastAt *sentence
	// foreword is the stage of a ceremony told of before its projects are
	// named; pending is a sum told of before its project.
	foreword   stage
	forewordAt *sentence
	// news is the stage that a sentence without a name told; it is of the one
	// project that the next sentence names. newsAt is that sentence.
	news     stage
	newsAt   *sentence
	pending  *money
	pendRole role
	pendSent *sentence

	// ordinal: 前者, 后一个 and the like told which entity was meant.
	ordinal bool
	// lead is what the idioms of a sentence told before any project was named;
	// leadAt is that sentence.
	lead   stage
	leadAt *sentence
	// skipped is the sentence just passed over, in case the next points back.
	skipped *sentence

	clauseRoom []rune // where hints reads a clause
	// actor is the firm named last, whom a bare 公司 means.
	actor string

	s        *sentence
	toks     []token
	mentions []*mention
}

// read takes in one sentence.
func (r *reader) read(s *sentence) {
	if !r.worthReading(*s) && !r.answers(*s) {
		if r.skipped == nil || names(*s) {
			r.skipped = s
		}
		return
	}
	if k := r.skipped; k != nil && k.text == s.text && s.paragraph-k.paragraph <= 1 && (pointsBack(*s) || k.start < k.end && closes(k.runes[k.end-1]) && s.start-k.end < 3) {
		r.skipped = nil
		r.take(k)
	}
	known := len(r.entities)
	r.take(s)
	if len(r.entities) > known {
		r.skipped = nil
	}
}

// answers reports whether a sentence follows a question that was passed over,
// which names what the answer speaks of: A基地到哪一步了？主体正在做地坪。
func (r *reader) answers(s sentence) bool {
	k := r.skipped
	return k != nil && r.zone != "" && k.text == s.text && s.start-k.end < 3 && k.runes[k.end-1] == '?' && names(*k)
}

// take reads a sentence, whatever it holds.
func (r *reader) take(s *sentence) {
	r.s = s
	r.toks = tokenize(*s, r.toks)
	r.mentions = r.x.listItems(r.s, r.toks, r.x.mentionsOf(r.s, r.toks, r.zone))
	if r.zone != "" {
		r.mentions = r.x.subjects(r.s, r.toks, r.mentions)
		r.mentions = r.x.firms(r.s, r.toks, r.mentions)
	}
	markVisited(r.toks, r.mentions)
	r.resolve()
	r.attachMoney()
	r.attachStages()
	r.hints()
	r.companies()
	r.remember()
}

// segment gives the tokens around i between two semicolons.
func (r *reader) segment(i int) (lo, hi int) { return r.around(i, false) }

// clause gives the tokens around i between two commas; what stands in brackets
// is a clause of its own.
func (r *reader) clause(i int) (lo, hi int) { return r.around(i, true) }

func (r *reader) around(i int, commas bool) (lo, hi int) {
	ends := func(t token) bool {
		if t.kind == tokSemi {
			return true
		}
		return commas && (t.kind == tokComma || t.kind == tokOpen || t.kind == tokClose)
	}
	for lo = i; lo > 0 && !ends(r.toks[lo-1]); lo-- {
	}
	for hi = i + 1; hi < len(r.toks) && !ends(r.toks[hi]); hi++ {
	}
	return lo, hi
}

// lastIn gives the last mention before token i, not before lo.
func (r *reader) lastIn(lo, i int) *mention {
	for k := len(r.mentions) - 1; k >= 0; k-- {
		if m := r.mentions[k]; m.tok < i && m.tok >= lo && !m.place {
			return m
		}
	}
	return nil
}

// lastNamed gives the last mention before token i, not before lo, that means a
// project at all: 一期四条线 of a plant named before it may mean none.
func (r *reader) lastNamed(lo, i int) *mention {
	last := r.lastIn(lo, i)
	for m := last; m != nil; m = r.lastIn(lo, m.tok) {
		if m.entity != nil {
			return m
		}
	}
	return last
}

// firstIn gives the first mention after token i and before hi.
func (r *reader) firstIn(i, hi int) *mention {
	for _, m := range r.mentions {
		if m.tok > i && m.tok < hi && !m.place {
			return m
		}
	}
	return nil
}

// remember keeps what later sentences may lean on.
func (r *reader) remember() {
	var named, told []*mention
	for _, m := range r.mentions {
		if m.entity != nil && !m.place {
			named = append(named, m)
			if m.entity.signs&^signBeside != 0 || m.entity.idiom != stageNone {
				told = append(told, r.group(m)...) // all of a list or none
			}
		}
	}
	r.lastNamedAll = entitiesOf(named)
	if len(told) > 0 {
		named = told
	}
	if list := entitiesOf(named); len(list) > 0 {
		r.last, r.lastAt = list, r.s
	}
}
