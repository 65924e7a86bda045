package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportSummary(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	changed := strings.Replace(threeArticles, "今日开工", "昨日开工", 1)
	for _, test := range []struct {
		name, stdin string
		want        importSummary
	}{
		{"new", threeArticles, importSummary{Read: 3, Added: 3}},
		{"again", threeArticles, importSummary{Read: 3, Unchanged: 3}},
		{"one changed", changed, importSummary{Read: 3, Updated: 1, Unchanged: 2}},
	} {
		got := decode[importSummary](t, must(t, test.stdin, "import", "-", "--data", dir, "--json"))
		if got.Seconds <= 0 {
			t.Errorf("%s: took %v seconds", test.name, got.Seconds)
		}
		got.Seconds = 0
		if !equalJSON(t, got, test.want) {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestImportSaysWhatItDidNotTake(t *testing.T) {
	t.Parallel()
	dir, rejects := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "rejects.jsonl")
	lines := `{"title":"好文章","author":"甲"}` + "\n" + `{"title":"好文章二","author":"乙","fax":1}` + "\n" + `{"title":"坏","date":"某日"}` + "\n"
	got := call(t, lines, "import", "-", "--data", dir, "--rejects", rejects, "--json")
	if got.code != exitPartly {
		t.Errorf("exit code %d, want %d", got.code, exitPartly)
	}
	summary := decode[importSummary](t, got.out)
	if summary.Added != 2 || summary.Rejected != 1 {
		t.Errorf("summary: %+v", summary)
	}
	if strings.Join(summary.UnknownFields, " ") != "author fax" {
		t.Errorf("unknown fields: %q", summary.UnknownFields)
	}
	b, err := os.ReadFile(rejects)
	if err != nil {
		t.Fatal(err)
	}
	rejection := decode[map[string]string](t, string(b))
	if len(rejection) != 3 || rejection["path"] != "-" || !strings.Contains(rejection["reason"], "某日") || !strings.HasPrefix(rejection["reason"], "第 3 行：") {
		t.Errorf("rejected: %s", b)
	}
	if _, ok := rejection["entry"]; !ok {
		t.Errorf("no field entry: %s", b)
	}
}

func equalJSON(t *testing.T, a, b any) bool {
	t.Helper()
	x, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(x) == string(y)
}
