package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// direct asks a handler in this process as if it were over the network. The
// answer is a stream, as long as it may be.
type direct struct{ handler http.Handler }

// RoundTrip carries out one request.
func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	body, out := io.Pipe()
	w := &directWriter{header: http.Header{}, out: out, started: make(chan struct{})}
	go func() {
		defer r.Body.Close()
		defer func() {
			if v := recover(); v != nil {
				// http.ErrAbortHandler, or worse: what came so far is not all.
				w.WriteHeader(http.StatusInternalServerError)
				_ = out.CloseWithError(fmt.Errorf("%w: %v", io.ErrUnexpectedEOF, v))
			}
		}()
		d.handler.ServeHTTP(w, r)
		w.WriteHeader(http.StatusOK)
		_ = out.Close() // of a pipe it never fails
	}()
	select {
	case <-w.started:
		return &http.Response{StatusCode: w.status, Header: w.sent, Body: body, Request: r, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, ContentLength: -1}, nil
	case <-r.Context().Done():
		return nil, errors.Join(r.Context().Err(), body.Close())
	}
}

// directWriter takes an answer in.
type directWriter struct {
	header, sent http.Header
	status       int
	out          *io.PipeWriter
	started      chan struct{}
}

func (w *directWriter) Header() http.Header { return w.header }

func (w *directWriter) WriteHeader(status int) {
	if w.status != 0 {
		return
	}
	w.status, w.sent = status, w.header.Clone()
	close(w.started)
}

func (w *directWriter) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.out.Write(p)
}

// Flush has nothing to do: a pipe keeps nothing back.
func (w *directWriter) Flush() { w.WriteHeader(http.StatusOK) }
