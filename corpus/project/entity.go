package project

import "strings"

// entity is a project of one article: its mentions, and what was said of it.
type entity struct {
	mentions []*mention
	best     *mention // the one that names it
	key      string   // its folded name, normalised
	brand    string
	// later: the next phase of a project whose name is another phase.
	later bool
	// before is that other phase, nil where later is false.
	before *entity

	amount     *money
	amountRank int
	amountAt   *sentence

	reached  []reach
	planned  []stage
	soft     bool  // 落户 said landed, which a firm does in words long before it does
	firm     bool  // land, a permit or a register said landed
	idiom    stage // what idioms tell, where no word of a stage does
	now      stage // what they tell beside 目前 and the like
	after    stage // what they tell of works or later, beside a word of a stage
	hint     stage
	grows    bool // the name itself says that a plant grows: 扩能项目
	scene    bool // it has a building site
	toured   bool // one of several that visitors saw
	dropped  bool
	resumed  bool // works went on after a stop
	direct   bool // a stage or a refusal in its own clause
	company  string
	signs    sign
	blocked  bool  // named in a sentence of sport, war or elections
	foreword stage // a ceremony told of before
}

// reach is a stage that a phase has reached; phase 0 is the whole.
type reach struct {
	phase int
	stage stage
	when  when
}

// when is how long ago a stage was reached, as its clause says.
type when uint8

const (
	lately when = iota
	ofOld       // 2008年, 早在
)

// fresh gives what was reached lately, where the clauses tell that from what
// the firm reached long ago (2008年投产了第一座工厂, 昨天又签约); else all.
func (e *entity) fresh() []reach {
	news := stageNone
	for _, at := range e.reached {
		if at.when != ofOld && at.stage != stageExpands {
			news = max(news, at.stage)
		}
	}
	if news == stageNone {
		return e.reached
	}
	out := make([]reach, 0, len(e.reached))
	for _, at := range e.reached {
		if at.when != ofOld || at.stage <= news {
			out = append(out, at)
		}
	}
	return out
}

// sign is a reason to believe that an entity is a project.
type sign uint16

const (
	signAmount sign = 1 << iota
	signStage
	signDrop
	signListed
	signVisited
	signPlan
	signNear   // the sum, or a firm stage, stands right beside the name
	signSum    // the sum itself stands beside the name, or the sentence points back
	signBeside // in a list with what surely is one
)

// normalName is a name as two mentions are compared by: folded, without
// quotes, white space and brackets, without a final 项目 or 工程.
func normalName(folded string) string {
	var b strings.Builder
	b.Grow(len(folded))
	for _, r := range folded {
		if isOpenQuote(r) || isCloseQuote(r) || r == ' ' || r == '"' || r == '(' || r == ')' || r == '《' || r == '》' {
			continue
		}
		b.WriteRune(r)
	}
	s := b.String()
	for _, tail := range []string{"建设项目", "建设工程", "项目", "工程"} {
		if cut, ok := strings.CutSuffix(s, tail); ok && cut != "" {
			return cut
		}
	}
	return s
}

// sameProject reports whether two names of one article mean one project: equal,
// or the shorter is the longer with words left out, from the same first two
// characters on; the phases must not differ.
func sameProject(a, b *mention, keyA, keyB string) bool {
	if keyA == keyB {
		return a.phase == b.phase
	}
	if a.phase != b.phase && a.phase != 0 && b.phase != 0 {
		return false
	}
	short, long := []rune(keyA), []rune(keyB)
	if len(short) > len(long) {
		short, long = long, short
	}
	if n := len(long); n > 4 && a.phase != b.phase && long[n-1] == '期' {
		long = long[:n-2] // 学院 after 津岳软件学院一期
	}
	if len(short) == 2 && strings.HasSuffix(string(long), string(short)) && b.end-b.start > 2 && a.head&(classHead|classWeak) != 0 && a.end-a.start == 2 {
		return true // 电站 after 示范电站
	}
	if len(short) == 3 && a.head&classHead != 0 && a.end-a.start == 3 && strings.Contains(string(long), string(short)) {
		return true // 接收站 after 苏澜LNG接收站2号储罐
	}
	if len(short) < 2 || strings.HasSuffix(string(long), string(short)) && len(short) >= 3 {
		return len(short) >= 3
	}
	if short[0] != long[0] || short[1] != long[1] {
		// 重离子装备配套产业园 may leave out the brand alone.
		if len(short) < 8 || string(short[len(short)-3:]) != string(long[len(long)-3:]) || !strings.Contains(string(long), string(short[:3])) {
			return false
		}
	}
	i := 0
	for _, r := range long {
		if i < len(short) && short[i] == r {
			i++
		}
	}
	return i == len(short)
}

