package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// asProgram makes the test binary the program itself, for the tests that need
// a process of its own.
const asProgram = "ZONESEARCH_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// answer is what a command left behind.
type answer struct {
	code     int
	out, err string
}

// call runs a command in this process, with nothing in its environment.
func call(t *testing.T, stdin string, args ...string) answer {
	t.Helper()
	return callWith(t, t.Context(), nil, stdin, args...)
}

func callWith(t *testing.T, ctx context.Context, env map[string]string, stdin string, args ...string) answer {
	t.Helper()
	var out, errOut bytes.Buffer
	code := run(ctx, args, console{
		in: strings.NewReader(stdin), out: &out, err: &errOut,
		env: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
	})
	return answer{code, out.String(), errOut.String()}
}

// must runs a command that is to succeed.
func must(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	a := call(t, stdin, args...)
	if a.code != exitDone {
		t.Fatalf("zonesearch %s: exit code %d\n%s", strings.Join(args, " "), a.code, a.err)
	}
	return a.out
}

// decode reads one JSON document.
func decode[T any](t *testing.T, s string) (v T) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(s))
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, s)
	}
	return v
}

// write puts a file into a folder of the test.
func write(t *testing.T, content string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const threeArticles = `{"id":"a","title":"光伏项目开工","body":"海陵区光伏项目今日开工，总投资10亿元。","date":"2022-07-18","city":"泰州"}
{"id":"b","title":"生物医药大会","body":"大会在泰州举行。","date":"2023-01-02","city":"泰州"}
{"id":"c","title":"物流园签约","body":"物流园项目签约落户。","date":"2021-05-06","city":"苏州"}
`

// filled gives a folder with three articles.
func filled(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "data")
	must(t, threeArticles, "import", "-", "--data", dir)
	return dir
}
