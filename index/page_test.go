package index

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"zonesearch/corpus"
	"zonesearch/corpus/charset"
	"zonesearch/corpus/page"
)

// TestSavedPage searches one saved page: its text is found in every way of
// writing it, and its frame and its neighbours' titles are not.
func TestSavedPage(t *testing.T) {
	t.Run("own", func(t *testing.T) {
		searchPage(t, []byte(ownPage),
			[]string{"储能", "“看现场·比进度”", "看現場", "「看現場·比進度」", "PVDF", "3.6万吨", "pvdf薄膜", "滨江区"},
			[]string{"古渡口灯会", "永丰仓", "联系我们", "6万吨", `"6万吨"`, "“看现场比进度”"})
	})
	t.Run("seed", func(t *testing.T) {
		shared := os.Getenv("ZONESEARCH_SHARED")
		if shared == "" {
			t.Skip("set ZONESEARCH_SHARED to the folder with seed/ to search the page there")
		}
		files, err := filepath.Glob(filepath.Join(shared, "seed", "*.txt"))
		if err != nil || len(files) != 1 {
			t.Fatalf("seed/ holds %d pages, %v", len(files), err)
		}
		b, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		searchPage(t, b, []string{"光伏", "“大观摩·大比拼”", "大觀摩", "EVA", "4.5万吨"}, []string{"永乐店", "5万吨", `"5万吨"`})
	})
}

func searchPage(t *testing.T, saved []byte, found, lost []string) {
	a, err := page.Read(context.Background(), saved, charset.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	a.ID = "page"
	if a.PrevTitle == "" || a.NextTitle == "" {
		t.Fatalf("the neighbours are %q and %q: the test tells nothing", a.PrevTitle, a.NextTitle)
	}
	lost = append(lost, a.PrevTitle, a.NextTitle, quote(a.PrevTitle), quote(a.NextTitle))
	x, _ := openTest(t, []*corpus.Article{a}, noProjects{})
	for want, queries := range map[int][]string{1: found, 0: lost} {
		for _, q := range queries {
			r, err := x.Search(context.Background(), SearchRequest{Query: q})
			if err != nil {
				t.Fatal(err)
			}
			if r.Total != want {
				t.Errorf("%s finds %d, want %d; %+v", q, r.Total, want, r.Query)
			}
		}
	}
}

// ownPage is a saved page like those of the site that such news comes from.
const ownPage = `打造网上投资促进平台 服务各地开发区
您现在的位置:首页 > 开发区新闻 > 南通 > 文字新闻
滨江区开展重点项目“看现场·比进度”活动
发布时间:2023-03-21  来源:南通市滨江区新闻中心  发布开发区:南通滨江东部智造新城

  3月20日,滨江区开展重点项目“看现场·比进度”活动。与会人员先后察看了宏泰新型储能项目、年产3.6万吨PVDF薄膜项目等现场。

  活动指出,各板块要对照序时进度,倒排工期,确保项目早竣工、早投产、早见效。

上一条:古渡口灯会迎来八方游客
下一条:永丰仓邀请专家讲解养生知识

联系我们 | 版权所有
`
