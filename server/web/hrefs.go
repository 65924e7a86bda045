package web

import "net/url"

// href is an address on the site that carries the page's language on.
func (p *Page) href(path string, params ...string) string {
	l := Link{Path: path, Values: url.Values{}}
	for i := 0; i+1 < len(params); i += 2 {
		if params[i+1] != "" {
			l.Values.Add(params[i], params[i+1])
		}
	}
	if p.named {
		l.Values.Set("lang", short(p.language))
	}
	return l.String()
}

func articleHref(p *Page, id, query string) string {
	return p.href("/articles/"+url.PathEscape(id), "q", query)
}

func zoneHref(p *Page, zone string) string { return p.href("/zones/" + url.PathEscape(zone)) }

func lifelineHref(p *Page, id string) string { return p.href("/lifelines/" + url.PathEscape(id)) }
