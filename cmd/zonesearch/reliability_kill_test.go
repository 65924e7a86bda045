package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/index"
)

// ledger is what a writer was told has been kept.
type ledger struct {
	rng *rand.Rand
	// kept holds the version of each article that was acknowledged, 0 for one
	// whose deletion was. An entry of open was sent and not answered: both what
	// was before and what was sent are right.
	kept, open map[string]int
	next       int
	bodies     []string // of articles to write
}

// write sends changes until it fails, as it must when the server is killed.
func (l *ledger) write(address, key string) {
	for {
		l.open = map[string]int{}
		method, path, body := http.MethodPost, "v1/articles", &bytes.Buffer{}
		if len(l.kept) > 0 && l.rng.IntN(8) == 0 {
			method = http.MethodDelete
			id := fmt.Sprint("k", l.rng.IntN(l.next))
			path += "/" + id
			l.open[id] = 0
		} else {
			for range 1 + l.rng.IntN(4) {
				n := l.next
				if n == 0 || l.rng.IntN(4) > 0 {
					l.next++
				} else {
					n = l.rng.IntN(n)
				}
				id := fmt.Sprint("k", n)
				l.open[id] = max(l.kept[id], l.open[id]) + 1 + l.rng.IntN(3)
				l.encode(body, id, l.open[id])
			}
		}
		r, err := http.NewRequest(method, address+path, body)
		if err != nil {
			panic(err) // the test's own mistake
		}
		r.Header.Set("Content-Type", "application/x-ndjson")
		r.Header.Set("Authorization", "Bearer "+key)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return
		}
		_, err = io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode >= 300 && answer.StatusCode != http.StatusNotFound {
			return
		}
		for id, version := range l.open {
			l.kept[id] = version
		}
	}
}

// encode writes a version of an article as a line of JSON.
func (l *ledger) encode(to *bytes.Buffer, id string, version int) {
	article := map[string]string{"id": id, "title": fmt.Sprintf("第%d版", version), "body": l.bodies[l.rng.IntN(len(l.bodies))]}
	if err := json.NewEncoder(to).Encode(article); err != nil {
		panic(err) // a buffer takes everything
	}
}

// check compares an archive with the ledger. What was left open is settled by
// what is there.
func (l *ledger) check(a *archive.Archive) error {
	live := 0
	for id := range merged(l.kept, l.open) {
		version := 0
		article, err := a.Get(id)
		switch {
		case err == archive.ErrNotFound:
		case err != nil:
			return fmt.Errorf("%s: %w", id, err)
		default:
			live++
			if _, err := fmt.Sscanf(article.Title, "第%d版", &version); err != nil {
				return fmt.Errorf("%s has the title %q", id, article.Title)
			}
		}
		sent, unanswered := l.open[id]
		if version != l.kept[id] && !(unanswered && version == sent) {
			return fmt.Errorf("%s is version %d; %d was acknowledged", id, version, l.kept[id])
		}
		l.kept[id] = version
	}
	if a.Count() != live {
		return fmt.Errorf("the archive holds %d articles, %d were written", a.Count(), live)
	}
	return nil
}

func merged(a, b map[string]int) map[string]int {
	out := map[string]int{}
	for _, m := range []map[string]int{a, b} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// reliabilityRounds is how often a test with chance in it is repeated, and the
// chance, which ZONESEARCH_SEED repeats.
func reliabilityRounds(t *testing.T, byDefault int) (int, *rand.Rand) {
	t.Helper()
	number := func(name string, byDefault uint64) uint64 {
		s := os.Getenv(name)
		if s == "" {
			return byDefault
		}
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return n
	}
	seed := number("ZONESEARCH_SEED", rand.Uint64())
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("ZONESEARCH_SEED=%d", seed)
		}
	})
	return int(number("ZONESEARCH_ROUNDS", uint64(byDefault))), rand.New(rand.NewPCG(seed, 0))
}

// lifeRounds is after how many kills an archive is left and another begun: so
// some kills meet the first files, and rebuilding takes so short a time that
// others meet the switch to what was built.
const lifeRounds = 25

