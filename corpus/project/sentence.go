package project

// sentence is a stretch of a text, as runes, up to and with its closing mark.
type sentence struct {
	*text
	start, end int
	// paragraph counts paragraphs from 0.
	paragraph int
}

// sentences cuts a text at 。！？ and line breaks. What follows directly as a
// closing quote or bracket still belongs to the sentence. A semicolon parts
// segments of a sentence, not sentences: the items of a list lean on the words
// before them.
func sentences(t *text) []sentence {
	var out []sentence
	start, paragraph := 0, 0
	emit := func(end int) {
		for start < end && t.runes[start] == ' ' {
			start++
		}
		last := end
		for last > start && (t.runes[last-1] == ' ' || t.runes[last-1] == '\n') {
			last--
		}
		if last > start {
			out = append(out, sentence{t, start, last, paragraph})
		}
		start = end
	}
	for i := 0; i < len(t.runes); i++ {
		switch t.runes[i] {
		case '\n':
			emit(i + 1)
			if i == 0 || t.runes[i-1] != '\n' {
				paragraph++ // an empty line is no paragraph
			}
		case '。', '!', '?':
			end := i + 1
			for end < len(t.runes) && closes(t.runes[end]) {
				end++
			}
			emit(end)
			i = end - 1
		}
	}
	emit(len(t.runes))
	return out
}

// closes reports whether r closes a quotation, a bracket or another sentence
// mark in a row.
func closes(r rune) bool {
	switch r {
	case '”', '’', '」', '』', ')', '》', '!', '?':
		return true
	}
	return false
}
