package suggest

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Ensure that every entry is found by its own text, by its whole reading, by
// its initials, and by random mixtures of them.
func TestEveryEntryIsFound(t *testing.T) {
	r := readings(t)
	rng := rand.New(rand.NewPCG(1, 2))
	chars := []rune("泰州海陵工业园区重庆长江行会都乐厦门六安单曲5G新a能源")
	entries := make([]Entry, 300)
	for i := range entries {
		name := make([]rune, 2+rng.IntN(9))
		for k := range name {
			name[k] = chars[rng.IntN(len(chars))]
		}
		entries[i] = Entry{Text: string(name), Kind: Kind(rng.IntN(5)), Count: rng.IntN(50)}
	}
	d := Build(r, entries)
	for _, e := range entries {
		syllables := r.Pinyin(e.Text)
		var initials, mixed strings.Builder
		for i, char := range []rune(e.Text) {
			initials.WriteString(syllables[i][:1])
			mixed.WriteString([]string{string(char), syllables[i], syllables[i][:1]}[rng.IntN(3)])
		}
		for _, typed := range []string{e.Text, strings.Join(syllables, ""), initials.String(), mixed.String()} {
			if !slices.Contains(texts(d.Complete(typed, len(entries))), e.Text) {
				t.Errorf("%q does not find %q, read %q", typed, e.Text, syllables)
			}
		}
	}
}

// Ensure that the files of places leave nothing out: what Complete finds is
// what a look at every name finds.
func TestCompleteAgainstAllNames(t *testing.T) {
	d := Build(readings(t), names())
	rng := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"t", "z", "zh", "hai", "l", "ling", "泰", "州", "chang", "an", "c", "q", "5", "g", "科", "ji", "n", "长"}
	for range 2000 {
		typed := ""
		for range 1 + rng.IntN(4) {
			typed += pieces[rng.IntN(len(pieces))]
		}
		var want []string
		for form, owner := range d.owners {
			start, end := d.form(form)
			for at := start; at < end; at++ {
				if d.fits(letters(typed), at, end, false, true).length > 0 {
					want = append(want, d.entries[owner].text)
				}
			}
		}
		slices.Sort(want)
		got := texts(d.Complete(typed, d.Len()))
		slices.Sort(got)
		if want = slices.Compact(want); !slices.Equal(got, want) {
			t.Fatalf("%q: got %q, want %q", typed, got, want)
		}
	}
}

// Ensure that a short list is the beginning of a long one.
func TestLimitCutsTheList(t *testing.T) {
	d := Build(readings(t), names())
	for _, typed := range []string{"t", "z", "tz", "区", "gongsi", "j"} {
		all := d.Complete(typed, 50)
		for limit := range len(all) {
			if got := d.Complete(typed, limit); !slices.Equal(got, all[:limit]) {
				t.Errorf("%q: the first %d are %v, want %v", typed, limit, got, all[:limit])
			}
		}
	}
}

// FuzzLookUp: whatever is typed, nothing panics, no more than limit entries are
// given, none twice, and a correction is never what was typed.
func FuzzLookUp(f *testing.F) {
	for _, seed := range []string{"tzhl", "泰zhou", "海羊科技", "", "zhzhzhzh", "\xff\x00", "𠮷野家", strings.Repeat("a", 70)} {
		f.Add(seed)
	}
	d := Build(readings(f), names())
	f.Fuzz(func(t *testing.T, typed string) {
		found := texts(d.Complete(typed, 5))
		if len(found) > 5 {
			t.Errorf("%d entries", len(found))
		}
		slices.Sort(found)
		if len(slices.Compact(found)) != len(found) {
			t.Errorf("%q: an entry is given twice: %q", typed, found)
		}
		for _, c := range d.Near(typed) {
			if c.Text == string(letters(typed)) {
				t.Errorf("%q corrects to itself", typed)
			}
		}
	})
}

// many makes entries like those of a large archive: 75,000 titles and 50,000
// names.
func many() []Entry {
	rng := rand.New(rand.NewPCG(5, 6))
	chars := []rune("项目开工建设产业园区经济技术高新发展投资签约招商引企业公司科泰州海陵苏南京长江重庆成都年来全市推进新能源光伏电池汽车半导体生物医药总亿元大会观摩比拼仪式举行")
	name := func(n int) string {
		out := make([]rune, n)
		for i := range out {
			out[i] = chars[int(float64(len(chars))*rng.Float64()*rng.Float64())]
		}
		return string(out)
	}
	var entries []Entry
	for i := range 75_000 {
		entries = append(entries, Entry{Text: name(12+rng.IntN(18)) + strconv.Itoa(i%100), Kind: Title, Count: 1})
	}
	for i := range 50_000 {
		entries = append(entries, Entry{Text: name(4+rng.IntN(9)) + "公司", Kind: Company, Count: i % 300})
	}
	return entries
}

func BenchmarkBuild(b *testing.B) {
	r, entries := readings(b), many()
	b.ReportAllocs()
	for b.Loop() {
		Build(r, entries)
	}
}

func BenchmarkComplete(b *testing.B) {
	d := Build(readings(b), many())
	for _, typed := range []string{"t", "泰", "tz", "tzhl", "tzhailing", "泰zhou", "公司", "xiangmukaigong", "qqqqqqqq"} {
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				d.Complete(typed, 10)
			}
		})
	}
}

func BenchmarkNear(b *testing.B) {
	d := Build(readings(b), many())
	for _, typed := range []string{"海羊科技", "haiyangkeji", "招商迎资", "xiangmukaigong"} {
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				d.Near(typed)
			}
		})
	}
}

func BenchmarkLoadReadings(b *testing.B) {
	for b.Loop() {
		if _, err := LoadReadings(); err != nil {
			b.Fatal(err)
		}
	}
}
