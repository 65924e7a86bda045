package project

import "strings"

// heading gives the stage that the opening of a sentence tells of all that it
// names: 签约的项目里，A、B; 开工项目包括A、B. No such opening: none.
func (r *reader) heading() stage {
	if len(r.mentions) == 0 {
		return stageNone
	}
	const reach = 24 // runes in which the opening must stand
	if !r.opensWithStage(r.s.start + reach) {
		return stageNone
	}
	words := r.s.folded(r.s.start, min(r.s.start+reach, r.s.end))
	for _, verb := range []struct {
		word  string
		stage stage
	}{
		{"签约", stageSigned}, {"落户", stageLanded}, {"落地", stageLanded}, {"开工", stageStarted}, {"动工", stageStarted}, {"奠基", stageStarted},
		{"竣工", stageDone}, {"建成", stageDone}, {"投产", stageRunning}, {"投用", stageRunning}, {"在建", stageWorks}, {"在谈", stageTalks}, {"洽谈", stageTalks},
	} {
		_, after, found := strings.Cut(words, verb.word)
		if !found {
			continue
		}
		if rest, found := strings.CutPrefix(after, "的"); found && (strings.HasPrefix(rest, "有") || strings.HasPrefix(rest, "包括") || strings.HasPrefix(rest, "分别")) {
			return verb.stage // 昨天签约的有A、B
		}
		after = strings.TrimPrefix(after, "的")
		for _, noun := range []string{"项目", "企业", "工程"} {
			rest, found := strings.CutPrefix(after, noun)
			if !found {
				continue
			}
			for _, opens := range []string{"里", "中", "包括", "有", "为", "分别", "是", ":"} {
				if strings.HasPrefix(rest, opens) {
					return verb.stage
				}
			}
		}
	}
	return stageNone
}

// opensWithStage reports whether the vocabulary knows of a stage before end.
func (r *reader) opensWithStage(end int) bool {
	for _, h := range r.s.hitsIn(r.s.start, end) {
		if h.stage != stageNone || h.is(classNeutral) {
			return true
		}
	}
	return false
}

// followedBy reports whether the next sentence of the text opens with word.
func (r *reader) followedBy(word string) bool { return r.s.has(r.s.end, word) }

// ceremony reports whether the sentence tells of an event, not of a policy.
func (r *reader) ceremony() bool {
	words := r.s.folded(r.s.start, r.s.end)
	for _, w := range []string{"仪式", "集中", "活动", "现场", "同步", "推介会", "大会", "洽谈会", "招商会"} {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

// announce keeps the stage that a sentence without a name told, for what the
// sentences after it name: of a ceremony or a few projects (两家工厂同日投产) for all of
// them, else for one.
func (r *reader) announce(told stage) {
	switch told {
	case stageNone, stageTalks, stageWorks, stageExpands:
		return
	case stageSigned, stageStarted:
		if r.ceremony() || r.aggregate() && r.followedBy("其中") {
			r.foreword, r.forewordAt = told, r.s
			return
		}
	}
	if r.few() {
		r.foreword, r.forewordAt = told, r.s
	} else if !r.aggregate() {
		r.news, r.newsAt = told, r.s
	}
}

// resumes reports whether the sentence tells of many works that go on again: 工地陆续
// 复工.
func (r *reader) resumes() bool {
	for i, t := range r.toks {
		if i > 0 && t.kind == tokBound && r.oneOf(t, "复工", "陆续复工", "全面复工", "相继复工", "有序复工") && strings.Contains(r.s.folded(r.s.start, t.start), "工地") && !r.planned(i) {
			return true
		}
	}
	return false
}

// few reports whether the sentence counts two to ten projects or firms.
func (r *reader) few() bool {
	for _, t := range r.toks {
		if t.kind != tokCount || t.end-t.start > 2 || r.s.at(t.start-1) == '第' {
			continue
		}
		if r.numberAt(t.start) < 2 && r.s.at(t.start) != '十' {
			continue
		}
		after := r.s.folded(t.start, min(t.end+8, r.s.end))
		for _, w := range []string{"项目", "工程", "企业", "工厂", "公司", "厂", "合同", "协议", "大单", "投资"} {
			if strings.Contains(after, w) {
				return true
			}
		}
	}
	return false
}

// single reports whether the sentence names one project.
func (r *reader) single() bool {
	n := 0
	for _, m := range r.mentions {
		if !m.many && !m.place && !m.reference {
			n++
		}
	}
	return n == 1
}
