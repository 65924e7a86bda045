package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestDelete(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	const odd = "a/b?c%20#中文"
	must(t, `{"id":"`+odd+`","title":"要删的"}`+"\n"+`{"id":"keep","title":"留下的"}`+"\n", "import", "-", "--data", dir)
	if got := call(t, "", "delete", odd, "never", "--data", dir); got.code != exitPartly || !strings.Contains(got.err, "never") {
		t.Errorf("exit code %d: %s", got.code, got.err)
	}
	if out := must(t, "", "search", "--data", dir); !strings.Contains(out, "共 1 篇") || !strings.Contains(out, "留下的") {
		t.Error(out)
	}
	if got := call(t, "", "delete", odd, "--data", dir); got.code != exitFailed {
		t.Errorf("deleted twice: exit code %d", got.code)
	}
}
