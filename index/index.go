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
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/gazetteer"
	"zonesearch/index/synonym"
	"zonesearch/index/table"
	"zonesearch/segment"
	"zonesearch/segment/fold"
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
	// Count is the number of articles that are valid now.
	Count() int
	// Changed gives a channel that is closed at the next change.
	Changed() <-chan struct{}
	// Name is the archive's own, the same wherever it is moved.
	Name() string
}

// Segmenter cuts texts into terms.
type Segmenter interface {
	table.Segmenter
	// Path gives the words of the shortest path.
	Path(t *fold.Text) []segment.Token
	// IsStop reports a function word, which blocks no hit.
	IsStop(word string) bool
	// Frequency is how frequent a word of the dictionary is in Chinese, 0 for
	// another.
	Frequency(word string) int
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
	options  Options
	archive  Archive
	planner  planner
	deriver  deriver
	places   places
	log      *slog.Logger
	stamps   stamps
	rankings rankings
	fading   []float64 // see newFading

	// now is the view that new questions are answered from, nil before there
	// is one.
	now atomic.Pointer[view]
	// target is what the archive held when the index was opened or begun anew:
	// before it is reached, questions would get half an answer.
	target atomic.Uint64
	// trouble is why questions are refused, failing why nothing new comes in
	// although what is there can be asked.
	trouble atomic.Pointer[trouble]
	failing atomic.Pointer[string]
	wake    chan struct{} // closed and renewed at each new view
	wakeMu  sync.Mutex

	// Articles of the archive that cannot be read, and how many the index lacks.
	unreadableMu sync.Mutex
	unreadable   map[uint64]bool
	damaged      atomic.Int64

	// suspicions ask for a check. calm is when one last found nothing; unlike
	// says that the index has been rebuilt because it was not like the archive.
	suspicions chan struct{}
	calm       atomic.Pointer[time.Time]
	unlike     atomic.Bool

	// Of the follower alone: the generation that follows the archive, nil where
	// none could be opened; when damage last had one built anew; and whether one
	// is being built beside it (rebuild.go).
	current  *generation
	renewed  time.Time
	building bool
	rebuilds chan *rebuilding
	built    chan built

	suggestions *suggester

	ctx    context.Context
	cancel context.CancelFunc
	tasks  sync.WaitGroup
}

// trouble is why questions are refused, and of which generation it is; nil
// where that could not even be opened.
type trouble struct {
	reason string
	of     *generation
}

// Open opens the index of an archive and begins to follow it. Where there is no
// index, or it was built otherwise or is damaged, it is built anew after Open
// has returned: until then questions fail with ErrNotReady or ErrDamaged.
func Open(o Options) (*Index, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	p := places{o.Gazetteer}
	ctx, cancel := context.WithCancel(context.Background())
	x := &Index{
		options: o, archive: o.Archive, places: p, log: o.Log,
		planner:  planner{lexicon: lexicon{segmenter: o.Segmenter, synonyms: o.Synonyms, places: p}},
		deriver:  deriver{extractor: o.Extractor, places: p},
		stamps:   o.stamps(),
		rankings: standardRankings(),
		fading:   newFading(),

		wake:       make(chan struct{}),
		unreadable: map[uint64]bool{},
		suspicions: make(chan struct{}, 1),
		rebuilds:   make(chan *rebuilding),
		built:      make(chan built),

		suggestions: newSuggester(),

		ctx: ctx, cancel: cancel,
	}
	x.target.Store(o.Archive.LastSeq())
	if err := x.load(); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	if err := removeOthers(o.Dir, filepath.Base(x.current.dir)); err != nil {
		x.log.Warn("an old generation could not be removed", slog.Any("error", err))
	}
	if err := x.publish(x.current); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	x.tasks.Go(x.run)
	x.tasks.Go(x.keepChecking)
	x.tasks.Go(x.keepSuggestions)
	return x, nil
}

// stamps are what the contents of an index with these options depend on.
func (o *Options) stamps() stamps {
	return stamps{
		Schema: schemaVersion, Segmenter: o.Segmenter.Stamp(), Rules: o.Rules, Corrections: o.Corrections,
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
	x.withdraw() // a generation that is being closed waits for its last view
	x.tasks.Wait()
	x.withdraw()
	if x.current == nil {
		return nil
	}
	return x.current.close()
}

// view takes the newest view for one question. Its user releases it.
func (x *Index) view() (*view, error) {
	for {
		v := x.now.Load()
		switch {
		case x.trouble.Load() != nil:
			return nil, ErrDamaged
		case v == nil || v.articles.Reached() < x.target.Load():
			return nil, ErrNotReady
		case v.take():
			return v, nil
		}
	}
}

// ready reports whether questions are answered.
func (x *Index) ready() bool {
	v, err := x.view()
	if err != nil {
		return false
	}
	v.release()
	return true
}

// publish lets new questions see what a generation holds now. Where its tables
// are a batch apart, it leaves things as they are.
func (x *Index) publish(g *generation) error {
	v, err := newView(g, x.places)
	if err != nil || v == nil {
		return err
	}
	complete := v.articles.Reached() >= x.target.Load()
	if old := x.now.Swap(v); old != nil {
		old.release()
	}
	if t := x.trouble.Load(); t != nil && t.of != g && complete && x.trouble.CompareAndSwap(t, nil) {
		x.log.Info("the index is whole again", slog.Int("articles", v.articles.Len()))
	}
	if complete {
		x.countMissing(v)
	}
	x.tell()
	return nil
}

// tell wakes whoever waits for something new.
func (x *Index) tell() {
	x.wakeMu.Lock()
	defer x.wakeMu.Unlock()
	close(x.wake)
	x.wake = make(chan struct{})
}

// withdraw has questions wait for a new view.
func (x *Index) withdraw() {
	if v := x.now.Swap(nil); v != nil {
		v.release()
	}
}

// WaitFor waits until questions are answered and see everything up to a
// sequence number of the archive.
func (x *Index) WaitFor(ctx context.Context, seq uint64) error {
	for {
		wake := x.nextView()
		if v, err := x.view(); err == nil {
			reached := v.articles.Reached()
			v.release()
			if reached >= seq {
				return nil
			}
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
