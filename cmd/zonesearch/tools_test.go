package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestSegmentPointsAtTheOriginal(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"泰州海陵光伏产业园开工", "总投资４.５万吨 EVA 胶膜", "大觀摩·大比拼", " 前后 有\u3000空格 ", "", "，。！",
	} {
		out := must(t, text, "segment", "--json")
		end := 0
		for _, token := range decode[[]token](t, out) {
			if token.Start < end || token.End <= token.Start || token.End > len(text) {
				t.Fatalf("%q: token %+v after %d", text, token, end)
			}
			if text[token.Start:token.End] != token.Text {
				t.Errorf("%q: %q stands at %d, not %q", text, text[token.Start:token.End], token.Start, token.Text)
			}
			end = token.End
		}
	}
	if got, want := must(t, "", "segment", "泰州光伏"), "0\t6\t泰州\n6\t12\t光伏\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSegmentTakesOwnWords(t *testing.T) {
	t.Parallel()
	words := write(t, "智动新城 100000\n")
	if got := must(t, "", "segment", "智动新城", "--dictionary", words); got != "0\t12\t智动新城\n" {
		t.Errorf("got %q", got)
	}
}

func TestGenerate(t *testing.T) {
	t.Parallel()
	one := must(t, "", "generate", "--articles", "20", "--seed", "5")
	if again := must(t, "", "generate", "--articles", "20", "--seed", "5"); one != again {
		t.Error("the same seed gave other articles")
	}
	if other := must(t, "", "generate", "--articles", "20", "--seed", "6"); one == other {
		t.Error("another seed gave the same articles")
	}
	lines := strings.Split(strings.TrimSpace(one), "\n")
	if len(lines) != 20 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, line := range lines {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatal(err)
		}
		if _, added := fields["added"]; added || fields["title"] == "" || fields["body"] == "" || fields["id"] == "" {
			t.Errorf("article %s", line)
		}
	}
}

func TestBench(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("gse's dictionary takes seconds to load")
	}
	b := decode[benchmark](t, must(t, "", "bench", "--articles", "300", "--queries", "3", "--json"))
	if b.Articles != 300 || b.TextBytes <= 0 || b.ImportMBps <= 0 || b.GseMBps <= 0 || b.TimesText <= 0 || b.PeakRSS <= 0 {
		t.Errorf("%+v", b)
	}
	if len(b.Queries) != 9 {
		t.Errorf("%d classes of queries", len(b.Queries))
	}
	for _, q := range b.Queries {
		if q.Count != 3 || q.P50 > q.P95 || q.P95 > q.P99 || q.P99 > q.Max {
			t.Errorf("%+v", q)
		}
	}
}

func TestPercentiles(t *testing.T) {
	t.Parallel()
	var times []float64
	for n := 100; n > 0; n-- {
		times = append(times, float64(n))
	}
	if got, want := latencyOf("x", times), (latency{"x", 100, 50, 95, 99, 100}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := latencyOf("x", []float64{7}), (latency{"x", 1, 7, 7, 7, 7}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
