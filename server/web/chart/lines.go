package chart

import (
	"math"
	"strings"
)

// Series is one line: a figure for each bucket.
type Series struct {
	Name   string
	Values []float64
}

// Line is a Series laid out. Style counts lines from 0; a template gives each
// its colour and dashes.
type Line struct {
	Name   string
	Style  int
	Path   string
	Points []Point
}

// Point is one figure of a line.
type Point struct {
	X, Y  Num
	Title string
}

// Lines is a line chart.
type Lines struct {
	Width, Height           Num
	Left, Right, Top, Below Num
	Lines                   []Line
	XTicks, YTicks          []Tick
}

// NewLines lays out lines over buckets. Label writes a figure.
func NewLines(buckets []string, series []Series, height float64, label func(float64) string) *Lines {
	const left, right, top, below = 64, 12, 18, 36
	c := &Lines{Width: width, Height: Num(height), Left: left, Right: width - right, Top: top, Below: Num(height - below)}
	highest := 0.0
	for _, s := range series {
		for _, v := range s.Values {
			highest = max(highest, v)
		}
	}
	if highest == 0 || len(buckets) == 0 {
		return nil
	}
	step := niceStep(highest / 4)
	ceiling := step * math.Ceil(highest/step-1e-9)
	y := func(v float64) Num { return c.Below - Num(v/ceiling)*(c.Below-c.Top) }
	x := func(i int) Num {
		if len(buckets) == 1 {
			return (c.Left + c.Right) / 2
		}
		return c.Left + (c.Right-c.Left)*Num(i)/Num(len(buckets)-1)
	}
	for v := 0.0; v <= ceiling*1.0001; v += step {
		c.YTicks = append(c.YTicks, Tick{y(v), label(v), "end"})
	}
	every := max(1, int(math.Ceil(float64(len(buckets))/8)))
	for i := 0; i < len(buckets); i += every {
		anchor := "middle"
		if x(i) > c.Right-40 {
			anchor = "end"
		}
		c.XTicks = append(c.XTicks, Tick{x(i), buckets[i], anchor})
	}
	for n, s := range series {
		line := Line{Name: s.Name, Style: n}
		var path strings.Builder
		for i, v := range s.Values {
			if i == 0 {
				path.WriteString("M")
			} else {
				path.WriteString("L")
			}
			path.WriteString(x(i).String() + " " + y(v).String())
			line.Points = append(line.Points, Point{x(i), y(v), s.Name + " " + buckets[i] + " " + label(v)})
		}
		line.Path = path.String()
		c.Lines = append(c.Lines, line)
	}
	return c
}

// niceStep rounds up to 1, 2 or 5 times a power of ten.
func niceStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if v <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}
