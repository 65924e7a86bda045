package project

import "strings"

// mention is one place of a text that may name a project.
type mention struct {
	sent       *sentence
	start, end int // the name, as runes
	tok        int // its token
	head       class
	// many: a count stands before it (5个工业项目), so it is many projects.
	many bool
	// reference: nothing but a head, a phase or 该项目: it means a project
	// named before.
	reference bool
	// listed: an item of a list that a count or a verb marks as projects.
	listed bool
	// visited: an item of the list of projects that visitors saw.
	visited bool
	// place: stands where a place stands (在白洋工业园).
	place bool
	// object: a verb of building or bringing in stands right before it.
	object bool
	// described: 最大的切片车间, a phrase for a project named elsewhere.
	described bool
	// firm: the name of a firm, which stands for what it builds.
	firm bool
	// owned: a firm and 的 stand right before it, 恒溪泵业的化工泵项目, so that it needs
	// no brand of its own.
	owned  bool
	phase  int
	entity *entity
}

// mentionsOf finds the mentions among the tokens of a sentence.
func (x *Extractor) mentionsOf(s *sentence, toks []token, zone string) []*mention {
	var out []*mention
	for i, tok := range toks {
		if tok.kind != tokChunk {
			continue
		}
		if m := x.mentionAt(s, toks, i, zone); m != nil {
			out = append(out, m)
		}
	}
	return out
}

func (x *Extractor) mentionAt(s *sentence, toks []token, i int, zone string) *mention {
	tok := toks[i]
	end, head := nameEnd(s, tok)
	if head == 0 {
		return nil
	}
	if tail := s.folded(end, tok.end); head&classHead == 0 && (strings.Contains(tail, "集团") || strings.Contains(tail, "公司")) {
		return nil // 临沂城发集团
	}
	if i+1 < len(toks) && toks[i+1].kind == tokBound && toks[i+1].hit.is(classPlace) && toks[i+1].start == end && s.at(toks[i+1].end-1) == '区' && !endsFinal(s, end) && head&classHead == 0 {
		return nil // 郑州航空港实验区
	}
	m := &mention{sent: s, start: tok.start, end: s.beforeHall(tok.start, end), tok: i, head: head}
	m.trimQuotes()
	m.phase = s.phaseIn(m.start, m.end)
	if i > 0 {
		m.look(toks[:i])
	}
	if i+2 < len(toks) && toks[i+1].kind == tokCount && toks[i+1].start == tok.end && toks[i+2].kind != tokChunk && toks[i+2].kind != tokBound {
		m.many = true // 重点项目156个
	}
	if m.many && m.head&classHead != 0 && !endsFinal(s, m.end) && fewLines(s, toks[:i]) {
		m.many = false
	}
	if m.phase == 0 && (countInside(s, m.start+2, m.end) || s.at(m.start) == '有' && countInside(s, m.start+1, m.end)) {
		m.many = true
	}
	m.reference = !m.many && x.specifics(s.runes[m.start:m.end], classBasic) < 2
	if i+2 < len(toks) && toks[i+2].kind == tokCount && toks[i+1].kind == tokBound && s.has(toks[i+1].start, "超过") {
		m.many = true
	}
	if i > 0 && m.head&classHead == 0 && toks[i-1].end == m.start && (s.has(m.start-2, "正在") || s.has(m.start-2, "忙着")) {
		switch s.at(m.start) {
		case '装', '铺', '砌', '焊', '吊', '挂', '刷', '贴', '浇', '挖', '拼':
			return nil // 正在装烧结炉
		}
	}
	if s.has(m.end, "部分") && !endsFinal(s, m.end) {
		return nil // 雨污管网部分 is a part of the works
	}
	if s.has(m.end, "之一") || strings.Contains(s.folded(m.start, m.end), "或") {
		return nil // 省重大项目之一, 土地或厂房
	}
	if i > 0 && toks[i-1].kind == tokBound && s.folded(toks[i-1].start, toks[i-1].end) == "作为" {
		return nil // 作为某枢纽的配套
	}
	if m.owned = x.owned(s, toks, m); m.owned {
		m.reference = false
	}
	if !m.reference && m.isThis(toks) {
		m.reference, m.owned = true, false
	}
	if c := s.at(m.end - 3); s.has(m.end-2, "项目") && (c == '无' || c == '有' || c == '缺') {
		return nil // “有地无项目”
	}
	if isOpenQuote(s.at(m.start)) && strings.Contains(s.folded(m.start, m.end), "即") {
		return nil // “拿地即领证”项目 is a way of doing things
	}
	switch s.at(m.end) {
	case '人', '招':
		if s.has(m.end, "人才") || s.has(m.end, "招聘") {
			return nil // 软件园人才招聘会
		}
	case '工', '党', '团', '职', '员', '食', '宿':
		for _, who := range []string{"工会", "党委", "党支部", "团委", "职工", "员工", "食堂", "宿舍"} {
			if s.has(m.end, who) && !endsFinal(s, m.end) {
				return nil // 管件厂工会
			}
		}
	case '认', '证', '称', '牌':
		if s.has(m.end, "认定") || s.has(m.end, "证书") || s.has(m.end, "称号") || s.has(m.end, "牌匾") {
			return nil // 领到跨国公司地区总部认定证书
		}
	case '资', '贷', '经':
		if s.has(m.end, "资金") || s.has(m.end, "贷款") || s.has(m.end, "经费") {
			return nil // 项目资金
		}
	case '群':
		m.many = true
	case '集', '公':
		if s.has(m.end, "集团") || s.has(m.end, "公司") {
			return nil // 购物中心集团
		}
	}
	if start, end := x.brand(s, m.start, m.end); end > start && m.end-end >= 4 {
		m.described = false // 华南最大的海盛120万吨乙烯装置 has a name after all
	}
	if m.isPlace(toks) || zone != "" && abbreviates(s.runes[m.start:m.end], zone) {
		m.place = true
	}
	if m.reference && m.head&classHead == 0 && m.head&classWeak != 0 && m.phase == 0 && !pointed(s, toks, i) && !m.isThis(toks) {
		return nil // 聊城 ends in 城, and is no project
	}
	if m.head&classWeak == 0 && i > 0 && toks[i-1].kind == tokBound && s.has(toks[i-1].start, "由") && x.isCompany(s, m.end) {
		return nil // 由某研究院牵头
	}
	m.extend(toks, x)
	return m
}

