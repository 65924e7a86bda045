package server

import (
	"context"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"zonesearch/index"
)

// TestInABrowser does what people do, in a real Chromium.
func TestInABrowser(t *testing.T) {
	browser := chromium(t)
	h := sharedHouse(t)
	desk := look{width: 1280, script: true}
	for name, journey := range map[string]func(*tab, *house){
		"suggestions":                suggestions,
		"an input method":            inputMethod,
		"two zones, two cities":      twoZones,
		"a range dragged":            dragged,
		"an article, hit by hit":     hitByHit,
		"projects":                   projectsTable,
		"trends":                     trendsCompared,
		"following and taking along": takenAlong,
		"finding within a facet":     withinFacet,
		"trying the API":             tryingOut,
	} {
		t.Run(name, func(t *testing.T) { journey(desk.open(t, browser, h.URL), h) })
	}
	t.Run("without scripts", func(t *testing.T) { withoutScripts(look{width: 1280}.open(t, browser, h.URL), h) })
	t.Run("filters on a phone", func(t *testing.T) { onAPhone(look{width: 360, script: true}.open(t, browser, h.URL)) })
	for _, l := range []look{{360, false, true}, {1280, false, true}, {360, true, true}, {1280, true, true}} {
		t.Run(fmt.Sprintf("every page at %d, dark %v", l.width, l.dark), func(t *testing.T) { everyPage(l.open(t, browser, h.URL), h, l) })
	}
	t.Run("suggestions to come", func(t *testing.T) {
		var missing atomic.Bool
		late := newHouse(t, nil, func(o *Options) { o.Engine = lateSuggestions{h.index, &missing} })
		suggestionsToCome(desk.open(t, browser, late.URL), &missing)
	})
	t.Run("payloads", func(t *testing.T) { payloadsNeverRun(desk.open(t, browser, h.URL), h) })
}

func suggestions(b *tab, _ *house) {
	b.visit("/")
	b.click("#q")
	b.press("苏州")
	b.await(`document.querySelectorAll('#suggestions [role=option]').length > 0`)
	if got := value[string](b, `document.querySelector('#q').getAttribute('aria-expanded')`); got != "true" {
		b.Errorf("aria-expanded is %q with suggestions shown", got)
	}
	b.press(kb.ArrowDown)
	active := value[string](b, `document.getElementById(document.querySelector('#q').getAttribute('aria-activedescendant'))?.dataset.text ?? ''`)
	if active == "" {
		b.Fatal("the arrow key chose nothing")
	}
	b.press(kb.Escape)
	b.await(`document.querySelector('#suggestions').hidden && document.querySelector('#q').value === '苏州'`)
	b.press("工")
	b.await(`!document.querySelector('#suggestions').hidden`)
	b.press(kb.ArrowDown)
	text := value[string](b, `document.querySelector('#suggestions [aria-selected=true]').dataset.text`)
	b.press(kb.Enter)
	b.await(`new URL(location).searchParams.get('q') === ` + literal(text) + ` && document.querySelector('.hits')`)
}

// lateSuggestions is an engine that has no suggestions for a while.
type lateSuggestions struct {
	Engine
	missing *atomic.Bool
}

func (l lateSuggestions) Suggest(ctx context.Context, typed string, limit int) ([]index.Suggestion, error) {
	if l.missing.Load() {
		return nil, index.ErrNotReady
	}
	return l.Engine.Suggest(ctx, typed, limit)
}

// While there are no suggestions the box shows none, neither those of what was
// typed before; once there are some, they come without another key.
func suggestionsToCome(b *tab, missing *atomic.Bool) {
	shown := `document.querySelectorAll('#suggestions [role=option]').length > 0`
	b.visit("/")
	b.click("#q")
	b.press("苏")
	b.await(shown)
	missing.Store(true)
	b.press("州")
	b.await(`document.querySelector('#suggestions').hidden && !(` + shown + `)`)
	if got := value[string](b, `document.querySelector('#q').getAttribute('aria-expanded')`); got != "false" {
		b.Errorf("aria-expanded is %q with nothing shown", got)
	}
	missing.Store(false)
	b.await(shown)
	b.forgive("503")
}

