package table

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// model is a table the slow way: every question is answered by looking at every
// row.
type model struct {
	seg     *segment.Segmenter
	all     []Row // every row ever written; the place is the ordinal
	dead    map[uint64]bool
	reached uint64
	texts   [][2]*modelText
}

// modelText is a text with its terms.
type modelText struct {
	runes []rune
	freq  map[string]int
	words int
}

func (m *model) apply(b Batch) {
	for _, seq := range b.Delete {
		m.dead[seq] = true
	}
	for _, r := range b.Rows {
		m.all = append(m.all, r)
		var texts [2]*modelText
		for i, s := range r.Texts {
			t := &modelText{runes: fold.Canon(s).Runes, freq: map[string]int{}}
			t.words = m.seg.Terms(fold.Canon(s), func(term []byte, onPath bool) {
				t.freq[string(term)] += 0
				if onPath {
					t.freq[string(term)]++
				}
			})
			texts[i] = t
		}
		m.texts = append(m.texts, texts)
	}
	m.reached = b.Reached
}

// rows gives the ordinals of the live rows that f picks.
func (m *model) rows(f func(row int) bool) []uint32 {
	rows := []uint32{}
	for i, r := range m.all {
		if !m.dead[r.Seq] && f(i) {
			rows = append(rows, uint32(i))
		}
	}
	return rows
}

func (m *model) live() []uint32 { return m.rows(func(int) bool { return true }) }

// places finds a run in a text, uncut.
func (m *model) places(row, text int, run []rune) (found []span) {
	runes := m.texts[row][text].runes
	if len(run) == 0 || slices.Contains(run, '\n') {
		return nil
	}
	at := func(i int) rune {
		if i < 0 || i >= len(runes) {
			return 0
		}
		return runes[i]
	}
	for i := 0; i+len(run) <= len(runes); i++ {
		if slices.Equal(runes[i:i+len(run)], run) && !fold.Inside(at, i) && !fold.Inside(at, i+len(run)) {
			found = append(found, span{i, i + len(run)})
		}
	}
	return found
}

// combinations calls f with one place of each group, until it returns true.
func (m *model) combinations(row, text int, groups []Runs, f func([]span) bool) bool {
	var chosen []span
	var choose func(g int) bool
	choose = func(g int) bool {
		if g == len(groups) {
			return f(chosen)
		}
		for _, run := range groups[g] {
			for _, s := range m.places(row, text, run) {
				chosen = append(chosen, s)
				if choose(g + 1) {
					return true
				}
				chosen = chosen[:len(chosen)-1]
			}
		}
		return false
	}
	return choose(0)
}

func (m *model) near(row, text int, groups []Runs, distance int) bool {
	runes := m.texts[row][text].runes
	return m.combinations(row, text, groups, func(chosen []span) bool {
		start, end := len(runes), 0
		for _, s := range chosen {
			start, end = min(start, s.start), max(end, s.end)
		}
		if slices.Contains(runes[start:end], '\n') {
			return false
		}
		for i, a := range chosen {
			for j, b := range chosen {
				if i != j && b.start-a.end > distance {
					return false
				}
			}
		}
		return true
	})
}

func (m *model) sentence(row, text int, groups []Runs) bool {
	runes := m.texts[row][text].runes
	return m.combinations(row, text, groups, func(chosen []span) bool {
		start, end := len(runes), 0
		for _, s := range chosen {
			start, end = min(start, s.start), max(end, s.end)
		}
		// The last rune may end the sentence; none before it.
		return !slices.ContainsFunc(runes[start:end-1], func(r rune) bool { return strings.ContainsRune("。！？；!?;\n", r) })
	})
}

func (m *model) scores(query []Weighted, k1, b float64) map[uint32]float64 {
	live := m.live()
	average := [2]float64{}
	for _, row := range live {
		for t := range average {
			average[t] += float64(m.texts[row][t].words) / float64(len(live))
		}
	}
	scores := map[uint32]float64{}
	for _, q := range query {
		most := 0
		for t := range average {
			n := len(m.rows(func(row int) bool { _, ok := m.texts[row][t].freq[q.Term]; return ok }))
			most = max(most, n)
		}
		idf := math.Log(1 + (float64(len(live)-most)+0.5)/(float64(most)+0.5))
		for _, row := range live {
			t := m.texts[row][q.Text]
			f := float64(t.freq[q.Term])
			scores[row] += q.Weight * idf * f * (k1 + 1) / (f + k1*(1-b+b*float64(t.words)/average[q.Text]))
		}
	}
	return scores
}

