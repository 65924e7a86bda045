package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// Link is an address on this site that others are derived from. Every change
// gives a new Link that begins at the first page again.
type Link struct {
	Path   string
	Values url.Values
}

// At begins from a path and the values that carry something.
func At(path string, values url.Values) Link {
	l := Link{Path: path, Values: url.Values{}}
	for name, list := range values {
		for _, v := range list {
			if v != "" {
				l.Values[name] = append(l.Values[name], v)
			}
		}
	}
	return l
}

// String is the address, its parameters in a fixed order.
func (l Link) String() string {
	if len(l.Values) == 0 {
		return l.Path
	}
	return l.Path + "?" + l.Values.Encode()
}

// On is the same question asked at another path.
func (l Link) On(path string) Link {
	l.Path = path
	return l
}

// clone copies the values but for the place in a list of hits.
func (l Link) clone() Link {
	out := Link{Path: l.Path, Values: url.Values{}}
	for name, list := range l.Values {
		if name != "page" && name != "cursor" {
			out.Values[name] = slices.Clone(list)
		}
	}
	return out
}

// With sets a parameter; "" takes it out.
func (l Link) With(name, value string) Link {
	out := l.clone()
	if value == "" {
		delete(out.Values, name)
	} else {
		out.Values[name] = []string{value}
	}
	return out
}

// Plus adds one value of a parameter.
func (l Link) Plus(name, value string) Link {
	out := l.clone()
	out.Values[name] = append(out.Values[name], value)
	return out
}

// WithAll sets a parameter to a list of values; an empty one takes it out.
func (l Link) WithAll(name string, values []string) Link {
	out := l.Without(name)
	if len(values) > 0 {
		out.Values[name] = slices.Clone(values)
	}
	return out
}

// Without takes parameters out.
func (l Link) Without(names ...string) Link {
	out := l.clone()
	for _, name := range names {
		delete(out.Values, name)
	}
	return out
}

// WithoutValue takes one value of a parameter out.
func (l Link) WithoutValue(name, value string) Link {
	out := l.clone()
	list := slices.DeleteFunc(out.Values[name], func(v string) bool { return v == value })
	if len(list) == 0 {
		delete(out.Values, name)
	} else {
		out.Values[name] = list
	}
	return out
}

// Only keeps the parameters named.
func (l Link) Only(names ...string) Link {
	out := l.clone()
	for name := range out.Values {
		if !slices.Contains(names, name) {
			delete(out.Values, name)
		}
	}
	return out
}

// Get is the first value of a parameter.
func (l Link) Get(name string) string { return l.Values.Get(name) }

// Field is a name and a value that a form carries along.
type Field struct{ Name, Value string }

// Fields lists the values as hidden fields, but for those that the form has
// fields of its own for.
func (l Link) Fields(but ...string) []Field {
	var out []Field
	for name, list := range l.Values {
		if name == "page" || name == "cursor" || slices.Contains(but, name) {
			continue
		}
		for _, v := range list {
			out = append(out, Field{name, v})
		}
	}
	slices.SortFunc(out, func(a, b Field) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value))
	})
	return out
}
