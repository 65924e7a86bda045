package table

import "sync"

// viewStore holds the newest view.
type viewStore struct {
	building sync.Mutex // one view is built at a time
	mu       sync.Mutex
	now      *view
	users    sync.WaitGroup // Snapshots
}

// acquire gives the newest view, or nil when the table is closed. Its user
// releases it.
func (s *viewStore) acquire() *view {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now != nil {
		s.now.refs.Add(1)
	}
	return s.now
}

// use is acquire for a Snapshot.
func (s *viewStore) use() *view {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now != nil {
		s.now.refs.Add(1)
		s.users.Add(1)
	}
	return s.now
}

func (s *viewStore) put(v *view) error {
	s.mu.Lock()
	old := s.now
	s.now = v
	s.mu.Unlock()
	if old == nil {
		return nil
	}
	return old.release()
}

// close takes the newest view away and waits until no Snapshot uses one.
func (s *viewStore) close() error {
	err := s.put(nil)
	s.users.Wait()
	return err
}

func (v *view) release() error {
	if v.refs.Add(-1) > 0 {
		return nil
	}
	return v.reader.Close()
}
