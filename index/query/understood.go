package query

import (
	"strconv"
	"strings"
)

// fieldNames are what a person reads for a field.
var fieldNames = map[Field]string{
	FieldTitle: "标题", FieldZone: "开发区", FieldCity: "城市", FieldProvince: "省", FieldSource: "来源",
	FieldStage: "阶段", FieldIndustry: "行业", FieldDate: "日期", FieldAmount: "金额", FieldSame: "同一句",
}

// Understood says in Chinese how a query was read, one line for each condition
// that must hold: what a person is shown beside the answer. Of a nil node
// there are none.
func Understood(n Node) []string {
	parts := []Node{n}
	switch and := n.(type) {
	case nil:
		return nil
	case *And:
		parts = and.Parts
	}
	lines := make([]string, len(parts))
	for i, p := range parts {
		lines[i] = understood(p)
	}
	return lines
}

// understood is one condition as a person reads it.
func understood(n Node) string {
	switch n := n.(type) {
	case *And:
		return join(n.Parts, " 且 ")
	case *Or:
		return join(n.Parts, " 或 ")
	case *Not:
		return "不含 " + bracketed(n.Part)
	case *Run:
		return n.Text
	case *Phrase:
		return "“" + n.Text + "”"
	case *Title:
		return "标题含 " + bracketed(n.Part)
	case *Keyword:
		return fieldNames[n.Field] + "：" + strings.Join(n.Values, " 或 ")
	case *DateRange:
		return "日期：" + between(n.From, n.To, "起", "止")
	case *AmountRange:
		return "金额：" + between(yuanOrOpen(n.Min), yuanOrOpen(n.Max), "以上", "以下")
	case *Sentence:
		return "同一句里有 " + bracketed(n.Part)
	case *Near:
		return bracketed(n.Left) + " 与 " + bracketed(n.Right) + " 相距不超过 " + strconv.Itoa(n.Distance) + " 字"
	}
	return ""
}

func join(parts []Node, word string) string {
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = bracketed(p)
	}
	return strings.Join(texts, word)
}

// bracketed puts what has parts of its own in parentheses.
func bracketed(n Node) string {
	switch n.(type) {
	case *And, *Or, *Near:
		return "（" + understood(n) + "）"
	}
	return understood(n)
}

// between words a range; an open end is "", and up or down says so.
func between(low, high, up, down string) string {
	switch {
	case low == high:
		return low
	case low == "":
		return high + down
	case high == "":
		return low + up
	}
	return low + " 至 " + high
}

func yuanOrOpen(yuan *int64) string {
	if yuan == nil {
		return ""
	}
	return FormatYuan(*yuan) + "元"
}