// fewLines reports whether one sum of the clause built the two or three lines that
// are counted at its end: 投资4200万元新上的两条熔喷布生产线.
func fewLines(s *sentence, before []token) bool {
	n := len(before)
	if n < 3 {
		return false
	}
	count := before[n-1]
	if count.kind != tokCount && count.kind != tokBound {
		return false
	}
	if c := s.at(count.end - 1); c != '条' && c != '座' && c != '套' || count.end-count.start != 2 {
		return false
	}
	for j := n - 2; j > 0 && before[j].kind != tokComma && before[j].kind != tokSemi; j-- {
		if before[j].kind == tokMoney && before[j-1].kind == tokBound && before[j-1].hit.role >= roleInvest {
			return true
		}
	}
	return false
}

// countInside reports whether a name counts what it names: 神岳化工三套己二腈装置.
func countInside(s *sentence, start, end int) bool {
	for i := start; i+2 < end; i++ {
		if n := digitOf(s.at(i)); n < 2 && (s.at(i) < '2' || s.at(i) > '9') || isNumeral(s.at(i-1)) || s.at(i-1) == '第' {
			continue
		}
		switch s.at(i + 1) {
		case '套', '座', '栋', '条':
			return true
		}
	}
	return false
}

// extend takes the place right before a name that has nothing of its own into
// the name: 江津双福新区污水处理厂三期工程.
func (m *mention) extend(toks []token, x *Extractor) {
	i := m.tok
	if m.quarter(toks) {
		m.start = toks[i-2].start
		return
	}
	if m.many || m.head&classHead == 0 || i < 1 || !toks[i-1].hit.is(classPlace) || toks[i-1].kind != tokBound || toks[i-1].end != m.start {
		return
	}
	own := m.sent.runes[m.start:m.end]
	if x.specifics(own, classHead|classWeak|classBasic) >= 2 || x.specifics(own, classBasic) < 2 {
		return
	}
	m.start = toks[i-1].start
	if i > 1 && toks[i-2].kind == tokChunk && toks[i-2].end == m.start {
		m.start = toks[i-2].start
	}
}

