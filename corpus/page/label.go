package page

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zonesearch/segment/fold"
)

// kind is what a label on a page announces.
type kind int

const (
	noField kind = iota
	dateField
	weakDateField // a day that may be another than that of publication
	sourceField
	weakSourceField // the publishing office, where no source is named
	zoneField
	titleField
	bodyField
	linkField
	abstractField
	otherField // known, and of no use here
)

// labelWords are the labels of pages, folded (see fold.String). Longer ones
// come first where one holds the other.
var labelWords = []struct {
	kind  kind
	words string
}{
	{otherField, `页面生成时间 生成时间 生成日期 页面更新时间 打印时间 打印日期 当前时间 现在时间 访问时间 今天是 截止时间 截止日期 活动时间 会议时间 下载时间
		抓取时间 采集时间 入库时间`},
	{dateField, `发布时间 发布日期 信息发布时间 发稿时间 发稿日期 发表时间 发表日期 发表于 发布于 添加时间 添加日期 录入时间 信息时间 信息日期 公布时间
		公布日期 上传时间 上传日期 加入时间 出版日期 见报日期 刊发日期 刊登日期 刊发时间 发佈时间 发佈日期 上版日期 张贴日期 公告日期 新闻日期 文章日期 时间 日期`},
	{weakDateField, `更新时间 更新日期 最后更新 成文日期 发文日期 生效日期 修改时间 最后修改 编辑时间`},
	{sourceField, `信息来源 文章来源 稿件来源 新闻来源 内容来源 资料来源 消息来源 来源单位 来源网站 来源 出处 稿源 转载自 摘自`},
	{weakSourceField, `发布机构 发布单位 信息发布机构 发布机关 发文机关 发布部门 提供单位 供稿单位 供稿 主办单位 发布者 公众号`},
	{zoneField, `发布开发区 所属开发区 所在开发区 开发区名称 开发区 发布园区 所属园区 所在园区 园区名称 所属区域 所属园区名称`},
	{titleField, `信息标题 新闻标题 文章标题 标题 信息名称 名称 题名 主旨`},
	{bodyField, `信息内容 新闻内容 文章内容 正文 内容`},
	{linkField, `原文链接 原文地址 原文网址 本文链接 本文网址 本文地址 文章链接 链接地址 网址`},
	{abstractField, `内容概述 内容摘要 信息摘要 文章摘要 内容提要 核心提示 导读 摘要 提要 概述`},
	{otherField, `作者 编辑 责任编辑 责编 执行编辑 审核 审校 校对 责任校对 审稿 编审 终审 初审 复审 监制 浏览次数 浏览量 浏览 阅读次数 阅读数 阅读量 阅读 点击次数 点击数 点击率
		点击量 点击 访问次数 访问量 访问 人气 字体 字体大小 字号 文字大小 大小 分享到 分享 打印 收藏 记者 通讯员 摄影 文图 文号 索引号 主题分类 体裁分类 组配分类 主题词
		关键词 关键字 标签 tag 录入者 录入 发布人 发布者 上传者 供图 评论 专题 栏目 所属栏目 类别 分类 公开方式 公开范围 公开形式 公开程序 公开时限 信息索引
		废止日期 有效性 文件编号 发文字号 服务对象 语种 来稿 签发 二维码 扫一扫 点赞 联系人 点阅数 点阅 人气指数 查看次数 查看`},
}

// labelKinds maps each label to what it announces, spaces left out.
var labelKinds = func() map[string]kind {
	m := map[string]kind{}
	for _, l := range labelWords {
		for _, w := range strings.Fields(l.words) {
			if _, known := m[w]; !known {
				m[w] = l.kind
			}
		}
	}
	return m
}()

// labelled finds the labels in a folded raw line: at its start or after
// something that is no Chinese character, with a colon behind. Pages letter
// space short labels (来 源：).
var labelled = regexp.MustCompile(`(?:^|[^\p{Han}a-z0-9])((?:\p{Han}[\s\x1f]*){2,9}|tag)[\x1f\s]*[:][\x1f]*`)

// field is one labelled value of a line.
type field struct {
	kind  kind
	label string
	value string // as printed, with separators
}

