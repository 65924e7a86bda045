package date

import "regexp"

// What may stand beside a date in a field that holds a date only. Over folded
// text, as the forms.
var (
	// A label with its colon, a word such as 发布于, a weekday, an opening
	// bracket.
	before = regexp.MustCompile(`^\s*(?:[^\d:\n]{0,14}:\s*|[^\d:\n]{0,8}(?:发布于|发表于|更新于|日期|时间|于)\s*)?` +
		`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*)?[\[(【（《<「]?\s*$`)
	// Brackets, a weekday, the time of day, and a closing word.
	after = regexp.MustCompile(`^\s*[\])】）》>」]?\s*[,;。]?\s*` +
		`(?:\(?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*\)?)?\s*` +
		`(?:t?\s*(?:凌晨|早上|早晨|上午|中午|下午|晚上|夜间|am|pm)?\s*\d{1,2}\s*(?:[:.]\s*\d{1,2}(?:\s*[:.]\s*\d{1,2}(?:[.,]\d+)?)?|[时点]\s*(?:\d{1,2}\s*分?\s*(?:\d{1,2}\s*秒)?|半|整)?)\s*(?:am|pm)?)?` +
		`\s*(?:cst|北京时间)?\s*[\])】）》>」]?\s*(?:发布|发表|更新|刊发|讯|电|出版)?[,;。.|]*\s*$`)
)

func mayPrecede(text string) bool { return before.MatchString(text) }

func mayFollow(text string) bool { return after.MatchString(text) }
