package web

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"strings"

	"zonesearch/index"
)

//go:embed templates/*.html
var templateFiles embed.FS

// Site renders the pages. It never changes once made, and may be used by any
// number of goroutines.
type Site struct {
	assets   *assets
	catalogs map[string]catalog
	sets     map[mode]*template.Template
}

// mode is what the functions of a template depend on: the language, and whether
// the address names it, so that links have to carry it on.
type mode struct {
	language string
	named    bool
}

// New reads templates, words and static files.
func New() (*Site, error) {
	s := &Site{sets: map[mode]*template.Template{}}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.catalogs, err = loadCatalogs(); err != nil {
		return nil, err
	}
	for language := range s.catalogs {
		for _, named := range []bool{false, true} {
			m := mode{language, named}
			if s.sets[m], err = template.New("").Funcs(s.functions(m)).ParseFS(templateFiles, "templates/*.html"); err != nil {
				return nil, fmt.Errorf("templates: %w", err)
			}
		}
	}
	return s, nil
}

// Static serves the static files below StaticPath.
func (s *Site) Static() http.Handler { return s.assets }

// View is what a template is filled from: a struct that embeds a *Page.
type View interface{ page() *Page }

// Render writes a page. The template of that name is executed with the view as
// its dot.
func (s *Site) Render(w io.Writer, name string, v View) error {
	return s.sets[v.page().mode].ExecuteTemplate(w, name, v)
}

// functions are what templates can call.
//
//	t       words of the page's language by key
//	value   the name of a value of a closed list
//	to      an address: a path, then names and values of parameters; ones with "" are left out
//	seg     a segment of a path
//	asset   the address of a static file
//	marked  marked text
//	say     a warning in the page's language
func (s *Site) functions(m mode) template.FuncMap {
	words := s.catalogs[m.language]
	money := moneyZH
	if m.language == English {
		money = moneyEN
	}
	return template.FuncMap{
		"t":      words.say,
		"value":  func(kind, v string) string { return words.or(kind+"."+v, v) },
		"asset":  s.assets.url,
		"marked": marked,
		"plain":  plainText,
		"say": func(w index.Warning) string {
			if m.language == English {
				return w.EN
			}
			return w.ZH
		},
		"n":      number,
		"pct":    percent,
		"money":  money,
		"yuan":   func(v *int64) string { return money(*v) },
		"seg":    url.PathEscape,
		"firsts": func(n int, list []string) []string { return list[:min(n, len(list))] },
		"list":   func(values ...string) []string { return values },
		"add":    func(a, b int) int { return a + b },
		"join":   func(list []string) string { return strings.Join(list, words.say("list.comma")) },
		"web": func(address string) bool {
			return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
		},
		"to": func(path string, params ...string) string {
			l := Link{Path: path, Values: url.Values{}}
			for i := 0; i+1 < len(params); i += 2 {
				if params[i+1] != "" {
					l.Values.Add(params[i], params[i+1])
				}
			}
			if m.named {
				l.Values.Set("lang", short(m.language))
			}
			return l.String()
		},
	}
}

// short is a language as the parameter lang writes it.
func short(language string) string {
	if language == English {
		return "en"
	}
	return "zh"
}
