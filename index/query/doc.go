// Package query is the language of the search box: it turns what a person
// typed into a small syntax tree, and a tree back into text. It knows nothing
// of any index.
//
// Enter at Parse. It reads every text: what cannot be an operator is read as
// words, and a Remark says so. Only a text beyond the Limits is refused.
//
// # Grammar
//
//	query   = and { ("OR" | "或" | "|") and }
//	and     = unary { [ "AND" | "与" ] unary }
//	unary   = ("-" | "NOT" | "非") unary | near
//	near    = primary { "NEAR/n" primary }
//	primary = run | quoted | "(" query ")" | prefix ":" primary
//
// So NEAR binds tightest, then negation, then AND, spoken or not, then OR.
//
//   - A run is text up to a space, a parenthesis, a quotation mark or "|". It
//     is kept as it is: cutting it into words is not the parser's business.
//   - Quotation marks are " “ ” 「 」 『 』; between them nothing is an operator.
//   - The operators made of letters want a space, a parenthesis or an end of
//     the text on both sides, and English ones capitals. "-" negates at the
//     start of a word, where something follows it at once.
//   - Prefixes are those of the contract, followed at once by their value; the
//     list stands in field.go. Any other colon is text. A prefix of values
//     takes several with commas (zone:泰州,苏州) and in parentheses
//     (zone:(泰州 OR 苏州)), with spaces only in quotation marks. title: takes any
//     query without prefixes, same: words, phrases and alternatives of them.
//   - date: and amount: take X, X..Y, X.., ..Y, >=X, >X, <=X, <X and X以上, X以下.
//   - A backslash makes the character after it an ordinary one. That is how a
//     tree prints text that would read as an operator: \OR.
//   - Full-width ： （ ） ｜ － ＂ are the same as half-width.
//
// # Invariants
//
// For every text t within the limits, with q the tree of t: Parse(q.String())
// gives q again and no panic; every remark's offset lies within t; the time
// taken grows linearly with t.
package query