func inputMethod(b *tab, _ *house) {
	b.visit("/")
	asked := `performance.getEntriesByType('resource').filter((r) => r.name.includes('/v1/suggest')).length`
	b.run(`const q = document.querySelector('#q');
		q.focus();
		q.dispatchEvent(new CompositionEvent('compositionstart'));
		q.value = 'suzhou';
		q.dispatchEvent(new InputEvent('input', {isComposing: true}));
		q.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}));`)
	b.do(chromedp.Sleep(500 * time.Millisecond))
	if n := value[int](b, asked); n != 0 {
		b.Errorf("%d questions while composing", n)
	}
	b.run(`const q = document.querySelector('#q'); q.value = '苏州'; q.dispatchEvent(new CompositionEvent('compositionend'));`)
	b.await(asked + ` === 1`)
}

// tick ticks the box of a place and waits for the page that it leads to.
func (b *tab) tick(name, place string) {
	b.Helper()
	box := fmt.Sprintf(`document.querySelector('input[name=%s][value=%s]')`, name, literal(place))
	b.run(fmt.Sprintf(`for (let d = %s.closest('details'); d; d = d.parentElement.closest('details')) d.open = true; %s.click();`, box, box))
	b.await(fmt.Sprintf(`new URL(location).searchParams.getAll('%s').includes(%s) && %s.checked`, name, literal(place), box))
}

// total is how many articles the page says there are.
func (b *tab) total() int {
	b.Helper()
	return value[int](b, `Number(document.querySelector('#count').textContent.replaceAll(',', '').match(/\d+/)[0])`)
}

func twoZones(b *tab, h *house) {
	const one, other = "昆山经济技术开发区", "芜湖经济技术开发区"
	b.visit("/?q=项目")
	b.tick("zone", one)
	first := b.total()
	b.tick("zone", other)
	both := b.total()
	var said struct{ Total int }
	h.must(b, "/v1/search"+query("q", "项目", "zone", one, "zone", other), &said)
	if both != said.Total || both <= first || first == 0 {
		b.Errorf("%d in one zone, %d in both; the API says %d", first, both, said.Total)
	}
	for _, zone := range []string{one, other} {
		shown := value[int](b, fmt.Sprintf(`Number(document.querySelector('input[name=zone][value=%s]').closest('label').querySelector('.count').textContent)`, literal(zone)))
		h.must(b, "/v1/search"+query("q", "项目", "zone", zone), &said)
		if shown != said.Total {
			b.Errorf("beside %s stands %d; it has %d", zone, shown, said.Total)
		}
	}
	if live := value[string](b, `document.getElementById('live').textContent`); !strings.Contains(live, fmt.Sprint(both)) {
		b.Errorf("readers of screens hear %q", live)
	}
	b.click(`.chip[data-kind=zone]`)
	b.await(`document.querySelectorAll('.chip').length === 1`)
	b.run(`history.back()`)
	b.await(`document.querySelectorAll('.chip').length === 2`)
	if b.total() != both {
		b.Errorf("after going back there are %d, before %d", b.total(), both)
	}
	b.run(`history.forward()`)
	b.await(`document.querySelectorAll('.chip').length === 1`)

	// A city ticked within a province says it more exactly; one elsewhere adds
	// to it, level with it.
	b.visit("/?q=项目&province=江苏")
	b.tick("city", "苏州")
	b.await(`!new URL(location).searchParams.has('province')`)
	b.tick("city", "芜湖")
	b.await(`new URL(location).searchParams.getAll('city').length === 2`)
}