// letters is what random texts are made of.
var letters = []rune("开发区经济技术和服务园开发区经济技术和服务园,。！\n；  ab股aé15.,%０Ｂ開發區𠀀𠀀·“")

func randomText(rng *rand.Rand, most int) string {
	var b strings.Builder
	for range rng.IntN(most + 1) {
		b.WriteRune(letters[rng.IntN(len(letters))])
	}
	return b.String()
}

func (m *model) randomBatch(rng *rand.Rand, seq *uint64) Batch {
	var b Batch
	for range rng.IntN(60) {
		*seq += 1 + rng.Uint64N(3)
		amount := int64(Missing)
		if rng.IntN(3) > 0 {
			amount = rng.Int64N(20) - 10
		}
		b.Rows = append(b.Rows, Row{
			Seq: *seq, Texts: []string{randomText(rng, 8), randomText(rng, 60)},
			Keywords: []string{fmt.Sprint("z", rng.IntN(12)), fmt.Sprint("c", rng.IntN(3))},
			Numbers:  []int64{int64(rng.IntN(30)), amount}, Payload: []byte(fmt.Sprint("payload ", *seq)),
		})
	}
	for range rng.IntN(12) {
		if n := len(m.all); n > 0 {
			b.Delete = append(b.Delete, m.all[rng.IntN(n)].Seq)
		}
	}
	*seq++
	b.Reached = *seq
	return b
}

// randomRun gives a stretch of a random text, or something that may be nowhere.
func (m *model) randomRun(rng *rand.Rand, text int) []rune {
	if len(m.all) == 0 || rng.IntN(5) == 0 {
		return fold.Canon(randomText(rng, 4)).Runes
	}
	runes := m.texts[rng.IntN(len(m.all))][text].runes
	from := rng.IntN(len(runes) + 1)
	to := min(len(runes), from+rng.IntN(7))
	// Stretches are canonical: they neither begin nor end with a space.
	return fold.Canon(string(runes[from:to])).Runes
}

func (m *model) randomGroups(rng *rand.Rand, text int) (groups []Runs) {
	for range 1 + rng.IntN(3) {
		var group Runs
		for range 1 + rng.IntN(2) {
			run := m.randomRun(rng, text)
			group = append(group, run[:min(len(run), 2)])
		}
		groups = append(groups, group)
	}
	return groups
}

// compare asks table and model the same.
func (m *model) compare(t *testing.T, rng *rand.Rand, s *Snapshot) {
	t.Helper()
	ctx := context.Background()
	same := func(set Set, err error, want []uint32, what string, args ...any) {
		t.Helper()
		if err != nil {
			t.Fatalf(what+": %v", append(args, err)...)
		}
		if got := s.RowsOf(set); !slices.Equal(got, want) {
			t.Fatalf(what+": got rows %v, want %v", append(args, got, want)...)
		}
		if got := set.Len(); got != len(want) || set.IsEmpty() != (got == 0) {
			t.Fatalf(what+": %d members, want %d", append(args, got, len(want))...)
		}
	}
	live := m.live()
	if s.Len() != len(live) || s.Reached() != m.reached {
		t.Fatalf("%d rows, reached %d; want %d, %d", s.Len(), s.Reached(), len(live), m.reached)
	}
	same(s.All(), nil, live, "all")
	var terms []string
	for range 12 {
		text := rng.IntN(2)
		run := m.randomRun(rng, text)
		want := m.rows(func(row int) bool { return m.places(row, text, run) != nil })
		set, err := s.Phrase(ctx, text, run)
		same(set, err, want, "phrase %q", string(run))
		for _, token := range m.seg.Path(fold.Canon(string(run))) {
			terms = append(terms, token.Text)
		}

		groups := m.randomGroups(rng, text)
		distance := rng.IntN(6)
		set, err = s.Near(ctx, s.All(), text, groups, distance)
		same(set, err, m.rows(func(row int) bool { return m.near(row, text, groups, distance) }), "near %d %q", distance, groups)
		set, err = s.Sentence(ctx, s.All(), text, groups)
		same(set, err, m.rows(func(row int) bool { return m.sentence(row, text, groups) }), "sentence %q", groups)
	}
	for _, term := range terms {
		text := rng.IntN(2)
		want := m.rows(func(row int) bool { _, ok := m.texts[row][text].freq[term]; return ok })
		set, err := s.Term(text, term)
		same(set, err, want, "term %q", term)
		if n, err := s.DocFreq(text, term); err != nil || n != len(want) {
			t.Fatalf("DocFreq(%q) = %d, %v; want %d", term, n, err, len(want))
		}
	}
	m.compareColumns(t, rng, s, same)
	m.compareRank(t, rng, s, terms)
	m.compareRows(t, rng, s)
}

