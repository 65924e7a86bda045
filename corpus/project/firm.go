package project

// firms makes a mention of the firm that stands for its plant, where a sentence
// of zone news names nothing else: 某线束公司举行奠基仪式. toks are the tokens of s,
// found its mentions so far.
func (x *Extractor) firms(s *sentence, toks []token, found []*mention) []*mention {
	for _, m := range found {
		if !m.reference && !m.place {
			return found
		}
	}
	funded := false
	for _, t := range toks {
		funded = funded || t.kind == tokBound && t.hit.role >= roleInvest
	}
	for i, t := range toks {
		if t.kind != tokChunk || t.depth > 0 || !s.has(t.end-2, "公司") {
			continue
		}
		if x.specifics(s.runes[t.start:t.end], classHead|classWeak|classCompany) < 2 || i > 0 && toks[i-1].kind == tokCount {
			continue
		}
		if h, ok := doing(s, toks[i+1:]); !ok || h.stage < stageStarted && !(funded && h.stage == stageLanded) || h.stage == stageExpands {
			continue
		}
		m := &mention{sent: s, start: t.start, end: t.end, tok: i, head: classHead, firm: true}
		out := make([]*mention, 0, len(found)+1)
		for _, o := range found {
			if o.tok < i {
				out = append(out, o)
			}
		}
		out = append(out, m)
		for _, o := range found {
			if o.tok > i {
				out = append(out, o)
			}
		}
		return out
	}
	return found
}

// doing gives the word for a stage that follows a subject, with nothing but
// adverbs, dates and places between.
func doing(s *sentence, after []token) (hit, bool) {
	for _, t := range after {
		switch {
		case t.kind == tokTime:
		case t.kind == tokBound && t.hit.is(classStage):
			return t.hit, true
		case t.kind == tokBound && s.has(t.start, "的"), t.kind == tokBound && t.hit.is(classRole|classPlan|classDrop|classBuild|classInvestor):
			return hit{}, false
		case t.kind == tokBound:
		case t.kind == tokChunk && t.end-t.start <= 8 && (s.has(t.start-1, "在") || s.has(t.start-1, "于")):
		default:
			return hit{}, false
		}
	}
	return hit{}, false
}
