package chart

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestBarsStayWithinTheChart(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		items := make([]Item, 1+random.IntN(120))
		most := 0
		for i := range items {
			items[i] = Item{Label: strconv.Itoa(2000 + i), Value: random.IntN(50)}
			most = max(most, items[i].Value)
		}
		h := NewHistogram(items, 120)
		if most == 0 {
			if h != nil {
				t.Fatal("nothing is drawn as something")
			}
			continue
		}
		if len(h.Bars) != len(items) || h.Max != most {
			t.Fatalf("%d bars of %d, highest %d of %d", len(h.Bars), len(items), h.Max, most)
		}
		for i, b := range h.Bars {
			if b.X < 0 || b.X+b.W > h.Width+.1 || b.Y < 0 || b.Y+b.H > h.Base+.1 || b.H < 0 || (b.Value > 0) != (b.H > 0) {
				t.Fatalf("bar %d of %d: %+v", i, len(items), b)
			}
		}
		for _, tick := range h.Ticks {
			if tick.At < 0 || tick.At > h.Width {
				t.Fatalf("tick %+v", tick)
			}
		}
	}
}

func TestLinesReachFromFirstToLastBucket(t *testing.T) {
	label := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	c := NewLines([]string{"2020", "2021", "2022"}, []Series{{"甲", []float64{0, 7, 3}}, {"乙", []float64{1, 1, 1}}}, 300, label)
	if c == nil || len(c.Lines) != 2 {
		t.Fatalf("%+v", c)
	}
	first, last := c.Lines[0].Points[0], c.Lines[0].Points[2]
	if first.X != c.Left || last.X != c.Right || first.Y != c.Below || c.Lines[0].Points[1].Y < c.Top {
		t.Errorf("points %+v", c.Lines[0].Points)
	}
	if top := c.YTicks[len(c.YTicks)-1]; top.Label != "8" || top.At != c.Top {
		t.Errorf("the highest tick is %+v", top)
	}
	if path := c.Lines[0].Path; strings.Count(path, "M") != 1 || strings.Count(path, "L") != 2 {
		t.Errorf("path %s", path)
	}
	if NewLines([]string{"2020"}, []Series{{"甲", []float64{0}}}, 300, label) != nil || NewLines(nil, nil, 300, label) != nil {
		t.Error("nothing is drawn as something")
	}
}

func TestNiceStep(t *testing.T) {
	for _, tt := range []struct{ v, want float64 }{{0.07, 0.1}, {1, 1}, {1.2, 2}, {4.9, 5}, {6, 10}, {230, 500}} {
		if got := niceStep(tt.v); got < tt.want*.999 || got > tt.want*1.001 {
			t.Errorf("%v: %v, want %v", tt.v, got, tt.want)
		}
	}
}
