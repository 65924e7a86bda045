package index

import (
	"context"
	"testing"

	"zonesearch/corpus"
)

// TestSentencesRelax: words that somebody chose must all be there, however many
// they are. A sentence relaxes, unless some article holds it as it was typed.
func TestSentencesRelax(t *testing.T) {
	bodies := []string{
		"光伏、储能与企业：园区的项目与投资。",
		"光伏企业投资储能项目，园区签约。",
		"园区组织重点项目现场观摩活动，企业家参加。",
		"重点项目的现场在园区，观摩的企业组织了活动。",
		"现场观摩重点项目。",
	}
	var articles []*corpus.Article
	for i, body := range bodies {
		articles = append(articles, &corpus.Article{ID: string(rune('a' + i)), Body: body})
	}
	x, _ := openTest(t, articles, noProjects{})
	for _, tt := range []struct {
		query   string
		total   int
		relaxed bool
	}{
		{"光伏 储能 企业 项目 投资", 2, false},
		{"光伏 储能 企业 项目 投资 园区", 2, false},
		{"光伏 AND 储能 AND 企业 AND 项目 AND 投资 AND 园区", 2, false},
		{`"光伏" "储能" "企业" "项目" "投资" "园区"`, 2, false},
		{"光伏 储能 企业 项目 投资 园区 -签约", 1, false},
		{"如何 光伏 储能", 2, false},
		{"有没有 光伏 储能 签约", 1, false},
		{"园区组织重点项目现场观摩活动", 2, false},
		{"园区组织重点项目现场观摩活动仪式", 2, true},
		{"企业组织重点项目现场观摩活动", 3, true},
		{"重点项目的观摩现场在哪里", 3, true},
	} {
		r, err := x.Search(context.Background(), SearchRequest{Query: tt.query})
		if err != nil {
			t.Fatal(err)
		}
		if r.Total != tt.total || r.Query.Relaxed != tt.relaxed {
			t.Errorf("%s: %d hits, relaxed %v; want %d, %v", tt.query, r.Total, r.Query.Relaxed, tt.total, tt.relaxed)
		}
	}
}
