package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/gazetteer"
	"zonesearch/index/synonym"
	"zonesearch/index/table"
)

// Archive is what the index follows.
type Archive interface {
	// Salvage calls fn with every change after a number, in order, and
	// damaged for each that cannot be read.
	Salvage(ctx context.Context, after uint64, fn func(archive.Change) error, damaged func(*archive.DamageError) error) error
	// Many gives the articles with these numbers, nil for those that are gone.
	Many(seqs []uint64) ([]*corpus.Article, error)
	// Seq gives the number of the article with an ID, or archive.ErrNotFound.
	Seq(id string) (uint64, error)
	LastSeq() uint64
	// Changed gives a channel that is closed at the next change.
	Changed() <-chan struct{}
	// Name is the archive's own, the same wherever it is moved.
	Name() string
}

// Segmenter cuts texts into terms.
type Segmenter interface {
	table.Segmenter
	// IsStop reports a function word, which blocks no hit.
	IsStop(word string) bool
	// Words gives the dictionary words that begin with a prefix, and how
	// frequent each is.
	Words(prefix string) iter.Seq2[string, int]
}

// Options are what an Index is made of. All but Log are required.
type Options struct {
	// Dir is the folder of the index; it is created where it is missing, and
	// may be deleted whenever the index is closed.
	Dir       string
	Archive   Archive
	Segmenter Segmenter
	Gazetteer *gazetteer.Gazetteer
	Synonyms  *synonym.Table
	Extractor Extractor
	// Rules is the version of the extractor's rules, Corrections a digest of
	// the corrections that it applies ("" for none) and CorrectionCount their
	// number. A change of the first two makes the index stale.
	Rules           string
	Corrections     string
	CorrectionCount int
	// Log takes what a person who runs it should know; nil discards.
	Log *slog.Logger
}

// Index answers questions about the articles of an archive. All its methods
// may be called from any goroutine.
type Index struct {
	options Options
	archive Archive
	planner planner
	deriver deriver
	places  places
	log     *slog.Logger
	stamps  stamps
	weights weights

	// now is the view that new questions are answered from, nil before there
	// is one.
	now atomic.Pointer[view]
	// target is what the archive held when the index was opened: reached, the
	// index is ready.
	target uint64
	// trouble is why the index does not answer, or heals, as text.
	trouble atomic.Pointer[string]
	damaged atomic.Int64 // articles of the archive that cannot be read

	// switching is held while the generation that follows the archive changes.
	switching sync.Mutex
	current   *generation
	heal      chan struct{}
	wake      chan struct{} // closed and renewed at each new view
	wakeMu    sync.Mutex

	// See rebuild.go; building is the follower's own.
	rebuilds chan *rebuilding
	built    chan built
	building bool

	suggestions *suggester

	ctx    context.Context
	cancel context.CancelFunc
	tasks  sync.WaitGroup
}

