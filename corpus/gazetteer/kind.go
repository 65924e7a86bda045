package gazetteer

import "strings"

// Levels is the closed list of Zone.Level: approved by the State Council, by
// a province, or neither (or not known).
func Levels() []string { return []string{"国家级", "省级", "其他"} }

// Kinds is the closed list of Zone.Kind.
func Kinds() []string {
	return []string{
		"经开区", "高新区", "综保区", "保税区", "自贸区", "新区", "工业园区", "科技园区",
		"边合区", "台商投资区", "旅游度假区", "出口加工区", "物流园区", "农业园区", "其他",
	}
}

// class groups the kind words that mean the same at the end of a name.
type class string

// The classes that more than one word leads to, or that another may stand for.
const (
	economicTech class = "经济技术开发区"
	economic     class = "经济开发区"
	development  class = "开发区"
	highTech     class = "高新技术产业开发区"
	bonded       class = "综合保税区"
	freeTrade    class = "自由贸易试验区"
	border       class = "边境经济合作区"
	industrial   class = "工业园区"
	estate       class = "产业园区"
	science      class = "科技园区"
	resort       class = "旅游度假区"
	noClass      class = ""
)

// kindWord is a word that ends a zone's name.
type kindWord struct {
	word  string
	class class
}

// kindWords, the longer before those they end in.
var kindWords = []kindWord{
	{"国家级经济技术开发区", economicTech},
	{"国家经济技术开发区", economicTech},
	{"国家级经开区", economicTech},
	{"经济技术开发区", economicTech},
	{"国家级高新技术产业开发区", highTech},
	{"国家高新技术产业开发区", highTech},
	{"高新技术产业开发区", highTech},
	{"高新技术产业园区", highTech},
	{"高新技术产业园", highTech},
	{"高新技术产业区", highTech},
	{"高技术产业开发区", highTech},
	{"高新技术开发区", highTech},
	{"高新产业开发区", highTech},
	{"高新技术园区", highTech},
	{"高新产业园区", highTech},
	{"高新产业园", highTech},
	{"高新开发区", highTech},
	{"国家级高新区", highTech},
	{"国家高新区", highTech},
	{"高新园区", highTech},
	{"高新区", highTech},
	{"自由贸易试验区", freeTrade},
	{"自由贸易区", freeTrade},
	{"自贸试验区", freeTrade},
	{"自贸区", freeTrade},
	{"边境经济合作区", border},
	{"边境合作区", border},
	{"边合区", border},
	{"综合保税区", bonded},
	{"综保区", bonded},
	{"国家旅游度假区", resort},
	{"旅游度假区", resort},
	{"度假区", resort},
	{"经济开发区", economic},
	{"经开区", economicTech},
	{"开发区", development},
	{"工业园区", industrial},
	{"工业园", industrial},
	{"产业园区", estate},
	{"产业园", estate},
	{"科技园区", science},
	{"科技园", science},
}

// cutKind parts a key into what names the zone and the class of its kind. A
// name that no kind word ends is all stem.
func cutKind(k string) (rest, word string, c class) {
	for _, w := range kindWords {
		if rest, ok := strings.CutSuffix(k, w.word); ok {
			return rest, w.word, w.class
		}
	}
	return k, "", noClass
}

// meant lists the classes that a kind word may stand for, the likeliest first.
func meant(word string, c class) []class {
	switch {
	case word == "经开区":
		return []class{economicTech, economic, development}
	case c == economicTech:
		return []class{economicTech, economic, development}
	case c == economic:
		return []class{economic, economicTech, development}
	case c == development:
		return []class{development, economicTech, economic}
	}
	return []class{c}
}

// kindRules tell a zone's kind by a word in its name; the first that fits.
var kindRules = []struct{ word, kind string }{
	{"综合保税区", "综保区"}, {"综保区", "综保区"},
	{"自由贸易", "自贸区"}, {"自贸", "自贸区"},
	{"保税", "保税区"},
	{"出口加工区", "出口加工区"},
	{"边境经济合作区", "边合区"}, {"边合区", "边合区"}, {"边境合作区", "边合区"},
	{"台商投资区", "台商投资区"},
	{"度假区", "旅游度假区"},
	{"高新", "高新区"}, {"高技术", "高新区"}, {"新技术开发区", "高新区"},
	{"农业", "农业园区"}, {"农牧业", "农业园区"},
	{"经济技术开发区", "经开区"}, {"经济开发区", "经开区"}, {"经开区", "经开区"}, {"新兴技术开发区", "经开区"},
	{"物流", "物流园区"},
	{"科技园", "科技园区"}, {"科技城", "科技园区"}, {"软件园", "科技园区"}, {"科学城", "科技园区"}, {"科技产业园", "科技园区"}, {"科教", "科技园区"}, {"科创", "科技园区"},
	{"工业", "工业园区"}, {"产业园", "工业园区"}, {"产业集聚区", "工业园区"}, {"化工", "工业园区"}, {"产业示范", "工业园区"},
	{"新区", "新区"}, {"新城", "新区"},
	{"旅游", "旅游度假区"},
	{"开发区", "经开区"},
}

// KindOf tells the kind of a zone by its name, of any zone; "其他" where the
// name does not say.
func KindOf(name string) string {
	k := key(name)
	for _, rule := range kindRules {
		if strings.Contains(k, rule.word) {
			return rule.kind
		}
	}
	return "其他"
}

// Synonyms lists groups of kind words that mean the same in any text, the
// full word first: 经济技术开发区 and 经开区. 开发区 and 新区 are in none, because
// each means several kinds.
func Synonyms() [][]string {
	return [][]string{
		{"经济技术开发区", "经开区"},
		{"高新技术产业开发区", "高新区", "高新技术开发区", "高新技术产业园区", "高新园区"},
		{"综合保税区", "综保区"},
		{"自由贸易试验区", "自贸试验区", "自贸区"},
		{"边境经济合作区", "边合区"},
	}
}
