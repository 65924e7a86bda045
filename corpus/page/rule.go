package page

import (
	"regexp"
	"strings"

	"zonesearch/segment/fold"
)

// The rules below look at the folded text of a line: simplified, half-width,
// small letters.
var (
	// endsArticle begins lines below which nothing of the article comes.
	endsArticle = regexp.MustCompile(`^[\s■●·★>»=*#|-]*[【\[(]?(?:` + strings.Join([]string{
		`与我们联系`, `联系我们$`, `相关(?:阅读|新闻|文章|链接|报道|资讯|信息|推荐|稿件|内容)(?:[】\]):]|$)`, `(?:延伸|推荐|扩展|更多)阅读(?:[】\]):]|$)`,
		`(?:推荐|热门|热点|最新|更多|其他|精彩)(?:新闻|文章|资讯|内容|推荐|回顾|动态|信息)(?:[】\]):>]|$)`, `热门排行`, `新闻排行`, `点击排行`, `猜你喜欢`, `你可能(?:还)?(?:喜欢|感兴趣)`,
		`为你推荐`, `大家都在看`, `往期(?:推荐|回顾|精选)`, `点击(?:下方)?阅读原文`, `阅读原文$`, `预览时标签不可点`, `微信扫一扫`, `继续滑动看下一个`, `喜欢此内容的人还喜欢`,
		`分享(?:到|至|让更多|:|$)`, `打印(?:本页|此页|本文|】|\]|$)`, `关闭(?:窗口|本页|】|\]|$)`, `返回(?:顶部|首页|列表|上一页|上页)`, `双击自动滚屏`, `我要(?:打印|收藏|纠错|评论)`, `网友评论`, `发表评论`, `用户评论`,
		`全部评论`, `文章评论`, `评论\(\d*\)$`, `(?:扫码|扫一扫|扫描二维码)`, `友情链接`, `网站地图`, `网站标识码`, `主办单位?:`, `主办:`, `承办(?:单位)?:`, `技术支持:`, `copyright\b`, `©`, `版权所有`, `备案号`,
		`.icp备`, `.公网安备`, `all rights reserved`, `(?:责任)?编辑[:/]`, `(?:责|执行|本期|新媒体|值班)编(?:辑)?[:/]`, `(?:责任|执行|值班|本期|新媒体|美术|文字)编辑`, `(?:初|复|终)?审(?:核|校|签)?[:/]`, `校对[:/]`, `监制[:/]`, `编审[:/]`, `(?:特别)?声明[:】\]]`, `免责声明`,
		`版权声明`, `(?:本站|本网).{0,12}(?:转载|版权)`, `凡(?:本网|本站|注明|未注明)`, `以上(?:内容|文章).{0,10}(?:转载|仅供)`, `(?:如|若)(?:有|涉).{0,6}侵(?:权|犯)`, `转载(?:请注明|须注明)`, `浏览(?:次|人|量)`, `点击(?:次|量|数)`, `阅读(?:次|量|数)?[:(]`,
		`本文(?:链接|网址|地址|来自)`, `原文(?:链接|地址|网址)`, `关键(?:词|字)[:】]`, `标签[:】]`, `下一?[页]$`,
	}, "|") + `)`)
	// inArticleNoise are lines that stand inside an article and do not belong to
	// it; text goes on after them.
	inArticleNoise = regexp.MustCompile(`^(?:\[(?:图片|图像|视频|图|image)\]|【图片】|图片$|点击(?:查看|放大)(?:大图|图片)?$|(?:查看|看)大图$|广告$|advertisement$|【?附件】?\s*[:0-9一二三]|附件下载|附件$|相关附件|下载附件|` +
		`字体:|【?字号|\[?\s*大\s+中\s+小|视频加载中|点击播放|您的浏览器|请启用|请开启|正在加载|加载中|当前位置|播放$|语音播报|收听|听新闻|听全文|来源:$|\d{1,3}/\d{1,3}$|&nbsp;$|轻触阅读原文)`)
	attachmentName = regexp.MustCompile(`\.(?:docx?|xlsx?|pptx?|pdf|rar|zip|wps|et|ofd)\s*(?:\(.{0,20}\))?$`)
	// slogan is a site's motto or a greeting in the head of a page.
	slogan = regexp.MustCompile(`致力于中国投资促进事业|网上国际投资促进平台|^欢迎(?:您)?(?:访问|光临|来到|登[录陆])|^今天是|设为首页|加入收藏|^(?:简体|繁体)(?:版|中文)?(?:\s|\||$)|^english$|无障碍|^登录\s*\|?\s*注册|^rss订阅|^手机版|^手机阅读`)
	// credit is a line that names who wrote it.
	credit = regexp.MustCompile(`^[【\[(]?(?:(?:本报|本网|本刊|通讯|特约|见习|实习|新华社|全媒体)*(?:记者|通讯员|作者|撰稿|撰文|文/图|文图|图/文|图文|文字|摄影|摄|文|图|供稿)[\s:/]|(?:本报|本网)?(?:记者|通讯员)\s?\p{Han}{2,4}(?:\s|$|[)】\]]))[^。!?;]{0,40}$`)
	// dayAlone is a line that holds a day, and little else that a page prints
	// beside it.
	dayAlone = regexp.MustCompile(`^[\[(【]?\s*(?:(?:民国|中华民国)?\s*\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|[〇零○一二三四五六七八九十]{2,4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)` +
		`(?:t|\s)*(?:星期[一二三四五六日天]|周[一二三四五六日])?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?`)
	dayWithin = regexp.MustCompile(`(?:^|\s)(?:19|20)\d{2}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\s|$)`)
	// posted is what an account's page prints under the title.
	posted = regexp.MustCompile(`^(?:原创\s+)?(.{2,20}?)\s+\d{4}[-年/].{4,24}发表于`)
	// paperLine is the head of a newspaper's page.
	paperLine = regexp.MustCompile(`第\s*[a-z]?\d{1,3}\s*版|[a-z]\d{1,2}\s*版|版次|版面|数字报|电子报|电子版`)
	paperName = regexp.MustCompile(`\p{Han}{2,12}?(?:日报|晚报|早报|晨报|时报|商报|快报|导报|周报|都市报|经济报|开发区报|工人报|青年报|新区报|报)`)
	errorPage = regexp.MustCompile(`^(?:404|403|500|502|503)\b|not found|页面(?:不存在|没有找到|未找到|无法)|(?:找不到|无法找到|无法访问)(?:该|此|您)?(?:页|网)|访问(?:出错|被拒绝)|系统(?:出错|错误)|文章不存在|内容已(?:被)?删除`)
)

