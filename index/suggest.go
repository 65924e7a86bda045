package index

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"zonesearch/index/suggest"
	"zonesearch/index/table"
)

// Suggest completes what a person begins to type: zones, cities, companies,
// frequent words and titles, by characters, pinyin or initials. limit 0 means
// DefaultLimit; it is cut at MaxLimit. Of what came in a moment ago it may not
// know yet. Right after Open it waits a moment for the first names, and then
// fails with ErrNotReady.
func (x *Index) Suggest(ctx context.Context, typed string, limit int) ([]Suggestion, error) {
	out := []Suggestion{}
	if strings.TrimSpace(typed) == "" {
		return out, nil
	}
	if limit <= 0 {
		limit = DefaultLimit
	}
	known, err := x.suggestions.first(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range known.names.Complete(typed, min(limit, MaxLimit)) {
		out = append(out, Suggestion{Text: s.Text, Kind: s.Kind.String(), Count: s.Count})
	}
	return out, nil
}

// suggestions are the names that a view knew.
type suggestions struct {
	generation *generation
	reached    uint64
	names      *suggest.Dictionary
	// words is the segmenter's dictionary, for corrections.
	words *suggest.Dictionary
}

// suggester holds the newest suggestions.
type suggester struct {
	mu    sync.Mutex
	now   *suggestions
	built chan struct{} // closed and renewed at each build
	ended error         // why there will be no more
}

func newSuggester() *suggester { return &suggester{built: make(chan struct{})} }

// firstPatience is how long who types waits for the first names of all: those
// of an archive of usual size are gathered by then. Longer would take the place
// of a search that could be answered.
const firstPatience = time.Second

// first gives the newest suggestions; where there are none, it waits for the
// first a little and then fails with ErrNotReady.
func (s *suggester) first(ctx context.Context) (*suggestions, error) {
	patient, cancel := context.WithTimeout(ctx, firstPatience)
	defer cancel()
	now, err := s.wait(patient, func(*suggestions) bool { return true })
	if err != nil && patient.Err() != nil && ctx.Err() == nil {
		return nil, ErrNotReady
	}
	return now, err
}

// newest gives the newest suggestions, nil before there are any.
func (s *suggester) newest() *suggestions {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *suggester) set(now *suggestions) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = now
	close(s.built)
	s.built = make(chan struct{})
}

// end says that there will be nothing newer, and why; the first reason counts.
func (s *suggester) end(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended != nil {
		return
	}
	s.ended = err
	close(s.built)
	s.built = make(chan struct{})
}

// wait waits for suggestions that are good enough.
func (s *suggester) wait(ctx context.Context, enough func(*suggestions) bool) (*suggestions, error) {
	for {
		s.mu.Lock()
		now, built, ended := s.now, s.built, s.ended
		s.mu.Unlock()
		switch {
		case now != nil && enough(now):
			return now, nil
		case ended != nil:
			return nil, ended
		}
		select {
		case <-built:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// After a build the next one waits idlePerBuild times as long as it took, so
// that a long import spends a twentieth of one core on them at most, but no
// longer than longestIdle.
const (
	idlePerBuild = 20
	longestIdle  = 30 * time.Second
)

// keepSuggestions builds suggestions whenever there is something new, until the
// index is closed.
func (x *Index) keepSuggestions() {
	defer x.suggestions.end(table.ErrClosed)
	readings, err := suggest.LoadReadings()
	if err != nil {
		x.log.Error("there will be no suggestions", slog.Any("error", err))
		x.suggestions.end(err)
		return
	}
	g := gatherer{x: x, readings: readings}
	var words *suggest.Dictionary
	for x.ctx.Err() == nil {
		wake := x.nextView()
		started := time.Now()
		next, err := g.gather(x.suggestions.newest())
		switch {
		case err != nil && x.ctx.Err() == nil:
			x.log.Warn("suggestions could not be renewed", slog.Any("error", err))
		case next != nil:
			next.words = words
			x.suggestions.set(next)
		}
		took := time.Since(started)
		if words == nil && next != nil {
			// Completing must not wait for what only corrections need.
			words = x.lexiconWords(readings)
			with := *next
			with.words = words
			x.suggestions.set(&with)
		}
		select {
		case <-time.After(min(idlePerBuild*took, longestIdle)):
		case <-x.ctx.Done():
			return
		}
		select {
		case <-wake:
		case <-x.ctx.Done():
		}
	}
}

// nextView gives a channel that is closed when a newer view is there.
func (x *Index) nextView() <-chan struct{} {
	x.wakeMu.Lock()
	defer x.wakeMu.Unlock()
	return x.wake
}
