package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"zonesearch/index"
	"zonesearch/segment/fold"
)

// latency is how long the queries of a class took, in milliseconds.
type latency struct {
	Class string  `json:"class"`
	Count int     `json:"count"`
	P50   float64 `json:"p50_ms"`
	P95   float64 `json:"p95_ms"`
	P99   float64 `json:"p99_ms"`
	Max   float64 `json:"max_ms"`
}

// queryClass is a kind of question.
type queryClass struct {
	name string
	path string
	// query gives the parameters of the nth question.
	query func(n int) url.Values
}

// queries makes every class of question out of the sampled articles. Unless
// they say otherwise, they ask as the page does: ten hits, highlights, four
// facets.
func (m *benchMaterial) queries() []queryClass {
	var words, runs []string
	for _, a := range m.samples {
		w := stretches(a.Body, 2)
		words = append(words, w[0], w[len(w)/2], w[len(w)-1])
		runs = append(runs, slices.MaxFunc(stretches(a.Body, 8), func(x, y string) int { return len(x) - len(y) }))
	}
	broad := []string{"项目", "企业", "发展", "建设", "开工", "签约", "投资", "产业"}
	var all []string
	for _, f := range index.Facets() {
		all = append(all, string(f))
	}
	facets := strings.Join(all, ",")
	pick := func(from []string, n int) string { return from[n%len(from)] }
	q := func(text string) url.Values { return url.Values{"q": {text}} }
	with := func(v url.Values, pairs ...string) url.Values {
		for i := 0; i < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		return v
	}
	const search = "/v1/search"
	return []queryClass{
		{"one word", search, func(n int) url.Values { return q(pick(words, 3*n)) }},
		{"many words", search, func(n int) url.Values {
			i := n % len(m.samples)
			return q(strings.Join(words[3*i:3*i+3], " "))
		}},
		{"phrase", search, func(n int) url.Values { return q(`"` + pick(runs, n) + `"`) }},
		{"filter only", search, func(n int) url.Values {
			a := m.samples[n%len(m.samples)]
			return with(url.Values{}, "zone", a.Zone, "from", a.Date[:4])
		}},
		{"broad, all facets", search, func(n int) url.Values { return with(q(pick(broad, n)), "facets", facets) }},
		{"by date", search, func(n int) url.Values { return with(q(pick(words, 3*n+1)), "sort", "date_desc") }},
		{"deep page", search, func(n int) url.Values {
			return with(q(pick(broad, n)), "page", fmt.Sprint(1+n*37%(index.MaxDepth/index.DefaultLimit)))
		}},
		{"suggest", "/v1/suggest", func(n int) url.Values {
			return q(string([]rune(m.samples[n%len(m.samples)].Zone + "项目")[:1+n%3]))
		}},
		{"projects", "/v1/projects", func(n int) url.Values { return q(pick(broad, n)) }},
	}
}

// stretches gives runs of Chinese characters of a text, cut to a length; always
// at least one.
func stretches(text string, length int) (all []string) {
	for _, run := range strings.FieldsFunc(text, func(r rune) bool { return !fold.IsHan(r) }) {
		if r := []rune(run); len(r) >= 2 {
			all = append(all, string(r[:min(length, len(r))]))
		}
	}
	if len(all) == 0 {
		return []string{"项目"}
	}
	return all
}

// benchQueries asks the questions one after the other.
func (p *program) benchQueries(ctx context.Context, c *connection, classes []queryClass, perClass int) ([]latency, error) {
	bar := p.progress("查询", unitArticles)
	defer bar.end()
	var results []latency
	for i, class := range classes {
		times := make([]float64, 0, perClass)
		// The first is not counted: it pays for what all later ones share.
		for n := range perClass + 1 {
			started := time.Now()
			answer, err := c.get(ctx, class.path, class.query(n))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", class.name, err)
			}
			_, err = io.Copy(io.Discard, answer.Body)
			if err := errors.Join(err, answer.Body.Close()); err != nil {
				return nil, err
			}
			if n > 0 {
				times = append(times, float64(time.Since(started).Microseconds())/1000)
			}
		}
		results = append(results, latencyOf(class.name, times))
		bar(int64(i+1), int64(len(classes)))
	}
	return results, nil
}

// latencyOf sums up times; a percentile is the time that so many of a hundred
// do not exceed.
func latencyOf(class string, times []float64) latency {
	slices.Sort(times)
	at := func(percent int) float64 { return times[(len(times)*percent+99)/100-1] }
	return latency{Class: class, Count: len(times), P50: at(50), P95: at(95), P99: at(99), Max: at(100)}
}
