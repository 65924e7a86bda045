package main

import (
	"bytes"
	"errors"
	"net/http"
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

// failingAt answers that an article was deleted, and fails at the nth.
type failingAt struct{ n int }

var errCable = errors.New("the cable is out")

func (f *failingAt) RoundTrip(r *http.Request) (*http.Response, error) {
	if f.n--; f.n <= 0 {
		return nil, errCable
	}
	return &http.Response{StatusCode: http.StatusNoContent, Body: http.NoBody, Request: r}, nil
}

// What is deleted when an error comes is told: it is gone for good.
func TestDeleteTellsWhatIsGone(t *testing.T) {
	for _, tt := range []struct {
		json bool
		want string
	}{{false, "删除了 2 篇\n"}, {true, `{"deleted":2,"missing":0}` + "\n"}} {
		var out, errOut bytes.Buffer
		p := &program{console: console{out: &out, err: &errOut}, json: tt.json}
		err := p.deleteAll(t.Context(), &connection{client: &http.Client{Transport: &failingAt{3}}}, []string{"a", "b", "c", "d"})
		if !errors.Is(err, errCable) || !strings.Contains(err.Error(), "c") {
			t.Errorf("error %v", err)
		}
		if out.String() != tt.want {
			t.Errorf("it says %q, want %q", out.String(), tt.want)
		}
	}
}