func dragged(b *tab, h *house) {
	b.visit("/?sort=date_desc")
	b.await(`document.querySelector('svg[data-brush] a')`)
	type place struct{ X1, X2, Y float64 }
	at := value[place](b, `(() => {
		const bars = [...document.querySelectorAll('svg[data-brush] .slot')].map((r) => r.getBoundingClientRect());
		return {X1: bars[2].left + bars[2].width / 2, X2: bars[4].left + bars[4].width / 2, Y: bars[2].top + bars[2].height / 2};
	})()`)
	b.drag(at.X1, at.Y, at.X2, at.Y)
	b.await(`new URL(location).searchParams.has('from')`)
	from, to := value[string](b, `new URL(location).searchParams.get('from')`), value[string](b, `new URL(location).searchParams.get('to')`)
	var said struct{ Total int }
	h.must(b, "/v1/search"+query("from", from, "to", to), &said)
	if b.total() != said.Total || said.Total == 0 || from >= to {
		b.Errorf("from %s to %s: the page says %d, the API %d", from, to, b.total(), said.Total)
	}
	b.click(`.chip[data-kind=date]`)
	b.await(`!new URL(location).searchParams.has('from')`)
	b.click(`svg[data-brush] a[data-from="2021"] .slot`)
	b.await(`new URL(location).searchParams.get('from') === '2021' && new URL(location).searchParams.get('to') === '2021'`)
}

func hitByHit(b *tab, _ *house) {
	b.visit("/?q=光伏 开工")
	b.click(".hit h2 a")
	b.await(`location.pathname.startsWith('/articles/') && document.querySelector('[data-next]:not([hidden])')`)
	hits := value[int](b, `document.querySelectorAll('[data-hit]').length`)
	if hits < 2 {
		b.Fatalf("%d hits in the article", hits)
	}
	current := `[...document.querySelectorAll('[data-hit]')].findIndex((m) => m.classList.contains('current'))`
	b.press("n")
	b.press("n")
	if at := value[int](b, current); at != 1 {
		b.Errorf("n twice leads to hit %d", at+1)
	}
	b.press("p")
	b.press("p")
	if at := value[int](b, current); at != hits-1 {
		b.Errorf("p twice leads to hit %d of %d", at+1, hits)
	}
	b.click("[data-next]")
	if at := value[int](b, current); at != 0 {
		b.Errorf("from the last hit the next one is %d", at+1)
	}
	if shown := value[bool](b, `(() => { const r = document.querySelector('.current').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })()`); !shown {
		b.Error("the current hit is out of sight")
	}
}

func projectsTable(b *tab, _ *house) {
	b.visit("/projects")
	b.click(`thead th[aria-sort] a[href*="amount_desc"]`)
	b.await(`document.querySelector('th[aria-sort=descending] a[href*="amount_desc"]')`)
	amounts := value[[]string](b, `[...document.querySelectorAll('.projects-table td.num')].map((e) => e.textContent.trim())`)
	if len(amounts) != projectsLimit || !strings.Contains(amounts[0], "亿") {
		b.Errorf("amounts: %v", amounts)
	}
	b.click(".evidence summary")
	b.await(`document.querySelector('.evidence[open] blockquote mark')?.offsetHeight > 0`)
	b.click(`.evidence[open] a[href*="/articles/"]`)
	b.await(`location.pathname.startsWith('/articles/') && document.querySelector(location.hash)`)
}

func trendsCompared(b *tab, h *house) {
	b.visit("/trends")
	b.run(`document.querySelector('input[name=by][value=query]').checked = true;
		const words = document.querySelectorAll('input[name=q]'); words[0].value = '光伏'; words[1].value = '半导体';`)
	b.click(".trend-form button")
	b.await(`document.querySelectorAll('svg.lines path').length === 2 && new URL(location).searchParams.get('by') === 'query'`)
	if heads := value[[]string](b, `[...document.querySelectorAll('#figures thead th')].map((e) => e.textContent).slice(1)`); len(heads) != 2 || heads[0] != "光伏" {
		b.Errorf("columns: %v", heads)
	}
	total := value[int](b, `Number(document.querySelector('#figures tfoot td').textContent)`)
	a := h.fetch(b, value[string](b, `document.querySelector('[data-export=csv]').getAttribute('href')`))
	sum := 0
	for _, row := range table(b.T, a.body) {
		if row["series"] == "光伏" {
			var n int
			if _, err := fmt.Sscan(row["count"], &n); err != nil {
				b.Fatal(err)
			}
			sum += n
		}
	}
	if sum != total || total == 0 {
		b.Errorf("the CSV adds up to %d, the table to %d", sum, total)
	}
}

