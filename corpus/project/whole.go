package project

// wholeOf gives the project whose phase a mention only is, nil where it is none:
// after 生物产业园分三期建设, 一期冻干粉针车间 and 二期提取车间 are its phases. A name that begins
// with a phase has no brand of its own, so it belongs to the one named before,
// unless that is a phase too.
func (r *reader) wholeOf(m *mention) *entity {
	if n, _ := r.s.phaseAt(m.start); n == 0 || m.reference || m.head&(classHead|classWeak) == 0 {
		return nil
	}
	var whole *entity
	if before := r.lastNamed(0, m.tok); before != nil && before.entity != nil {
		whole = before.entity
	} else if len(r.last) == 1 && r.near() {
		whole = r.last[0]
	}
	if whole == nil || whole.best.phase != 0 || whole.later {
		return nil
	}
	return whole
}
