package page

import (
	"regexp"
	"strings"

	"zonesearch/segment/fold"
)

var (
	// A label followed by a colon, or by a title after a gap or in a link.
	neighbour = regexp.MustCompile(`(?:^|[\s\x1f\[【(|<«‹])(上|前|下|后)[\x1f\s]*一?[\x1f\s]*(?:条|篇|则|个|页|条新闻|篇新闻|篇文章|条信息|篇信息|新闻|文章|一条|一篇)[】\])]?(?:[\s\x1f]*[:>»›][\s\x1f]*|[\s\x1f]+|$)`)
	noTitle   = regexp.MustCompile(`^(?:没有.{0,8}|无|暂无.{0,6}|已(?:经)?(?:是|到).{0,8}|(?:这|当前)?(?:是|为)?(?:第一|最后|最前|最新)[一]?(?:条|篇|则|个|页).{0,4}|到头.{0,4}|到底.{0,4}|空|none|null|undefined|返回列表|返回|列表|-+)[!。了]*$`)
	titleTail = regexp.MustCompile(`[\s\x1f]*[\[(【（]?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])】）]?$`)
)

// neighbours are the titles of the articles before and after.
type neighbours struct{ prev, next string }

// isNeighbour reports whether a line links to the articles before or after.
func isNeighbour(l *line) bool {
	m := neighbour.FindStringIndex(l.folded)
	return m != nil && m[0] == 0 && (l.runes() <= 120) && !strings.Contains(l.text, "。")
}

// add takes the titles out of a line that is a neighbour's.
func (n *neighbours) add(raw string) {
	folded := fold.String(raw)
	at := runeOffsets(raw, folded)
	found := neighbour.FindAllStringSubmatchIndex(folded, -1)
	for i, m := range found {
		end := len(raw)
		if i+1 < len(found) {
			end = at[found[i+1][0]]
		}
		title := titleOf(raw[at[m[1]]:end])
		into := &n.next
		if side := folded[m[2]:m[3]]; side == "上" || side == "前" {
			into = &n.prev
		}
		if *into == "" {
			*into = title
		}
	}
}

// titleOf is the neighbour's title without its date; "" where the page prints
// that there is none.
func titleOf(value string) string {
	value = strings.Trim(collapse(value), " |｜[]【】")
	value = strings.TrimSpace(titleTail.ReplaceAllString(value, ""))
	if noTitle.MatchString(fold.String(value)) {
		return ""
	}
	return value
}
