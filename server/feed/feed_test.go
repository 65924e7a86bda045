package feed

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"
)

func sample() *Feed {
	return &Feed{
		Title: "光伏 & <b>\x00", Self: "https://example.com/feed.atom?q=a&zone=b", Home: "https://example.com/?q=a",
		Items: []Item{{
			ID: "urn:1", URL: "https://example.com/articles/1", Title: "<script>alert(1)</script>]]>",
			HTML: "<mark>光伏</mark>\x0b&amp;", Added: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC),
			Published: time.Date(2024, 5, 1, 0, 0, 0, 0, time.FixedZone("CST", 8*3600)), Author: "某报", Tags: []string{"泰州"},
		}},
	}
}

func TestXMLFeedsAreWellFormed(t *testing.T) {
	for name, write := range map[string]func(*Feed, io.Writer) error{"atom": (*Feed).WriteAtom, "rss": (*Feed).WriteRSS} {
		for _, f := range []*Feed{sample(), {Title: "空"}} {
			var b strings.Builder
			if err := write(f, &b); err != nil {
				t.Fatal(err)
			}
			d := xml.NewDecoder(strings.NewReader(b.String()))
			var text strings.Builder
			for {
				token, err := d.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("%s: %v in\n%s", name, err, b.String())
				}
				if start, ok := token.(xml.StartElement); ok && start.Name.Local == "script" {
					t.Errorf("%s: a title became a tag", name)
				}
				if chars, ok := token.(xml.CharData); ok {
					text.Write(chars)
				}
			}
			if len(f.Items) > 0 && !strings.Contains(text.String(), "<script>alert(1)</script>]]>") {
				t.Errorf("%s: the title is not in the text:\n%s", name, b.String())
			}
		}
	}
}

func TestJSONFeed(t *testing.T) {
	var b strings.Builder
	if err := sample().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version string
		Items   []struct {
			ID       string
			Modified string `json:"date_modified"`
		}
	}
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != "https://jsonfeed.org/version/1.1" || len(got.Items) != 1 || got.Items[0].Modified != "2024-05-06T07:08:09Z" {
		t.Errorf("got %+v", got)
	}
}

func TestAnEmptyFeedDoesNotChange(t *testing.T) {
	if got := (&Feed{}).Updated(); !got.Equal(time.Unix(0, 0)) {
		t.Errorf("updated %v", got)
	}
}
