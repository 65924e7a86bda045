package project

import "strings"

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

	// actor is the firm named last, whom a bare 公司 means.
	actor string

	s        *sentence
	toks     []token
	mentions []*mention
}

// read takes in one sentence.
func (r *reader) read(s sentence) {
	if !r.worthReading(s) {
		if r.skipped == nil || names(s) {
			r.skipped = &s
		}
		return
	}
	if k := r.skipped; k != nil && k.text == s.text && s.paragraph-k.paragraph <= 1 && (pointsBack(s) || k.start < k.end && closes(k.runes[k.end-1]) && s.start-k.end < 3) {
		r.skipped = nil
		r.take(*k)
	}
	known := len(r.entities)
	r.take(s)
	if len(r.entities) > known {
		r.skipped = nil
	}
}

// pointsBack reports whether a sentence opens with a word for a project named
// before: 该项目, 这个, 项目总投资.
func pointsBack(s sentence) bool {
	for _, w := range []string{"这", "该", "此", "其", "它", "前者", "后者", "答", "记者", "前一", "第一", "前两", "两个", "两项", "两家", "三个", "三家", "四个", "五个", "项目", "工程", "工厂", "新厂", "基地", "中心", "总部", "园区", "产业园", "小镇", "生产线", "整个", "总投资", "计划总投资", "投资", "公司"} {
		if s.has(s.start, w) {
			return true
		}
	}
	opening := s.folded(s.start, min(s.start+24, s.end))
	for _, w := range []string{"该项目", "上述", "个项目", "大项目", "家企业", "前者", "个工程"} {
		if strings.Contains(opening, w) {
			return true
		}
	}
	return false
}

// names reports whether a sentence holds what ends a name.
func names(s sentence) bool {
	for _, h := range s.hitsIn(s.start, s.end) {
		if h.is(classHead | classWeak | classWork | classStaff) {
			return true
		}
	}
	return false
}

