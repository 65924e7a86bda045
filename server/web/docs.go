package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Docs is the page of the API.
type Docs struct {
	*Page
	Groups []DocsGroup
	// Origin is the scheme and host that examples name.
	Origin string
}

// DocsGroup are the operations under one heading.
type DocsGroup struct {
	Name, Description string
	Operations        []Operation
}

// Operation is one thing that the API does.
type Operation struct {
	Method, Path, ID, Summary, Description string
	Parameters                             []Parameter
	Tag                                    string
	// Try says that it can be tried from the page: it only reads.
	Try bool
}

// Parameter is a parameter of an operation.
type Parameter struct {
	Name, In, Description, Example string
	Values                         []string
	Required                       bool
}

// openAPI is as much of an OpenAPI document as the page shows.
type openAPI struct {
	Tags []struct {
		Name        string `json:"name"`
		Description string `json:"description"`
	} `json:"tags"`
	Paths      map[string]map[string]json.RawMessage `json:"paths"`
	Components struct {
		Parameters map[string]openAPIParameter `json:"parameters"`
	} `json:"components"`
}

type openAPIOperation struct {
	OperationID string             `json:"operationId"`
	Tags        []string           `json:"tags"`
	Summary     string             `json:"summary"`
	Description string             `json:"description"`
	Parameters  []openAPIParameter `json:"parameters"`
}

type openAPIParameter struct {
	Ref         string        `json:"$ref"`
	Name        string        `json:"name"`
	In          string        `json:"in"`
	Description string        `json:"description"`
	Required    bool          `json:"required"`
	Example     any           `json:"example"`
	Schema      openAPISchema `json:"schema"`
}

type openAPISchema struct {
	Enum  []any          `json:"enum"`
	Items *openAPISchema `json:"items"`
}

// ReadDocs reads an OpenAPI document.
func ReadDocs(document []byte) ([]DocsGroup, error) {
	var doc openAPI
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, fmt.Errorf("OpenAPI document: %w", err)
	}
	byTag := map[string][]Operation{}
	for path, methods := range doc.Paths {
		for method, raw := range methods {
			if !slices.Contains([]string{"get", "post", "delete"}, method) {
				continue
			}
			var o openAPIOperation
			if err := json.Unmarshal(raw, &o); err != nil {
				return nil, fmt.Errorf("OpenAPI document, %s %s: %w", method, path, err)
			}
			op := doc.operation(strings.ToUpper(method), path, &o)
			byTag[op.Tag] = append(byTag[op.Tag], op)
		}
	}
	var groups []DocsGroup
	for _, tag := range doc.Tags {
		ops := byTag[tag.Name]
		slices.SortFunc(ops, func(a, b Operation) int {
			return cmp.Or(cmp.Compare(apart(a.Path), apart(b.Path)), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
		})
		if len(ops) > 0 {
			groups = append(groups, DocsGroup{tag.Name, tag.Description, ops})
		}
	}
	return groups, nil
}

// apart puts what lies outside /v1 behind what lies in it.
func apart(path string) int {
	if strings.HasPrefix(path, "/v1/") {
		return 0
	}
	return 1
}

func (doc *openAPI) operation(method, path string, o *openAPIOperation) Operation {
	op := Operation{Method: method, Path: path, ID: o.OperationID, Summary: o.Summary, Description: o.Description, Try: method == "GET"}
	if len(o.Tags) > 0 {
		op.Tag = o.Tags[0]
	}
	for _, p := range o.Parameters {
		if name, ok := strings.CutPrefix(p.Ref, "#/components/parameters/"); ok {
			p = doc.Components.Parameters[name]
		}
		if p.In != "query" && p.In != "path" {
			continue
		}
		out := Parameter{Name: p.Name, In: p.In, Description: p.Description, Required: p.Required}
		enum := p.Schema.Enum
		if p.Schema.Items != nil {
			enum = p.Schema.Items.Enum
		}
		for _, v := range enum {
			out.Values = append(out.Values, fmt.Sprint(v))
		}
		switch example := p.Example.(type) {
		case nil:
		case []any:
			if len(example) > 0 {
				out.Example = fmt.Sprint(example[0])
			}
		default:
			out.Example = fmt.Sprint(example)
		}
		op.Parameters = append(op.Parameters, out)
	}
	return op
}

// ForDocs fills the page; origin is the scheme and host that examples name.
func ForDocs(p *Page, groups []DocsGroup, origin string) *Docs {
	p.Title = p.Say("docs.title")
	return &Docs{Page: p, Groups: groups, Origin: origin}
}
