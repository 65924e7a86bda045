package page

import (
	"encoding/json"
	"net/url"
	"strings"
)

// headFacts is what a page says about its article in tags for machines.
type headFacts struct {
	docTitle  string // <title>
	title     string // of the government standard
	altTitles []string
	date      string // as printed
	source    string
	weak      string // source that is only the author or the like
	account   string // the public account of a WeChat page
	medium    string // what an element called source holds
	site      string
	url       string
	body      string // JSON-LD articleBody
	code      string // scripts outside of lines are kept for their variables
}

// metaUse says what each meta tag holds. Names are compared in small letters.
// Times of changing or making the page are not among them.
var metaUse = func() map[string]func(*headFacts, string) {
	date := func(h *headFacts, v string) { fill(&h.date, v) }
	alt := func(h *headFacts, v string) { h.altTitles = append(h.altTitles, v) }
	m := map[string]func(*headFacts, string){
		"articletitle":      func(h *headFacts, v string) { fill(&h.title, v) },
		"contentsource":     func(h *headFacts, v string) { fill(&h.source, v) },
		"source":            func(h *headFacts, v string) { fill(&h.weak, v) },
		"mediaid":           func(h *headFacts, v string) { fill(&h.weak, v) },
		"og:article:author": func(h *headFacts, v string) { fill(&h.weak, v) },
		"sitename":          func(h *headFacts, v string) { fill(&h.site, v) },
		"og:url":            func(h *headFacts, v string) { fill(&h.url, webAddress(v)) },
		"og:title":          alt,
		"twitter:title":     alt,
		"headline":          alt,
		"title":             alt,
		"dc.title":          alt,
		"citation_title":    alt,
	}
	for _, name := range strings.Fields(`pubdate publishdate publish_date publish-date publishtime publish_time pubtime pub_date
		article:published_time og:release_date og:published_time datepublished dc.date.issued dc.date weibo:article:create_at
		firstpublishedtime releasedate apub:time bytedance:published_time og:pubdate sailthru.date`) {
		m[name] = date
	}
	return m
}()

// fill sets a field that nothing has set before.
func fill(field *string, value string) {
	if *field == "" {
		*field = strings.TrimSpace(value)
	}
}

// readHead walks the whole tree: pages put their meta tags anywhere.
func readHead(root *node) *headFacts {
	h := &headFacts{}
	h.walk(root)
	return h
}

func (h *headFacts) walk(n *node) {
	switch n.tag {
	case "title":
		fill(&h.docTitle, collapse(strings.Map(plain, textOf(n))))
	case "meta":
		h.meta(n)
	case "link":
		if strings.EqualFold(n.attribute("rel"), "canonical") {
			if u := webAddress(n.attribute("href")); u != "" {
				h.url = u
			}
		}
	case "script":
		code := textOf(n)
		if strings.Contains(strings.ToLower(n.attribute("type")), "ld+json") {
			h.linkedData(code)
		} else if len(h.code)+len(code) < maxScript {
			h.code += code + "\n"
		}
	}
	if v := n.attribute("itemprop"); v != "" && strings.EqualFold(v, "datePublished") {
		fill(&h.date, n.attribute("content"))
		fill(&h.date, n.attribute("datetime"))
	}
	if named(n, sourceNames) {
		if v := collapse(strings.Map(plain, textOf(n))); short(v, 20) && labelKinds[squeeze(v)] == noField && !strings.ContainsAny(v, "0123456789:：") {
			fill(&h.medium, v)
		}
	}
	if n.attribute("id") == "js_name" {
		fill(&h.account, collapse(strings.Map(plain, textOf(n))))
	}
	for _, k := range n.kids {
		h.walk(k)
	}
}

func (h *headFacts) meta(n *node) {
	content := collapse(strings.Map(plain, n.attribute("content")))
	if content == "" {
		return
	}
	for _, key := range [...]string{"name", "property", "itemprop"} {
		if use := metaUse[strings.ToLower(n.attribute(key))]; use != nil {
			use(h, content)
			return
		}
	}
}

// linkedData reads JSON-LD: one object, a list, or a graph of them.
func (h *headFacts) linkedData(code string) {
	var v any
	if json.Unmarshal([]byte(code), &v) != nil {
		return
	}
	h.linkedValue(v, 0)
}

func (h *headFacts) linkedValue(v any, depth int) {
	if depth > 3 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			h.linkedValue(e, depth+1)
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok {
			h.linkedValue(graph, depth+1)
		}
		if isArticleType(v["@type"]) {
			h.linkedArticle(v)
		}
	}
}

func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || v == "BlogPosting" || v == "WebPage"
	case []any:
		for _, e := range v {
			if isArticleType(e) {
				return true
			}
		}
	}
	return false
}

func (h *headFacts) linkedArticle(v map[string]any) {
	text := func(key string) string {
		s, _ := v[key].(string)
		return collapse(strings.Map(plain, s))
	}
	if t := text("headline"); t != "" {
		h.altTitles = append([]string{t}, h.altTitles...)
	}
	if d := text("datePublished"); d != "" {
		h.date = d
	}
	if b, _ := v["articleBody"].(string); b != "" {
		fill(&h.body, b)
	}
	fill(&h.url, webAddress(text("url")))
	if name := nameIn(v["sourceOrganization"]); name != "" {
		fill(&h.source, name)
	}
	if author, ok := v["author"].(map[string]any); ok && author["@type"] == "Organization" {
		fill(&h.weak, nameIn(author))
	}
}

func nameIn(v any) string {
	m, _ := v.(map[string]any)
	s, _ := m["name"].(string)
	return s
}

// webAddress is s if it is a whole http or https address, else "".
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return s
}

func textOf(n *node) string {
	var b strings.Builder
	for _, k := range n.kids {
		b.WriteString(k.text)
	}
	return b.String()
}
