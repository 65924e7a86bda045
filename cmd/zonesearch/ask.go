package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"zonesearch/server"
)

// readyPatience is how long a question waits for an index that is being made
// ready in another process.
const readyPatience = 2 * time.Minute

// get asks for a path with parameters. An answer other than 2xx is an error.
// The caller closes the body.
func (c *connection) get(ctx context.Context, path string, query url.Values) (*http.Response, error) {
	deadline := time.Now().Add(readyPatience)
	for {
		answer, err := c.send(ctx, http.MethodGet, path, query, nil, "")
		var refusal *refusal
		if !errors.As(err, &refusal) || refusal.status != http.StatusServiceUnavailable || time.Now().After(deadline) {
			return answer, err
		}
		select {
		case <-time.After(min(refusal.retryAfter, time.Second)):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// send makes one request. The path is in the form that stands in an address.
func (c *connection) send(ctx context.Context, method, path string, query url.Values, body io.Reader, mediaType string) (*http.Response, error) {
	address := "http://localhost" + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, err
	}
	if mediaType != "" {
		r.Header.Set("Content-Type", mediaType)
	}
	answer, err := c.client.Do(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode/100 == 2 {
		return answer, nil
	}
	return nil, errors.Join(refusalOf(answer), answer.Body.Close())
}

// getJSON asks for a path and decodes the answer.
func (c *connection) getJSON(ctx context.Context, path string, query url.Values, into any) error {
	answer, err := c.get(ctx, path, query)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }() // it was only read
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		return fmt.Errorf("读取 %s 的结果：%w", path, err)
	}
	return nil
}

// refusal is an answer that is an error.
type refusal struct {
	status     int
	problem    server.Problem
	retryAfter time.Duration
}

func (r *refusal) Error() string {
	if r.problem.Detail == "" {
		return fmt.Sprintf("%d %s", r.status, http.StatusText(r.status))
	}
	return r.problem.Detail
}

// refusalOf reads an answer that is an error. A request that was wrong is
// wrong usage of the command that made it.
func refusalOf(answer *http.Response) error {
	r := &refusal{status: answer.StatusCode, retryAfter: time.Second}
	// A body that is no problem document leaves the status to speak.
	_ = json.NewDecoder(io.LimitReader(answer.Body, 1<<20)).Decode(&r.problem)
	if n, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil {
		r.retryAfter = time.Duration(n) * time.Second
	}
	if r.status == http.StatusBadRequest && len(r.problem.Errors) == 0 {
		return usageError{r}
	}
	return r
}
