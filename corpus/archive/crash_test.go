package archive

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/boltfile"
)

func playHolder(dir string) error {
	if _, err := Open(dir, Options{}); err != nil {
		return err
	}
	fmt.Println("open")
	select {}
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	cmd, out := child(t, "hold", dir)
	if !out.Scan() {
		t.Fatal("the child did not open the archive")
	}
	_, err := Open(dir, Options{})
	var locked *LockedError
	if !errors.As(err, &locked) || locked.PID != cmd.Process.Pid {
		t.Fatalf("second open: %v, want process %d", err, cmd.Process.Pid)
	}
	if err := Restore(context.Background(), strings.NewReader(""), dir); !errors.As(err, &locked) {
		t.Errorf("restore into an open archive: %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	a := mustOpen(t, dir, Options{})
	if _, err := Open(dir, Options{}); !errors.As(err, &locked) || locked.PID != os.Getpid() {
		t.Errorf("second open in one process: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

// playWriter puts and deletes until it is killed, and says what was
// acknowledged: "+id body-seed" or "-id".
func playWriter(dir, seedText string) error {
	seed, err := strconv.ParseUint(seedText, 10, 64)
	if err != nil {
		return err
	}
	a, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	ctx := context.Background()
	for r := rand.New(rand.NewPCG(seed, 1)); ; {
		if r.IntN(8) == 0 {
			id := fmt.Sprint("id", r.IntN(200))
			if _, err := a.Delete(ctx, id); err != nil {
				return err
			}
			fmt.Println("-" + id)
			continue
		}
		var batch []*corpus.Article
		var said strings.Builder
		for range 1 + r.IntN(10) {
			id, body := fmt.Sprint("id", r.IntN(200)), r.Uint64()
			batch = append(batch, someArticle(rand.New(rand.NewPCG(body, 2)), id))
			fmt.Fprintf(&said, "+%s %d\n", id, body)
		}
		fmt.Print("?\n" + said.String()) // about to be tried
		if _, err := a.Put(ctx, batch); err != nil {
			return err
		}
		fmt.Println("!")
	}
}

// TestKill kills a writer again and again. What was acknowledged must be
// there; what was being tried may be there or not, but whole.
func TestKill(t *testing.T) {
	r, dir := dice(t), t.TempDir()
	m := model{}
	for round := range rounds(t, 20) {
		cmd, out := child(t, "write", dir, strconv.FormatUint(r.Uint64(), 10))
		wait := time.Duration(5+r.IntN(80)) * time.Millisecond
		time.AfterFunc(wait, func() { _ = cmd.Process.Kill() })
		tried, trying := model{}, false
		var deleted string
		for out.Scan() {
			line := out.Text()
			switch {
			case line == "?":
				tried, trying = model{}, true
			case line == "!":
				for id, art := range tried {
					m[id] = art
				}
				tried, trying = model{}, false
			case line[0] == '+':
				id, body, _ := strings.Cut(line[1:], " ")
				seed, err := strconv.ParseUint(body, 10, 64)
				if err != nil {
					continue // cut off by the kill
				}
				tried[id] = someArticle(rand.New(rand.NewPCG(seed, 2)), id)
			case line[0] == '-':
				delete(m, line[1:])
			}
		}
		_ = cmd.Wait() // it was killed
		a := mustOpen(t, dir, Options{})
		// What was in flight is settled by what is found: the batch that was
		// tried, or a deletion that was not said any more.
		for id, art := range tried {
			if got, err := a.Get(id); trying && err == nil && got.SameContent(art) {
				m[id] = art
			}
		}
		for id := range m {
			if _, err := a.Get(id); deleted == "" && !trying && errors.Is(err, ErrNotFound) {
				deleted = id
			}
		}
		delete(m, deleted)
		if err := m.compare(a, nil, nil); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		mustVerify(t, a)
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(m) == 0 {
		t.Error("nothing was ever acknowledged: the test proves nothing")
	}
}

// playStep puts three articles, and kills itself before the n-th step.
func playStep(dir, n string) error {
	left, err := strconv.Atoi(n)
	if err != nil {
		return err
	}
	a, err := Open(dir, Options{step: func(string) {
		if left--; left == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}})
	if err != nil {
		return err
	}
	for k := range 3 {
		if _, err := a.Put(context.Background(), []*corpus.Article{article(k)}); err != nil {
			return err
		}
		fmt.Println("put", k)
	}
	fmt.Println("done")
	return a.Close()
}

// TestSteps ends the process before each step of the write path in turn, from
// the first file that is created to the last article that is put.
func TestSteps(t *testing.T) {
	for n, done := 1, false; !done; n++ {
		dir := filepath.Join(t.TempDir(), "new")
		cmd, out := child(t, "step", dir, strconv.Itoa(n))
		acked := 0
		for out.Scan() {
			if out.Text() == "done" {
				done = true
			} else {
				acked++
			}
		}
		_ = cmd.Wait() // most are killed
		a := mustOpen(t, dir, Options{})
		if got := a.Count(); got != acked && got != acked+1 {
			t.Errorf("step %d: %d articles, %d were acknowledged", n, got, acked)
		}
		m := model{}
		for k := range a.Count() {
			m[article(k).ID] = article(k)
		}
		if err := m.compare(a, nil, nil); err != nil {
			t.Errorf("step %d: %v", n, err)
		}
		mustVerify(t, a)
		if done && n < 10 {
			t.Errorf("only %d steps were met", n-1)
		}
	}
}

// TestPowerLoss builds what a disk may hold after the power went during a
// commit, from the file before and after it: before the first sync any part
// of the new pages; after it all of them, and of the new meta page nothing,
// a part or all. It must open with the state before or, once the meta page
// is whole, after.
func TestPowerLoss(t *testing.T) {
	r, dir := dice(t), t.TempDir()
	a := mustOpen(t, dir, Options{})
	m := model{}
	read := func() []byte {
		b, err := os.ReadFile(filepath.Join(dir, fileName))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	before, mark := read(), a.LastSeq()
	for round := range rounds(t, 20) {
		next := model{}
		for id, art := range m {
			next[id] = art
		}
		var batch []*corpus.Article
		for range 1 + r.IntN(8) {
			art := someArticle(r, fmt.Sprint("id", r.IntN(60)))
			batch, next[art.ID] = append(batch, art), art
		}
		mustPut(t, a, batch...)
		after := read()

		for name, found := range map[string]struct {
			b    []byte
			want []model
		}{
			"pages in part": {mixed(r, before, after), []model{m}},
			"meta in part":  {tornMeta(r, before, after), []model{m, next}},
		} {
			crashed := t.TempDir()
			for file, b := range map[string][]byte{fileName: found.b, markName: []byte(markText(mark))} {
				if err := os.WriteFile(filepath.Join(crashed, file), b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			c, err := Open(crashed, Options{})
			if err != nil {
				t.Fatalf("round %d, %s: %v", round, name, err)
			}
			err = errors.New("no state")
			for _, want := range found.want {
				if err != nil {
					err = want.compare(c, nil, nil)
				}
			}
			if err != nil {
				t.Fatalf("round %d, %s: %v", round, name, err)
			}
			mustVerify(t, c)
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
		}
		before, mark, m = after, a.LastSeq(), next
	}
}

const sector = 512

// mixed takes any of the new sectors, but for the meta pages, and a file
// length in between.
func mixed(r *rand.Rand, before, after []byte) []byte {
	size := len(before)
	if len(after) > size {
		size += r.IntN(len(after) - size + 1)
	}
	b := make([]byte, max(size, len(before)))
	copy(b, before)
	for at := 2 * pageSize; at+sector <= len(b); at += sector {
		if r.IntN(2) == 0 {
			copy(b[at:at+sector], after[at:])
		}
	}
	return b
}

// tornMeta takes all new pages and the first bytes of the new meta page.
func tornMeta(r *rand.Rand, before, after []byte) []byte {
	b := append([]byte(nil), after...)
	copy(b[:2*pageSize], before)
	for page := range 2 {
		at := page * pageSize
		n := []int{0, r.IntN(boltfile.MetaSize), pageSize}[r.IntN(3)]
		copy(b[at:at+n], after[at:])
	}
	return b
}
