package index

import "strings"

// leastSentence is the number of words, function words aside, from which a
// query is taken for a sentence, and leastTogether how many of them stand
// together without a space on average. Who types words to be found parts them.
const (
	leastSentence = 6
	leastTogether = 3
)

// tells reports whether runs are a sentence, or a few.
func tells(runs [][]*unitCond) bool {
	words := 0
	for _, run := range runs {
		for _, c := range run {
			if !c.unit.stop {
				words++
			}
		}
	}
	return words >= leastSentence && words >= leastTogether*len(runs)
}

// leastAsked is how many words a question has beside the one that asks: fewer
// are words to be found, as in 谁是谁.
const leastAsked = 2

// asks reports whether a run asks a question, in a sentence rather than in
// words.
func asks(units []*unitCond) bool {
	asking, others := false, 0
	for _, c := range units {
		switch {
		case isInterrogative(c.unit):
			asking = true
		case !c.unit.stop:
			others++
		}
	}
	return asking && others >= leastAsked
}

func isInterrogative(u *unit) bool {
	if !u.stop {
		return false
	}
	for _, word := range []string{"什么", "哪", "谁", "怎", "如何", "多少", "多大", "多久", "几", "何", "为何", "是否", "是不是", "有没有", "有何", "有哪"} {
		if strings.HasPrefix(u.text, word) {
			return true
		}
	}
	return false
}
