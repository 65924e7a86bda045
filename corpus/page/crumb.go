package page

import (
	"regexp"
	"strings"

	"zonesearch/segment/fold"
)

var (
	crumbLabel = regexp.MustCompile(`^[\s>·]*(?:您|你)?(?:现在|当前|目前|所在)?的?(?:当前|所在)?的?(?:位置|所在位置|当前位置)(?:是)?\s*[:>]?`)
	crumbStart = regexp.MustCompile(`^\s*首\s*页\s*(?:[>»›/\\|→-]|>>|$)`)
	crumbSplit = regexp.MustCompile(`\s*(?:>+|＞+|»|›|→|\\|/|\||\s-+\s|--+|－)\s*`)
	channelish = regexp.MustCompile(`新闻|动态|要闻|资讯|公告|信息|报道|视频|图片|文字|专题|政策|通知|快讯`)
	leafish    = regexp.MustCompile(`^(?:正文|详情|详细(?:信息|内容)?|内容|新闻内容|文章内容|信息内容|浏览|查看|列表|新闻详情|文章详情)$`)
)

// crumb is what the trail of a page (首页 > 开发区新闻 > 泰州 > 文字新闻) says.
type crumb struct{ city, channel string }

// isCrumb reports whether a line is a trail.
func isCrumb(l *line) bool {
	if l.runes() > 150 || strings.Contains(l.text, "。") {
		return false
	}
	if m := crumbLabel.FindString(l.folded); m != "" {
		return strings.Contains(l.folded, ":") || strings.Contains(l.folded, ">") || l.runes() <= 8
	}
	return crumbStart.MatchString(l.folded) && len(crumbSplit.Split(l.folded, -1)) >= 3 && strings.ContainsAny(l.folded, ">»›→")
}

// parseCrumb reads a trail. The city is the part that stands where this kind of
// site prints it, between the news and the channel, or that says itself that
// it is one.
func parseCrumb(text, title string) crumb {
	folded := fold.String(text)
	at := runeOffsets(text, folded)
	if m := crumbLabel.FindStringIndex(folded); m != nil {
		text = text[at[m[1]]:]
	}
	parts := crumbSplit.Split(strings.TrimSpace(text), -1)
	for i := range parts {
		parts[i] = clean(parts[i])
	}
	// The article itself may end the trail.
	for n := len(parts); n > 0; n = len(parts) {
		last := parts[n-1]
		if leafish.MatchString(fold.String(last)) || sameTitle(last, title) || last == "" {
			parts = parts[:n-1]
			continue
		}
		break
	}
	var c crumb
	for i := 1; i < len(parts); i++ {
		p := parts[i]
		if c.city == "" && isCity(parts, i) {
			c.city = p
		} else if p != "" {
			c.channel = p
		}
	}
	return c
}

var cityName = regexp.MustCompile(`^\p{Han}{2,8}$`)

func isCity(parts []string, i int) bool {
	p := parts[i]
	if !cityName.MatchString(p) || channelish.MatchString(fold.String(p)) {
		return false
	}
	for _, suffix := range [...]string{"市", "盟", "地区", "自治州"} {
		if strings.HasSuffix(p, suffix) {
			return true
		}
	}
	return strings.Contains(fold.String(parts[i-1]), "开发区新闻") ||
		i+1 < len(parts) && regexpChannel.MatchString(fold.String(parts[i+1])) && i >= 2
}

// regexpChannel are the channels of the site whose trail names the city.
var regexpChannel = regexp.MustCompile(`^(?:文字|图片|视频)新闻$`)