// fields takes the labelled values out of a raw line. Text in front of the
// first label is given as head.
func fields(raw string) (head string, found []field) {
	folded := fold.String(raw)
	// Folding keeps the number of runes, not of bytes.
	at := runeOffsets(raw, folded)
	end := -1
	for from := 0; from < len(folded); {
		m := labelled.FindStringSubmatchIndex(folded[from:])
		if m == nil {
			break
		}
		start, stop, next := from+m[2], from+m[3], from+m[1]
		start += labelStart(folded[start:stop])
		label := squeeze(folded[start:stop])
		k, known := labelKinds[label]
		if !known {
			from = next
			continue
		}
		if end < 0 {
			head = raw[:at[start]]
		} else {
			found[len(found)-1].value = raw[end:at[start]]
		}
		end = at[next]
		found = append(found, field{kind: k, label: label})
		from = next
	}
	if end < 0 {
		return raw, nil
	}
	found[len(found)-1].value = raw[end:]
	return head, found
}

// labelStart is where, in a run of Chinese characters before a colon, the label
// begins: after the last gap that does not belong to a letter-spaced label.
func labelStart(s string) int {
	if _, whole := labelKinds[squeeze(s)]; whole {
		return 0
	}
	last := 0
	for i, r := range s {
		if r == sep || r == ' ' {
			rest := i + utf8.RuneLen(r)
			if _, ok := labelKinds[squeeze(s[rest:])]; ok {
				return rest
			}
			last = rest
		}
	}
	return last
}

// runeOffsets maps byte offsets of b to those of a, where both have the same
// number of runes.
func runeOffsets(a, b string) []int {
	at := make([]int, len(b)+1)
	i := 0
	for j := range b {
		at[j] = i
		_, n := utf8.DecodeRuneInString(a[i:])
		i += n
	}
	at[len(b)] = len(a)
	return at
}

// withColons gives the cells of a row that are labels their colon.
func withColons(cells []string) []string {
	for i, c := range cells {
		if _, ok := labelKinds[squeeze(c)]; ok && !strings.HasSuffix(fold.String(c), ":") {
			cells[i] = c + "："
		}
	}
	return cells
}

// fieldEnd is where a value ends that goes on with the page's buttons.
var fieldEnd = regexp.MustCompile(`\x1f\s*\x1f|\x1f\s|\s\x1f|\s{2,}|\t|\x{3000}|[|｜│【\[]` +
	`|\s(?:评论|阅读|浏览|点击|字号|字体|作者|编辑|责任编辑|打印|关闭|分享|收藏|我要|大\s*中\s*小|访问|人气|查看|\d+\s*次)` +
	`|[(（](?:\d+|评论|阅读|浏览|点击)`)

var emptyValue = set("- -- — —— 无 無 暂无 未知 null undefined none n/a 不详 空")

// clean is a field's value as a person would copy it: without buttons behind it
// and brackets around it. Values that say "none" are empty.
func clean(value string) string {
	value = strings.Trim(value, " \t\n\u3000\x1f")
	for _, pair := range [...][2]string{{"[", "]"}, {"【", "】"}, {"(", ")"}, {"（", "）"}, {"〔", "〕"}} {
		if inner, ok := strings.CutPrefix(value, pair[0]); ok {
			if before, _, ok := strings.Cut(inner, pair[1]); ok {
				value = before
			}
		}
	}
	if m := fieldEnd.FindStringIndex(value); m != nil {
		value = value[:m[0]]
	}
	value = collapse(value)
	// An opening bracket lost its partner, or the line closed one of its own.
	for _, pair := range [...]string{"()", "（）", "[]", "【】"} {
		open, shut := firstRune(pair)
		if strings.HasSuffix(value, shut) && !strings.Contains(value, open) {
			value = strings.TrimSuffix(value, shut)
		}
	}
	value = strings.Trim(value, " ,，;；、|｜/·-—_>《")
	if emptyValue[strings.ToLower(value)] {
		return ""
	}
	return value
}

func firstRune(s string) (first, rest string) {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n], s[n:]
}
