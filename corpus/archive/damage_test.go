package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"zonesearch/corpus"
)

// filled makes an archive with replaced and deleted articles and closes it.
func filled(t testing.TB, r *rand.Rand, articles int) (dir string, m model, gone []string) {
	t.Helper()
	dir, m = t.TempDir(), model{}
	a := mustOpen(t, dir, Options{})
	for range 3 {
		var batch []*corpus.Article
		for range articles / 2 {
			art := someArticle(r, fmt.Sprint("id", r.IntN(articles)))
			batch, m[art.ID] = append(batch, art), art
		}
		mustPut(t, a, batch...)
	}
	for i := range articles {
		id := fmt.Sprint("id", i)
		if m[id] == nil || r.IntN(10) == 0 {
			gone = append(gone, id)
			delete(m, id)
		}
	}
	if _, err := a.Delete(context.Background(), gone...); err != nil {
		t.Fatal(err)
	}
	if err := m.compare(a, gone, nil); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, m, gone
}

// TestDamage damages the file in many ways. Whatever Open, Verify and reading
// then say, no answer may be wrong in silence, and nothing may crash.
func TestDamage(t *testing.T) {
	r := dice(t)
	dir, m, gone := filled(t, r, 300)
	whole, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	other, _, _ := filled(t, r, 300)
	swapped, err := os.ReadFile(filepath.Join(other, fileName))
	if err != nil {
		t.Fatal(err)
	}
	kinds := []struct {
		name string
		do   func() []byte
	}{
		{"bit", func() []byte {
			b := bytes.Clone(whole)
			b[r.IntN(len(b))] ^= 1 << r.IntN(8)
			return b
		}},
		{"bit in the first pages", func() []byte {
			b := bytes.Clone(whole)
			b[r.IntN(2)*pageSize+r.IntN(80)] ^= 1 << r.IntN(8)
			return b
		}},
		{"bit in the head of a page", func() []byte {
			b := bytes.Clone(whole)
			b[r.IntN(len(b)/pageSize)*pageSize+r.IntN(128)] ^= 1 << r.IntN(8)
			return b
		}},
		{"zeros", func() []byte {
			b := bytes.Clone(whole)
			at := r.IntN(len(b)/4096) * 4096
			clear(b[at : at+4096])
			return b
		}},
		{"page copied over another", func() []byte {
			b := bytes.Clone(whole)
			n := len(b) / pageSize
			copy(b[r.IntN(n)*pageSize:][:pageSize], whole[r.IntN(n)*pageSize:])
			return b
		}},
		{"noise", func() []byte {
			b := bytes.Clone(whole)
			for at, n := r.IntN(len(b)-64), 0; n < 64; n++ {
				b[at+n] = byte(r.Uint32())
			}
			return b
		}},
		{"cut", func() []byte { return bytes.Clone(whole[:r.IntN(len(whole))]) }},
		{"swapped", func() []byte { return swapped }},
		{"missing", func() []byte { return nil }},
	}
	seen, harmless := 0, 0
	for i := range rounds(t, 90) {
		kind := kinds[i%len(kinds)]
		damaged := copyDir(t, dir)
		path := filepath.Join(damaged, fileName)
		if b := kind.do(); b == nil {
			err = os.Remove(path)
		} else {
			err = os.WriteFile(path, b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		a, err := Open(damaged, Options{})
		if err != nil {
			if !errors.As(err, new(*DamageError)) {
				t.Errorf("%s: open: %v is no *DamageError", kind.name, err)
			}
			seen++
			continue
		}
		report, err := a.Verify(context.Background(), true, nil)
		if err != nil {
			t.Errorf("%s: verify: %v", kind.name, err)
		}
		faults := 0
		if err := m.compare(a, gone, &faults); err != nil {
			t.Errorf("%s: silently wrong: %v (verify: %v)", kind.name, err, report.Damage)
		}
		switch {
		case !report.OK():
			seen++
		case faults > 0:
			t.Errorf("%s: reading met damage that verify did not see", kind.name)
		default:
			harmless++
		}
		if err := a.Close(); err != nil {
			t.Errorf("%s: close: %v", kind.name, err)
		}
	}
	t.Logf("%d damages seen, %d in bytes that are not in use", seen, harmless)
	if seen == 0 {
		t.Error("no damage was ever seen: the test proves nothing")
	}
}

// TestDamageHeals has a record damaged that comes in again.
func TestDamageHeals(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir, Options{})
	mustPut(t, a, article(1), article(2))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, fileName)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.LastIndex(b, []byte{frameVersion, byte(kindArticle), 0, 2, 'a', '2'})
	if at < 0 {
		t.Fatal("the record is not in the file")
	}
	b[at+30] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	a = mustOpen(t, dir, Options{})
	var damage *DamageError
	if _, err := a.Get("a2"); !errors.As(err, &damage) || damage.Seq != 2 || damage.ID != "a2" {
		t.Errorf("get: %v", err)
	}
	if arts, err := a.Many([]uint64{1, 2}); err == nil || arts[0] == nil || arts[1] != nil {
		t.Errorf("many: %v, %v", arts, err)
	}
	if err := a.Backup(context.Background(), new(bytes.Buffer)); !errors.As(err, &damage) {
		t.Errorf("backup: %v", err)
	}
	if r, err := a.Verify(context.Background(), false, nil); err != nil || r.Found == 0 {
		t.Errorf("verify: %+v, %v", r, err)
	}
	if out := mustPut(t, a, article(1), article(2)); out[0].Result != Unchanged || out[1].Result != Updated {
		t.Errorf("putting again: %v", out)
	}
	mustVerify(t, a)
}

// TestDamagedBackup damages a backup: it must never be restored.
func TestDamagedBackup(t *testing.T) {
	r, ctx := dice(t), context.Background()
	dir, _, _ := filled(t, r, 40)
	a := mustOpen(t, dir, Options{})
	var whole bytes.Buffer
	if err := a.Backup(ctx, &whole); err != nil {
		t.Fatal(err)
	}
	if err := Restore(ctx, bytes.NewReader(whole.Bytes()), dir); err == nil {
		t.Error("restored over an archive")
	}
	for range rounds(t, 30) {
		b := bytes.Clone(whole.Bytes())
		switch r.IntN(3) {
		case 0:
			b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		case 1:
			b = b[:r.IntN(len(b))]
		case 2:
			b = append(b, 0)
		}
		to := t.TempDir()
		if err := Restore(ctx, bytes.NewReader(b), to); err == nil {
			t.Error("a damaged backup was restored")
		}
		if _, err := os.Stat(filepath.Join(to, fileName)); err == nil {
			t.Error("a failed restore left a file")
		}
	}
}
