package archive

import "context"

// Delete removes the articles with these ids and returns, once that is synced
// to disk, how many there were. An id that is not there is no error. The call
// is taken whole or, on an error, not at all. It may use the reserve of free
// space: deleting is how one gets out of want.
func (a *Archive) Delete(ctx context.Context, ids ...string) (int, error) {
	if len(ids) == 0 {
		return 0, ctx.Err()
	}
	deleted := 0
	err := a.submit(&request{ctx: ctx, apply: func(w *writing) error {
		deleted = 0
		for _, id := range ids {
			found, err := w.delete(id)
			if err != nil {
				return err
			}
			if found {
				deleted++
			}
		}
		return nil
	}})
	if err != nil {
		return 0, err
	}
	return deleted, nil
}

func (w *writing) delete(id string) (bool, error) {
	if id == "" || len(id) > maxID {
		return false, nil
	}
	old, found, err := lookup(w.tx, id)
	if err != nil || !found {
		return false, err
	}
	was, _ := w.stored(old.seq, id) // one that can't be read can still go
	if err := w.supersede(old.seq, id, was.replaces); err != nil {
		return false, err
	}
	if _, err := w.append(&frame{kind: kindDeleted, id: id, replaces: old.seq}); err != nil {
		return false, err
	}
	w.head.text -= uint64(old.size)
	w.head.live--
	return true, w.enter(id, nil)
}
