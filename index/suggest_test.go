package index

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/project"
)

// byCompany finds one project in each article: that of the company that its
// channel names, for tests.
type byCompany struct{}

func (byCompany) Extract(a *corpus.Article) []project.Record {
	if a.Channel == "" {
		return nil
	}
	return []project.Record{{ID: a.ID + "#1", Lifeline: a.Channel, Name: "项目", Company: a.Channel}}
}

// waitSuggestions waits until suggestions know all that is in an archive.
func waitSuggestions(tb testing.TB, x *Index, a *archive.Archive) *suggestions {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	known, err := x.suggestions.wait(ctx, func(s *suggestions) bool { return s.reached >= a.LastSeq() && s.words != nil })
	if err != nil {
		tb.Fatal(err)
	}
	return known
}

func zoneNews() []*corpus.Article {
	news := []corpus.Article{
		{Title: "海阳科技高端材料项目开工", Body: "海阳科技股份有限公司在泰州海陵工业园区投资建设高端材料项目。", Zone: "泰州海陵工业园区", City: "泰州", Channel: "海阳科技股份有限公司"},
		{Title: "海阳科技高端材料项目签约", Body: "海阳科技与园区签约，总投资10亿元。", Zone: "泰州海陵工业园区", City: "泰州", Channel: "海阳科技股份有限公司"},
		{Title: "招商引资推进会召开", Body: "会议要求全力招商引资，优化营商环境。", Zone: "泰州医药高新技术产业开发区", City: "泰州"},
		{Title: "招商引资再传捷报", Body: "新能源汽车产业链招商成果丰硕。羊群走过草地，江海连通。", Zone: "重庆两江新区", City: "重庆"},
		{Title: "5G基站建设提速", Body: "光伏项目并网发电，一批生物医药企业投产。", Zone: "长春经济技术开发区", City: "长春"},
	}
	out := make([]*corpus.Article, len(news))
	for i := range news {
		news[i].ID, news[i].Date = fmt.Sprint("n", i), fmt.Sprintf("2022-07-%02d", i+1)
		out[i] = &news[i]
	}
	return out
}

func TestSuggest(t *testing.T) {
	x, a := openTest(t, zoneNews(), byCompany{})
	waitSuggestions(t, x, a)
	for typed, want := range map[string]Suggestion{
		"tzhl":      {"泰州海陵工业园区", "zone", 2},
		"tzhailing": {"泰州海陵工业园区", "zone", 2},
		"泰zhou":     {"泰州", "city", 3},
		"泰州市":       {"泰州", "city", 3},
		"chongqing": {"重庆", "city", 1},
		"長春":        {"长春", "city", 1},
		"hykj":      {"海阳科技股份有限公司", "company", 2},
		"zhaoshang": {"招商引资", "term", 2},
		"5g":        {"5G基站建设提速", "title", 1},
		"基站":        {"5G基站建设提速", "title", 1},
	} {
		got, err := x.Suggest(context.Background(), typed, 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) == 0 || got[0] != want {
			t.Errorf("%q: got %v, want %v first", typed, got, want)
		}
	}
	for _, typed := range []string{"", " 　", "火箭", "qqqq"} {
		if got, err := x.Suggest(context.Background(), typed, 0); err != nil || got == nil || len(got) > 0 {
			t.Errorf("%q: got %v, %v, want an empty list", typed, got, err)
		}
	}
	if got, _ := x.Suggest(context.Background(), "泰", 1); len(got) != 1 {
		t.Errorf("a limit of 1 gives %v", got)
	}
}

// Ensure that suggestions follow the archive: what came in is offered, what is
// gone is not.
func TestSuggestFollows(t *testing.T) {
	x, a := openTest(t, zoneNews(), byCompany{})
	waitSuggestions(t, x, a)
	ctx := context.Background()
	added := &corpus.Article{ID: "n9", Title: "火箭产业园奠基", Zone: "西安高新技术产业开发区", City: "西安", Date: "2022-08-01"}
	if _, err := a.Put(ctx, []*corpus.Article{added}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Delete(ctx, "n4"); err != nil {
		t.Fatal(err)
	}
	waitSuggestions(t, x, a)
	for typed, want := range map[string][]string{"火箭": {"火箭产业园奠基"}, "xian": {"西安", "西安高新技术产业开发区"}, "基站": nil} {
		got, err := x.Suggest(ctx, typed, 2)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, s := range got {
			names = append(names, s.Text)
		}
		if !slices.Equal(names, want) {
			t.Errorf("%q: got %q, want %q", typed, names, want)
		}
	}
}

func TestCorrected(t *testing.T) {
	x, a := openTest(t, zoneNews(), byCompany{})
	waitSuggestions(t, x, a)
	for _, c := range []struct{ query, want string }{
		// one character wrong, read the same or almost so
		{"海羊科技", "海阳科技"},
		{"海洋科技", "海阳科技"},
		{"招商迎资", "招商引资"},
		{"召商引资", "招商引资"},
		{"泰州海零工业园区", "泰州海陵工业园区"},
		// one character wrong, missing or too many
		{"招商大资", "招商引资"},
		{"生物农药", "生物医药"},
		// pinyin
		{"haiyangkeji", "海阳科技"},
		{"zhaoshangyinzi", "招商引资"},
		{"HaiYangKeJi", "海阳科技"},
		{"海阳keji", "海阳科技"},
		// within a run, and with the rest of the query as it was
		{"海羊科技高端材料项目", "海阳科技高端材料项目"},
		{"海羊科技 签约", "海阳科技 签约"},
		{"“总投资10亿元”  haiyangkeji", "“总投资10亿元”  海阳科技"},
		{"签约 -开工 海羊科技", "签约 -开工 海阳科技"},
		{"title:海羊科技", "title:海阳科技"},
		{"haiyangkeji zhaoshangyinzi", "海阳科技 招商引资"},
		{"haiyang keji", "海阳 科技"},
		// good queries, and queries that nothing is close to
		{"海阳科技", ""},
		{"招商引资", ""},
		{"海阳科技 招商引资 光伏", ""},
		{"光伏", ""},
		{"火箭", ""},
		{"qqqqqq", ""},
		{"", ""},
		{"“海羊科技”", ""},
		{"签约 -海羊科技", ""},
	} {
		r, err := x.Search(context.Background(), SearchRequest{Query: c.query})
		if err != nil {
			t.Fatal(err)
		}
		if r.Query.Corrected != c.want {
			t.Errorf("%q: corrected %q, want %q (total %d, relaxed %v)", c.query, r.Query.Corrected, c.want, r.Total, r.Query.Relaxed)
		}
		if r.Query.Corrected == "" {
			continue
		}
		better, err := x.Search(context.Background(), SearchRequest{Query: r.Query.Corrected})
		if err != nil {
			t.Fatal(err)
		}
		if better.Total == 0 || better.Query.Corrected != "" {
			t.Errorf("%q: corrected to %q, which finds %d and is corrected to %q", c.query, r.Query.Corrected, better.Total, better.Query.Corrected)
		}
	}
	// A filter that leaves nothing is no fault of the query.
	r, err := x.Search(context.Background(), SearchRequest{Query: "海羊科技", Filter: Filter{Cities: []string{"长春"}}})
	if err != nil || r.Query.Corrected != "" {
		t.Errorf("corrected to %q, %v, which finds nothing there", r.Query.Corrected, err)
	}
}
