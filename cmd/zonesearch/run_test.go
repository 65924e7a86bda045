package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	t.Parallel()
	dir := filled(t)
	missing := filepath.Join(t.TempDir(), "missing")
	short := write(t, "0123456789")
	bad := write(t, `{"title":"好"}`+"\n"+`{"title":"坏","date":"某日"}`+"\n")
	worse := write(t, `{"title":"坏","date":"某日"}`+"\n"+`{"title":"坏`+"\n")
	for _, test := range []struct {
		name string
		args string
		want int
		says string // on standard error
	}{
		{"help", "", exitDone, ""},
		{"help of a command", "search --help", exitDone, ""},
		{"version", "version", exitDone, ""},
		{"completion", "completion zsh", exitDone, ""},
		{"no such command", "serch 光伏", exitUsage, "search"},
		{"no such flag", "search --colour 光伏", exitUsage, "--colour"},
		{"a word that looks like a flag", "search -光伏", exitUsage, "--"},
		{"flag without value", "search 光伏 --limit", exitUsage, "--limit"},
		{"flag of another type", "search 光伏 --limit ten", exitUsage, "ten"},
		{"out of range", "search 光伏 --limit 1000 --data " + dir, exitUsage, "limit"},
		{"not in the list", "search --stage 喝茶 --data " + dir, exitUsage, "喝茶"},
		{"page and cursor", "search --page 2 --cursor x --data " + dir, exitUsage, "cursor"},
		{"export without format", "export 光伏 --data " + dir, exitUsage, "--format"},
		{"import of nothing", "import", exitUsage, "文件"},
		{"too many arguments", "stats 光伏", exitUsage, "光伏"},
		{"completion for no shell", "completion tcsh", exitUsage, "tcsh"},
		{"negative count", "generate --articles -1", exitUsage, "--articles"},
		{"wrong log level", "stats --log-level loud --data " + dir, exitUsage, "loud"},
		{"key too short", "serve --addr 127.0.0.1:0 --api-key-file " + short + " --data " + dir, exitUsage, "32"},
		{"key file missing", "serve --addr 127.0.0.1:0 --api-key-file " + missing + " --data " + dir, exitUsage, "missing"},
		{"host with a port", "serve --addr 127.0.0.1:0 --host news.example.com:8443 --data " + dir, exitUsage, "news.example.com:8443"},
		{"host with a scheme", "serve --addr 127.0.0.1:0 --host https://news.example.com --data " + dir, exitUsage, "--host"},
		{"no data folder", "search 光伏 --data " + missing, exitFailed, missing},
		{"address of nobody", "serve --addr 203.0.113.1:1 --data " + dir, exitFailed, "203.0.113.1"},
		{"search", "search 光伏 --data " + dir, exitDone, ""},
		{"search without hits", "search 核电 --data " + dir, exitDone, ""},
		{"both spellings", "search --added_from 2022 --amount-min 1亿 --data " + dir, exitDone, ""},
		{"import in part", "import " + bad + " --data " + filepath.Join(t.TempDir(), "d"), exitPartly, "某日"},
		{"import of nothing good", "import " + worse + " --data " + filepath.Join(t.TempDir(), "d"), exitFailed, "JSON"},
		{"import of no file", "import " + missing + " --data " + filepath.Join(t.TempDir(), "d"), exitFailed, missing},
		{"import of an empty file", "import " + write(t, "") + " --data " + filepath.Join(t.TempDir(), "d"), exitFailed, "空"},
		{"import of an empty folder", "import " + t.TempDir() + " --data " + filepath.Join(t.TempDir(), "d"), exitDone, "没有"},
		{"delete of nothing", "delete x --data " + dir, exitFailed, "x"},
		{"restore over something", "restore " + short + " --data " + dir, exitFailed, ""},
		{"verify", "verify --deep --data " + dir, exitDone, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := call(t, "", strings.Fields(test.args)...)
			if got.code != test.want {
				t.Errorf("exit code %d, want %d; %s", got.code, test.want, got.err)
			}
			if !strings.Contains(got.err, test.says) {
				t.Errorf("standard error does not say %q: %s", test.says, got.err)
			}
			if test.want == exitUsage && !strings.Contains(got.err, "--help") {
				t.Errorf("no hint how to go on: %s", got.err)
			}
		})
	}
}

func TestInterruptedBeforeItBegan(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"generate"}, {"import", "-", "--data", filepath.Join(t.TempDir(), "d")}} {
		if got := callWith(t, ctx, nil, threeArticles, args...); got.code != exitInterrupted {
			t.Errorf("%s: exit code %d, want %d; %s", args[0], got.code, exitInterrupted, got.err)
		}
	}
}

func TestFlagsGoBeforeTheEnvironment(t *testing.T) {
	t.Parallel()
	dir := filled(t)
	env := map[string]string{"ZONESEARCH_DATA": dir, "ZONESEARCH_LIMIT": "1", "ZONESEARCH_JSON": "true"}
	type result struct {
		Total int
		Hits  []struct{ ID string }
	}
	got := callWith(t, t.Context(), env, "", "search")
	if r := decode[result](t, got.out); r.Total != 3 || len(r.Hits) != 1 {
		t.Errorf("from the environment: %s", got.out)
	}
	got = callWith(t, t.Context(), env, "", "search", "--limit", "2")
	if r := decode[result](t, got.out); len(r.Hits) != 2 {
		t.Errorf("a flag does not go before the environment: %s", got.out)
	}
	got = callWith(t, t.Context(), map[string]string{"ZONESEARCH_API_KEY": "short"}, "", "serve", "--addr", "127.0.0.1:0", "--data", dir)
	if got.code != exitUsage || !strings.Contains(got.err, "ZONESEARCH_API_KEY") {
		t.Errorf("a short key: exit code %d: %s", got.code, got.err)
	}
	env["ZONESEARCH_LIMIT"] = "many"
	got = callWith(t, t.Context(), env, "", "search")
	if got.code != exitUsage || !strings.Contains(got.err, "ZONESEARCH_LIMIT") {
		t.Errorf("exit code %d: %s", got.code, got.err)
	}
}

func TestEveryCommandHasHelpInChinese(t *testing.T) {
	t.Parallel()
	p := &program{}
	for _, c := range p.root().Commands() {
		if c.Hidden {
			continue
		}
		help := must(t, "", c.Name(), "--help")
		if !strings.Contains(help, "用法：") || !strings.Contains(help, c.Short[:3]) {
			t.Errorf("%s --help: %s", c.Name(), help)
		}
		if strings.Contains(help, "Usage:") || strings.Contains(help, "help for") {
			t.Errorf("%s --help speaks English: %s", c.Name(), help)
		}
	}
}
