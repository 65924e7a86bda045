package index

import (
	"slices"
	"strings"
)

// leastSentence is the number of words, function words aside, from which a
// query is taken for a sentence, and leastTogether how many of them stand
// together without a space on average. Who types words to be found parts them,
// or puts each in quotation marks; in a headline both are rare.
const (
	leastSentence = 6
	leastTogether = 2
)

// tells reports whether units that must all be there, typed in so many pieces
// parted by spaces, are a sentence or a few.
func tells(units []*unitCond, pieces int) bool {
	words := telling(units)
	return words >= leastSentence && words > leastTogether*pieces
}

// telling counts the units that are no function words.
func telling(units []*unitCond) (n int) {
	for _, c := range units {
		if !c.unit.stop {
			n++
		}
	}
	return n
}

// leastAsked is how many words a question has beside the one that asks: fewer
// are words to be found, as in 谁是谁.
const leastAsked = 2

// asks is tells for a question, which may be shorter.
func asks(units []*unitCond, pieces int) bool {
	asking := slices.ContainsFunc(units, func(c *unitCond) bool { return isInterrogative(c.unit) })
	words := telling(units)
	return asking && words >= leastAsked && words >= leastTogether*pieces
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
