package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// process is the program in a process of its own.
type process struct {
	*exec.Cmd
	err   lockedBuffer
	ended chan struct{} // closed when it has ended
}

// lockedBuffer may be read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func start(t testing.TB, stdin io.Reader, stdout io.Writer, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(os.Args[0], args...), ended: make(chan struct{})}
	p.Env = append(os.Environ(), asProgram+"=1")
	p.Stdin, p.Stdout, p.Stderr = stdin, stdout, &p.err
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.Wait() // code tells how it ended
		close(p.ended)
	}()
	t.Cleanup(func() {
		_ = p.Process.Kill() // mostly it has ended already
		<-p.ended
	})
	return p
}

// code waits for the end.
func (p *process) code(t *testing.T) int {
	t.Helper()
	select {
	case <-p.ended:
	case <-time.After(30 * time.Second):
		t.Fatal("the process does not end")
	}
	return p.ProcessState.ExitCode()
}

// serve starts a server and gives its address.
func serve(t testing.TB, args ...string) (p *process, address string) {
	t.Helper()
	out, in := io.Pipe()
	p = start(t, nil, in, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	go func() {
		<-p.ended
		_ = in.Close() // of a pipe it never fails
	}()
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatalf("serve said nothing: %v\n%s", err, p.err.String())
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	address = regexp.MustCompile(`http://[^/]+/`).FindString(line)
	if address == "" {
		t.Fatalf("no address in %q", line)
	}
	return p, address
}

func httpGet(t testing.TB, address string) (int, string) {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(b)
}

// timeless leaves out what differs from one answer to the next.
func timeless(s string) string {
	return regexp.MustCompile(`"(took_ms|added)":[^,}]*`).ReplaceAllString(strings.TrimSpace(s), "")
}

func TestCommandsGoThroughServe(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	server, address := serve(t, "--sample", "--data", dir)

	waitFor(t, func() bool {
		status, _ := httpGet(t, address+"readyz")
		return status == http.StatusOK
	})
	got := decode[importSummary](t, must(t, threeArticles, "import", "-", "--data", dir, "--json"))
	if got.Added != 3 {
		t.Errorf("import: %+v", got)
	}
	for _, question := range []struct{ path, command string }{
		{"v1/search?q=%E5%85%89%E4%BC%8F&city=%E6%B3%B0%E5%B7%9E&limit=3", "search 光伏 --city 泰州 --limit 3"},
		{"v1/projects?q=%E5%85%89%E4%BC%8F&unique=true", "projects 光伏 --unique"},
	} {
		_, want := httpGet(t, address+question.path)
		if got := must(t, "", append(strings.Fields(question.command), "--json", "--data", dir)...); timeless(got) != timeless(want) {
			t.Errorf("%s:\n%s\nover HTTP:\n%s", question.command, got, want)
		}
	}
	_, want := httpGet(t, address+"v1/export?format=csv&city=%E6%B3%B0%E5%B7%9E")
	if got := must(t, "", "export", "--format", "csv", "--city", "泰州", "--data", dir); got != want {
		t.Errorf("export: %d bytes, over HTTP %d", len(got), len(want))
	}
	if found := decode[verification](t, must(t, "", "verify", "--deep", "--json", "--data", dir)); !found.OK || found.Index.Articles != found.Archive.Articles || found.Archive.Articles < 203 {
		t.Errorf("verify: %+v", found)
	}
	if s := decode[stats](t, must(t, "", "stats", "--json", "--data", dir)); s.ArchiveCount != s.Articles || s.Articles < 203 || s.TextBytes == 0 || s.Bytes["postings"] == 0 {
		t.Errorf("stats: %+v", s)
	}
	if r := decode[rebuilt](t, must(t, "", "rebuild", "--json", "--data", dir)); r.Articles < 203 {
		t.Errorf("rebuild: %+v", r)
	}
	must(t, "", "delete", "a", "--data", dir)
	if status, _ := httpGet(t, address+"v1/articles/a"); status != http.StatusNotFound {
		t.Errorf("a deleted article: %d", status)
	}
	backup := filepath.Join(t.TempDir(), "backup")
	must(t, "", "backup", backup, "--data", dir)

	// What only the owner may ask for is not on the network.
	for _, path := range []string{"internal/stats", "internal/backup", "debug/pprof/"} {
		if status, _ := httpGet(t, address+path); status != http.StatusNotFound {
			t.Errorf("%s on the network: %d", path, status)
		}
	}
	for name, want := range map[string]os.FileMode{".": 0o700, socketName: 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %o", name, info, err, want)
		}
	}

	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := server.code(t); code != exitInterrupted {
		t.Errorf("serve ended with %d, want %d\n%s", code, exitInterrupted, server.err.String())
	}
	if _, err := os.Lstat(filepath.Join(dir, socketName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket was left behind: %v", err)
	}
	restored := filepath.Join(t.TempDir(), "restored")
	must(t, "", "restore", backup, "--data", restored)
	if got, want := must(t, "", "search", "光伏", "--json", "--data", restored), must(t, "", "search", "光伏", "--json", "--data", dir); timeless(got) != timeless(want) {
		t.Errorf("the restored archive answers\n%s\nnot\n%s", got, want)
	}
}

func TestKilledServeLeavesNothingInTheWay(t *testing.T) {
	t.Parallel()
	dir := filled(t)
	server, _ := serve(t, "--data", dir)
	must(t, `{"title":"最后一篇"}`+"\n", "import", "-", "--data", dir)
	if err := server.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	server.code(t)
	if _, err := os.Lstat(filepath.Join(dir, socketName)); err != nil {
		t.Fatalf("the test wants a socket that was left behind: %v", err)
	}
	if out := must(t, "", "search", "最后一篇", "--data", dir); !strings.Contains(out, "共 1 篇") {
		t.Errorf("what was acknowledged is not found:\n%s", out)
	}
	if _, address := serve(t, "--data", dir); address == "" {
		t.Error("no second serve")
	}
}

func TestInterruptedImportGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	lines := must(t, "", "generate", "--articles", "1500")
	in, feed, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer feed.Close()
	defer in.Close()
	var out bytes.Buffer
	p := start(t, in, &out, "import", "-", "--data", dir, "--json")
	go func() {
		half := strings.Join(strings.SplitAfter(lines, "\n")[:1200], "")
		_, _ = io.WriteString(feed, half) // more never comes
	}()
	// The archive writes down how far it has come, in twenty digits.
	waitFor(t, func() bool {
		b, err := os.ReadFile(filepath.Join(dir, "reached"))
		return err == nil && len(b) > 20 && strings.Trim(string(b[:20]), "0") != ""
	})
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := p.code(t); code != exitInterrupted {
		t.Fatalf("exit code %d, want %d\n%s", code, exitInterrupted, p.err.String())
	}
	first := decode[importSummary](t, out.String())
	if first.Added == 0 || first.Added >= 1500 {
		t.Fatalf("interrupted import: %+v", first)
	}
	second := decode[importSummary](t, must(t, lines, "import", "-", "--data", dir, "--json"))
	if second.Unchanged != first.Added || second.Added != 1500-first.Added {
		t.Errorf("first %+v, then %+v", first, second)
	}
}

