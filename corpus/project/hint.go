package project

import "strings"

// hints notes what a mention's own clause says of its stage in words that no
// list of stages could hold: 正在 tells of works, and a first something of a
// plant that runs. They count only where nothing firmer was said.
func (r *reader) hints() {
	if r.zone == "" {
		return
	}
	for k, m := range r.mentions {
		e := m.entity
		if e == nil || m.place || e.hint != stageNone || len(e.reached) > 0 {
			continue
		}
		_, hi := r.segment(m.tok)
		if k+1 < len(r.mentions) {
			hi = min(hi, r.mentions[k+1].tok)
		}
		said := r.s.folded(m.end, r.toks[hi-1].end)
		switch {
		case firstOfMany(said):
			e.hint = stageRunning
		case strings.Contains(said, "正在") && !strings.Contains(said, "正在谈"), strings.Contains(said, "正加紧"), strings.Contains(said, "正抓紧"):
			e.hint = stageWorks
		}
	}
}

// firstOfMany reports whether words tell of a first product, guest or load.
func firstOfMany(said string) bool {
	for _, first := range []string{"首批", "首位", "首届", "首片", "首炉", "首船", "首趟", "首列", "首卷", "首件", "首单", "第一批", "第一炉", "第一位", "第一片", "第一车", "第一单", "第一锅", "第一桶", "第一船"} {
		_, after, found := strings.Cut(said, first)
		if !found {
			continue
		}
		for _, not := range []string{"设备", "机台", "桩", "钢", "混凝土", "打桩", "地块", "工人", "入选"} {
			if strings.Contains(after, not) {
				return false
			}
		}
		return true
	}
	return false
}
