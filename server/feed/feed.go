package feed

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// Feed is a list of what came in, newest first.
type Feed struct {
	Title string
	// Self is the feed's own address, Home that of the page it stands for.
	Self  string
	Home  string
	Items []Item
}

// Item is one entry.
type Item struct {
	// ID never changes for the same thing; it need not be an address.
	ID    string
	URL   string
	Title string
	// HTML is the entry's content, already safe.
	HTML string
	// Added is when it came in, Published the day of publication at 00:00 in
	// China, or the zero time.
	Added     time.Time
	Published time.Time
	Author    string
	Tags      []string
}

// Updated is when the newest item came in. A feed without items was last
// changed at the epoch: it must not look new at each visit.
func (f *Feed) Updated() time.Time {
	t := time.Unix(0, 0)
	for i := range f.Items {
		if f.Items[i].Added.After(t) {
			t = f.Items[i].Added
		}
	}
	return t.UTC()
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

type atomTag struct {
	Term string `xml:"term,attr"`
}

type atomName struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID        string    `xml:"id"`
	Title     string    `xml:"title"`
	Updated   string    `xml:"updated"`
	Published string    `xml:"published,omitempty"`
	Author    *atomName `xml:"author"`
	Link      *atomLink `xml:"link,omitempty"`
	Tags      []atomTag `xml:"category"`
	Content   atomText  `xml:"content"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomName    `xml:"author"` // of entries that have none
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

// WriteAtom writes f as Atom 1.0 (RFC 4287).
func (f *Feed) WriteAtom(w io.Writer) error {
	out := atomFeed{
		ID: f.Self, Title: clean(f.Title), Updated: f.Updated().Format(time.RFC3339),
		Author: atomName{"zonesearch"},
		Links:  []atomLink{{Rel: "self", Href: f.Self, Type: "application/atom+xml"}, {Rel: "alternate", Href: f.Home, Type: "text/html"}},
	}
	for _, item := range f.Items {
		entry := atomEntry{
			ID: item.ID, Title: clean(item.Title), Updated: item.Added.UTC().Format(time.RFC3339),
			Link:    &atomLink{Rel: "alternate", Href: item.URL, Type: "text/html"},
			Content: atomText{Type: "html", Body: clean(item.HTML)},
		}
		if item.Author != "" {
			entry.Author = &atomName{clean(item.Author)}
		}
		if !item.Published.IsZero() {
			entry.Published = item.Published.Format(time.RFC3339)
		}
		for _, tag := range item.Tags {
			entry.Tags = append(entry.Tags, atomTag{clean(tag)})
		}
		out.Entries = append(out.Entries, entry)
	}
	return writeXML(w, out)
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	Description string   `xml:"description"`
	GUID        rssGUID  `xml:"guid"`
	Date        string   `xml:"pubDate"`
	Tags        []string `xml:"category"`
}

type rssFeed struct {
	XMLName     xml.Name  `xml:"rss"`
	Version     string    `xml:"version,attr"`
	Atom        string    `xml:"xmlns:atom,attr"`
	Title       string    `xml:"channel>title"`
	Link        string    `xml:"channel>link"`
	Self        atomLink  `xml:"channel>atom:link"`
	Description string    `xml:"channel>description"`
	Language    string    `xml:"channel>language"`
	Built       string    `xml:"channel>lastBuildDate"`
	Items       []rssItem `xml:"channel>item"`
}

// WriteRSS writes f as RSS 2.0.
func (f *Feed) WriteRSS(w io.Writer) error {
	out := rssFeed{
		Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Title: clean(f.Title), Link: f.Home, Description: clean(f.Title),
		Self: atomLink{Rel: "self", Href: f.Self, Type: "application/rss+xml"}, Language: "zh-CN", Built: f.Updated().Format(time.RFC1123Z),
	}
	for _, item := range f.Items {
		rss := rssItem{
			Title: clean(item.Title), Link: item.URL, Description: clean(item.HTML),
			GUID: rssGUID{ID: item.ID}, Date: item.Added.UTC().Format(time.RFC1123Z),
		}
		for _, tag := range item.Tags {
			rss.Tags = append(rss.Tags, clean(tag))
		}
		out.Items = append(out.Items, rss)
	}
	return writeXML(w, out)
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	HTML      string       `json:"content_html"`
	Published string       `json:"date_published,omitempty"`
	Modified  string       `json:"date_modified"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
}

type jsonFeed struct {
	Version  string     `json:"version"`
	Title    string     `json:"title"`
	Home     string     `json:"home_page_url"`
	Self     string     `json:"feed_url"`
	Language string     `json:"language"`
	Items    []jsonItem `json:"items"`
}

// WriteJSON writes f as JSON Feed 1.1.
func (f *Feed) WriteJSON(w io.Writer) error {
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home, Self: f.Self, Language: "zh-CN", Items: []jsonItem{}}
	for _, item := range f.Items {
		j := jsonItem{ID: item.ID, URL: item.URL, Title: item.Title, HTML: item.HTML, Modified: item.Added.UTC().Format(time.RFC3339), Tags: item.Tags}
		if !item.Published.IsZero() {
			j.Published = item.Published.Format(time.RFC3339)
		}
		if item.Author != "" {
			j.Authors = []jsonAuthor{{item.Author}}
		}
		out.Items = append(out.Items, j)
	}
	return json.NewEncoder(w).Encode(out)
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	if err := e.Encode(v); err != nil {
		return err
	}
	return e.Close()
}

// clean drops what XML 1.0 §2.2 forbids in a document, escaped or not.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return r
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}