func (m *model) compareColumns(t *testing.T, rng *rand.Rand, s *Snapshot, same func(Set, error, []uint32, string, ...any)) {
	t.Helper()
	ctx := context.Background()
	zone, city := fmt.Sprint("z", rng.IntN(14)), fmt.Sprint("c", rng.IntN(4))
	set, err := s.Any(ctx, 0, zone)
	same(set, err, m.rows(func(row int) bool { return m.all[row].Keywords[0] == zone }), "zone %s", zone)
	both, err := s.Any(ctx, 0, zone, "z1", "nowhere")
	same(both, err, m.rows(func(row int) bool { k := m.all[row].Keywords[0]; return k == zone || k == "z1" }), "zones")
	in, err := s.Equal(ctx, 1, city)
	same(set.And(in), err, m.rows(func(row int) bool { k := m.all[row].Keywords; return k[0] == zone && k[1] == city }), "and")
	same(set.Or(in), err, m.rows(func(row int) bool { k := m.all[row].Keywords; return k[0] == zone || k[1] == city }), "or")
	same(set.AndNot(in), err, m.rows(func(row int) bool { k := m.all[row].Keywords; return k[0] == zone && k[1] != city }), "and not")
	set, err = s.SetOf(ctx, s.RowsOf(in))
	same(set, err, s.RowsOf(in), "set of rows")
	low, high := rng.Int64N(24)-12, rng.Int64N(24)-12
	in, err = s.Range(ctx, 1, low, high)
	same(in, err, m.rows(func(row int) bool { n := m.all[row].Numbers[1]; return n != Missing && low <= n && n <= high }), "range")

	counts, err := s.Count(ctx, both, []int{1, 0})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int32{}
	for _, row := range s.RowsOf(both) {
		want["1"+m.all[row].Keywords[1]]++
		want["0"+m.all[row].Keywords[0]]++
	}
	got := map[string]int32{}
	for i, column := range []int{1, 0} {
		for ord, n := range counts[i] {
			if n > 0 {
				got[fmt.Sprint(column)+s.Values(column)[ord]] = n
			}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("counts %v, want %v", got, want)
	}

	for _, o := range []Order{{Column: 1}, {Column: 1, Descending: true}, {Column: NoColumn}} {
		rows := m.live()
		slices.SortFunc(rows, func(a, b uint32) int {
			if o.Column != NoColumn {
				x, y := m.all[a].Numbers[o.Column], m.all[b].Numbers[o.Column]
				switch {
				case x == y:
				case x == Missing || y == Missing:
					return cmp.Compare(y, x)
				case o.Descending:
					return cmp.Compare(y, x)
				default:
					return cmp.Compare(x, y)
				}
			}
			return cmp.Compare(b, a)
		})
		m.samePages(t, rng, rows, func(after *Hit, skip, limit int) ([]Hit, error) {
			o.After, o.Skip, o.Limit = after, skip, limit
			return s.Sort(ctx, s.All(), o)
		})
	}
}

// samePages walks an order by cursors, and asks for a page in the middle.
func (m *model) samePages(t *testing.T, rng *rand.Rand, want []uint32, page func(after *Hit, skip, limit int) ([]Hit, error)) {
	t.Helper()
	var got []uint32
	var after *Hit
	limit := 1 + rng.IntN(100)
	for {
		hits, err := page(after, 0, limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			got = append(got, h.Row)
		}
		if len(hits) < limit {
			break
		}
		after = &hits[len(hits)-1]
	}
	if !slices.Equal(got, want) {
		t.Fatalf("pages of %d: %v, want %v", limit, got, want)
	}
	skip := rng.IntN(len(want) + 1)
	hits, err := page(nil, skip, limit)
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range hits {
		if h.Row != want[skip+i] {
			t.Fatalf("after %d skipped: row %d at %d, want %d", skip, h.Row, i, want[skip+i])
		}
	}
	if len(hits) != min(limit, len(want)-skip) {
		t.Fatalf("after %d skipped: %d hits", skip, len(hits))
	}
}

func (m *model) compareRank(t *testing.T, rng *rand.Rand, s *Snapshot, terms []string) {
	t.Helper()
	ctx := context.Background()
	var query []Weighted
	for range 1 + rng.IntN(4) {
		if len(terms) > 0 {
			query = append(query, Weighted{Text: rng.IntN(2), Term: terms[rng.IntN(len(terms))], Weight: float64(1 + rng.IntN(3))})
		}
	}
	r := Ranking{Tie: 0, K1: 1.2, B: 0.75}
	scores := m.scores(query, r.K1, r.B)
	hits, err := s.Rank(ctx, s.All(), query, Ranking{Tie: 0, Limit: s.Len()})
	if err != nil {
		t.Fatal(err)
	}
	if len(hits) != s.Len() {
		t.Fatalf("%d hits, want %d", len(hits), s.Len())
	}
	want := make([]uint32, len(hits))
	for i, h := range hits {
		if math.Abs(h.Score-scores[h.Row]) > 1e-9 {
			t.Fatalf("%v: row %d scores %v, want %v", query, h.Row, h.Score, scores[h.Row])
		}
		if i > 0 && byScore(&h, &hits[i-1]) {
			t.Fatalf("hit %d should come before hit %d", i, i-1)
		}
		want[i] = h.Row
	}
	m.samePages(t, rng, want, func(after *Hit, skip, limit int) ([]Hit, error) {
		r.After, r.Skip, r.Limit = after, skip, limit
		return s.Rank(ctx, s.All(), query, r)
	})
	// A small set takes other ways through the postings.
	few, err := s.Any(ctx, 0, "z1")
	if err != nil {
		t.Fatal(err)
	}
	hits, err = s.Rank(ctx, few, query, Ranking{Tie: NoColumn, Limit: 1000, Adjust: func(row uint32, score float64) float64 { return -score }})
	if err != nil || len(hits) != few.Len() {
		t.Fatalf("%d hits, %v; want %d", len(hits), err, few.Len())
	}
	for _, h := range hits {
		if math.Abs(h.Score+scores[h.Row]) > 1e-9 {
			t.Fatalf("row %d scores %v within a set, want %v", h.Row, h.Score, -scores[h.Row])
		}
	}
}

func (m *model) compareRows(t *testing.T, rng *rand.Rand, s *Snapshot) {
	t.Helper()
	for range 10 {
		if len(m.all) == 0 {
			return
		}
		i := rng.IntN(len(m.all))
		r := m.all[i]
		at, ok := s.RowOf(r.Seq)
		if !ok || int(at) != i || s.Seq(at) != r.Seq {
			t.Fatalf("row %d is at %d, %v; want %d", r.Seq, at, ok, i)
		}
		payload, err := s.Payload(at)
		if err != nil || string(payload) != string(r.Payload) {
			t.Fatalf("payload %q, %v", payload, err)
		}
		for text := range r.Texts {
			runes, err := s.Text(at, text)
			if err != nil || !slices.Equal(runes, m.texts[i][text].runes) {
				t.Fatalf("text %q, %v; want %q", string(runes), err, string(m.texts[i][text].runes))
			}
			if s.Words(text, at) != m.texts[i][text].words {
				t.Fatal("another length")
			}
			if s.Keyword(text, at) != r.Keywords[text] || s.Number(text, at) != r.Numbers[text] {
				t.Fatal("other values")
			}
		}
	}
}

// TestAgainstModel writes random batches, several at once, with deletions,
// merges and reopenings between them, and asks table and model the same.
func TestAgainstModel(t *testing.T) {
	seg := smallSegmenter(t)
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(seed, 1))
			dir := filepath.Join(t.TempDir(), "table")
			table := openWithCatalogs(t, dir, seg)
			m := &model{seg: seg, dead: map[uint64]bool{}}
			seq := uint64(0)
			for range 12 {
				var pending []*Pending
				for range rng.IntN(5) {
					b := m.randomBatch(rng, &seq)
					m.apply(b)
					p, err := table.Begin(context.Background(), b)
					if err != nil {
						t.Fatal(err)
					}
					pending = append(pending, p)
				}
				for _, p := range pending {
					if err := p.Wait(context.Background()); err != nil {
						t.Fatal(err)
					}
				}
				switch rng.IntN(3) {
				case 0:
					if err := table.engine.inner.ForceMerge(context.Background(), nil); err != nil {
						t.Fatal(err)
					}
					if err := table.refresh(); err != nil {
						t.Fatal(err)
					}
				case 1:
					mustClose(t, table)
					table = openWithCatalogs(t, dir, seg)
				}
				s := mustSnapshot(t, table)
				m.compare(t, rng, s)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if err := table.Verify(context.Background(), true); err != nil {
				t.Fatal(err)
			}
			if err := table.Health(); err != nil {
				t.Fatal(err)
			}
			mustClose(t, table)
		})
	}
}