// take reads a sentence, whatever it holds.
func (r *reader) take(s sentence) {
	r.s = &s
	r.toks = tokenize(s, r.toks)
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

// worthReading reports whether a sentence may name a project, or tell more of
// one named before; most don't, and the look costs far less than the reading.
func (r *reader) worthReading(s sentence) bool {
	name, event, sum := false, false, false
	for _, h := range s.hitsIn(s.start, s.end) {
		sum = sum || h.role >= rolePart
		name = name || h.is(classHead|classWeak|classWork|classCompany|classStaff)
		event = event || h.is(classStage|classDrop|classVisit|classRole|classWork)
	}
	if r.zone != "" {
		// A list may name its projects without a head, and an idiom tell a stage
		// without a word of the vocabulary.
		return event || sum || name && (sumInBrackets(s) || sumOf(s) || r.x.idiomatic(s))
	}
	return event && (name || len(r.entities) > 0) || sum
}

// sumInBrackets reports whether a bracket closes on 元: 维珞制衣（8500万美元）.
func sumInBrackets(s sentence) bool {
	for i := s.start + 1; i < s.end; i++ {
		if s.runes[i] == ')' && s.runes[i-1] == '元' {
			return true
		}
	}
	return false
}

// sumOf reports whether a sum describes what follows it: 6000万美元的表面处理中心.
func sumOf(s sentence) bool {
	for i := s.start + 1; i+1 < s.end; i++ {
		if s.runes[i] == '元' && s.runes[i+1] == '的' {
			return true
		}
	}
	return false
}

// resolve finds or makes the entity of every mention.
func (r *reader) resolve() {
	head := r.heading()
	for k, m := range r.mentions {
		if k+1 < len(r.mentions) && (r.describes(m, r.mentions[k+1]) || r.funded(m)) {
			m.place = true
			continue
		}
		if m.many {
			continue
		}
		if r.isDetail(m) {
			continue
		}
		if whole := r.wholeOf(m); whole != nil {
			m.entity = whole
			continue
		}
		if m.reference || r.isPartOf(m) {
			m.entity = r.refer(m)
			continue
		}
		key := r.key(m)
		for _, e := range r.entities {
			if sameProject(m, e.best, key, e.key) {
				m.entity = e
				break
			}
		}
		if m.entity == nil {
			m.entity = &entity{best: m, key: key, reached: map[int][]stage{}}
			r.entities = append(r.entities, m.entity)
		}
		e := m.entity
		e.mentions = append(e.mentions, m)
		if better(m, e.best) {
			e.best, e.key = m, key
		}
		if m.listed {
			e.signs |= signListed
		}
		if m.visited {
			e.signs |= signVisited
		}
		if head != stageNone && e.foreword == stageNone && len(e.mentions) == 1 && !m.visited {
			e.foreword = head
		}
		if at := r.newsAt; e.foreword == stageNone && at != nil && at.text == r.s.text && at.end == r.s.start && len(e.mentions) == 1 && !m.visited && r.single() {
			e.foreword = r.news
		}
		if at := r.forewordAt; e.foreword == stageNone && at != nil && at.text == r.s.text && r.s.paragraph-at.paragraph <= 1 && !m.visited {
			e.foreword = r.foreword
		}
	}
	if r.blocked() {
		for _, m := range r.mentions {
			if m.entity != nil {
				m.entity.blocked = true
			}
		}
	}
	for _, m := range r.mentions {
		for _, o := range r.group(m) {
			if o != m && m.entity != nil && o.head&classHead != 0 {
				m.entity.signs |= signBeside
			}
		}
	}
}

// key is what a mention is compared by: without a country before a firm, and
// without the article's city, which only one of two mentions may bother to name.
func (r *reader) key(m *mention) string {
	key := normalName(r.s.folded(m.start, m.end))
	if start, _ := r.x.brand(r.s, m.start, m.end); start > m.start {
		if cut := normalName(r.s.folded(start, m.end)); len([]rune(cut)) >= 2 {
			key = cut
		}
	}
	if i := strings.Index(key, r.city); r.city != "" && i > 0 && len([]rune(key)) >= len([]rune(r.city))+4 {
		key = key[:i] + key[i+len(r.city):]
	}
	return key
}

// blocked reports a sentence of sport, war or elections.
func (r *reader) blocked() bool {
	for _, h := range r.s.hitsIn(r.s.start, r.s.end) {
		if h.is(classBlock) {
			return true
		}
	}
	return false
}

// isPartOf reports whether m is a part of the plant named right before it in
// the sentence: its 车间, its 厂房.
func (r *reader) isPartOf(m *mention) bool {
	if m.tok == 0 || m.many || endsFinal(r.s, m.end) || !r.isPart(m) && !r.toks[m.tok-1].hit.is(classStage) {
		return false
	}
	before := r.lastIn(0, m.tok)
	if before == nil || before.entity == nil || r.linked(before, m) {
		return false
	}
	last := r.toks[m.tok-1]
	if lo, _ := r.segment(m.tok); before.tok >= lo && last.hit.is(classStage) && last.hit.stage == stageWorks {
		return true // A工程正铺设雨污水管道
	}
	if !r.isPart(m) {
		return false
	}
	if r.s.has(last.start, "的") && last.start == before.end {
		return true
	}
	if r.s.at(m.start) == r.s.at(before.start) && r.s.at(m.start+1) == r.s.at(before.start+1) {
		return false // the same brand: a plant of its own
	}
	lo, _ := r.segment(m.tok)
	if before.tok < lo || last.kind == tokBound && (last.hit.is(classBuild) || r.s.has(last.start, "的")) {
		return false
	}
	return r.x.specifics(r.s.runes[m.start:m.end], classHead|classWeak|classBasic) <= 2
}

// isDetail reports a part of the plant that the sentences before told of: its
// 车间 or 实验室, with neither a brand nor a sum of its own.
func (r *reader) isDetail(m *mention) bool {
	if len(r.last) == 0 || !r.near() || m.reference || m.listed || endsFinal(r.s, m.end) {
		return false
	}
	if r.s.has(m.start, "配套") {
		return true
	}
	if !r.isPart(m) && !r.s.has(m.end-3, "实验室") {
		return false
	}
	if start, end := r.x.brand(r.s, m.start, m.end); end > start && m.end-end > 4 {
		return false
	}
	lo, hi := r.clause(m.tok)
	for _, t := range r.toks[lo:hi] {
		if t.kind == tokMoney {
			return false
		}
	}
	return r.x.specifics(r.s.runes[m.start:m.end], classHead|classWeak|classBasic) <= 6
}

// better reports whether a names a project better than b: longer, and ending
// in a head.
func better(a, b *mention) bool {
	if a.place != b.place {
		return b.place
	}
	return a.end-a.start > b.end-b.start && a.head&classHead >= b.head&classHead
}

// refer finds what 该项目, 二期 or 新厂 means.
func (r *reader) refer(m *mention) *entity {
	var before *entity
	for _, e := range r.entities {
		if !e.later || m.phase > 0 {
			before = e
		}
	}
	inSentence := false
	for _, o := range r.mentions {
		if o == m {
			break
		}
		if o.entity != nil && (!o.entity.later || m.phase > 0) {
			before, inSentence = o.entity, true
		}
	}
	if before != nil && m.phase > 0 && m.phase < before.best.phase {
		return nil // an older phase in the background
	}
	if before != nil && m.phase > before.best.phase && before.best.phase > 0 {
		e := &entity{later: true, before: before, best: m, key: before.key + r.s.folded(m.start, m.end), reached: map[int][]stage{}, mentions: []*mention{m}, brand: before.key}
		r.entities = append(r.entities, e)
		return e
	}
	if before == nil || (!inSentence && len(r.last) > 1) {
		switch r.s.folded(m.start, m.end) {
		case "总部", "基地", "中心", "园区", "产业园", "研发中心":
			return nil // 总部位于比利时: no plant of the article
		}
		if m.head&classHead == 0 || m.head&classPark != 0 || before != nil || endsFinal(r.s, m.end) {
			return nil
		}
		e := &entity{best: m, key: normalName(r.s.folded(m.start, m.end)), reached: map[int][]stage{}, mentions: []*mention{m}}
		r.entities = append(r.entities, e)
		return e
	}
	return before
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
				told = append(told, m)
			}
		}
	}
	if len(told) > 0 {
		named = told
	}
	if list := entitiesOf(named); len(list) > 0 {
		r.last, r.lastAt = list, r.s
	}
}