// Open opens the index of an archive and begins to follow it. Where there is no
// index, or it was built otherwise or is damaged, it is built anew while Open
// returns: until then questions fail with ErrNotReady.
func Open(o Options) (*Index, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	p := places{o.Gazetteer}
	ctx, cancel := context.WithCancel(context.Background())
	x := &Index{
		options: o, archive: o.Archive, places: p, log: o.Log,
		planner: planner{lexicon: lexicon{segmenter: o.Segmenter, synonyms: o.Synonyms, places: p}},
		deriver: deriver{extractor: o.Extractor, places: p},
		stamps:  o.stamps(),
		weights: standardWeights(),
		target:  o.Archive.LastSeq(),
		heal:    make(chan struct{}, 1),
		wake:    make(chan struct{}),

		rebuilds: make(chan *rebuilding),
		built:    make(chan built),

		suggestions: newSuggester(),

		ctx: ctx, cancel: cancel,
	}
	g, err := openCurrent(o.Dir, x.stamps, o.Segmenter)
	switch {
	case errors.Is(err, errNone):
		if !errors.Is(err, table.ErrStale) && err.Error() != errNone.Error() {
			x.log.Warn("the index is rebuilt", slog.Any("reason", err))
		}
		if g, err = createGeneration(o.Dir, x.stamps, o.Segmenter); err != nil {
			cancel()
			return nil, fmt.Errorf("create the index in %s: %w", o.Dir, err)
		}
		if err := g.makeCurrent(); err != nil {
			cancel()
			return nil, errors.Join(err, g.close())
		}
	case err != nil:
		cancel()
		return nil, fmt.Errorf("open the index in %s: %w", o.Dir, err)
	}
	if g.reached() > x.target {
		// The archive was put back to an earlier state.
		x.log.Warn("the index is ahead of its archive and is rebuilt")
		if g, err = x.replace(g); err != nil {
			cancel()
			return nil, err
		}
	}
	x.current = g
	if err := removeOthers(o.Dir, filepath.Base(g.dir)); err != nil {
		x.log.Warn("an old generation could not be removed", slog.Any("error", err))
	}
	if err := x.publish(g); err != nil {
		cancel()
		return nil, errors.Join(err, g.close())
	}
	x.tasks.Go(x.run)
	x.tasks.Go(x.keepSuggestions)
	return x, nil
}

// replace closes a generation and puts an empty one in its place.
func (x *Index) replace(g *generation) (*generation, error) {
	if err := g.close(); err != nil {
		x.log.Warn("closing the old index", slog.Any("error", err))
	}
	fresh, err := createGeneration(x.options.Dir, x.stamps, x.options.Segmenter)
	if err != nil {
		return nil, err
	}
	return fresh, fresh.makeCurrent()
}

// stamps are what the contents of an index with these options depend on.
func (o *Options) stamps() stamps {
	return stamps{
		Schema: schemaVersion, Rules: o.Rules, Corrections: o.Corrections,
		Gazetteer: gazetteerDigest(o.Gazetteer), Archive: o.Archive.Name(),
	}
}

// gazetteerDigest stands for the names and kinds of all zones.
func gazetteerDigest(g *gazetteer.Gazetteer) string {
	h := sha256.New()
	for _, z := range g.All() {
		fmt.Fprintln(h, z.Name, z.Level, z.Kind, z.Province, z.City)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Close stops following and closes everything. Questions under way are
// finished first.
func (x *Index) Close() error {
	x.cancel()
	x.tasks.Wait()
	if v := x.now.Swap(nil); v != nil {
		v.release()
	}
	x.switching.Lock()
	defer x.switching.Unlock()
	return x.current.close()
}

// view takes the newest view for one question. Its user releases it.
func (x *Index) view() (*view, error) {
	if x.trouble.Load() != nil {
		return nil, ErrDamaged
	}
	for {
		v := x.now.Load()
		if v == nil {
			return nil, ErrNotReady
		}
		if v.take() {
			return v, nil
		}
	}
}

// ready reports whether the index has caught up with what the archive held
// when it was opened.
func (x *Index) ready() bool {
	v := x.now.Load()
	return v != nil && v.articles.Reached() >= x.target && x.trouble.Load() == nil
}

// publish lets new questions see what a generation holds now. Where its tables
// are a batch apart, it leaves things as they are.
func (x *Index) publish(g *generation) error {
	v, err := newView(g, x.places)
	if err != nil || v == nil {
		return err
	}
	if old := x.now.Swap(v); old != nil {
		old.release()
	}
	x.wakeMu.Lock()
	close(x.wake)
	x.wake = make(chan struct{})
	x.wakeMu.Unlock()
	return nil
}

// WaitFor waits until questions see everything up to a sequence number of the
// archive.
func (x *Index) WaitFor(ctx context.Context, seq uint64) error {
	for {
		x.wakeMu.Lock()
		wake := x.wake
		x.wakeMu.Unlock()
		if v := x.now.Load(); v != nil && v.articles.Reached() >= seq && x.trouble.Load() == nil {
			return nil
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return ctx.Err()
		case <-x.ctx.Done():
			return table.ErrClosed
		}
	}
}