// rankOf orders the sums said of one project: the role first; a sum said of
// another phase than the name's counts less.
func rankOf(r role, otherPhase bool) int {
	rank := int(r) * 4
	if otherPhase {
		rank -= 5
	}
	return rank
}

// offer gives the entity a sum; it keeps the best, of equals the first.
func (e *entity) offer(m *money, r role, phase int, s *sentence) {
	if m.vague {
		e.signs |= signAmount
		return
	}
	rank := rankOf(r, phase != 0 && phase != e.best.phase)
	if e.amount == nil || rank > e.amountRank {
		e.amount, e.amountRank, e.amountAt = m, rank, s
	}
	e.signs |= signAmount
}

// stage is the latest stage reached: of the newest phase that has begun.
func (e *entity) stage() stage {
	if e.dropped {
		return stageNone
	}
	newest := 0
	reached := e.fresh()
	for _, at := range reached {
		if at.phase > newest && at.stage >= stageStarted && at.stage != stageExpands {
			newest = at.phase
		}
	}
	best, expands, signed := stageNone, false, false
	for _, at := range reached {
		switch {
		case at.stage == stageTalks && at.phase > 0:
			continue // 二期还在谋划 is only hoped for
		case at.stage == stageSigned:
			signed = true
		case at.stage == stageExpands:
			expands = true
			continue
		}
		if (newest == 0 || at.phase == newest) && at.stage > best {
			best = at.stage
		}
	}
	if best == stageLanded && signed && e.soft && !e.firm {
		best = stageSigned
	}
	if e.scene && best < stageStarted {
		if e.idiom >= stageStarted && e.idiom < stageExpands {
			return e.idiom
		}
		return stageWorks
	}
	if best == stageTalks && (e.idiom == stageSigned || e.idiom == stageLanded) {
		return e.idiom // 历经二十余轮磋商, 终于落袋为安
	}
	if best == stageLanded && e.soft && !e.firm && !signed && e.after == stageRunning {
		return e.after // 迁入经开区, 三条涂装线均已正常生产
	}
	if best == stageLanded && e.after == stageStarted {
		return e.after
	}
	if best >= stageSigned && best < stageWorks && e.now >= stageWorks {
		return e.now // 7月8日打下第一根桩, 现在地下结构快做完了
	}
	if best != stageNone {
		return best
	}
	if e.foreword != stageNone {
		return e.foreword
	}
	if e.idiom > stageNone && e.idiom < stageExpands {
		return e.idiom
	}
	if expands || e.idiom == stageExpands {
		return stageExpands
	}
	for _, s := range e.planned {
		if s == stageStarted {
			break // 预计明年3月开工, 后年投产
		}
		if s == stageRunning || s == stageDone || s == stageWorks {
			return stageWorks
		}
	}
	for _, s := range e.planned {
		if s == stageSigned || s == stageTalks {
			return stageTalks
		}
	}
	if len(e.planned) > 0 || e.signs&signVisited != 0 {
		return stageNone
	}
	if e.hint == stageNone && e.grows {
		return stageExpands
	}
	return e.hint
}
