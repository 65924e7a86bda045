package chart

import (
	"math"
	"strconv"
)

// Num is a coordinate; it prints with one decimal at most.
type Num float64

func (n Num) String() string { return strconv.FormatFloat(math.Round(float64(n)*10)/10, 'f', -1, 64) }

// Item is a figure to draw as a bar.
type Item struct {
	Label string
	Value int
	// Href is where a click on it leads, or "".
	Href string
	// From and To bound the days that it stands for.
	From, To string
}

// Bar is an Item laid out. Slot and SlotWidth are the bar and the gap beside
// it: what can be hit.
type Bar struct {
	Item
	X, Y, W, H      Num
	Slot, SlotWidth Num
}

// Tick is a label at a place.
type Tick struct {
	At    Num
	Label string
	// Anchor is start, middle or end, as text-anchor has it.
	Anchor string
}

// Histogram is a row of bars.
type Histogram struct {
	Width, Height, Base Num
	Bars                []Bar
	Ticks               []Tick
	Max                 int
}

const (
	width    = 720
	labelled = 30 // below the bars, for the labels
)

// NewHistogram lays out bars; nil where there is nothing to show.
func NewHistogram(items []Item, height float64) *Histogram {
	h := &Histogram{Width: width, Height: Num(height), Base: Num(height - labelled)}
	for _, item := range items {
		h.Max = max(h.Max, item.Value)
	}
	if h.Max == 0 {
		return nil
	}
	slot := min(width/float64(len(items)), 72)
	gap := min(slot*0.25, 6)
	for i, item := range items {
		tall := float64(h.Base-8) * float64(item.Value) / float64(h.Max)
		if item.Value > 0 {
			tall = max(tall, 2)
		}
		x := slot * float64(i)
		h.Bars = append(h.Bars, Bar{
			Item: item, X: Num(x + gap/2), W: Num(slot - gap), Y: h.Base - Num(tall), H: Num(tall), Slot: Num(x), SlotWidth: Num(slot),
		})
	}
	h.Ticks = ticks(items, slot)
	return h
}

// ticks labels as many bars as have room for it: each, or every second, third
// and so on. A letter is given the room that it takes on a narrow screen, where
// the style makes letters larger.
func ticks(items []Item, slot float64) []Tick {
	room := 13 * float64(len(items[0].Label)+1)
	every := max(1, int(math.Ceil(room/slot)))
	var out []Tick
	for i := 0; i < len(items); i += every {
		anchor, at := "middle", slot*(float64(i)+0.5)
		if at < room/2 {
			anchor, at = "start", 0
		} else if at > width-room/2 {
			anchor, at = "end", width
		}
		out = append(out, Tick{Num(at), items[i].Label, anchor})
	}
	return out
}
