package server

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// listen opens a port of this machine.
func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestStopLetsRequestsFinish(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	begun, goOn := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		<-goOn
		_, _ = io.WriteString(w, "all of it")
	})
	l := listen(t)
	ended := make(chan error, 1)
	go func() { ended <- ServeHandler(ctx, l, h, slog.New(slog.DiscardHandler)) }()
	type answer struct {
		body string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		r, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			answers <- answer{err: err}
			return
		}
		b, err := io.ReadAll(r.Body)
		answers <- answer{string(b), errors.Join(err, r.Body.Close())}
	}()
	<-begun
	stop()
	close(goOn)
	if a := <-answers; a.err != nil || a.body != "all of it" {
		t.Errorf("the request under way got %q, %v", a.body, a.err)
	}
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("the port is still open")
	}
}

func TestServeTellsWhyItCannot(t *testing.T) {
	l := listen(t)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	err := ServeHandler(t.Context(), l, http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), l.Addr().String()) {
		t.Errorf("got %v", err)
	}
}

// Ensure that a body may take longer than the read deadline as long as it comes.
func TestSlowBodyMovesTheDeadline(t *testing.T) {
	s := httptest.NewUnstartedServer(patient(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := io.Copy(io.Discard, r.Body)
		if err != nil || n != 8 {
			t.Errorf("%d bytes, %v", n, err)
		}
	})))
	s.Config.ReadTimeout = 50 * time.Millisecond
	s.Start()
	defer s.Close()
	body, feed := io.Pipe()
	go func() {
		for range 8 {
			time.Sleep(20 * time.Millisecond)
			_, _ = feed.Write([]byte("x"))
		}
		_ = feed.Close() // of a pipe it never fails
	}()
	answer, err := s.Client().Post(s.URL, "text/plain", body)
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil {
		t.Fatal(err)
	}
}
