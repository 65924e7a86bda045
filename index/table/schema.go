package table

import (
	"math"
	"runtime"
	"time"

	"zonesearch/segment/fold"
)

// Missing is the number of a row that has none. It is in no Range and comes
// last in every Sort, whichever way that runs.
const Missing = math.MinInt64

// Schema names the columns of a table. Everywhere else a column is meant by
// its place in these lists.
type Schema struct {
	Texts    []string
	Keywords []string
	Numbers  []string
}

// Row is what is written. Its slices go by the Schema.
type Row struct {
	// Seq is the row's own number, above that of every row written before.
	Seq uint64
	// Texts are original texts; the table folds them.
	Texts []string
	// Keywords are exact values; "" is a value like any other.
	Keywords []string
	// Numbers are values, or Missing.
	Numbers []int64
	// Payload is anything that the owner wants back; it is not looked into.
	Payload []byte
}

// Batch is a change that becomes visible as a whole.
type Batch struct {
	Rows []Row
	// Delete names rows by Seq. A number that no live row has is passed over.
	Delete []uint64
	// Reached is the number of the last change that the batch covers; Open
	// gives back that of the last batch that is on disk.
	Reached uint64
}

// Segmenter turns canonical text into terms. It must be safe for concurrent
// use, and whatever could change its terms must change its Stamp.
//
// Phrases lean on one promise: where a run of a text is cut out at places that
// fold.Inside allows, every one of the run's own Terms is among the Terms of the
// whole text.
type Segmenter interface {
	// Terms calls emit for each term of t, some more than once, and returns
	// how many of the calls were on the shortest path. The bytes are only valid
	// during the call.
	Terms(t *fold.Text, emit func(term []byte, onPath bool)) (words int)
	// Stamp names the way that texts are cut.
	Stamp() string
}

// Options adjust a table; the zero value is right for a server.
type Options struct {
	// Writers is how many batches may be under way at once; 0 means 3.
	Writers int
	// BatchTimeout is how long Bleve may take for a batch before the table
	// counts as broken; 0 means two minutes.
	BatchTimeout time.Duration
	// LockTimeout is how long Open waits for another process; 0 means one
	// second.
	LockTimeout time.Duration
	// TrustTexts leaves out the check of the texts' checksums on Open. The
	// owner calls Verify instead, when there is time.
	TrustTexts bool
}

func (o *Options) setDefaults() {
	if o.Writers <= 0 {
		o.Writers = 3
	}
	o.Writers = min(o.Writers, maxWriters)
	if o.BatchTimeout <= 0 {
		o.BatchTimeout = 2 * time.Minute
	}
	if o.LockTimeout <= 0 {
		o.LockTimeout = time.Second
	}
}

// cores is how many goroutines share heavy work.
func cores() int { return runtime.GOMAXPROCS(0) }