// quarter reports whether a quarter of the zone before a name without a brand
// belongs to it: 秋滨街道邻里中心, 龙桥片区蒸汽管网.
func (m *mention) quarter(toks []token) bool {
	i := m.tok
	if i < 2 || m.many || toks[i-1].kind != tokBound || toks[i-1].end != m.start || toks[i-2].kind != tokChunk || toks[i-2].end != toks[i-1].start || m.end-m.start > 6 {
		return false
	}
	if i > 2 && toks[i-3].kind != tokComma && toks[i-3].kind != tokSemi && toks[i-3].kind != tokList {
		return false
	}
	for _, w := range []string{"片区", "街道", "组团", "社区"} {
		if m.sent.has(toks[i-1].start, w) {
			return true
		}
	}
	return false
}

// look learns from what stands before the mention.
func (m *mention) look(before []token) {
	last := before[len(before)-1]
	count := last
	if last.kind == tokBound && len(before) > 1 && last.hit.is(classInvestor|classBound) && last.end == m.start {
		count = before[len(before)-2]
	}
	if count.kind == tokCount && count.end+3 >= m.start {
		m.many = true
	}
	for j := len(before) - 1; j > 0 && before[j].kind != tokComma; j-- {
		counted := before[j-1].kind == tokCount || j > 1 && before[j-1].kind == tokChunk && before[j-2].kind == tokCount
		if t := before[j]; counted && t.kind == tokBound && t.hit.is(classInvestor) && m.end-m.start <= 3 {
			m.many = true // 三家纺织企业同时开工建新厂
		}
	}
	for j := len(before) - 1; j >= 0 && before[j].kind != tokComma; j-- {
		if t := before[j]; t.kind == tokBound && (m.sent.has(t.start, "一批") || m.sent.has(t.start, "一大批")) {
			m.many = true
		}
	}
	if n := len(before); n > 2 && m.sent.has(last.start, "的") && before[n-2].kind == tokChunk && before[n-3].kind == tokCount && before[n-2].end == last.start && (m.sent.has(last.start-1, "厂") || m.sent.has(last.start-2, "企业") || m.sent.has(last.start-2, "公司")) {
		m.many = true // 两家工厂的生产线
	}
	if last.kind == tokBound && last.end == m.start {
		if n := digitOf(m.sent.at(last.start)); n >= 2 && !last.hit.is(classStage) {
			m.many = true // 三座变电站
		}
		switch m.sent.folded(last.start, last.end) {
		case "一批", "多个", "多家", "数十", "许多", "若干", "几个", "几条", "一大批", "系列", "各地", "各", "所有", "这些":
			m.many = true
		}
		for _, t := range before {
			if t.kind == tokBound && t.end+1 >= m.start-1 && m.sent.has(t.end-2, "最大") {
				m.described = true
			}
		}
	}
	if last.kind == tokBound && last.end == m.start && last.hit.is(classPlace) && m.head&(classPark|classWeak) != 0 {
		// 在襄阳高新区深圳工业园开工
		at := len(before) - 2
		if at >= 0 && before[at].kind == tokChunk && before[at].end == last.start {
			at--
		}
		m.place = at >= 0 && before[at].kind == tokBound && (m.sent.has(before[at].start, "在") || m.sent.has(before[at].start, "于")) && before[at].end-before[at].start == 1
	}
	if last.kind == tokBound && last.end == m.start {
		switch m.sent.folded(last.start, last.end) {
		case "租用", "租下", "租赁", "利用", "使用", "购买", "购置", "腾出", "提供", "收购":
			m.place = true // what is let is not what is built
		}
		m.object = last.hit.is(classBuild) || last.hit.is(classStage)
		switch m.sent.folded(last.start, last.end) {
		case "停靠", "交付", "送到", "送往", "供给", "给", "供应", "供应给", "卖给", "销往", "发往", "运往", "在", "于", "位于", "落户于", "将在", "拟在", "来到", "走进", "落户", "入驻", "列入", "纳入", "坐落于", "坐落", "搬进", "搬到", "搬入", "迁到", "迁入", "迁至", "移师", "放在", "放在了", "设在", "设在了", "建在", "建在了", "落在", "落在了", "选在", "选在了", "安在", "安在了", "选址", "选址于", "登陆", "落子", "进驻", "落地", "来自", "与", "从", "到", "至", "向", "以", "签约落户", "签约入驻":
			m.place = m.head&(classPark|classWeak) != 0
		}
	}
}