// TestKilledWhileWriting ends the program with a kill at any moment: while it
// takes writes over HTTP or imports, while it indexes, merges, rebuilds and
// switches. What was acknowledged is there, once; the next start succeeds; and
// verify finds nothing.
func TestKilledWhileWriting(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	n, rng := reliabilityRounds(t, 100)
	key := strings.Repeat("k", 32)
	keyFile := write(t, key)
	l := &ledger{rng: rng}
	for line := range strings.Lines(must(t, "", "generate", "--articles", "40", "--seed", "7")) {
		l.bodies = append(l.bodies, decode[corpus.Article](t, line).Body)
	}
	var (
		dir      string
		options  index.Options
		articles int
		met      remains
	)
	for round := range n {
		if round%lifeRounds == 0 {
			articles += len(l.kept)
			l.kept, l.next = map[string]int{}, 0
			dir = filepath.Join(t.TempDir(), "data")
			var err error
			if options, err = indexOptions(settings{data: dir}, slog.New(slog.DiscardHandler)); err != nil {
				t.Fatal(err)
			}
		}
		what := []string{"post", "import", "post", "rebuild", "switch"}[round%5]
		wait := time.Duration(rng.IntN(250)) * time.Millisecond
		if what == "import" {
			l.killImport(t, dir, wait)
		} else {
			server, address := serve(t, "--data", dir, "--api-key-file", keyFile)
			var rebuild *process
			switch what {
			case "rebuild":
				wait *= 2
				rebuild = start(t, nil, io.Discard, "rebuild", "--data", dir)
				time.AfterFunc(wait, func() { _ = server.Process.Kill() })
			case "switch":
				wait /= 5
				rebuild = start(t, nil, io.Discard, "rebuild", "--data", dir)
				go func() {
					awaitSwitch(dir, 5*time.Second)
					time.Sleep(wait)
					_ = server.Process.Kill()
				}()
			default:
				time.AfterFunc(wait, func() { _ = server.Process.Kill() })
			}
			l.write(address, key)
			server.code(t)
			if rebuild != nil {
				// It may have found the folder free, and be at it by itself.
				_ = rebuild.Process.Kill()
				rebuild.code(t)
			}
		}
		if round%100 == 99 {
			t.Logf("%d rounds, %d articles", round+1, articles+len(l.kept))
		}
		met.count(t, filepath.Join(dir, "index"))
		inspect(t, dir, fmt.Sprintf("round %d (%s, killed after %v)", round, what, wait), l, options, round%8 == 7)
	}
	t.Logf("%d rounds, %d articles; left behind: %+v", n, articles+len(l.kept), met)
	if n >= 100 && (met.Unlisted == 0 || met.Generations == 0) {
		t.Error("no kill met a merge, or none a switch: the test proves less than it says")
	}
}

// awaitSwitch waits until another generation of the index is the current one.
func awaitSwitch(dir string, patience time.Duration) {
	current := func() string {
		b, _ := os.ReadFile(filepath.Join(dir, "index", "CURRENT")) // perhaps not there yet
		return string(b)
	}
	before := current()
	for end := time.Now().Add(patience); time.Now().Before(end) && current() == before; {
		time.Sleep(time.Millisecond)
	}
}

// remains count the rounds after which something was left of what was under way.
type remains struct {
	Unlisted    int // segments that no list names: one was being written or merged
	Generations int // more than one: before or after a switch
	Unfinished  int // a generation that was being created
}

func (r *remains) count(t *testing.T, dir string) {
	t.Helper()
	fresh, err := filepath.Glob(filepath.Join(dir, "fresh-*"))
	if err != nil {
		t.Fatal(err)
	}
	numbered, err := filepath.Glob(filepath.Join(dir, "0*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(fresh) > 0 {
		r.Unfinished++
	}
	if len(numbered) > 1 {
		r.Generations++
	}
	for _, table := range []string{"articles", "projects"} {
		for _, generation := range numbered {
			if unlisted(t, filepath.Join(generation, table, "bleve", "store")) {
				r.Unlisted++
				return
			}
		}
	}
}

// unlisted reports whether a folder of Bleve's holds a segment that none of its
// lists names.
func unlisted(t *testing.T, store string) bool {
	t.Helper()
	segments, err := filepath.Glob(filepath.Join(store, "*.zap"))
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.ReadFile(filepath.Join(store, "root.bolt"))
	if err != nil {
		return false // it was not there yet
	}
	for _, segment := range segments {
		// A name that was in use once may stand in a page that is free now, so
		// this sees too little rather than too much.
		if !bytes.Contains(root, []byte(filepath.Base(segment))) {
			return true
		}
	}
	return false
}

// killImport kills an import of new articles. Nothing of it was acknowledged,
// so whatever it left is right.
func (l *ledger) killImport(t *testing.T, dir string, wait time.Duration) {
	t.Helper()
	l.open = map[string]int{}
	var lines bytes.Buffer
	for range 300 {
		id := fmt.Sprint("k", l.next)
		l.next++
		l.open[id] = 1
		l.encode(&lines, id, 1)
	}
	p := start(t, &lines, io.Discard, "import", "-", "--data", dir)
	time.AfterFunc(wait+200*time.Millisecond, func() { _ = p.Process.Kill() })
	if p.code(t) == exitDone {
		for id := range l.open {
			l.kept[id] = 1
		}
	}
}

// inspect opens what a killed process left.
func inspect(t *testing.T, dir, what string, l *ledger, o index.Options, deep bool) {
	t.Helper()
	a, err := archive.Open(dir, archive.Options{})
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	defer a.Close()
	if err := l.check(a); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	r, err := a.Verify(context.Background(), deep, nil)
	if err != nil || !r.OK() {
		t.Fatalf("%s: the archive: %v %v", what, r.Damage, err)
	}
	o.Archive = a
	found, err := index.Verify(context.Background(), o, deep)
	if err != nil || len(found.Damage) > 0 || found.State == index.Stale {
		t.Fatalf("%s: the index: %+v %v", what, found, err)
	}
}
