package server

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"zonesearch/index"

	"golang.org/x/net/html"
)

// page gets a page as a browser would, compressed, and reads its HTML.
func (h *house) page(t *testing.T, path string, headers ...string) (a *http.Response, wire int, doc *html.Node) {
	t.Helper()
	r := h.request(t, http.MethodGet, (&url.URL{Path: strings.SplitN(path, "?", 2)[0]}).EscapedPath()+after(path), "", append([]string{"Accept", "text/html", "Accept-Encoding", "gzip"}, headers...)...)
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	wire = len(body)
	if resp.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(strings.NewReader(string(body)))
		if err != nil {
			t.Fatal(err)
		}
		if body, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	if doc, err = html.Parse(strings.NewReader(string(body))); err != nil {
		t.Fatal(err)
	}
	return resp, wire, doc
}

// after is the query of an address with "?", its values well encoded.
func after(path string) string {
	_, raw, found := strings.Cut(path, "?")
	if !found {
		return ""
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return "?" + raw
	}
	return "?" + values.Encode()
}

// elements are all elements below a node.
func elements(n *html.Node) (list []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			list = append(list, d)
		}
	}
	return list
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// mostOnTheWire bounds a page, compressed.
const mostOnTheWire = 60 << 10

func TestPagesAreWholeLightAndStrict(t *testing.T) {
	h := sharedHouse(t)
	links := map[string]string{} // every address on the site that a page leads to, and which
	for _, path := range addresses(t, h) {
		resp, wire, doc := h.page(t, path)
		if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %s, %s", path, resp.Status, resp.Header.Get("Content-Type"))
		}
		if wire > mostOnTheWire {
			t.Errorf("%s: %d bytes", path, wire)
		}
		titles, headings, ids := 0, 0, map[string]bool{}
		for _, n := range elements(doc) {
			switch n.Data {
			case "title":
				if n.Parent.Data == "head" {
					titles++
				}
			case "h1":
				headings++
			case "script":
				if attribute(n, "src") == "" {
					t.Errorf("%s: a script of its own", path)
				}
			case "a":
				if href := attribute(n, "href"); strings.HasPrefix(href, "/") {
					links[href] = path
				}
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
				}
				if a.Key == "id" {
					if ids[a.Val] {
						t.Errorf("%s: two elements are called %q", path, a.Val)
					}
					ids[a.Val] = true
				}
			}
		}
		if titles != 1 || headings != 1 {
			t.Errorf("%s: %d titles, %d headings of the first rank", path, titles, headings)
		}
	}
	if len(links) < 300 {
		t.Errorf("%d links only", len(links))
	}
	for href, from := range links {
		resp, err := http.Get(h.URL + href)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			t.Errorf("%s leads to %s: %s", from, href, resp.Status)
		}
	}
}

func TestWhatAPersonTypesIsNoErrorPage(t *testing.T) {
	h := sharedHouse(t)
	tests := []struct {
		path   string
		status int
		says   string // on the page
	}{
		{`/?q=“没有关上`, 200, "篇文章"},
		{`/?q=)(-OR`, 200, "篇文章"},
		{"/?q=" + strings.Repeat("长", 5000), 400, "长"},
		{"/?q=a&from=2022-13", 400, "2022-07-18"},
		{"/?q=a&amount_min=很多", 400, "amount_min"},
		{"/?q=a&page=5000&limit=100", 400, "10000"},
		{"/?q=a&stage=完工", 400, "完工"},
		{"/?q=a&utm_source=x", 200, "篇文章"},
		{"/projects?q=a&sort=zzz", 400, "zzz"},
		{"/projects?amount_max=", 200, "项目记录"},
		{"/trends?by=query", 400, "q"},
		{"/trends?by=zzz", 400, "zzz"},
		{"/trends?from=9999", 200, "趋势"},
		{"/zones?q=%FF", 200, "开发区"},
		{"/zones/没有这个区", 404, "没有"},
		{"/articles/没有这篇", 404, "没有"},
		{"/articles/hostile-0?q=" + strings.Repeat("长", 5000), 200, "恶意"},
		{"/lifelines/没有", 404, "没有"},
		{"/nothing", 404, "没有"},
	}
	for _, tt := range tests {
		resp, _, doc := h.page(t, tt.path)
		box := false
		for _, n := range elements(doc) {
			box = box || n.Data == "input" && attribute(n, "name") == "q"
		}
		if resp.StatusCode != tt.status || !strings.Contains(textOf(doc), tt.says) {
			t.Errorf("%.60s: %s, %.200q", tt.path, resp.Status, strings.Join(strings.Fields(textOf(doc)), " "))
		}
		if !box && !strings.HasPrefix(tt.path, "/articles/hostile") {
			t.Errorf("%.60s: nowhere to go on from", tt.path)
		}
	}
	resp, _, _ := h.page(t, "/nothing", "Accept", "application/json")
	if resp.Header.Get("Content-Type") != "application/problem+json; charset=utf-8" {
		t.Errorf("a program that asks for nothing is told so as %s", resp.Header.Get("Content-Type"))
	}
}

