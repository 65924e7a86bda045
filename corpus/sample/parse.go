package sample

import (
	"fmt"
	"strings"

	"zonesearch/corpus"
)

// parse reads an article's file: lines of "field: value" with the names of the
// article's JSON, an empty line, and the paragraphs with empty lines between
// them.
func parse(text string) (*corpus.Article, error) {
	head, body, ok := strings.Cut(text, "\n\n")
	if !ok {
		return nil, fmt.Errorf("no empty line between the fields and the text")
	}
	a := &corpus.Article{}
	fields := map[string]*string{
		"title": &a.Title, "date": &a.Date, "source": &a.Source,
		"zone": &a.Zone, "city": &a.City, "province": &a.Province,
		"channel": &a.Channel, "url": &a.URL,
		"prev_title": &a.PrevTitle, "next_title": &a.NextTitle,
	}
	for i, line := range strings.Split(head, "\n") {
		name, value, ok := strings.Cut(line, ": ")
		field := fields[name]
		if !ok || field == nil {
			return nil, fmt.Errorf("line %d: %q is no \"field: value\" of an article", i+1, line)
		}
		if *field != "" {
			return nil, fmt.Errorf("line %d: a second %s", i+1, name)
		}
		*field = strings.TrimSpace(value)
	}
	a.Body = strings.ReplaceAll(strings.TrimSpace(body), "\n\n", "\n")
	a.ID = a.DeriveID()
	return a, nil
}
