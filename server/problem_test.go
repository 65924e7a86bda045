package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"zonesearch/corpus/archive"
	"zonesearch/index"
)

func TestProblemOf(t *testing.T) {
	tests := []struct {
		err        error
		status     int
		retryAfter int
	}{
		{&index.RequestError{ZH: "错", EN: "wrong", Offset: -1}, http.StatusBadRequest, 0},
		{&statusError{status: http.StatusForbidden, zh: "不行", en: "no"}, http.StatusForbidden, 0},
		{index.ErrNotFound, http.StatusNotFound, 0},
		{index.ErrNotReady, http.StatusServiceUnavailable, 2},
		{index.ErrDamaged, http.StatusServiceUnavailable, 10},
		{index.ErrFailed, http.StatusServiceUnavailable, 5},
		{index.ErrUnreadable, http.StatusServiceUnavailable, 60},
		{archive.ErrStopped, http.StatusServiceUnavailable, 60},
		{index.ErrTimeout, http.StatusServiceUnavailable, 1},
		{context.DeadlineExceeded, http.StatusServiceUnavailable, 1},
		{errors.New("disk on fire"), http.StatusInternalServerError, 0},
	}
	said := map[string]error{}
	for _, tt := range tests {
		err := fmt.Errorf("search: %w", tt.err)
		zh, en := problemOf(err, false), problemOf(err, true)
		if zh.Status != tt.status || zh.retryAfter != tt.retryAfter || en.Status != tt.status || en.retryAfter != tt.retryAfter {
			t.Errorf("%v: %d after %d, in English %d after %d; want %d after %d", tt.err, zh.Status, zh.retryAfter, en.Status, en.retryAfter, tt.status, tt.retryAfter)
		}
		if zh.Title == "" || zh.Detail == "" || en.Title == "" || en.Detail == "" || zh.Detail == en.Detail {
			t.Errorf("%v: %q, %q; in English %q, %q", tt.err, zh.Title, zh.Detail, en.Title, en.Detail)
		}
		if other := said[zh.Detail]; other != nil && !errors.Is(tt.err, context.DeadlineExceeded) {
			t.Errorf("%v and %v are told in the same words", tt.err, other)
		}
		said[zh.Detail] = tt.err
	}
}
