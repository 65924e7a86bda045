package server

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/project"
	"zonesearch/index"
)

// contract is the OpenAPI document, ready to check with. kin-openapi checks
// bodies of a 3.1 document by JSON Schema 2020-12, as they are meant.
type contract struct {
	doc    *openapi3.T
	router routers.Router
}

var theContract = sync.OnceValues(func() (*contract, error) {
	text := func(body io.Reader, _ http.Header, _ *openapi3.SchemaRef, _ openapi3filter.EncodingFn) (any, error) {
		b, err := io.ReadAll(body)
		return string(b), err
	}
	for _, mediaType := range []string{
		"text/csv", "application/x-ndjson", "application/x-bibtex", "application/x-research-info-systems",
		"application/atom+xml", "application/rss+xml",
	} {
		openapi3filter.RegisterBodyDecoder(mediaType, text)
	}
	openapi3filter.RegisterBodyDecoder("application/feed+json", openapi3filter.JSONBodyDecoder)
	doc, err := openapi3.NewLoader().LoadFromData(openAPIDocument)
	if err != nil {
		return nil, err
	}
	router, err := gorillamux.NewRouter(doc)
	return &contract{doc, router}, err
})

func theDocument(tb testing.TB) *contract {
	tb.Helper()
	c, err := theContract()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// conform holds a request and its answer against the document: the answer must
// be one that it describes, and what was accepted must be what it allows.
func conform(tb testing.TB, r *http.Request, sent []byte, a *answer) {
	tb.Helper()
	c := theDocument(tb)
	r = r.Clone(r.Context())
	r.Body = io.NopCloser(bytes.NewReader(sent))
	// The router knows hosts by the servers of the document, of which "/" is one.
	route, params, err := c.router.FindRoute(r)
	if err != nil {
		if a.StatusCode != http.StatusNotFound && a.StatusCode != http.StatusMethodNotAllowed && r.Method != http.MethodHead {
			tb.Errorf("%s %s answers %s and is not in the document: %v", r.Method, r.URL.Path, a.Status, err)
		}
		return
	}
	options := &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, SkipSettingDefaults: true}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: options}
	if err := openapi3filter.ValidateRequest(r.Context(), in); err != nil && a.StatusCode < 300 {
		tb.Errorf("%s %s was accepted, and the document does not allow it: %v", r.Method, r.URL, err)
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: a.StatusCode, Header: a.Header, Options: options}
	out.SetBodyBytes(a.body)
	if err := openapi3filter.ValidateResponse(r.Context(), out); err != nil {
		tb.Errorf("%s %s: the answer is not as the document says: %v", r.Method, r.URL, err)
	}
}

// ofSchema holds a value against one schema of the document.
func ofSchema(tb testing.TB, name string, raw []byte) {
	tb.Helper()
	c := theDocument(tb)
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		tb.Fatalf("%v in %.200s", err, raw)
	}
	if err := c.doc.Components.Schemas[name].Value.VisitJSON(v, openapi3.EnableJSONSchema2020(), openapi3.MultiErrors()); err != nil {
		tb.Errorf("not a %s: %v", name, err)
	}
}

func TestTheDocumentIsValid(t *testing.T) {
	c := theDocument(t)
	if err := c.doc.Validate(t.Context()); err != nil {
		t.Error(err)
	}
	for _, item := range c.doc.Paths.Map() {
		for method, op := range item.Operations() {
			if op.Summary == "" || op.OperationID == "" || len(op.Tags) != 1 {
				t.Errorf("%s %s: summary, operationId and one tag are wanted", method, op.OperationID)
			}
		}
	}
}

func TestClosedListsAreThoseOfTheCode(t *testing.T) {
	var facets []string
	for _, f := range index.Facets() {
		facets = append(facets, string(f))
	}
	components := theDocument(t).doc.Components
	for name, want := range map[string][]string{
		"stage": project.Stages(), "industry": project.Industries(), "currency": project.Currencies(), "level": gazetteer.Levels(), "facets": facets,
	} {
		var got []string
		for _, v := range components.Parameters[name].Value.Schema.Value.Items.Value.Enum {
			got = append(got, v.(string))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the document says %v, the code %v", name, got, want)
		}
	}
}

var pathParameter = regexp.MustCompile(`:(\w+)`)

// pageRoutes are the web page's, which are no part of the API.
func isPage(path string) bool {
	for _, prefix := range []string{"/v1/", "/feed.", "/healthz", "/readyz", "/metrics", "/openapi.json"} {
		if strings.HasPrefix(path, prefix) {
			return false
		}
	}
	return true
}

func TestRoutesAreThoseOfTheDocument(t *testing.T) {
	c := theDocument(t)
	var documented, routed []string
	for path, item := range c.doc.Paths.Map() {
		for method := range item.Operations() {
			documented = append(documented, method+" "+path)
		}
	}
	reads := map[string]int{}
	for _, r := range sharedHouse(t).server.router.Routes() {
		if isPage(r.Path) {
			continue
		}
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			reads[r.Path]++
		}
		if r.Method != http.MethodHead {
			routed = append(routed, r.Method+" "+pathParameter.ReplaceAllString(r.Path, "{$1}"))
		}
	}
	slices.Sort(documented)
	slices.Sort(routed)
	if !slices.Equal(documented, routed) {
		t.Errorf("routes\n%s\nand documented\n%s", strings.Join(routed, "\n"), strings.Join(documented, "\n"))
	}
	for path, n := range reads {
		if n != 2 {
			t.Errorf("%s is not answered to both GET and HEAD", path)
		}
	}
}
