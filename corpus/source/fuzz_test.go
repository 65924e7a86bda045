package source

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"zonesearch/corpus"
)

// FuzzObject: parseObject accepts exactly the valid UTF-8 that is a JSON
// object whose known fields have the right type, and reads the texts that
// encoding/json reads.
func FuzzObject(f *testing.F) {
	for _, s := range []string{
		`{"id":"a","title":"甲\u4e59\n","body":null}`, `{"id":-1.5e3}`, `{ "x" : [ { "]" : "}\\\"" } ] , "url":"u" }`, `{}`, `[]`, `{"id":true}`, `{"title":"\ud800"}`, `{"a":1,"a":2,"title":"x","title":"y"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		a, unknown, err := parseObject(b)
		var want map[string]any
		dec := json.NewDecoder(bytes.NewReader(b))
		dec.UseNumber()
		jsonErr := dec.Decode(&want)
		if jsonErr == nil && (dec.More() || !json.Valid(b) || want == nil) {
			return // something follows, or null
		}
		if err == nil && jsonErr != nil {
			t.Fatalf("accepted %q, which is no object: %v", b, jsonErr)
		}
		if err != nil {
			if jsonErr == nil && utf8.Valid(b) && !strings.Contains(err.Error(), "字段") {
				t.Fatalf("refused %q: %v", b, err)
			}
			return
		}
		for name, value := range want {
			field := fieldOf(name)
			if field == nil {
				continue
			}
			s, _ := value.(string)
			if got := *field(a); got != s {
				// The last of several fields of one name holds, but null leaves
				// the one before it.
				if value == nil {
					continue
				}
				t.Fatalf("%q: %s is %q, want %q", b, name, got, s)
			}
		}
		for _, name := range unknown {
			if _, there := want[name]; !there {
				t.Fatalf("%q: unknown field %q is not there", b, name)
			}
		}
	})
}

// FuzzStrict: a body is taken or complained about; nothing else.
func FuzzStrict(f *testing.F) {
	f.Add([]byte("{\"title\":\"x\"}\n{\"y\":1}\n"))
	f.Add([]byte("{\n\"title\":\"x\"\n}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		arts, lines, err := DecodeStrict(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if len(arts)+len(lines) == 0 && len(bytes.TrimSpace(withoutMark(b))) > 0 {
			t.Fatalf("%q gave nothing", b)
		}
		for _, a := range arts {
			if a == nil {
				t.Fatal("an article is nil")
			}
		}
	})
}

// asIs takes everything for a page.
type asIs struct{}

func (asIs) ReadPage(_ context.Context, b []byte) (*corpus.Article, error) {
	return &corpus.Article{Body: string(b)}, nil
}

// FuzzFile: whatever a file holds, CSV, JSON or an archive, the walk ends
// without a panic, each item has an article or a reason, and there is at least
// one unless the file holds only a header or an empty archive.
func FuzzFile(f *testing.F) {
	for _, s := range []string{
		"title,body\na,b\n\"c\nd\",e\n", "id;title\n1;x\n", "[{\"id\":1},{]", "{\"id\":1}\n{\n", "\xff\xfe{\x00}\x00", "PK\x03\x04", "\x1f\x8b\x08\x00", "\xfd7zXZ\x00\x00", "一页",
		string(gzipped([]byte("{\"id\":1}\n"))), "title,body\n\"", "title\tbody\n\xb8\xdf\t\xb8\xdf\n",
	} {
		f.Add([]byte(s))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(dir, "f")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		opts := Options{Pages: asIs{}, MaxPage: 1 << 16, MaxRecord: 1 << 12, MaxStream: 1 << 20}
		if err := Walk(context.Background(), []string{path}, opts, func(i Item) error {
			if (i.Err == nil) == (i.Article == nil) {
				t.Fatalf("%q: %+v", b, i)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}
