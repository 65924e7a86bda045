package table

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	zap "github.com/blevesearch/scorch_segment_api/v2"
)

// abandon lets go of a table as a crash would: nothing is finished.
func abandon(tb testing.TB, t *Table) {
	tb.Helper()
	if err := errors.Join(t.stop(), t.release()); err != nil {
		tb.Fatal(err)
	}
}

func mustAnalyze(tb testing.TB, t *Table, rows []Row) []analyzed {
	tb.Helper()
	out, err := t.analyzer.all(rows)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// TestCrashAfterAppend stops between the rows and Bleve's batch.
func TestCrashAfterAppend(t *testing.T) {
	seg := smallSegmenter(t)
	dir := filepath.Join(t.TempDir(), "table")
	table := mustOpen(t, dir, seg)
	mustApply(t, table, Batch{Rows: []Row{row(1, "开发区", "一")}, Reached: 1})
	lost := Batch{Rows: []Row{row(2, "经济", "二")}, Delete: []uint64{1}, Reached: 2}
	if _, _, err := table.append(mustAnalyze(t, table, lost.Rows), lost); err != nil {
		t.Fatal(err)
	}
	abandon(t, table)

	table = mustOpen(t, dir, seg)
	defer mustClose(t, table)
	if table.Reached() != 1 || table.Len() != 1 {
		t.Fatalf("reached %d with %d rows, want 1 with 1", table.Reached(), table.Len())
	}
	mustApply(t, table, lost)
	if err := table.Verify(context.Background(), true); err != nil {
		t.Fatal(err)
	}
	s := mustSnapshot(t, table)
	defer s.Close()
	if got := s.RowsOf(s.All()); !slices.Equal(got, []uint32{1}) || s.Seq(1) != 2 {
		t.Fatalf("rows %v after writing again, want the second", got)
	}
}

// TestCrashWithGap loses a batch while one after it is on disk already.
func TestCrashWithGap(t *testing.T) {
	seg := smallSegmenter(t)
	dir := filepath.Join(t.TempDir(), "table")
	table := mustOpen(t, dir, seg)
	mustApply(t, table, Batch{Rows: []Row{row(1, "开发区", "一"), row(2, "园区", "二")}, Reached: 2})
	batches := []Batch{
		{Rows: []Row{row(3, "经济", "三")}, Reached: 3},
		{Rows: []Row{row(4, "技术", "四")}, Delete: []uint64{2}, Reached: 4},
	}
	for i, b := range batches {
		rows := mustAnalyze(t, table, b.Rows)
		r, deletes, err := table.append(rows, b)
		if err != nil {
			t.Fatal(err)
		}
		r.number, r.base = uint64(2+i), 1
		if i == 1 {
			if err := table.engine.batch(rows, deletes, r); err != nil {
				t.Fatal(err)
			}
		}
	}
	abandon(t, table)

	for range 2 { // the second time nothing is left to take back
		table = mustOpen(t, dir, seg)
		if table.Reached() != 2 {
			t.Fatalf("reached %d, want 2", table.Reached())
		}
		s := mustSnapshot(t, table)
		if got := s.RowsOf(s.All()); !slices.Equal(got, []uint32{0}) {
			t.Fatalf("rows %v, want the first; the deletion of the second is taken back by writing again", got)
		}
		s.Close()
		mustClose(t, table)
	}
	table = mustOpen(t, dir, seg)
	defer mustClose(t, table)
	for _, b := range batches {
		mustApply(t, table, b)
	}
	s := mustSnapshot(t, table)
	defer s.Close()
	if got := s.RowsOf(s.All()); !slices.Equal(got, []uint32{0, 2, 3}) || s.Reached() != 4 {
		t.Fatalf("rows %v, reached %d after writing again", got, s.Reached())
	}
	if err := table.Verify(context.Background(), true); err != nil {
		t.Fatal(err)
	}
}

// killBatches are what the process that TestKill kills writes, endlessly.
func killBatches(m *model, yield func(Batch) bool) {
	rng := rand.New(rand.NewPCG(7, 7))
	for seq := uint64(0); ; {
		b := m.randomBatch(rng, &seq)
		m.apply(b)
		if !yield(b) {
			return
		}
	}
}

const killDir = "TABLE_TEST_KILL_DIR"

// TestKill kills a process that writes, opens what it left, compares it with a
// model that went as far, and goes on from there.
func TestKill(t *testing.T) {
	if dir := os.Getenv(killDir); dir != "" {
		writeForever(t, dir)
		return
	}
	if testing.Short() {
		t.Skip("starts processes")
	}
	seg := smallSegmenter(t)
	dir := filepath.Join(t.TempDir(), "table")
	rng := rand.New(rand.NewPCG(8, 8))
	for round := range 8 {
		command := exec.Command(os.Args[0], "-test.run=^TestKill$")
		command.Env = append(os.Environ(), killDir+"="+dir)
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		acknowledged := uint64(0)
		var kill <-chan time.Time
		lines := make(chan string)
		go func() {
			defer close(lines)
			for s := bufio.NewScanner(out); s.Scan(); {
				lines <- s.Text()
			}
		}()
		for open := true; open; {
			select {
			case line, ok := <-lines:
				open = ok
				if _, err := fmt.Sscanf(line, "reached %d", &acknowledged); err == nil && kill == nil {
					kill = time.After(time.Duration(rng.IntN(80)) * time.Millisecond)
				}
			case <-kill:
				kill = nil
				if err := command.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = command.Wait() // it was killed

		table := mustOpen(t, dir, seg)
		if table.Reached() < acknowledged {
			t.Fatalf("round %d: %d was acknowledged, %d is there", round, acknowledged, table.Reached())
		}
		m := &model{seg: seg, dead: map[uint64]bool{}}
		killBatches(m, func(b Batch) bool { return b.Reached < table.Reached() })
		s := mustSnapshot(t, table)
		m.compare(t, rng, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := table.Verify(context.Background(), true); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		mustClose(t, table)
	}
}

func writeForever(t *testing.T, dir string) {
	table := mustOpen(t, dir, smallSegmenter(t))
	m := &model{seg: smallSegmenter(t), dead: map[uint64]bool{}}
	reached := table.Reached()
	stop := time.Now().Add(20 * time.Second) // if nobody kills it
	killBatches(m, func(b Batch) bool {
		if b.Reached <= reached {
			return true
		}
		p, err := table.Begin(context.Background(), b)
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			if p.Wait(context.Background()) == nil {
				fmt.Printf("reached %d\n", b.Reached)
			}
		}()
		return time.Now().Before(stop)
	})
}

// damages are ways to spoil a file.
var damages = []struct {
	name string
	do   func(rng *rand.Rand, data []byte) []byte
}{
	{"flipped bit", func(rng *rand.Rand, data []byte) []byte {
		data[rng.IntN(len(data))] ^= 1 << rng.IntN(8)
		return data
	}},
	{"zeroed stretch", func(rng *rand.Rand, data []byte) []byte {
		at := rng.IntN(len(data))
		clear(data[at:min(len(data), at+512)])
		return data
	}},
	{"cut", func(rng *rand.Rand, data []byte) []byte { return data[:rng.IntN(len(data))] }},
	{"gone", func(*rand.Rand, []byte) []byte { return nil }},
}

// TestDamage spoils files. A table that opens in spite of it must answer as a
// model does that went as far: Bleve may go back to an earlier state that it
// still has. Otherwise the error must say what it is.
func TestDamage(t *testing.T) {
	seg := smallSegmenter(t)
	rng := rand.New(rand.NewPCG(3, 4))
	whole := filepath.Join(t.TempDir(), "whole")
	table := openWithCatalogs(t, whole, seg)
	m := &model{seg: seg, dead: map[uint64]bool{}}
	seq := uint64(0)
	var batches []Batch
	for range 6 {
		b := m.randomBatch(rng, &seq)
		batches = append(batches, b)
		m.apply(b)
		mustApply(t, table, b)
	}
	mustClose(t, table)
	var files []string
	err := filepath.WalkDir(whole, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, strings.TrimPrefix(path, whole))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for round := range 48 {
		file, damage := files[round%len(files)], damages[rng.IntN(len(damages))]
		name := fmt.Sprintf("round %d: %s in %s", round, damage.name, file)
		dir := filepath.Join(t.TempDir(), fmt.Sprint(round))
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(dir + file)
		if err != nil {
			t.Fatal(err)
		}
		if data = damage.do(rng, data); data == nil {
			err = os.Remove(dir + file)
		} else {
			err = os.WriteFile(dir+file, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		table, err := Open(dir, testSchema, seg, Options{})
		if err != nil {
			if d := (*DamageError)(nil); !errors.As(err, &d) && !errors.Is(err, ErrStale) {
				t.Fatalf("%s: %v", name, err)
			}
			continue
		}
		s := mustSnapshot(t, table)
		used := (file == "/"+rowsName || file == "/"+textName) && table.Reached() == m.reached
		for _, seg := range s.segments {
			p, ok := seg.zap.(zap.PersistedSegment)
			used = used || ok && p.Path() == dir+file
		}
		// What was not in use may have been replaced, for Bleve takes names again.
		now, err := os.ReadFile(dir + file)
		if used && (err != nil) == (data == nil) && bytes.Equal(now, data) {
			t.Errorf("%s: not seen", name)
		}
		m := &model{seg: seg, dead: map[uint64]bool{}}
		for _, b := range batches {
			if b.Reached <= table.Reached() {
				m.apply(b)
			}
		}
		m.compare(t, rng, s)
		s.Close()
		mustClose(t, table)
	}
}

// TestDamageWhileOpen cuts the text file under a table's feet.
func TestDamageWhileOpen(t *testing.T) {
	seg := smallSegmenter(t)
	dir := filepath.Join(t.TempDir(), "table")
	table := mustOpen(t, dir, seg)
	defer mustClose(t, table)
	mustApply(t, table, Batch{Rows: []Row{row(1, "开发区", "一个，开发区")}, Reached: 1})
	if err := os.Truncate(filepath.Join(dir, textName), 0); err != nil {
		t.Fatal(err)
	}
	s := mustSnapshot(t, table)
	defer s.Close()
	_, err := s.Phrase(context.Background(), 1, []rune("，开"))
	if d := (*DamageError)(nil); !errors.As(err, &d) {
		t.Fatalf("searching a text that is gone: %v, want a DamageError", err)
	}
	if _, err := s.Text(0, 1); err == nil {
		t.Fatal("a text that is gone was read")
	}
	if err := table.Verify(context.Background(), false); err == nil {
		t.Fatal("Verify found nothing")
	}
}
