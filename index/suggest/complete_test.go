package suggest

import (
	"slices"
	"strings"
	"testing"
)

func readings(tb testing.TB) *Readings {
	tb.Helper()
	r, err := LoadReadings()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// names are what the tables below look in.
func names() []Entry {
	return []Entry{
		{Text: "泰州海陵工业园区", Kind: Zone, Count: 40},
		{Text: "泰州医药高新技术产业开发区", Kind: Zone, Count: 90, Also: []string{"中国医药城", "泰州高新区"}},
		{Text: "重庆两江新区", Kind: Zone, Count: 30},
		{Text: "长春经济技术开发区", Kind: Zone, Count: 20},
		{Text: "厦门火炬高技术产业开发区", Kind: Zone, Count: 25},
		{Text: "泰州", Kind: City, Count: 130, Also: []string{"泰州市"}},
		{Text: "台州", Kind: City, Count: 10},
		{Text: "六安", Kind: City, Count: 8},
		{Text: "亳州", Kind: City, Count: 7},
		{Text: "西安", Kind: City, Count: 60},
		{Text: "吕梁", Kind: City, Count: 3},
		{Text: "海阳科技股份有限公司", Kind: Company, Count: 5},
		{Text: "长江存储科技有限责任公司", Kind: Company, Count: 6},
		{Text: "EVA胶膜科技（常州）有限公司", Kind: Company, Count: 2},
		{Text: "投资", Kind: Term, Count: 500},
		{Text: "招商引资", Kind: Term, Count: 300},
		{Text: "重庆两江新区签约42个重点项目", Kind: Title, Count: 1},
		{Text: "海陵区“大观摩·大比拼”活动开幕", Kind: Title, Count: 2},
		{Text: "签约仪式在泰州举行", Kind: Title, Count: 1},
		{Text: "第5届5G产业大会", Kind: Title, Count: 1},
	}
}

func texts(found []Suggestion) []string {
	var out []string
	for _, s := range found {
		out = append(out, s.Text)
	}
	return out
}

func TestComplete(t *testing.T) {
	d := Build(readings(t), names())
	for _, c := range []struct {
		typed string
		want  []string // all that is offered, in order, up to three
	}{
		// characters
		{"泰州", []string{"泰州", "泰州医药高新技术产业开发区", "泰州海陵工业园区"}},
		{"泰州海", []string{"泰州海陵工业园区"}},
		{"海陵", []string{"海陵区“大观摩·大比拼”活动开幕", "泰州海陵工业园区"}},
		{"大觀摩大比拼", []string{"海陵区“大观摩·大比拼”活动开幕"}},
		{"長江存儲", []string{"长江存储科技有限责任公司"}},
		{"長", []string{"长春经济技术开发区", "长江存储科技有限责任公司"}},
		{"泰州市", []string{"泰州"}},
		{"中国医药城", []string{"泰州医药高新技术产业开发区"}},
		{"EVA胶膜", []string{"EVA胶膜科技（常州）有限公司"}},
		{"5G", []string{"第5届5G产业大会"}},
		// whole syllables
		{"chongqing", []string{"重庆两江新区", "重庆两江新区签约42个重点项目"}},
		{"zhongqing", nil},
		{"xiamenhuoju", []string{"厦门火炬高技术产业开发区"}},
		{"luan", []string{"六安"}},
		{"liuan", nil},
		{"bozhou", []string{"亳州"}},
		{"changjiangcunchu", []string{"长江存储科技有限责任公司"}},
		{"xi'an", []string{"西安", "长江存储科技有限责任公司", "海阳科技股份有限公司"}},
		{"Xi An", []string{"西安", "长江存储科技有限责任公司", "海阳科技股份有限公司"}},
		{"lvliang", []string{"吕梁"}},
		{"lüliang", []string{"吕梁"}},
		{"taizhou", []string{"泰州", "台州", "泰州医药高新技术产业开发区"}},
		{"zhaoshangyinzi", []string{"招商引资"}},
		// unfinished
		{"taizh", []string{"泰州", "台州", "泰州医药高新技术产业开发区"}},
		{"haiyan", []string{"海阳科技股份有限公司"}},
		// initials
		{"tzhl", []string{"泰州海陵工业园区"}},
		{"tzhhl", []string{"泰州海陵工业园区"}},
		{"tz", []string{"泰州", "泰州医药高新技术产业开发区", "泰州海陵工业园区"}},
		{"zsyz", []string{"招商引资"}},
		{"cqljxq", []string{"重庆两江新区", "重庆两江新区签约42个重点项目"}},
		{"zgyyc", []string{"泰州医药高新技术产业开发区"}},
		// mixtures
		{"tzhailing", []string{"泰州海陵工业园区"}},
		{"taizhouhl", []string{"泰州海陵工业园区"}},
		{"泰zhou", []string{"泰州", "泰州医药高新技术产业开发区", "泰州海陵工业园区"}},
		{"泰zh海l", []string{"泰州海陵工业园区"}},
		{"evajm", []string{"EVA胶膜科技（常州）有限公司"}},
		// nothing
		{"", nil},
		{"？！", nil},
		{"火箭", nil},
		{"qqqq", nil},
		{strings.Repeat("zh", 5000), nil},
	} {
		got := texts(d.Complete(c.typed, 3))
		if !slices.Equal(got, c.want) {
			t.Errorf("Complete(%.40q) = %q, want %q", c.typed, got, c.want)
		}
	}
}

// Ensure that names come before words, and words before titles, whatever their
// counts, where they fit equally well.
func TestCompleteOrder(t *testing.T) {
	d := Build(readings(t), []Entry{
		{Text: "光伏产业园开工", Kind: Title, Count: 9},
		{Text: "光伏产业", Kind: Term, Count: 900},
		{Text: "光伏科技有限公司", Kind: Company, Count: 3},
		{Text: "光伏新区", Kind: Zone, Count: 2},
		{Text: "光伏", Kind: Term, Count: 1},
	})
	want := []string{"光伏", "光伏科技有限公司", "光伏新区", "光伏产业", "光伏产业园开工"}
	if got := texts(d.Complete("光伏", 10)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Ensure that what has the same text is offered once.
func TestBuildJoins(t *testing.T) {
	d := Build(readings(t), []Entry{
		{Text: "签约仪式举行", Kind: Title, Count: 1},
		{Text: "签约仪式举行", Kind: Title, Count: 1},
		{Text: "泰州", Kind: Term, Count: 7},
		{Text: "泰州", Kind: City, Count: 5, Also: []string{"泰州市"}},
		{Text: "！！", Kind: Title, Count: 1},
	})
	if d.Len() != 2 {
		t.Errorf("%d entries, want 2", d.Len())
	}
	for typed, want := range map[string]Suggestion{"qyys": {"签约仪式举行", Title, 2}, "tzs": {"泰州", City, 7}} {
		if got := d.Complete(typed, 5); len(got) != 1 || got[0] != want {
			t.Errorf("Complete(%q) = %v, want %v", typed, got, want)
		}
	}
}