// sentence reports whether a line reads like part of a text: it ends or joins
// sentences.
func (l *line) sentence() bool {
	if l.mostlyLinks() && l.runes() < 60 {
		return false
	}
	n := l.runes()
	switch {
	case n >= 8 && strings.ContainsAny(l.text, "。！？；"):
		return true
	case n >= 20 && strings.ContainsAny(l.text, "，,、:："):
		return true
	}
	return n >= 60
}

// Where only an indent parts the paragraphs of a run of text: behind a sentence,
// and in a run that has such places behind its headings too.
var (
	sentenceGap = regexp.MustCompile("([。！？…”）])[ \n\x1f]*(?:\u3000{2}|(?:\u00a0[ \n]?){3,})[\u3000\u00a0 \n]*")
	anyGap      = regexp.MustCompile("([^\\s\u3000\u00a0\x1f])[ \n\x1f]*(?:\u3000{2}|(?:\u00a0[ \n]?){4,})[\u3000\u00a0 \n]*")
)

// splitParagraphs parts a run of text where only an indent parts its paragraphs.
func splitParagraphs(raw string) []string {
	if !sentenceGap.MatchString(raw) {
		return []string{raw}
	}
	gap := sentenceGap
	if indented(strings.Map(plain, raw)) {
		gap = anyGap
	}
	return strings.Split(gap.ReplaceAllString(raw, "$1\v\u3000\u3000"), "\v")
}

// sameTitle reports whether two lines print the same title, give or take
// spaces, punctuation and script.
func sameTitle(a, b string) bool {
	x, y := squeeze(beginning(a, ruleBytes)), squeeze(beginning(b, ruleBytes))
	return x != "" && x == y
}

// isDayAlone reports whether a line is a day and little else.
func isDayAlone(l *line) bool {
	return dayAlone.MatchString(l.folded) && short(l.text, 60)
}

// isByline reports whether a line names somebody and a day, such as an account
// and when it published.
func isByline(l *line) bool {
	return isDayAlone(l) || short(l.text, 50) && dayWithin.MatchString(l.folded) && !strings.ContainsAny(l.text, "，,")
}

func folded(s string) string { return fold.String(s) }
