package web

import (
	"html"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/project"
	"zonesearch/index"
	"zonesearch/server/params"
)

func TestMarked(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "光伏", "光伏"},
		{"a mark", "<mark>光伏</mark>项目", "<mark>光伏</mark>项目"},
		{"escaped", "&lt;b&gt; &amp; <mark>&#34;</mark>", "&lt;b&gt; &amp; <mark>&#34;</mark>"},
		{"a tag that is not ours", "<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"},
		{"a mark with an attribute", "<mark onclick=x>y</mark>", "&lt;mark onclick=x&gt;y"},
		{"never closed", "<mark>x", "<mark>x</mark>"},
		{"closed twice", "<mark>x</mark></mark>y", "<mark>x</mark>y"},
		{"in each other", "<mark>a<mark>b</mark>c</mark>", "<mark>ab</mark>c"},
		{"empty", "<mark></mark>", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(marked(tt.in)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Whatever marked is given, it gives text in which only balanced, plain marks
// are tags.
func FuzzMarked(f *testing.F) {
	for _, seed := range []string{"<mark>a</mark>", "</mark><mark>", "<mark><script>", "&lt;mark&gt;", "<<mark>mark>x</mark>"} {
		f.Add(seed)
	}
	tag := regexp.MustCompile(`<[^<]*`)
	f.Fuzz(func(t *testing.T, s string) {
		open := false
		for _, m := range tag.FindAllString(string(marked(s)), -1) {
			switch {
			case strings.HasPrefix(m, "<mark>") && !open:
				open = true
			case strings.HasPrefix(m, "</mark>") && open:
				open = false
			default:
				t.Fatalf("%q becomes %q", s, marked(s))
			}
		}
		if open {
			t.Fatalf("%q becomes %q", s, marked(s))
		}
	})
}

func TestPieces(t *testing.T) {
	const text = "一期工程开工。\n总投资10亿元的光伏项目签约。尾"
	at := func(s string) int { return strings.Index(text, s) }
	sentence := "总投资10亿元的光伏项目签约。"
	projects := []ArticleProject{{Number: 1, Anchor: "p1", ProjectRow: ProjectRow{Project: index.Project{EvidenceAt: project.Evidence{
		Field: "body", Start: at(sentence), End: at(sentence) + len(sentence), Marks: []project.Span{{Start: at("10亿元"), End: at("10亿元") + len("10亿元")}},
	}}}}}
	next := 1
	list := pieces(text, "一期<mark>工程</mark>开工。\n总投资10<mark>亿元的光伏</mark>项目签约。尾", projects, "body", &next)
	whole := ""
	var hits, evident, facts []string
	for _, p := range list {
		whole += p.Text
		if p.Begins {
			hits = append(hits, p.HitID())
		}
		if p.Evidence {
			evident = append(evident, p.Text)
		}
		if p.Fact {
			facts = append(facts, p.Text)
		}
	}
	if whole != text || next != 3 {
		t.Errorf("the pieces make %q, next hit %d", whole, next)
	}
	if !slices.Equal(hits, []string{"hit1", "hit2"}) || strings.Join(evident, "") != sentence || strings.Join(facts, "") != "10亿元" {
		t.Errorf("hits %v, evidence %q, facts %q", hits, evident, facts)
	}
	paragraphs := paragraphs(list)
	if len(paragraphs) != 2 || len(paragraphs[1][0].Anchors) != 1 {
		t.Errorf("%d paragraphs; anchors %v", len(paragraphs), paragraphs[1][0].Anchors)
	}
}

// Offsets and marks that do not fit the text change nothing in what is read.
func TestPiecesKeepTheText(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := strings.Repeat("开工abc。\n", 8)
	for range 2000 {
		n := func() int { return random.IntN(len(text)+20) - 10 }
		p := ArticleProject{ProjectRow: ProjectRow{Project: index.Project{EvidenceAt: project.Evidence{Field: "body", Start: n(), End: n(), Marks: []project.Span{{Start: n(), End: n()}}}}}}
		cut := max(0, min(len(text), n()))
		next := 1
		whole := ""
		for _, piece := range pieces(text, html.EscapeString(text[:cut])+"<mark>x</mark>", []ArticleProject{p}, "body", &next) {
			whole += piece.Text
		}
		if whole != text {
			t.Fatalf("%+v makes %q", p.EvidenceAt, whole)
		}
	}
}

func TestLink(t *testing.T) {
	at := At("/", url.Values{"q": {"光伏"}, "zone": {"甲", "乙"}, "from": {""}, "page": {"3"}})
	tests := []struct {
		name string
		got  Link
		want string
	}{
		{"no empty values", at, "/?page=3&q=%E5%85%89%E4%BC%8F&zone=%E7%94%B2&zone=%E4%B9%99"},
		{"a change begins at page one", at.With("sort", "date_desc"), "/?q=%E5%85%89%E4%BC%8F&sort=date_desc&zone=%E7%94%B2&zone=%E4%B9%99"},
		{"one value off", at.WithoutValue("zone", "甲"), "/?q=%E5%85%89%E4%BC%8F&zone=%E4%B9%99"},
		{"set to nothing", at.With("zone", ""), "/?q=%E5%85%89%E4%BC%8F"},
		{"only", at.Only("q").On("/projects"), "/projects?q=%E5%85%89%E4%BC%8F"},
		{"nothing left", at.Only(), "/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.got.String(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestPlacesSettle(t *testing.T) {
	places := NewPlaces([]index.ZoneSummary{
		{Zone: "昆山区", City: "苏州", Province: "江苏"}, {Zone: "工业园区", City: "苏州", Province: "江苏"}, {Zone: "海陵区", City: "泰州", Province: "江苏"},
		{Zone: "芜湖区", City: "芜湖", Province: "安徽"},
	})
	tests := []struct{ name, in, want string }{
		{"one level", "zone=昆山区&zone=芜湖区", "zone=昆山区&zone=芜湖区"},
		{"a city within its province", "province=江苏&city=苏州", "city=苏州"},
		{"a zone within city and province", "province=江苏&city=苏州&zone=昆山区", "zone=昆山区"},
		{"a province beside a city", "province=江苏&city=芜湖", "city=泰州&city=芜湖&city=苏州"},
		{"a city beside a zone", "city=苏州&zone=芜湖区", "zone=工业园区&zone=昆山区&zone=芜湖区"},
		{"a province beside a zone", "province=江苏&zone=芜湖区&q=x", "q=x&zone=工业园区&zone=昆山区&zone=海陵区&zone=芜湖区"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in, err := url.ParseQuery(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			got, err := url.QueryUnescape(places.Settle(At("/", in)).Values.Encode())
			if err != nil || got != tt.want {
				t.Errorf("got %s, want %s; %v", got, tt.want, err)
			}
		})
	}
}

// Whatever is ticked in the tree of all the zones that there are, the address
// that it leads to is one that the server takes, and leaves out nothing.
func TestPlacesSettleForEveryProvince(t *testing.T) {
	known, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	var zones []index.ZoneSummary
	provinces := map[string]bool{}
	for _, z := range known.All() {
		zones = append(zones, index.ZoneSummary{Zone: z.Name, City: z.City, Province: z.Province})
		provinces[z.Province] = true
	}
	places := NewPlaces(zones)
	kept, spelled := 0, 0
	for province := range provinces {
		far := slices.IndexFunc(zones, func(z index.ZoneSummary) bool { return z.Province != province && z.City != "" })
		for _, ticked := range []url.Values{
			{"province": {province}, "zone": {zones[far].Zone}},
			{"province": {province}, "city": {zones[far].City}},
			{"province": slices.Collect(maps.Keys(provinces)), "zone": {zones[far].Zone}, "q": {strings.Repeat("光伏", 50)}},
		} {
			settled := places.Settle(At("/", ticked))
			r := params.Parse(settled.Values.Encode())
			chosen := r.Filter()
			r.One("q")
			if err := r.Done(); err != nil {
				t.Fatalf("%s and %s: %v", province, zones[far].Zone, err)
			}
			if n := len(settled.String()); n > params.MaxBytes/2+len("/?") {
				t.Errorf("%s and %s: an address of %d bytes", province, zones[far].Zone, n)
			}
			if len(chosen.Provinces) > 0 {
				kept++
			} else {
				spelled++
			}
			for _, z := range zones {
				asked := z.Zone == zones[far].Zone || z.Province == province && ticked.Get("zone") != ""
				got := slices.Contains(chosen.Zones, z.Zone) || slices.Contains(chosen.Cities, z.City) || slices.Contains(chosen.Provinces, z.Province)
				if asked && !got {
					t.Errorf("%s and %s: %s is left out of %v", province, zones[far].Zone, z.Zone, settled.Values)
				}
			}
		}
	}
	if kept == 0 || spelled == 0 {
		t.Errorf("%d choices were kept and %d spelled out: one of the two is not tested", kept, spelled)
	}
}

func TestFieldsStandInOrder(t *testing.T) {
	fields := At("/", url.Values{"zone": {"乙", "甲", "乙"}, "city": {"泰州"}, "page": {"3"}, "q": {"x"}}).Fields("q")
	if want := []Field{{"city", "泰州"}, {"zone", "乙"}, {"zone", "乙"}, {"zone", "甲"}}; !slices.Equal(fields, want) {
		t.Errorf("got %v, want %v", fields, want)
	}
}

func TestPager(t *testing.T) {
	at := func(page string) Link { return At("/", url.Values{"q": {"x"}, "page": {page}}) }
	if p := pager(at(""), 10, 10, 10); p != nil {
		t.Errorf("one page has a pager: %+v", p)
	}
	tests := []struct {
		name        string
		at          Link
		total       int
		labels      string
		first, last int
		cut         bool
	}{
		{"at the start", at(""), 95, "1 2 3 … 10", 1, 10, false},
		{"in the middle", at("5"), 95, "1 … 3 4 5 6 7 … 10", 41, 50, false},
		{"at the end", at("10"), 95, "1 … 8 9 10", 91, 100, false},
		{"more than pages reach", at("2"), 1_000_000, "1 2 3 4 … 1000", 11, 20, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := pager(tt.at, tt.total, 10, 10)
			var labels []string
			for _, page := range p.Pages {
				if page.Label == "" {
					page.Label = "…"
				}
				labels = append(labels, page.Label)
			}
			if got := strings.Join(labels, " "); got != tt.labels || p.First != tt.first || p.Until != tt.last || p.Cut != tt.cut {
				t.Errorf("%s, %d to %d, cut %v", got, p.First, p.Until, p.Cut)
			}
		})
	}
}

func TestMoney(t *testing.T) {
	tests := []struct {
		yuan   int64
		zh, en string
	}{
		{0, "0元", "CNY 0"}, {9_999, "9,999元", "CNY 9,999"}, {50_000_000, "5,000万元", "CNY 50 m"}, {1_250_000_000, "12.5亿元", "CNY 1.25 bn"},
		{100_000_000, "1亿元", "CNY 100 m"}, {277_732_000_000, "2,777.3亿元", "CNY 277.7 bn"},
	}
	for _, tt := range tests {
		if zh, en := moneyZH(tt.yuan), moneyEN(tt.yuan); zh != tt.zh || en != tt.en {
			t.Errorf("%d: %q, %q", tt.yuan, zh, en)
		}
	}
}

func TestTilesAreAllProvincesEachAtItsOwnPlace(t *testing.T) {
	names, places := map[string]bool{}, map[[2]int]bool{}
	for _, tile := range tilePlaces() {
		names[tile.Name] = true
		places[[2]int{tile.Column, tile.Row}] = true
	}
	if len(names) != 34 || len(places) != 34 {
		t.Errorf("%d names at %d places", len(names), len(places))
	}
}

func TestCoverageTellsSilenceFromNothing(t *testing.T) {
	site, err := New()
	if err != nil {
		t.Fatal(err)
	}
	row := coverage(site.Page(Chinese, false, Link{Path: "/about"}, "about"), &index.Series{Name: "甲区", Counts: []int{0, 2, 0, 1, 0}}, []string{"2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1"}, 2)
	var kinds []string
	for _, c := range row.Cells {
		kinds = append(kinds, c.Kind)
	}
	if got := strings.Join(kinds, " "); got != "nothing some silent some nothing" || row.Total != 3 {
		t.Errorf("%s, %d", got, row.Total)
	}
	if from, to := bucketDays("2021-Q2"); from != "2021-04" || to != "2021-06" {
		t.Errorf("2021-Q2 is %s to %s", from, to)
	}
}

func TestStaticFiles(t *testing.T) {
	site, err := New()
	if err != nil {
		t.Fatal(err)
	}
	get := func(path, etag string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("If-None-Match", etag)
		w := httptest.NewRecorder()
		site.Static().ServeHTTP(w, r)
		return w
	}
	w := get(site.assets.url("js/app.js"), "")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/javascript; charset=utf-8" || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if again := get(site.assets.url("js/app.js"), w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("asked again: %d", again.Code)
	}
	if old := get("/static/0000/js/app.js", ""); old.Code != http.StatusOK || old.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("by an old address: %d %v", old.Code, old.Header())
	}
	for _, path := range []string{"/static/" + site.assets.digest + "/../site.go", "/static/" + site.assets.digest + "/nothing.js", "/static/"} {
		if w := get(path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	scripts := 0
	for name, b := range site.assets.files {
		if strings.HasSuffix(name, ".js") {
			scripts += len(b)
		}
	}
	if scripts > 24<<10 {
		t.Errorf("%d bytes of scripts: pages are to be light", scripts)
	}
}
