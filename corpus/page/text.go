package page

import (
	"context"
	"strings"
	"unicode/utf8"
)

// readText reads plain text: a page of which only the text was saved, with its
// frame or without.
func readText(ctx context.Context, text string) (*reading, error) {
	r := &reading{head: &headFacts{}, titleAt: -1}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	blank := false
	for i, raw := range strings.Split(text, "\n") {
		if i%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, part := range splitParagraphs(decodeStray(raw)) {
			l := newLine(part)
			if l.text == "" {
				blank = true
				continue
			}
			l.blankBefore = blank
			blank = false
			r.lines = append(r.lines, l)
		}
	}
	if len(r.lines) > maxLines {
		return nil, ErrTooLong
	}
	r.findTextTitle()
	r.from, r.to = r.titleAt+1, len(r.lines)
	r.takeBody()
	r.gather()
	return r, nil
}

// maxTitle is the longest title of a text without a frame, in runes.
const maxTitle = 80

// findTextTitle looks for the title below trail and motto and above the
// information line, where it may be broken into several lines. A text without
// a frame has it in its first line.
func (r *reading) findTextTitle() {
	first := r.topOfText()
	info := -1
	for i := first; i < len(r.lines) && i < first+5; i++ {
		if isInfo(&r.lines[i]) {
			info = i
			break
		}
		if strings.HasSuffix(r.lines[i].text, "。") {
			break
		}
	}
	switch {
	case first >= len(r.lines):
		return
	case info > first:
		r.setTextTitle(first, info)
		return
	case info == first:
		for first < len(r.lines) && isInfo(&r.lines[first]) {
			if t := titleField.in(&r.lines[first]); t != "" {
				r.title, r.titleAt = t, first
				return
			}
			first++
		}
	}
	if first >= len(r.lines) || !looksLikeTitle(&r.lines[first]) {
		return
	}
	end := first + 1
	for end < len(r.lines) && end < first+3 && r.continuesTitle(end) {
		end++
	}
	r.setTextTitle(first, end)
}

// in is the line's value of the kind, or "".
func (k kind) in(l *line) string {
	_, found := fields(l.raw)
	for _, f := range found {
		if f.kind == k {
			return clean(f.value)
		}
	}
	return ""
}

// topOfText is the first line below trail, motto and a newspaper's head.
func (r *reading) topOfText() int {
	top := 0
	for i := 0; i < len(r.lines) && i < 12; i++ {
		if isCrumb(&r.lines[i]) {
			return i + 1
		}
	}
	for top < len(r.lines) && top < 12 {
		l := &r.lines[top]
		if !slogan.MatchString(l.folded) && !isDayAlone(l) && !(paperLine.MatchString(l.folded) && l.runes() < 60) {
			break
		}
		top++
	}
	return top
}

func looksLikeTitle(l *line) bool {
	return l.runes() <= maxTitle && !strings.HasSuffix(l.text, "。") && !l.longIndent() && !ends(l) && squeeze(l.text) != ""
}

// longIndent reports an indented line that is a sentence: a paragraph.
func (l *line) longIndent() bool { return l.indent && l.sentence() }

// continuesTitle reports whether a line goes on with the title above it: it
// stands close, is short, and something sets the text apart from it.
func (r *reading) continuesTitle(i int) bool {
	l := &r.lines[i]
	if l.blankBefore || l.indent || l.runes() > 40 || endsSentence(l.text) || isInfo(l) || isByline(l) || credit.MatchString(l.folded) || strings.Contains(l.text, "。") {
		return false
	}
	if i+1 >= len(r.lines) || utf8.RuneCountInString(r.lines[i-1].text) < 10 {
		return false
	}
	next := &r.lines[i+1]
	return next.blankBefore || next.indent
}

func (r *reading) setTextTitle(from, to int) {
	for i := from; i < to; i++ {
		l := &r.lines[i]
		if i > from && (isByline(l) || credit.MatchString(l.folded)) {
			break
		}
		if r.title == "" {
			r.title = l.text
		} else {
			r.title = join(r.title, l.text)
		}
		r.titleAt = i
	}
	l := newLine(r.title)
	if t := titleField.in(&l); t != "" {
		r.title = t
	}
}
