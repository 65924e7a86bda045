package server

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"zonesearch/index"
)

// entry is what every form of feed says of an item.
type entry struct{ id, link, title, html string }

// entries parses any of the three feeds.
func entries(t *testing.T, a *answer) (list []entry) {
	t.Helper()
	switch kind, _, _ := strings.Cut(a.Header.Get("Content-Type"), ";"); kind {
	case "application/atom+xml":
		var f struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			ID      string   `xml:"id"`
			Title   string   `xml:"title"`
			Updated string   `xml:"updated"`
			Author  string   `xml:"author>name"`
			Entries []struct {
				ID      string `xml:"id"`
				Title   string `xml:"title"`
				Updated string `xml:"updated"`
				Content struct {
					Type string `xml:"type,attr"`
					Text string `xml:",chardata"`
				} `xml:"content"`
				Link struct {
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"entry"`
		}
		parse(t, a, &f)
		if f.ID == "" || f.Title == "" || f.Author == "" {
			t.Errorf("%s: a feed without id, title or author", a.Request.URL)
		}
		for _, e := range f.Entries {
			if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Content.Type != "html" {
				t.Errorf("%s: updated %q, content %q", e.ID, e.Updated, e.Content.Type)
			}
			list = append(list, entry{e.ID, e.Link.Href, e.Title, e.Content.Text})
		}
	case "application/rss+xml":
		var f struct {
			XMLName xml.Name `xml:"rss"`
			Items   []struct {
				GUID  string `xml:"guid"`
				Title string `xml:"title"`
				Link  string `xml:"link"`
				Date  string `xml:"pubDate"`
				Text  string `xml:"description"`
			} `xml:"channel>item"`
		}
		parse(t, a, &f)
		for _, e := range f.Items {
			if _, err := time.Parse(time.RFC1123Z, e.Date); err != nil {
				t.Error(err)
			}
			list = append(list, entry{e.GUID, e.Link, e.Title, e.Text})
		}
	default:
		var f struct {
			Items []struct {
				ID, URL, Title string
				HTML           string `json:"content_html"`
			}
		}
		a.into(t, &f)
		for _, e := range f.Items {
			list = append(list, entry{e.ID, e.URL, e.Title, e.HTML})
		}
	}
	return list
}

func parse(t *testing.T, a *answer, out any) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(a.body)))
	if err := d.Decode(out); err != nil {
		t.Fatalf("%s: %v\n%.500s", a.Request.URL, err, a.body)
	}
	if _, err := d.Token(); err != io.EOF {
		t.Errorf("%s: something stands behind the feed", a.Request.URL)
	}
}

func TestFeedsFollowTheSearch(t *testing.T) {
	h := sharedHouse(t)
	filters := []string{"", "q=开工", "province=江苏&limit=7", "stage=签约", "amount_min=10亿&from=2020", "collapse=true&limit=100", "q=没有这样的词语组合", "sort=date_asc&page=2&facets=zone&limit=3"}
	for _, ext := range []string{"atom", "rss", "json"} {
		for _, filter := range filters {
			list := entries(t, h.must(t, "/feed."+ext+"?"+filter, nil))
			v, err := url.ParseQuery(filter)
			if err != nil {
				t.Fatal(err)
			}
			v.Set("sort", "added_desc")
			v.Del("page")
			if v.Get("limit") == "" {
				v.Set("limit", "50")
			}
			var found index.SearchResult
			h.must(t, "/v1/search?"+v.Encode(), &found)
			if len(list) != len(found.Hits) {
				t.Fatalf("%s?%s: %d entries, %d hits", ext, filter, len(list), len(found.Hits))
			}
			for i, e := range list {
				want := entry{"urn:zonesearch:article:" + url.PathEscape(found.Hits[i].ID), h.URL + "/articles/" + url.PathEscape(found.Hits[i].ID), found.Hits[i].Title, ""}
				if e.html = ""; e.id != want.id || e.link != want.link {
					t.Errorf("%s?%s: entry %d is %v, want %v", ext, filter, i, e, want)
				}
			}
		}
		projects := entries(t, h.must(t, "/feed."+ext+"?of=projects&stage=开工&unique=true", nil))
		var found index.ProjectResult
		h.must(t, "/v1/projects?stage=开工&unique=true&sort=added_desc&limit=50", &found)
		if len(projects) != len(found.Projects) || len(projects) == 0 {
			t.Fatalf("%s: %d entries, %d projects", ext, len(projects), len(found.Projects))
		}
		for i, e := range projects {
			if p := found.Projects[i]; e.id != "urn:zonesearch:project:"+url.PathEscape(p.ID) || !strings.Contains(e.title, p.Stage) {
				t.Errorf("%s: entry %d is %v, want %s", ext, i, e, p.ID)
			}
		}
	}
}

func TestReadersThatPollGet304(t *testing.T) {
	h := newHouse(t, hostileArticles()[:3], func(o *Options) { o.Key = testKey })
	for _, path := range []string{"/feed.atom?q=恶意", "/feed.rss", "/feed.json?of=projects"} {
		first := h.must(t, path, nil)
		tag := first.Header.Get("ETag")
		if again := h.must(t, path, nil); again.Header.Get("ETag") != tag || tag == "" {
			t.Errorf("%s: ETag %q, then %q of the same feed", path, tag, again.Header.Get("ETag"))
		}
		a := h.get(t, path, "If-None-Match", tag)
		if a.StatusCode != http.StatusNotModified || len(a.body) > 0 {
			t.Errorf("%s: %s for the same ETag", path, a.Status)
		}
		if a := h.get(t, path, "If-None-Match", `"other"`); a.StatusCode != http.StatusOK {
			t.Errorf("%s: %s for another ETag", path, a.Status)
		}
	}
	tag := h.must(t, "/feed.atom", nil).Header.Get("ETag")
	h.post(t, `{"title":"恶意新来"}`, "application/json")
	h.wait(t)
	a := h.get(t, "/feed.atom", "If-None-Match", tag)
	if a.StatusCode != http.StatusOK || entries(t, a)[0].title != "恶意新来" {
		t.Errorf("something new came in: %s", a.Status)
	}
}

func TestLastModified(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, tt := range []struct {
		updated time.Time
		shown   bool
	}{{time.Unix(0, 0), false}, {now, false}, {now.Add(-time.Second), false}, {now.Add(-3 * time.Second), true}, {now.Add(-time.Hour), true}} {
		if got := lastModified(tt.updated, now); got.IsZero() == tt.shown {
			t.Errorf("updated %v: %v", tt.updated, got)
		}
	}
	h := sharedHouse(t)
	var f struct {
		Items []struct {
			Modified time.Time `json:"date_modified"`
		}
	}
	h.must(t, "/feed.json?limit=1", &f)
	since := f.Items[0].Modified.UTC().Format(http.TimeFormat)
	if a := h.get(t, "/feed.json?limit=1", "If-Modified-Since", since); a.Header.Get("Last-Modified") != "" && a.StatusCode != http.StatusNotModified {
		t.Errorf("If-Modified-Since %s: %s", since, a.Status)
	}
}

// What stands in a feed's content is HTML in which nothing but our own tags is
// a tag.
func TestFeedContentHoldsOnlyOurTags(t *testing.T) {
	h := sharedHouse(t)
	for _, path := range []string{"/feed.atom?q=恶意&limit=100", "/feed.rss?q=恶意&limit=100", "/feed.json?q=恶意&limit=100", "/feed.json?of=projects&q=恶意&limit=100"} {
		list := entries(t, h.must(t, path, nil))
		if len(list) == 0 {
			t.Errorf("%s: nothing", path)
		}
		for _, e := range list {
			if rest := strings.NewReplacer("<p>", "", "</p>", "", "<mark>", "", "</mark>", "").Replace(e.html); strings.ContainsAny(rest, "<>") {
				t.Errorf("%s: %s: a foreign tag in %q", path, e.id, e.html)
			}
		}
	}
	raw := h.must(t, "/feed.json?q=恶意&limit=100", nil)
	if strings.Contains(string(raw.body), "<script") || !json.Valid(raw.body) {
		t.Error("JSON Feed holds a tag as it is")
	}
}