func takenAlong(b *tab, h *house) {
	b.visit("/?q=光伏&from=2018&collapse=true")
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Entries []struct {
			ID string `xml:"id"`
		} `xml:"entry"`
	}
	href := value[string](b, `document.querySelector('link[rel=alternate][type="application/atom+xml"]').getAttribute('href')`)
	if err := xml.Unmarshal(h.fetch(b, href).body, &feed); err != nil || len(feed.Entries) == 0 {
		b.Errorf("%s: %d entries, %v", href, len(feed.Entries), err)
	}
	var said struct {
		TotalGroups int `json:"total_groups"`
	}
	h.must(b, "/v1/search"+query("q", "光伏", "from", "2018", "collapse", "true"), &said)
	href = value[string](b, `document.querySelector('[data-export=csv]').getAttribute('href')`)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(h.fetch(b, href).body), "\uFEFF"))).ReadAll()
	if err != nil || len(rows)-1 != said.TotalGroups {
		b.Errorf("%s: %d rows of %d, %v", href, len(rows)-1, said.TotalGroups, err)
	}
	href = value[string](b, `document.querySelector('[data-export=bibtex]').getAttribute('href')`)
	if n := bibEntries(b.T, string(h.fetch(b, href).body)); n != said.TotalGroups {
		b.Errorf("%s: %d entries of %d", href, n, said.TotalGroups)
	}
}

func withinFacet(b *tab, _ *house) {
	b.visit("/?sort=date_desc")
	b.click(".places [data-within]")
	b.press("芜湖")
	shown := `[...document.querySelectorAll('.tree input[name=province]')].filter((i) => i.offsetParent).map((i) => i.value)`
	b.await(`(` + shown + `).length === 1`)
	if got := value[[]string](b, shown); got[0] != "安徽" {
		b.Errorf("芜湖 is found in %v", got)
	}
	b.click(`.tree input[name=city][value="芜湖"]`)
	b.await(`new URL(location).searchParams.get('city') === '芜湖'`)
}

func tryingOut(b *tab, _ *house) {
	b.visit("/docs")
	b.click("#search summary")
	b.run(`document.querySelector('#search input[name=q]').value = '光伏'`)
	b.click("#search form button")
	b.await(`document.querySelector('#search output pre')?.textContent.includes('"total"')`)
}

// withoutScripts can only look at the page from outside.
func withoutScripts(b *tab, h *house) {
	b.visit("/")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "光伏"), chromedp.Click(chromedp.CSS(".box .go")))
	// The page that is left has hits too, so it is the address that tells.
	for end := time.Now().Add(10 * time.Second); !strings.Contains(b.address(), "?") && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	b.do(chromedp.WaitVisible(chromedp.CSS(".hits")))
	at, err := url.Parse(b.address())
	if err != nil || at.Query().Get("q") != "光伏" || at.Query().Has("form") || at.Query().Has("from") {
		b.Errorf("the form leads to %s", at)
	}
	b.do(chromedp.Click(chromedp.CSS(`input[name=industry][value="新能源"]`)), chromedp.Click(chromedp.CSS(".apply")), chromedp.WaitVisible(chromedp.CSS(".chip[data-kind=industry]")))
	var said struct{ Total int }
	h.must(b, "/v1/search"+query("q", "光伏", "industry", "新能源"), &said)
	text, err := chromedp.Run(b.ctx, chromedp.TextContent(chromedp.CSS("#count")))
	if err != nil || !strings.Contains(text, fmt.Sprint(said.Total)) {
		b.Errorf("the page says %q, the API %d; %v", text, said.Total, err)
	}
	b.do(chromedp.Click(chromedp.CSS(".chip")), chromedp.WaitNotPresent(chromedp.CSS(".chip")))
	b.do(chromedp.Click(chromedp.CSS(".hit h2 a")), chromedp.WaitVisible(chromedp.CSS(".steps .numbers a")), chromedp.Click(chromedp.CSS(".steps .numbers a")))
	if !strings.HasSuffix(b.address(), "#hit1") {
		b.Errorf("the first hit is at %s", b.address())
	}
}

// onAPhone ticks several filters and applies them at once.
func onAPhone(b *tab) {
	b.visit("/?sort=date_desc")
	b.click(".to-filters")
	b.await(`document.querySelector('.side').offsetHeight > 0 && location.hash === '#filters'`)
	b.run(`document.querySelector('input[name=province][value=江苏]').click(); document.querySelector('input[name=province][value=浙江]').click();`)
	b.click(".apply")
	b.await(`new URL(location).searchParams.getAll('province').length === 2 && document.querySelector('.side').offsetHeight === 0`)
}