func TestServeSaysThatThePortIsTaken(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	got := call(t, "", "serve", "--addr", l.Addr().String(), "--data", t.TempDir())
	if got.code != exitFailed || !strings.Contains(got.err, "占用") || !strings.Contains(got.err, l.Addr().String()) {
		t.Errorf("exit code %d: %s", got.code, got.err)
	}
}

func TestSecondServeOnTheSameFolder(t *testing.T) {
	t.Parallel()
	dir := filled(t)
	first, _ := serve(t, "--data", dir)
	got := call(t, "", "serve", "--addr", "127.0.0.1:0", "--data", dir)
	if got.code != exitFailed || !strings.Contains(got.err, fmt.Sprint(first.Process.Pid)) {
		t.Errorf("exit code %d: %s", got.code, got.err)
	}
	must(t, "", "search", "光伏", "--data", dir) // the first one's socket still stands
}

func TestWritesOverTheNetworkNeedTheKey(t *testing.T) {
	t.Parallel()
	key := strings.Repeat("k", 32)
	_, address := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--api-key-file", write(t, key+"\n"))
	post := func(key string) int {
		r, err := http.NewRequest(http.MethodPost, address+"v1/articles", strings.NewReader(`{"title":"新闻"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		if key != "" {
			r.Header.Set("Authorization", "Bearer "+key)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode
	}
	for given, want := range map[string]int{"": 401, "wrong": 401, key: 200} {
		if got := post(given); got != want {
			t.Errorf("with key %q: %d, want %d", given, got, want)
		}
	}
	if status, body := httpGet(t, address+"v1/search?q=%E6%96%B0%E9%97%BB"); status != 200 || !strings.Contains(body, `"total":1`) {
		t.Errorf("what was posted: %d %s", status, body)
	}
}

// Behind a proxy on the same machine writes come in by loopback, under the
// name by which the world knows the server.
func TestWritesBehindAProxy(t *testing.T) {
	key := strings.Repeat("k", 32)
	t.Setenv("ZONESEARCH_API_KEY", key)
	post := func(address, host string) int {
		r, err := http.NewRequest(http.MethodPost, address+"v1/articles", strings.NewReader(`{"title":"新闻"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+key)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode
	}
	for _, tt := range []struct {
		name        string
		args        []string
		environment string
		hosts       map[string]int
	}{
		{"no host", nil, "", map[string]int{"localhost": 200, "news.example": 403}},
		{"two hosts", []string{"--host", "News.example", "--host", "www.news.example"}, "", map[string]int{"news.example": 200, "WWW.news.example:443": 200, "localhost": 200, "other.example": 403, "x.news.example": 403}},
		{"by the environment", nil, "news.example,www.news.example", map[string]int{"news.example": 200, "www.news.example": 200, "other.example": 403}},
		{"a flag goes before the environment", []string{"--host", "news.example"}, "other.example", map[string]int{"news.example": 200, "other.example": 403}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("ZONESEARCH_HOST", tt.environment)
			_, address := serve(t, append(tt.args, "--data", filepath.Join(t.TempDir(), "data"))...)
			for host, want := range tt.hosts {
				if got := post(address, host); got != want {
					t.Errorf("as %s: %d, want %d", host, got, want)
				}
			}
		})
	}
}

func TestDiagnosisHasAnAddressOfItsOwn(t *testing.T) {
	t.Parallel()
	server, address := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--admin", "127.0.0.1:0")
	var admin string
	waitFor(t, func() bool {
		if m := regexp.MustCompile(`"admin":"([^"]+)"`).FindStringSubmatch(server.err.String()); m != nil {
			admin = "http://" + m[1] + "/"
		}
		return admin != ""
	})
	for path, want := range map[string]int{"metrics": 200, "debug/pprof/": 200, "v1/search": 404} {
		if got, _ := httpGet(t, admin+path); got != want {
			t.Errorf("%s%s: %d, want %d", admin, path, got, want)
		}
	}
	if got, _ := httpGet(t, address+"debug/pprof/"); got != http.StatusNotFound {
		t.Errorf("pprof for everybody: %d", got)
	}
}

func TestDefaultRate(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]float64{
		"127.0.0.1:8080": 0, "localhost:80": 0, "[::1]:80": 0, "127.8.9.1:1": 0,
		":8080": publicRate, "0.0.0.0:8080": publicRate, "[::]:80": publicRate, "192.0.2.1:80": publicRate, "example.com:80": publicRate,
	} {
		if got := defaultRate(addr); got != want {
			t.Errorf("%s: %v, want %v", addr, got, want)
		}
	}
}

