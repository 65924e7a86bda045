package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// benchServer starts the server on the data folder that ZONESEARCH_BENCH_DATA
// names, or on the sample, and leaves it alone for as many seconds as
// ZONESEARCH_BENCH_SETTLE says: a large archive takes some to gather suggestions,
// and is checked after a minute.
func benchServer(b *testing.B) (pid int, address string) {
	b.Helper()
	args := []string{"--sample", "--data", b.TempDir()}
	if dir := os.Getenv("ZONESEARCH_BENCH_DATA"); dir != "" {
		args = []string{"--data", dir}
	}
	started := time.Now()
	server, address := serve(b, args...)
	waitFor(b, func() bool {
		status, _ := httpGet(b, address+"readyz")
		return status == http.StatusOK
	})
	b.Logf("ready after %v", time.Since(started).Round(time.Millisecond))
	time.Sleep(time.Duration(envInt("ZONESEARCH_BENCH_SETTLE", 0)) * time.Second)
	return server.Process.Pid, address
}

// envInt reads a number from the environment.
func envInt(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return usual
}

// asked is what the benchmark asks about, from the titles and leads that a
// server holds: words as they are cut, stretches that mostly cross the borders
// of words, and phrases.
type asked struct {
	words, stretches, phrases []string
	broad                     []string
}

func benchQuestions(b *testing.B, address string) *asked {
	b.Helper()
	cutter, err := segment.New(segment.Options{})
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	a := &asked{broad: []string{"中国", "发展", "企业", "建设", "项目", "工作", "开工", "投资"}}
	for page := range 10 {
		_, body := httpGet(b, fmt.Sprintf("%sv1/search?sort=date_asc&limit=100&facets=&page=%d", address, 1+page*10))
		var answer struct {
			Hits []struct {
				Title     string
				Highlight struct{ Snippets []string }
			}
		}
		if err := json.Unmarshal([]byte(body), &answer); err != nil {
			b.Fatal(err)
		}
		for _, hit := range answer.Hits {
			text := hit.Title + "，" + strings.Join(hit.Highlight.Snippets, "，")
			for _, word := range cutter.Path(fold.Canon(text)) {
				if word.Kind == segment.Word && word.End-word.Start > 1 && !cutter.IsStop(word.Text) {
					a.words = append(a.words, word.Text)
				}
			}
			for _, run := range strings.FieldsFunc(text, func(r rune) bool { return !fold.IsHan(r) }) {
				r := []rune(run)
				if n := 2 + rng.IntN(2); len(r) >= n {
					at := rng.IntN(len(r) - n + 1)
					a.stretches = append(a.stretches, string(r[at:at+n]))
				}
				if len(r) >= 4 {
					at := rng.IntN(len(r) - 3)
					a.phrases = append(a.phrases, `"`+string(r[at:min(len(r), at+2+rng.IntN(9))])+`"`)
				}
			}
		}
	}
	if len(a.words) == 0 || len(a.phrases) == 0 {
		b.Fatal("the server holds nothing to ask about")
	}
	rng.Shuffle(len(a.words), func(i, j int) { a.words[i], a.words[j] = a.words[j], a.words[i] })
	rng.Shuffle(len(a.stretches), func(i, j int) { a.stretches[i], a.stretches[j] = a.stretches[j], a.stretches[i] })
	rng.Shuffle(len(a.phrases), func(i, j int) { a.phrases[i], a.phrases[j] = a.phrases[j], a.phrases[i] })
	return a
}

// several gives the nth group of so many of a list.
func several(list []string, n, size int) string {
	group := make([]string, size)
	for i := range group {
		group[i] = list[(n*size+i)%len(list)]
	}
	return strings.Join(group, " ")
}

const (
	fourFacets = "zone,city,year,source"
	sixFacets  = "zone,city,province,year,industry,stage"
	allFacets  = "zone,city,province,level,kind,source,industry,stage,currency,amount,year,month"
)