func TestFormsLeadToShortAddresses(t *testing.T) {
	h := sharedHouse(t)
	tests := []struct{ from, to string }{
		{"/?form=1&q=光伏&from=&to=&amount_min=&collapse=true", "/?collapse=true&q=光伏"},
		{"/?form=1&q=&from=", "/"},
		{"/projects?form=1&province=江苏&city=苏州", "/projects?city=苏州"},
		{"/trends?form=1&by=zone&q=光伏&q=储能&zone=", "/trends?by=zone&q=光伏"},
		{"/trends?form=1&by=query&q=", "/trends"},
		{"/zones?form=1&q=昆山", "/zones?q=昆山"},
		{"/?form=1&q=x&lang=en", "/?lang=en&q=x"},
	}
	for _, tt := range tests {
		resp, _, _ := h.page(t, tt.from)
		got, err := url.QueryUnescape(resp.Header.Get("Location"))
		if err != nil || resp.StatusCode != http.StatusSeeOther || got != tt.to {
			t.Errorf("%s leads to %s (%s)", tt.from, got, resp.Status)
		}
	}
}

func TestLanguages(t *testing.T) {
	h := sharedHouse(t)
	tests := []struct{ path, accept, want string }{
		{"/", "", "zh-CN"}, {"/", "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"}, {"/", "en-US,en;q=0.9", "en"}, {"/?lang=zh", "en", "zh-CN"},
		{"/projects?lang=en", "zh-CN", "en"}, {"/nothing?lang=en", "zh-CN", "en"}, {"/?lang=fr", "", "zh-CN"},
	}
	for _, tt := range tests {
		resp, _, doc := h.page(t, tt.path, "Accept-Language", tt.accept)
		got := ""
		for _, n := range elements(doc) {
			if n.Data == "html" {
				got = attribute(n, "lang")
			}
			// A language that the address names goes along.
			if href := attribute(n, "href"); n.Data == "a" && strings.HasPrefix(tt.path, "/projects") && strings.HasPrefix(href, "/zones") && !strings.Contains(href, "lang=en") {
				t.Errorf("%s leads to %s", tt.path, href)
			}
		}
		if got != tt.want || !strings.Contains(strings.Join(resp.Header.Values("Vary"), ","), "Accept-Language") {
			t.Errorf("%s for %q: %s, Vary %v", tt.path, tt.accept, got, resp.Header.Values("Vary"))
		}
	}
}

// A remark on the query is in the page's language; in JSON it is in Chinese.
func TestRemarksInBothLanguages(t *testing.T) {
	h := sharedHouse(t)
	const zh, en = "没有配对", "is never closed"
	for _, path := range []string{"/", "/projects", "/trends"} {
		for lang, want := range map[string]string{"zh": zh, "en": en} {
			_, _, doc := h.page(t, path+"?lang="+lang+"&q=“光伏")
			if text := textOf(doc); !strings.Contains(text, want) || strings.Contains(text, zh) == strings.Contains(text, en) {
				t.Errorf("%s in %s does not say that it %s", path, lang, want)
			}
		}
	}
	var r index.SearchResult
	h.must(t, "/v1/search?q="+url.QueryEscape("“光伏"), &r)
	if len(r.Query.Warnings) != 1 || !strings.Contains(r.Query.Warnings[0].ZH, zh) {
		t.Errorf("the API says %v", r.Query.Warnings)
	}
}

// The page says the same as the API, whatever is chosen.
func TestPagesAgreeWithTheAPI(t *testing.T) {
	h := sharedHouse(t)
	for _, question := range []string{"q=光伏", "q=开工&province=江苏&province=浙江", "city=苏州&industry=半导体", "q=签约&from=2020&to=2021-06&collapse=true", "amount_min=10亿", "stage=签约&level=国家级"} {
		var said struct {
			Total int
			Hits  []struct{ ID string }
		}
		h.must(t, "/v1/search"+after("?"+question), &said)
		_, _, doc := h.page(t, "/?"+question)
		var shown []string
		for _, n := range elements(doc) {
			if n.Data == "a" && n.Parent.Data == "h2" && attribute(n.Parent.Parent, "class") == "hit" {
				id, _, _ := strings.Cut(strings.TrimPrefix(attribute(n, "href"), "/articles/"), "?")
				if id, err := url.PathUnescape(id); err == nil {
					shown = append(shown, id)
				}
			}
		}
		if len(shown) != len(said.Hits) || said.Total == 0 {
			t.Errorf("%s: %d hits shown of %d", question, len(shown), len(said.Hits))
			continue
		}
		for i := range shown {
			if shown[i] != said.Hits[i].ID {
				t.Errorf("%s: hit %d is %s, the API's %s", question, i, shown[i], said.Hits[i].ID)
			}
		}
	}
}

func TestPagesOfAnEmptyArchive(t *testing.T) {
	h := newHouse(t, nil, nil)
	for _, path := range []string{"/", "/?q=光伏", "/?sort=date_desc", "/projects", "/zones", "/trends", "/trends?by=query&q=a", "/docs", "/about"} {
		if resp, _, _ := h.page(t, path); resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
}

func TestPagesOfAnIndexThatFails(t *testing.T) {
	h := newHouse(t, nil, func(o *Options) { o.Engine = unready{} })
	for _, path := range []string{"/", "/?q=光伏", "/projects", "/zones", "/zones/x", "/trends", "/about", "/articles/x"} {
		resp, _, doc := h.page(t, path)
		if resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(textOf(doc), "索引正在准备") || resp.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %s, %.100q", path, resp.Status, textOf(doc))
		}
	}
}
