package server

import (
	"context"
	"sync"
	"time"

	"zonesearch/index"
	"zonesearch/server/web"
)

// placesCache keeps which zones there are and where they lie: to know it takes
// a pass over all articles, and every page of hits shows it.
type placesCache struct {
	engine Engine

	mu    sync.Mutex
	known *survey
}

// survey is what the whole archive holds at a snapshot.
type survey struct {
	snapshot string
	read     time.Time
	places   *web.Places
	zones    []index.ZoneSummary
	status   index.Status
}

// stale is for how long a survey of an older snapshot will do: while articles
// pour in there is a new snapshot every moment.
const stale = 5 * time.Second

// now gives the survey of the present snapshot, or of a moment before it.
func (p *placesCache) now(ctx context.Context) (*survey, error) {
	r, err := p.engine.Search(ctx, index.SearchRequest{Page: index.Page{Limit: 1}, Plain: true})
	if err != nil {
		return nil, err
	}
	return p.at(ctx, r.Snapshot)
}

// at gives the survey of a snapshot, or of a moment before it; the last one
// made, however old, where snapshot is "".
func (p *placesCache) at(ctx context.Context, snapshot string) (*survey, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if k := p.known; k != nil && (snapshot == "" || k.snapshot == snapshot || time.Since(k.read) < stale) {
		return k, nil
	}
	zones, err := p.engine.Zones(ctx)
	if err != nil {
		return nil, err
	}
	status := p.engine.Status()
	p.known = &survey{snapshot: status.Snapshot, read: time.Now(), places: web.NewPlaces(zones), zones: zones, status: status}
	return p.known, nil
}
