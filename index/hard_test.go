package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"zonesearch/corpus"
)

// hardCase is a query that Chinese search gets wrong elsewhere.
type hardCase struct {
	complaint string
	query     string
	// docs are bodies, or title｜body.
	docs []string
	// want lists the docs found, by number: "0 1" in any order, "0>1" in this.
	want string
	// mark is what the first hit shows, where that matters.
	mark string
}

// hardCases come each from a complaint about another engine, or from a trap in
// the libraries beneath this one.
func hardCases() []hardCase {
	return []hardCase{
		// Words lost between two segmentations.
		{"gse Cut: 新区 is lost in longer words", "新区", []string{"江北新区揭牌", "新的区划"}, "0", ""},
		{"gse Cut: 园区 is lost", "园区", []string{"苏州工业园区建设提速", "公园里的小区"}, "0", ""},
		{"gse Cut: 招商 is lost", "招商", []string{"招商引资成效显著", "招待各地客商"}, "0", ""},
		{"gse Cut: 高新 is lost", "高新", []string{"高新技术企业", "高铁新线"}, "0", ""},
		{"gse CutSearch: only sub-words of 2 and 3 characters", "高新技术", []string{"高新技术产业开发区", "高铁新线技术"}, "0", ""},
		{"gse CutSearch drops a text that is one word", "芯片", []string{"芯片", "薯片"}, "0", ""},
		{"gse CutSearch drops a text that is one word", "光伏", []string{"光伏", "伏特"}, "0", ""},
		{"gse CutSearch drops a text that is one word", "开发区", []string{"开发区", "开发新区域"}, "0", ""},
		{"analysis-ik 286: smart is no subset of max_word", "开发区", []string{"经济技术开发区", "经济开发"}, "0", "经济技术<mark>开发区</mark>"},
		{"analysis-ik 523", "工业园", []string{"苏州工业园区", "工业公园"}, "0", ""},
		{"meilisearch 4874: 处理 in 待处理", "处理", []string{"待处理事项", "办理事项"}, "0", ""},
		{"meilisearch 4874: and back", "待处理", []string{"待处理事项", "处理事项"}, "0", ""},
		{"meilisearch 2499: 简单", "简单", []string{"流程很简单的", "简历单页"}, "0", ""},
		{"meilisearch 4935: 农业 in 农业发展银行", "农业", []string{"农业发展银行", "工商银行"}, "0", ""},
		{"charabia 338: a word within a word", "发展银行", []string{"农业发展银行", "发展中的银行业"}, "0>1", ""},
		{"gse is unstable: 研究生命起源", "研究生命起源", []string{"研究生命起源", "研究生命起源a", "研究生的命运"}, "0 1", ""},
		{"gse is unstable: with a letter behind", "研究生命起源x", []string{"研究生命起源", "研究生命起源x"}, "1", ""},
		{"ZincSearch 974: 大连高新园区 is cut 大连高", "大连", []string{"大连高新园区", "大港"}, "0", ""},
		{"bleve cjk: mixed Chinese and digits", "G42高速", []string{"沿G42高速两侧", "沿G4高速两侧"}, "0", ""},
		{"names that no dictionary has", "津蓟铁路", []string{"津蓟铁路沿线", "津浦铁路"}, "0", ""},
		{"the dictionary lacks 专精特新", "专精特新", []string{"专精特新企业", "专业特色企业"}, "0", ""},
		{"the dictionary lacks 小巨人", "小巨人", []string{"“小巨人”企业", "小个子巨人"}, "0", ""},
		{"the dictionary lacks 总投资", "总投资", []string{"总投资10亿元", "总的来看投资不少"}, "0", ""},
		{"quotation marks within what is sought", "十四五规划", []string{"“十四五”规划", "十四个规划"}, "0", ""},

		// Single characters.
		{"analysis-ik 706, 1075: single characters", "区", []string{"工业区", "工业园"}, "0", ""},
		{"analysis-ik 706, 1075: single characters", "芯", []string{"芯片", "薪酬"}, "0", "<mark>芯</mark>片"},
		{"gse CutSearch: 区 gives nothing", `"区"`, []string{"自治区", "自治州"}, "0", ""},
		{"typesense 52: one letter", "a", []string{"A股上市", "b股上市"}, "0", ""},

		// Too much found.
		{"ZincSearch 625: 广州 finds 惠州", "广州", []string{"广州招商", "惠州招商", "广东惠州"}, "0", ""},
		{"meilisearch 3655: 景点 finds 经典", "景点", []string{"旅游景点", "经典名著"}, "0", ""},
		{"meilisearch 4075: no homophones", "实现", []string{"实现目标", "视线之内", "失陷"}, "0", ""},
		{"pinyin is for suggestions, never for finding", "jingdian", []string{"旅游景点", "经典名著"}, "", ""},
		{"bleve phrases: 苏州 alone matches 苏州工业园区", "苏州工业园区", []string{"苏州工业园区", "苏州古城"}, "0", ""},
		{"bleve phrases: positions from 0", `"光伏项目"`, []string{"光伏项目开工", "光伏，项目"}, "0", ""},
		{"phrase of overlapping words, analysis-ik 108, 433, 955", `"工业园区建设"`, []string{"工业园区建设提速", "工业园区的建设"}, "0", ""},
		{"meilisearch 5015: phrases return wrong sets", `"智能制造"`, []string{"智能制造基地", "智能化制造"}, "0", ""},
		{"a word that crosses borders comes last", "和服", []string{"提供产品和服务", "日本和服展开幕"}, "1>0", ""},
		{"a word that crosses borders comes last", "市长", []string{"南京市长江大桥通车", "市长调研项目"}, "1>0", ""},
		{"a word that crosses borders comes last", "华人", []string{"中华人民共和国成立", "海外华人投资"}, "1>0", ""},
		{"南京市长江大桥", "长江大桥", []string{"南京市长江大桥通车", "长江上建起大楼"}, "0", ""},
		{"title above body", "储能", []string{"本报今日综合消息｜储能项目开工", "储能项目开工｜本报今日综合消息"}, "1>0", ""},

		// Numbers and Latin words.
		{"gse: phrase 5万吨 matches 4.5万吨", `"5万吨"`, []string{"年产5万吨", "年产4.5万吨", "年产15万吨"}, "0", ""},
		{"gse cuts 4.5 in three", "5万吨", []string{"年产5万吨", "年产4.5万吨"}, "0", ""},
		{"gse cuts 4.5 in three", "4.5万吨", []string{"年产4.5万吨", "年产5万吨", "年产24.5万吨"}, "0", ""},
		{"thousands", `"200亩"`, []string{"用地200亩", "用地1,200亩"}, "0", ""},
		{"per cent", `"12"`, []string{"增长12%", "共12个"}, "1", ""},
		{"years", "2022年", []string{"2022年度", "编号12022年"}, "0", ""},
		{"gse CutSearch: 5g gives nothing", "5G", []string{"5G基站", "4G基站", "15G硬盘"}, "0", "<mark>5G</mark>基站"},
		{"gse CutSearch: eva gives nothing", "EVA", []string{"EVA胶膜", "MEVA胶膜", "eva胶膜"}, "0 2", ""},
		{"Latin and Chinese side by side", "EVA胶膜", []string{"年产EVA胶膜", "年产EVA 胶膜", "年产胶膜"}, "0 1", ""},
		{"letters and digits are no one word: iphone15 in iphone15pro", "iphone15", []string{"iphone15pro发布", "iphone14发布"}, "0", ""},
		{"and iphone15 is not iphone15pro", "iphone15pro", []string{"iphone15pro发布", "iphone15发布"}, "0", ""},
		{"a quoted Latin word is whole", `"eva"`, []string{"EVA胶膜", "MEVA胶膜"}, "0", ""},
		{"a space between letters counts in quotes", `"5G"`, []string{"5 G", "5G"}, "1", ""},
		{"a space between letters counts in quotes", `"5 G"`, []string{"5 G", "5G"}, "0", ""},

		// Exclusion and operators.
		{"meilisearch 5015: 招商 -公司", "招商 -公司", []string{"招商会举行", "招商公司成立", "公司年会"}, "0", ""},
		{"typesense 288: exclusion", "招商 NOT 公司", []string{"招商会举行", "招商公司成立"}, "0", ""},
		{"exclusion in Chinese", "招商 非 公司", []string{"招商会举行", "招商公司成立"}, "0", ""},
		{"excluding a phrase", `招商 -"大观摩·大比拼"`, []string{"招商大观摩", "招商“大观摩·大比拼”"}, "0", ""},
		{"excluding alternatives", "招商 -(公司 OR 年会)", []string{"招商会", "招商公司", "招商年会"}, "0", ""},
		{"raw bleve has no OR", "光伏 或 储能", []string{"光伏", "储能", "风电"}, "0 1", ""},
		{"raw bleve has no grouping", "(光伏|储能) -公司", []string{"光伏", "储能公司", "储能"}, "0 2", ""},
		{"full-width operators", "（光伏｜储能） －公司", []string{"光伏", "储能公司", "储能"}, "0 2", ""},
		{"或 within a word is no operator", "或许", []string{"或许可行", "允许"}, "0", ""},
		{"operators in quotes are text", `"招商 NOT 公司"`, []string{"招商not公司", "招商会"}, "0", ""},
		{"bleve: 高新区:abc is a field", "高新区:abc", []string{"高新区:abc型", "高新区"}, "0", ""},
		{"bleve: a:b:c is an error", "a:b:c", []string{"a:b:c型", "d型"}, "0", ""},
		{"bleve: + is an operator", "光伏+储能", []string{"光伏储能", "光伏"}, "0", ""},
		{"bleve: * expands", "光伏*", []string{"光伏", "风电"}, "0", ""},
		{"bleve: / begins an expression", "/光伏/", []string{"光伏", "风电"}, "0", ""},
		{"bleve: an unclosed quote is an error", `"光伏储能`, []string{"光伏储能", "光伏"}, "0", ""},
		{"a minus without a word", "光伏 -", []string{"光伏", "风电"}, "0", ""},
		{"signs form no word, and do not find everything", "℃", []string{"零下5℃", "零下5度"}, "0", "零下5<mark>℃</mark>"},
		{"punctuation alone is looked for as it stands", "？！", []string{"什么？！", "什么？"}, "0", ""},
		{"field of its own", "title:开工", []string{"开工｜今天", "今天｜开工"}, "0", ""},
		{"nearness, features.md", "光伏 NEAR/3 项目", []string{"光伏发电项目", "光伏发电产业链配套项目"}, "0", ""},
		{"one sentence", "同句:(光伏 项目)", []string{"光伏发电项目", "光伏发电。项目"}, "0", ""},

		// Quotes, paragraphs, spaces, scripts.
		{"punctuation in quotes", "“大观摩·大比拼”", []string{"“大观摩·大比拼”活动", "大观摩大比拼", "大观摩、大比拼"}, "0", "“<mark>大观摩·大比拼</mark>”活动"},
		{"a phrase does not reach over paragraphs", `"今年以来海陵"`, []string{"今年以来海陵", "今年以来\n海陵"}, "0", ""},
		{"nor from the title into the body", `"今年以来海陵"`, []string{"今年以来海陵", "今年以来｜海陵"}, "0", ""},
		{"words do: title and body together", "光伏 公司", []string{"光伏｜公司", "光伏"}, "0", ""},
		{"spaces within Chinese", "光伏项目", []string{"光 伏 项 目", "光 项"}, "0", ""},
		{"spaces within Chinese, quoted", `"光 伏项目"`, []string{"光伏 项目", "光项"}, "0", ""},
		{"zero-width spaces", "光伏", []string{"光\u200b伏", "光"}, "0", ""},
		{"typesense 52: traditional query", "開發區", []string{"开发区", "开发"}, "0", "<mark>开发区</mark>"},
		{"typesense 52: traditional text", "开发区", []string{"開發區成立", "開發"}, "0", "<mark>開發區</mark>成立"},
		{"with zh_s 專精特新 falls apart", `「專精特新」`, []string{"专精特新企业", "专业特新"}, "0", ""},
		{"full-width query", "５Ｇ", []string{"5G基站", "4G基站"}, "0", ""},
		{"full-width text", "eva", []string{"ＥＶＡ胶膜", "胶膜"}, "0", "<mark>ＥＶＡ</mark>胶膜"},

		// Aliases, function words, long questions.
		{"the dictionary lacks 经开区", "经开区", []string{"南通经济技术开发区", "南通经开区", "南通港"}, "1>0", ""},
		{"aliases both ways", "经济技术开发区", []string{"南通经济技术开发区", "南通经开区", "南通港"}, "0>1", ""},
		{"no alias in quotes", `"经开区"`, []string{"南通经济技术开发区", "南通经开区"}, "1", ""},
		{"the dictionary lacks 综合保税区", "综保区", []string{"昆山综合保税区", "保税仓库"}, "0", "昆山<mark>综合保税区</mark>"},
		{"what was typed goes before what means the same", "签约", []string{"园区与甲公司签订合作协议", "园区与甲公司签约"}, "1>0", ""},
		{"in titles too", "标题:签约", []string{"园区与甲公司签订合作协议｜今天", "园区与甲公司签约｜今天"}, "1>0", ""},
		{"function words never block", "招商的公司", []string{"招商公司", "招商会"}, "0", ""},
		{"a function word alone is a word", "的", []string{"新的一年", "新年"}, "0", ""},
		{"meilisearch 4465: long questions find nothing", "告诉我如何写周报", []string{"如何写好周报", "今天天气"}, "0", ""},
		{"meilisearch 4465: in another order", "周报如何写告诉我", []string{"如何写好周报", "今天天气"}, "0", ""},

		// Marks.
		{"bleve marks <mark>开发</mark>区", "开发区", []string{"开发区与开发区"}, "0", "<mark>开发区</mark>与<mark>开发区</mark>"},
		{"meilisearch 2091: half words marked", "工业 园区", []string{"苏州工业园区"}, "0", "苏州<mark>工业</mark><mark>园区</mark>"},
		{"overlapping marks", `"苏州工业" "工业园区"`, []string{"苏州工业园区"}, "0", "<mark>苏州工业园区</mark>"},
		{"markup in texts", "光伏", []string{"<b>光伏</b>&nbsp;"}, "0", "&lt;b&gt;<mark>光伏</mark>&lt;/b&gt;&amp;nbsp;"},
	}
}

