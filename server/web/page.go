package web

// Page is what every view has.
type Page struct {
	mode
	words catalog
	// At is the address of the page, without what is empty.
	At Link
	// Title stands in the window's title, before the site's name; "" is the
	// site's name alone. Section is the part of the site that it belongs to.
	Title   string
	Section string
	// Message is what went wrong with the request, or nil.
	Message *Message
	// FeedLink is the page's feed without its ending; zero where it has none.
	FeedLink Link
}

// Message tells a person what could not be done; Status is HTTP's number for it.
type Message struct {
	Status int
	Title  string
	Detail string
}

// Page begins a view in a language; named says that the address names it.
func (s *Site) Page(language string, named bool, at Link, section string) *Page {
	if named {
		at = at.With("lang", short(language))
	}
	return &Page{mode: mode{language, named}, words: s.catalogs[language], At: at, Section: section}
}

func (p *Page) page() *Page { return p }

// Language is the page's language as the html element names it.
func (p *Page) Language() string { return p.language }

// Say gives words of the page's language.
func (p *Page) Say(key string, args ...any) string { return p.words.say(key, args...) }

// English reports whether the page is in English.
func (p *Page) English() bool { return p.language == English }

// Switch is the same page in the other language.
func (p *Page) Switch() string {
	other := English
	if p.English() {
		other = Chinese
	}
	l := p.At.With("lang", short(other))
	for _, place := range []string{"page", "cursor"} {
		if v := p.At.Get(place); v != "" {
			l.Values.Set(place, v)
		}
	}
	return l.String()
}

// Feed is the address of the page's feed in one of its forms, or "".
func (p *Page) Feed(form string) string {
	if p.FeedLink.Path == "" {
		return ""
	}
	return p.FeedLink.On("/feed." + form).String()
}

// NavItem is an entry of the site's menu.
type NavItem struct {
	Section, Path, Label string
	Here                 bool
}

// Nav is the site's menu.
func (p *Page) Nav() []NavItem {
	var out []NavItem
	for _, e := range [][2]string{{"search", "/"}, {"projects", "/projects"}, {"zones", "/zones"}, {"trends", "/trends"}, {"docs", "/docs"}, {"about", "/about"}} {
		out = append(out, NavItem{e[0], e[1], p.Say("nav." + e[0]), e[0] == p.Section})
	}
	return out
}
