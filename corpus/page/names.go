package page

import (
	"strings"
	"unicode"
)

// asideTags are elements that by their meaning are no part of an article.
var asideTags = set("nav aside footer form menu")

// asideNames are words in class names and ids of elements that are no part of
// the article, whoever made the site. Only whole words count: TRS_Editor is
// the article itself.
var asideNames = set(`nav navi navbar navigation menu submenu crumb crumbs breadcrumb breadcrumbs position
	footer foot bottom copyright copy share bdshare bdsharebuttonbox jiathis social sharebar related relate relatenews
	relevant recommend recommended hot hotnews rank ranking top10 side sidebar sider aside comment comments pinglun
	ad ads advert advertisement banner pager pagination prevnext prenext page pages tools tool toolbar print login search
	topbar logo qrcode ewm erweima weather friendlink friendlinks links flink tags keywords disclaimer statement mianze
	ed editor zrbj bianji qr subscribe follow widget popular latest`)

// containerNames are class names and ids by which content management systems
// call the element that holds the text of an article.
var containerNames = set(`ucap-content trs_editor js_content ozoom zoom zoomcon zoomcontent vsb_content vsb_content_2
	vsb_content_4 v_news_content wp_articlecontent article-body articlebody article_body article-content
	articlecontent article_content news-content newscontent news_content newstext news_text content-text
	contenttext content_text text_content textcontent content con contents conten contentbox content_box detail-content
	detail_content detailcontent detail_con detail-con info-content infocontent xl_content xlcontent bt_content
	bt-content pages_content main-text maintext main_text rich_media_content entry-content post-content
	post_content post-body texts txt text p14 artical_content artibody endtext mcontent conzt nr zw zwnr wznr
	founder-content xilan_con arc_body showcontent show_content neirong zhengwen contenttxt con_text articletext
	article-text article_text news_body newsbody news-body cont_txt txtcont txt_con view_content detail_text
	ctrl-content content-body`)

// titleNames are the same for the title.
var titleNames = set(`title tit tt bt biaoti headline activity-name rich_media_title article-title article_title
	articletitle news-title news_title newstitle newstit news_tit xl_title xltitle detail-title detail_title arti_title
	main-title main_title maintitle entry-title post-title post_title content-title content_title contenttitle
	title1 ctitle arc_title show_title bt_title title-text art_title founder-title h-title wztit wzbt`)

// sourceNames are the same for the source, where it stands without a label.
var sourceNames = set("source media media_name medianame article-source article_source news-source news_source source-name laiyuan ly")

// isAside reports whether an element says that it is no part of the article.
func isAside(n *node, lenient bool) bool {
	if asideTags[n.tag] && !lenient {
		return true
	}
	if lenient || isContainer(n) {
		return false
	}
	for _, key := range [...]string{"class", "id"} {
		for _, word := range nameWords(n.attribute(key)) {
			if asideNames[word] {
				return true
			}
		}
	}
	return false
}

// isContainer reports whether an element bears the name of an article's text.
func isContainer(n *node) bool {
	return named(n, containerNames) || strings.EqualFold(n.attribute("itemprop"), "articleBody")
}

func namesTitle(n *node) bool { return named(n, titleNames) }

// named reports whether the element's tag, its id or one of its classes is
// among names.
func named(n *node, names map[string]bool) bool {
	if names[n.tag] {
		return n.tag != "title"
	}
	for _, key := range [...]string{"class", "id"} {
		for _, name := range strings.Fields(strings.ToLower(n.attribute(key))) {
			if names[name] {
				return true
			}
		}
	}
	return false
}

// nameWords splits class names into words: right-side_bar, rightSidebar. Each
// whole name is one of them.
func nameWords(s string) []string {
	if s == "" {
		return nil
	}
	words := strings.Fields(strings.ToLower(s))
	var b strings.Builder
	for i, r := range s {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		} else {
			b.WriteByte(' ')
		}
	}
	return append(words, strings.Fields(b.String())...)
}