// BenchmarkServe asks the real server over HTTP, one question after the other:
// ten hits with highlights and four facets, unless the kind says otherwise.
func BenchmarkServe(b *testing.B) {
	pid, address := benchServer(b)
	a := benchQuestions(b, address)
	plain := func(q string) url.Values { return url.Values{"q": {q}, "facets": {fourFacets}} }
	with := func(v url.Values, name, value string) url.Values { v.Set(name, value); return v }
	broad := func(n int) string { return a.broad[n%len(a.broad)] }
	for _, kind := range []struct {
		name, path string
		query      func(n int) url.Values
	}{
		{"1word", "v1/search", func(n int) url.Values { return plain(several(a.words, n, 1)) }},
		{"2words", "v1/search", func(n int) url.Values { return plain(several(a.words, n, 2)) }},
		{"4words", "v1/search", func(n int) url.Values { return plain(several(a.words, n, 4)) }},
		{"2stretches", "v1/search", func(n int) url.Values { return plain(several(a.stretches, n, 2)) }},
		{"phrase", "v1/search", func(n int) url.Values { return plain(a.phrases[n%len(a.phrases)]) }},
		{"broad", "v1/search", func(n int) url.Values { return with(plain(broad(n)), "facets", "") }},
		{"broad6facets", "v1/search", func(n int) url.Values { return with(plain(broad(n)), "facets", sixFacets) }},
		{"allFacets", "v1/search", func(n int) url.Values { return with(plain(broad(n)), "facets", allFacets) }},
		{"everything", "v1/search", func(n int) url.Values { return with(url.Values{}, "facets", allFacets) }},
		{"byDate", "v1/search", func(n int) url.Values { return with(plain(several(a.words, n, 1)), "sort", "date_desc") }},
		{"years", "v1/search", func(n int) url.Values { return with(plain(several(a.words, n, 1)), "from", "2021") }},
		{"deep", "v1/search", func(n int) url.Values { return with(plain(broad(n)), "page", strconv.Itoa(200+n%50)) }},
		{"projects", "v1/projects", func(n int) url.Values {
			return with(plain(several(a.words, n, 1)), "facets", "industry,stage,amount,year")
		}},
		{"projectsBroad", "v1/projects", func(n int) url.Values { return with(plain(broad(n)), "facets", "industry,stage,amount,year") }},
		{"suggest", "v1/suggest", func(n int) url.Values {
			return url.Values{"q": {string([]rune(a.words[n%len(a.words)])[:1+n%2])}}
		}},
	} {
		b.Run(kind.name, func(b *testing.B) {
			client := &http.Client{}
			var took []time.Duration
			for n := 0; b.Loop(); n++ {
				lap, err := ask(client, address+kind.path+"?"+kind.query(n).Encode())
				if err != nil {
					b.Fatal(err)
				}
				if n >= len(a.broad) { // the first pay for what is read once
					took = append(took, lap)
				}
			}
			reportLatency(b, took)
			b.ReportMetric(float64(anonymousMemory(b, pid))/1e6, "anon-MB")
		})
	}
}

// BenchmarkServeLoad asks from 32 connections, so many questions a second in all
// as ZONESEARCH_BENCH_RATE says, 300 without it, for as many seconds as
// ZONESEARCH_BENCH_SECONDS, 10 without it.
func BenchmarkServeLoad(b *testing.B) {
	pid, address := benchServer(b)
	a := benchQuestions(b, address)
	rate, seconds := envInt("ZONESEARCH_BENCH_RATE", 300), envInt("ZONESEARCH_BENCH_SECONDS", 10)
	const connections = 32
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: connections, MaxIdleConnsPerHost: connections}}
	for b.Loop() {
		var mu sync.Mutex
		var took []time.Duration
		var memory []int64
		due := make(chan time.Time, rate*seconds)
		var wait sync.WaitGroup
		for w := range connections {
			wait.Go(func() {
				n := w * 31
				for at := range due {
					n++
					q := several(a.words, n, 1+n%3)
					if n%5 == 0 {
						q = a.phrases[n%len(a.phrases)]
					}
					_, err := ask(client, address+"v1/search?"+url.Values{"q": {q}, "facets": {fourFacets}}.Encode())
					lap := time.Since(at) // waiting for a connection is part of it
					mu.Lock()
					took = append(took, lap)
					if err != nil {
						b.Error(err)
					}
					mu.Unlock()
				}
			})
		}
		start := time.Now()
		for i := range rate * seconds {
			at := start.Add(time.Duration(i) * time.Second / time.Duration(rate))
			time.Sleep(time.Until(at))
			due <- at
			if i%(rate*10) == 0 {
				memory = append(memory, anonymousMemory(b, pid)/1e6)
			}
		}
		close(due)
		wait.Wait()
		reportLatency(b, took)
		b.ReportMetric(float64(len(took))/time.Since(start).Seconds(), "answers/s")
		b.Logf("anonymous memory every ten seconds, in MB: %v", memory)
	}
}

// ask gets a page of answers and throws it away.
func ask(client *http.Client, address string) (time.Duration, error) {
	started := time.Now()
	answer, err := client.Get(address)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return 0, err
	}
	if answer.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s: %s", address, answer.Status)
	}
	return time.Since(started), nil
}

func reportLatency(b *testing.B, took []time.Duration) {
	b.Helper()
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	for _, percent := range []int{50, 95, 99} {
		at := took[min(len(took)-1, (len(took)*percent+99)/100-1)]
		b.ReportMetric(float64(at.Microseconds())/1000, fmt.Sprintf("p%d-ms", percent))
	}
	b.ReportMetric(0, "ns/op")
}

// anonymousMemory is what a process holds in memory beside mapped files, in
// bytes.
func anonymousMemory(b *testing.B, pid int) int64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Skipf("needs /proc: %v", err)
	}
	for line := range strings.Lines(string(status)) {
		var kib int64
		if n, _ := fmt.Sscanf(line, "RssAnon: %d kB", &kib); n == 1 {
			return kib << 10
		}
	}
	b.Skip("the kernel does not tell anonymous memory")
	return 0
}
