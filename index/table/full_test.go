package table

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// smallDisk mounts a disk of four megabytes.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("NOT TESTED: a full disk, which needs the right to mount one: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fillDisk takes all that a disk has left; the file it gives frees it again.
func fillDisk(t *testing.T, disk string) (ballast string) {
	t.Helper()
	ballast = filepath.Join(disk, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if closed := f.Close(); closed != nil || !errors.Is(err, unix.ENOSPC) {
		t.Fatal(err, closed)
	}
	return ballast
}

func wantRows(t *testing.T, table *Table, want ...uint32) {
	t.Helper()
	s := mustSnapshot(t, table)
	defer s.Close()
	if got := s.RowsOf(s.All()); !slices.Equal(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
	for _, row := range want {
		if _, err := s.Payload(row); err != nil {
			t.Error(err)
		}
		if _, err := s.Text(row, 0); err != nil {
			t.Error(err)
		}
	}
}

// TestGapOnFullDisk opens what a crash has left, with a batch that is missing
// and one after it, where there is no room to take that back. It is read, and
// written once there is room.
func TestGapOnFullDisk(t *testing.T) {
	for range 20 {
		if gapOnFullDisk(t, smallDisk(t)) {
			return
		}
	}
	t.Error("the disk never stayed full")
}

// gapOnFullDisk is false where Bleve, on opening, dropped what it had left
// behind, so that there was room after all.
func gapOnFullDisk(t *testing.T, disk string) bool {
	seg := smallSegmenter(t)
	dir := filepath.Join(disk, "table")
	table := mustOpen(t, dir, seg)
	mustApply(t, table, Batch{Rows: []Row{row(1, "开发区", "一"), row(2, "园区", "二")}, Reached: 2})
	batches := []Batch{
		{Rows: []Row{row(3, "经济", "三")}, Reached: 3},
		{Rows: []Row{row(4, "技术", "四")}, Reached: 4},
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
	ballast := fillDisk(t, disk)

	table = mustOpen(t, dir, seg)
	if table.Health() == nil {
		mustClose(t, table)
		return false
	}
	wantRows(t, table, 0, 1)
	if err := table.Verify(context.Background(), true); err != nil {
		t.Error(err)
	}
	if err := table.Apply(context.Background(), batches[0]); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("a batch without room: %v, want ENOSPC", err)
	}
	if err := table.Freeze(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	again := mustOpen(t, dir, seg)
	wantRows(t, table, 0, 1)
	wantRows(t, again, 0, 1)
	mustClose(t, table)
	for _, b := range batches {
		mustApply(t, again, b)
	}
	wantRows(t, again, 0, 1, 2, 3)
	if err := again.Verify(context.Background(), true); err != nil {
		t.Error(err)
	}
	mustClose(t, again)
	return true
}

// TestFreeze reads a frozen table beside the one that was opened in its place,
// while that goes on, drops what is deleted, and merges.
func TestFreeze(t *testing.T) {
	seg := smallSegmenter(t)
	dir := filepath.Join(t.TempDir(), "table")
	frozen := mustOpen(t, dir, seg)
	for i := range uint64(4) {
		mustApply(t, frozen, Batch{Rows: []Row{row(i+1, "园区", "一，二")}, Reached: i + 1})
	}
	for range 2 { // the second does nothing
		if err := frozen.Freeze(); err != nil {
			t.Fatal(err)
		}
	}
	if err := frozen.Apply(context.Background(), Batch{Reached: 9}); !errors.Is(err, ErrFrozen) {
		t.Errorf("a batch: %v, want ErrFrozen", err)
	}
	if err := frozen.Compact(context.Background()); !errors.Is(err, ErrFrozen) {
		t.Errorf("Compact: %v, want ErrFrozen", err)
	}
	select {
	case <-frozen.Ailing():
	default:
		t.Error("it is not ailing")
	}
	table := mustOpen(t, dir, seg)
	for i := range uint64(20) {
		mustApply(t, table, Batch{Rows: []Row{row(i+5, "园区", "三")}, Delete: []uint64{i + 1}, Reached: i + 5})
	}
	if err := table.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	wantRows(t, frozen, 0, 1, 2, 3)
	wantRows(t, table, 20, 21, 22, 23)
	mustClose(t, frozen)
	wantRows(t, table, 20, 21, 22, 23)
	mustClose(t, table)
}

// TestRowsThatNeverCame fails to write the rows of a batch, and then shows the
// table anew. What is in memory only must not pass for a row.
func TestRowsThatNeverCame(t *testing.T) {
	seg := smallSegmenter(t)
	dir := filepath.Join(t.TempDir(), "table")
	table := mustOpen(t, dir, seg)
	mustApply(t, table, Batch{Rows: []Row{row(1, "园区", "一")}, Reached: 1})
	file := table.rows
	var err error
	if table.rows, err = os.Open(file.Name()); err != nil { // only to read
		t.Fatal(err)
	}
	if err := table.Apply(context.Background(), Batch{Rows: []Row{row(2, "经济", "二")}, Reached: 2}); err == nil {
		t.Fatal("a batch whose rows could not be written was taken")
	}
	if err := errors.Join(table.engine.touch(), table.refresh()); err != nil {
		t.Fatal(err)
	}
	wantRows(t, table, 0)
	if err := table.Verify(context.Background(), true); err != nil {
		t.Error(err)
	}
	mustClose(t, table)
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCompactOnFullDisk: Bleve merges again and again, and Compact must not wait
// for the end of that.
func TestCompactOnFullDisk(t *testing.T) {
	disk := smallDisk(t)
	table := mustOpen(t, filepath.Join(disk, "table"), smallSegmenter(t))
	for i := range uint64(6) {
		var words strings.Builder // each a term, so that segments have some size
		for n := range 3000 {
			fmt.Fprintf(&words, "w%dx%d ", i, n)
		}
		mustApply(t, table, Batch{Rows: []Row{row(i+1, "园区", words.String())}, Reached: i + 1})
	}
	fillDisk(t, disk)
	done := make(chan error, 1)
	go func() { done <- table.Compact(context.Background()) }()
	select {
	case err := <-done:
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("Compact: %v, want ENOSPC", err)
		}
	case <-time.After(20 * time.Second):
		t.Error("Compact does not come back")
	}
	wantRows(t, table, 0, 1, 2, 3, 4, 5)
	mustClose(t, table)
}

// TestShortOfSomething tells damage from what a machine is short of, also where
// Bleve has made a text of it.
func TestShortOfSomething(t *testing.T) {
	text := errors.New("got err persisting snapshot: write x.zap: " + syscall.ENOSPC.Error())
	if !isFull(ofSystem(text)) || !isFull(fmt.Errorf("articles: %w", ofSystem(text))) {
		t.Error("a full disk that Bleve tells of is not taken for one")
	}
	for _, short := range []error{text, &os.PathError{Op: "open", Path: "rows", Err: syscall.EMFILE}, syscall.ENOMEM} {
		if err := damagedUnless(short, "rows", "cannot be opened"); errors.As(err, new(*DamageError)) {
			t.Errorf("%v became damage", short)
		}
	}
	for _, other := range []error{errors.New("invalid database"), &os.PathError{Op: "open", Path: "rows", Err: syscall.ENOENT}, syscall.EIO} {
		if err := damagedUnless(other, "rows", "cannot be opened"); !errors.As(err, new(*DamageError)) {
			t.Errorf("%v did not become damage", other)
		}
		if ofSystem(other) != other {
			t.Errorf("%v was changed", other)
		}
	}
}
