package reprint

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"zonesearch/segment/fold"
)

// words are made-up pieces that articles of a test are put together from.
func article(rng *rand.Rand, sentences int) []string {
	out := make([]string, sentences)
	for i := range out {
		var b strings.Builder
		for range 12 + rng.IntN(20) {
			b.WriteRune('一' + rune(rng.IntN(3000)))
		}
		out[i] = b.String() + "。"
	}
	return out
}

func sketch(sentences []string) Sketch { return Of(fold.Canon(strings.Join(sentences, ""))) }

func TestReprintsAreFoundAndOthersAreNot(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var f Finder
	const stories = 400
	found, wrong := 0, 0
	var originals [][]string
	for i := range stories {
		originals = append(originals, article(rng, 20))
		if g := f.Add(sketch(originals[i])); g != i {
			wrong++
		}
	}
	for i, original := range originals {
		reprint := append([]string{"据本报讯，"}, original...)
		reprint[5] = article(rng, 1)[0]
		reprint = reprint[:len(reprint)-1]
		switch g := f.Add(sketch(reprint)); g {
		case i:
			found++
		case f.Len() - 1:
		default:
			wrong++
		}
	}
	if found < stories*98/100 {
		t.Errorf("found %d of %d reprints", found, stories)
	}
	if wrong > 0 {
		t.Errorf("%d articles were put into the group of another", wrong)
	}
}

func TestOnlyLettersCount(t *testing.T) {
	a := Of(fold.Canon(strings.Repeat("海陵区举行项目观摩活动，推进建设。", 3) + "共有十二个项目参加,分布在三个园区"))
	b := Of(fold.Canon(strings.Repeat("海陵區舉行項目觀摩活動,推進建設！", 3) + "共有 十二个项目参加，分布在三个园区。"))
	if a != b {
		t.Errorf("width, script and punctuation change the sketch: similarity %.2f", a.Similarity(&b))
	}
}

func TestShortTextsStandAlone(t *testing.T) {
	var f Finder
	for i := range 3 {
		if g := f.Add(Of(fold.Canon("泰州海陵区项目开工"))); g != i {
			t.Errorf("text %d was put into group %d", i, g)
		}
	}
}

func TestRestoreGivesTheSameGroups(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	base := make([][]string, 30)
	for i := range base {
		base[i] = article(rng, 15)
	}
	var first, second Finder
	for i := range 200 {
		s := sketch(append(base[i%len(base)], article(rng, 1)...))
		group := first.Add(s)
		second.Restore(s, group)
	}
	for i := range base {
		s := sketch(append(base[i], article(rng, 1)...))
		if a, b := first.Add(s), second.Add(s); a != b {
			t.Fatalf("story %d: group %d, after restoring %d", i, a, b)
		}
	}
}

func TestBoilerplateStaysCheap(t *testing.T) {
	var f Finder
	text := fold.Canon(strings.Repeat("园区管委会组织开展安全生产大检查", 4) + "同一篇稿件反复发送")
	for i := range 5000 {
		if g := f.Add(Of(text)); g != 0 {
			t.Fatalf("copy %d is in group %d", i, g)
		}
	}
	if len(f.slots) > 1<<17 {
		t.Errorf("%d slots for one text sent 5,000 times", len(f.slots))
	}
}

func BenchmarkAdd(b *testing.B) {
	rng := rand.New(rand.NewPCG(5, 6))
	texts := make([]*fold.Text, 512)
	size := 0
	for i := range texts {
		s := fmt.Sprint(i, strings.Join(article(rng, 25), ""))
		texts[i] = fold.Canon(s)
		size += len(s)
	}
	b.SetBytes(int64(size / len(texts)))
	var f Finder
	for i := 0; b.Loop(); i++ {
		f.Add(Of(texts[i%len(texts)]))
	}
}
