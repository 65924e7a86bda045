package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/source"
)

// fullKeeper keeps so many batches and no more.
type fullKeeper struct {
	batches int
	kept    []string
}

var errFull = errors.New("the disk is full")

func (k *fullKeeper) Put(_ context.Context, articles []*corpus.Article) ([]archive.Outcome, error) {
	if k.batches--; k.batches < 0 {
		return nil, errFull
	}
	var out []archive.Outcome
	for _, a := range articles {
		k.kept = append(k.kept, a.ID)
		out = append(out, archive.Outcome{Result: archive.Added, Seq: uint64(len(k.kept))})
	}
	return out, nil
}

func importer(t *testing.T, k Keeper) *Importer {
	t.Helper()
	places, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	return &Importer{Cleaner: corpus.Cleaner{Places: places}, Keeper: k}
}

// lines is so many articles as JSONL.
func lines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"id\":\"%d\",\"title\":\"开工\"}\n", i)
	}
	return b.String()
}

func TestWalkCountsWhatIsKept(t *testing.T) {
	for _, tt := range []struct {
		name                  string
		in                    string
		batches               int
		read, added, rejected int
		err                   error
	}{
		{"everything", lines(2500), 9, 2500, 2500, 0, nil},
		{"nothing but an empty file", "", 9, 1, 0, 1, nil},
		{"one is no article", lines(2) + "{\n" + lines(1), 9, 4, 3, 1, nil},
		{"the disk is full after a batch", lines(2500), 1, batchArticles, batchArticles, 0, errFull},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := &fullKeeper{batches: tt.batches}
			rejected := 0
			summary, err := importer(t, k).Walk(t.Context(), []string{"-"}, source.Options{Stdin: strings.NewReader(tt.in)}, func(Rejection) error {
				rejected++
				return nil
			})
			if !errors.Is(err, tt.err) {
				t.Errorf("error %v, want %v", err, tt.err)
			}
			if summary.Read != tt.read || summary.Added != tt.added || summary.Rejected != tt.rejected || rejected != tt.rejected || len(k.kept) != tt.added {
				t.Errorf("%+v, %d kept, %d rejected; want %d read, %d added, %d rejected", summary, len(k.kept), rejected, tt.read, tt.added, tt.rejected)
			}
		})
	}
}

// Of two articles with one ID the later one stays: the order of the input is
// kept.
func TestWalkKeepsTheOrder(t *testing.T) {
	k := &fullKeeper{batches: 9}
	if _, err := importer(t, k).Walk(t.Context(), []string{"-"}, source.Options{Stdin: strings.NewReader(lines(2500))}, nil); err != nil {
		t.Fatal(err)
	}
	for i, id := range k.kept {
		if id != fmt.Sprint(i) {
			t.Fatalf("article %s is in place %d", id, i)
		}
	}
}

func TestWalkEndsWhenNobodyTakesRejections(t *testing.T) {
	gone := errors.New("nobody reads them")
	_, err := importer(t, &fullKeeper{batches: 9}).Walk(t.Context(), []string{"-"}, source.Options{Stdin: strings.NewReader("{\n")}, func(Rejection) error { return gone })
	if !errors.Is(err, gone) {
		t.Errorf("error %v", err)
	}
}

func TestPutTakesAllOrNone(t *testing.T) {
	k := &fullKeeper{batches: 9}
	im := importer(t, k)
	_, _, err := im.Put(t.Context(), []*corpus.Article{{Title: "好"}, {}})
	if bad, ok := errors.AsType[ArticlesError](err); !ok || len(bad) != 1 || bad[0].Place != 1 || len(k.kept) != 0 {
		t.Errorf("error %v; kept %v", err, k.kept)
	}
	summary, seq, err := im.Put(t.Context(), []*corpus.Article{{Title: "好"}, {Title: "更好"}})
	if err != nil || summary.Read != 2 || summary.Added != 2 || seq != 2 {
		t.Errorf("%+v, up to %d: %v", summary, seq, err)
	}
}
