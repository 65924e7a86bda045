package archive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"zonesearch/corpus"
)

// rounds is how often a test with chance in it is repeated: a few times by
// default, as often as ZONESEARCH_ROUNDS says for a longer look.
func rounds(t *testing.T, byDefault int) int {
	t.Helper()
	s := os.Getenv("ZONESEARCH_ROUNDS")
	if s == "" {
		return byDefault
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("ZONESEARCH_ROUNDS: %v", err)
	}
	return n
}

// dice gives random numbers and prints the seed where the test fails;
// ZONESEARCH_SEED runs it again.
func dice(t *testing.T) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	if s := os.Getenv("ZONESEARCH_SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatalf("ZONESEARCH_SEED: %v", err)
		}
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("ZONESEARCH_SEED=%d", seed)
		}
	})
	return rand.New(rand.NewPCG(seed, 0))
}

// someArticle has a body of random length, so that records of all sizes share
// pages.
func someArticle(r *rand.Rand, id string) *corpus.Article {
	words := []string{"项目", "签约", "开工", "光伏", "总投资", "亿元", "开发区", "招商", "产业链", "管委会"}
	var b strings.Builder
	for range 1 + r.IntN(1<<(1+r.IntN(10))) {
		b.WriteString(words[r.IntN(len(words))])
		b.WriteString(strconv.Itoa(r.IntN(1000)))
	}
	return &corpus.Article{ID: id, Title: "标题" + id, Body: b.String(), Date: "2022-07-18"}
}

// model is what an archive should hold.
type model map[string]*corpus.Article

// compare checks every answer of the archive against the model. Where faults
// is not nil, a *DamageError is no failure but counted there.
func (m model) compare(a *Archive, gone []string, faults *int) error {
	tolerated := func(err error) bool {
		if err != nil && faults != nil && errors.As(err, new(*DamageError)) {
			*faults++
			return true
		}
		return false
	}
	if a.Count() != len(m) {
		return fmt.Errorf("count is %d, want %d", a.Count(), len(m))
	}
	for id, want := range m {
		got, err := a.Get(id)
		if tolerated(err) {
			continue
		}
		if err != nil {
			return fmt.Errorf("get %s: %w", id, err)
		}
		if !got.SameContent(want) {
			return fmt.Errorf("get %s: another article", id)
		}
	}
	for _, id := range gone {
		if _, err := a.Get(id); !tolerated(err) && !errors.Is(err, ErrNotFound) {
			return fmt.Errorf("get %s, which is gone: %w", id, err)
		}
	}
	seen := 0
	err := a.Salvage(context.Background(), 0, func(c Change) error {
		if c.Article == nil {
			return nil
		}
		seen++
		if want := m[c.ID]; want == nil || !c.Article.SameContent(want) {
			return fmt.Errorf("scan: %s (%d) is wrong", c.ID, c.Seq)
		}
		return nil
	}, func(d *DamageError) error {
		if !tolerated(d) {
			return d
		}
		return nil
	})
	if err != nil && !tolerated(err) {
		return err
	}
	if (faults == nil || *faults == 0) && seen != len(m) {
		return fmt.Errorf("scan gave %d articles, want %d", seen, len(m))
	}
	return nil
}

func mustVerify(t testing.TB, a *Archive) {
	t.Helper()
	r, err := a.Verify(context.Background(), true, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !r.OK() {
		t.Fatalf("verify: %d findings: %v", r.Found, r.Damage)
	}
	if r.Articles != a.Count() || r.LastSeq != a.LastSeq() {
		t.Fatalf("verify counts %+v", r)
	}
}

// copyDir copies the files of an archive that is closed or at rest.
func copyDir(t testing.TB, from string) string {
	t.Helper()
	to := t.TempDir()
	for _, name := range []string{fileName, nameFile, markName} {
		b, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// Roles that the test binary plays when it starts itself.
const roleEnv = "ARCHIVE_TEST_ROLE"

func TestMain(m *testing.M) {
	var err error
	switch role := os.Getenv(roleEnv); role {
	case "":
		os.Exit(m.Run())
	case "hold":
		err = playHolder(os.Args[1])
	case "write":
		err = playWriter(os.Args[1], os.Args[2])
	case "operation":
		err = playOperation(os.Args[1], os.Args[2], os.Args[3])
	case "step":
		err = playStep(os.Args[1], os.Args[2])
	case "limit":
		err = playLimited(os.Args[1])
	default:
		err = fmt.Errorf("no such role %q", role)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child starts this program in a role; its output is read line by line.
func child(t *testing.T, role string, args ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), roleEnv+"="+role)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return cmd, bufio.NewScanner(io.Reader(out))
}