// TestHardCases runs all of them against one index, so that each also stands
// among the texts of the others.
func TestHardCases(t *testing.T) {
	cases := hardCases()
	var articles []*corpus.Article
	for n, c := range cases {
		for i, text := range c.docs {
			a := &corpus.Article{ID: fmt.Sprintf("%d-%d", n, i), Source: fmt.Sprint("case ", n), Title: "本报今日综合消息", Body: text}
			if title, body, ok := strings.Cut(text, "｜"); ok {
				a.Title, a.Body = title, body
			}
			articles = append(articles, a)
		}
	}
	x, _ := openTest(t, articles, noProjects{})
	for n, c := range cases {
		r, err := x.Search(context.Background(), SearchRequest{Query: c.query, Filter: Filter{Sources: []string{fmt.Sprint("case ", n)}}})
		if err != nil {
			t.Errorf("%s: %s: %v", c.complaint, c.query, err)
			continue
		}
		var got []string
		for _, h := range r.Hits {
			_, doc, _ := strings.Cut(h.ID, "-")
			got = append(got, doc)
		}
		want := strings.FieldsFunc(c.want, func(r rune) bool { return r == ' ' || r == '>' })
		if !strings.Contains(c.want, ">") {
			slices.Sort(got)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s finds %v of %q, want %s; %+v", c.complaint, c.query, got, c.docs, c.want, r.Query)
			continue
		}
		if c.mark != "" && (len(r.Hits[0].Highlight.Snippets) != 1 || r.Hits[0].Highlight.Snippets[0] != c.mark) {
			t.Errorf("%s: %s shows %q, want %s", c.complaint, c.query, r.Hits[0].Highlight.Snippets, c.mark)
		}
	}
}