func TestDamageIsFound(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"articles.db", "index"} {
		dir := filled(t)
		path := filepath.Join(dir, part)
		if part == "index" {
			path = largest(t, path)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		// A byte in each page, but for the first ones, which say where the
		// others are.
		for i := 4*4096 + 100; i < len(b); i += 4096 {
			b[i] ^= 0x55
		}
		b[len(b)/2] ^= 0x55
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		got := call(t, "", "verify", "--json", "--data", dir)
		if got.code != exitDamage {
			t.Errorf("%s: exit code %d, want %d; %s%s", part, got.code, exitDamage, got.out, got.err)
			continue
		}
		found := decode[verification](t, got.out)
		if found.OK || (part == "index") != (found.Archive.Found == 0) {
			t.Errorf("%s: %+v", part, found)
		}
		if part == "index" {
			// The next command that opens it heals it.
			must(t, "", "search", "光伏", "--data", dir)
			must(t, "", "verify", "--data", dir)
		}
	}
}

// An archive that cannot be opened is damage found, and nothing is said of an
// index that nobody looked at.
func TestVerifyOfAnArchiveThatCannotBeOpened(t *testing.T) {
	t.Parallel()
	dir := filled(t)
	path := filepath.Join(dir, "articles.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range min(len(b), 4*4096) { // the pages that say where the others are
		b[i] ^= 0x55
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	got := call(t, "", "verify", "--json", "--data", dir)
	if got.code != exitDamage {
		t.Fatalf("exit code %d, want %d; %s%s", got.code, exitDamage, got.out, got.err)
	}
	if !strings.Contains(got.out, `"index":{"state":"unchecked",`) || strings.Contains(got.out, "null") {
		t.Errorf("it says %s", got.out)
	}
	if got := call(t, "", "verify", "--data", dir); !strings.Contains(got.out, "索引：没有核对") {
		t.Errorf("to a person it says %s", got.out)
	}
}

// largest gives the largest segment below a folder.
func largest(t *testing.T, dir string) (path string) {
	t.Helper()
	var most int64 = -1
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Size() > most && strings.HasSuffix(p, ".zap") {
			path, most = p, info.Size()
		}
		return err
	})
	if err != nil || path == "" {
		t.Fatalf("no segment below %s: %v", dir, err)
	}
	return path
}

func waitFor(t testing.TB, what func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !what(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it does not come")
		}
	}
}

func TestLongPathOfTheSocket(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 30), "data")
	must(t, threeArticles, "import", "-", "--data", dir)
	serve(t, "--data", dir)
	if out := must(t, "", "search", "光伏", "--data", dir); !strings.Contains(out, "共 1 篇") {
		t.Error(out)
	}
}
