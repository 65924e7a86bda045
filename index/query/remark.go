package query

import "fmt"

// Remark tells a person that something was not read as they may have meant it.
type Remark struct {
	// Code names the kind of remark; there is at most one of a kind, the
	// first, so that a text of a thousand parentheses gives one line.
	Code Code
	// Offset is where in the text, in runes.
	Offset int
	// Text is the piece of the text that it is about.
	Text string
}

// Code is a kind of remark.
type Code string

// The kinds of remark.
const (
	StrayOperator Code = "stray_operator" // an operator without something on each side
	StrayMinus    Code = "stray_minus"    // "-" with nothing behind it
	StrayParen    Code = "stray_paren"    // a parenthesis without its partner
	EmptyGroup    Code = "empty_group"    // () with nothing in it
	EmptyQuote    Code = "empty_quote"    // "" with nothing in it
	UnclosedQuote Code = "unclosed_quote" // a quotation mark without its partner
	EmptyPrefix   Code = "empty_prefix"   // zone: with no value
	NestedPrefix  Code = "nested_prefix"  // a prefix inside title: or 同句:
	BadDate       Code = "bad_date"       // date: with something that is no date
	BadAmount     Code = "bad_amount"     // amount: with something that is no amount
	UnknownValue  Code = "unknown_value"  // stage: or industry: outside its list
	Swapped       Code = "swapped_range"  // a range from the greater to the smaller
	SentencePart  Code = "sentence_part"  // 同句: with something else than words in it
	NearOperand   Code = "near_operand"   // NEAR between something else than words
	NearTooFar    Code = "near_too_far"   // NEAR/n with too great an n
	NoWords       Code = "no_words"       // punctuation only
)

var messages = map[Code][2]string{
	StrayOperator: {"“%s”前后缺少条件，按普通文字处理", "%q has nothing to join and was read as text"},
	StrayMinus:    {"“%s”后面没有紧跟要排除的词，已忽略", "%q excludes nothing and was ignored"},
	StrayParen:    {"括号“%s”不成对，已忽略", "the parenthesis %q has no partner and was ignored"},
	EmptyGroup:    {"“%s”里没有内容，已忽略", "%q is empty and was ignored"},
	EmptyQuote:    {"引号“%s”里没有内容，已忽略", "the quotation %q is empty and was ignored"},
	UnclosedQuote: {"引号“%s”没有配对，引号后的内容按普通文字处理", "the quotation mark %q is never closed; what follows was read as text"},
	EmptyPrefix:   {"“%s”后面没有紧跟内容，按普通文字处理", "%q is not followed by a value and was read as text"},
	NestedPrefix:  {"标题、同句的括号里不能再用“%s”，按普通文字处理", "%q cannot stand inside title: or same: and was read as text"},
	BadDate:       {"看不懂日期“%s”，按普通文字处理；可以写 2022、2022-07、2022-07-18 或 2022-07..2022-09", "%q is not a date and was read as text; write 2022, 2022-07, 2022-07-18 or 2022-07..2022-09"},
	BadAmount:     {"看不懂金额“%s”，按普通文字处理；可以写 >=10亿、<5000万 或 5000万..1亿", "%q is not an amount and was read as text; write >=10亿, <5000万 or 5000万..1亿"},
	UnknownValue:  {"“%s”不在这个条件可选的取值里，没有当作筛选条件", "%q is not a value of this field and does not filter"},
	Swapped:       {"范围“%s”前大后小，已对调", "the range %q runs backwards and was turned round"},
	SentencePart:  {"“%s”的括号里只有词、短语和“或”按同一句处理，其余按全文处理", "only words, phrases and OR are looked for in one sentence behind %q; the rest is asked of the whole article"},
	NearOperand:   {"“%s”两边只能是词或短语，按“与”处理", "%q joins words and phrases only and was read as AND"},
	NearTooFar:    {"“%s”距离太大，已按最大距离处理", "the distance of %q is too great and was reduced to the greatest"},
	NoWords:       {"“%s”里没有可以搜索的文字", "%q holds nothing to search for"},
}

// Message is the remark in Chinese or, where lang is "en", in English.
func (r Remark) Message(lang string) string {
	m := messages[r.Code]
	if lang == "en" {
		return fmt.Sprintf(m[1], r.Text)
	}
	return fmt.Sprintf(m[0], r.Text)
}

// remarks collects the first remark of each kind.
type remarks []Remark

func (rs *remarks) add(code Code, offset int, text string) {
	for _, r := range *rs {
		if r.Code == code {
			return
		}
	}
	*rs = append(*rs, Remark{code, offset, text})
}