// fetch gets an address of the page that the API's document does not know.
func (h *house) fetch(b *tab, path string) *answer {
	b.Helper()
	resp, err := http.Get(h.URL + path)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		b.Fatalf("GET %s: %s, %v", path, resp.Status, err)
	}
	return &answer{resp, body}
}

// addresses are pages of every kind, in the states that look different.
func addresses(tb testing.TB, h *house) []string {
	tb.Helper()
	var found struct{ Hits []struct{ ID string } }
	h.must(tb, "/v1/search"+query("q", "光伏 开工", "limit", "1"), &found)
	var projects struct{ Projects []struct{ Lifeline string } }
	h.must(tb, "/v1/projects?sort=amount_desc&limit=1", &projects)
	return []string{
		"/", "/?q=光伏 签约&collapse=true", "/?q=光伏&zone=昆山经济技术开发区&zone=芜湖经济技术开发区&from=2018&amount_min=1亿", "/?q=没有这样的词语呀", "/?sort=date_desc&page=3",
		"/projects", "/projects?unique=true&sort=amount_desc&stage=签约", "/lifelines/" + projects.Projects[0].Lifeline,
		"/articles/" + found.Hits[0].ID + "?q=光伏 开工", "/zones", "/zones?q=昆山", "/zones/昆山经济技术开发区",
		"/trends", "/trends?by=query&q=光伏&q=半导体&interval=year&measure=share", "/docs", "/about", "/?q=光伏&lang=en", "/projects?lang=en",
	}
}

// everyPage looks at a page of every kind. What axe finds, it finds at any
// width and in any colours but contrast and sizes, so it looks twice only.
func everyPage(b *tab, h *house, l look) {
	var axe string
	if path := os.Getenv("ZONESEARCH_AXE"); path != "" && l.dark == (l.width > 1000) {
		source, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		axe = string(source)
	} else if path == "" {
		b.Log("ZONESEARCH_AXE names no axe-core: accessibility is not checked")
	}
	for _, path := range addresses(b.T, h) {
		b.visit(path)
		if wide := value[int](b, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
			b.Errorf("%s is %d pixels wider than the window", path, wide)
		}
		if axe != "" {
			b.axe(axe)
		}
		b.settle()
	}
}

// payloadsNeverRun shows every hostile article on every page that shows any.
func payloadsNeverRun(b *tab, h *house) {
	paths := []string{
		"/?q=恶意标题&limit=100", "/zones/" + url.PathEscape(payloads()[1]+"恶意开发区"), "/trends?by=query&q=x&q=" + url.QueryEscape(payloads()[1]), "/?sort=added_desc&limit=100", "/projects?q=恶意&limit=100", "/zones", "/about", "/trends?by=zone&series=50&q=恶意标题",
		"/trends?by=city&series=50&from=2021-03-04&to=2021-03-04", "/?sort=date_desc&from=2021-03-04&to=2021-03-04",
	}
	for i, p := range payloads() {
		if !strings.ContainsAny(p, "<>\"'&{`:") {
			continue // nothing to a browser
		}
		paths = append(paths, fmt.Sprintf("/articles/hostile-%d?q=%s", i, url.QueryEscape(p)),
			"/?q="+url.QueryEscape(p)+"&zone="+url.QueryEscape(p+"恶意开发区"))
	}
	for _, path := range paths {
		b.visit(path)
		if strange := value[[]string](b, `[...document.querySelectorAll('script:not([src]), iframe, [onerror], [onload], [onclick], [style], a[href^="javascript:" i], img')].map((e) => e.outerHTML)`); len(strange) > 0 {
			b.Errorf("%s holds %q", path, strange)
		}
	}
	b.forgive("4") // pages that say 400 or 404
	b.visit("/")
	b.click("#q")
	b.press("恶意")
	b.await(`document.querySelectorAll('#suggestions [role=option]').length > 0 || performance.getEntriesByType('resource').some((r) => r.name.includes('/v1/suggest'))`)
}
