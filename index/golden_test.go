package index

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zonesearch/corpus/sample"
)

var update = flag.Bool("update", false, "write the golden files anew")

// goldenQueries are what researchers and investors ask, one file each. Every
// file is named by what it shows.
func goldenQueries() map[string]string {
	return map[string]string{
		"readme":         `智改数转 “拿地即开工” -观摩`,
		"word":           "光伏",
		"two-words":      "储能 开工",
		"run":            "新能源汽车零部件",
		"phrase":         "“拿地即开工”",
		"alias":          "经开区 签约",
		"alias-back":     "高新技术产业开发区 投产",
		"exclusion":      "招商 -推介会",
		"alternatives":   "(半导体 OR 集成电路) 项目",
		"character":      "芯",
		"latin":          "Cryopharm",
		"number":         "10亿元",
		"question":       "哪些开发区有生物医药项目投产",
		"traditional":    "綜合保稅區",
		"full-width":     "ＡＩ　算力",
		"title":          "标题:签约",
		"sentence":       "同句:(总投资 亿元 开工)",
		"near":           "光伏 NEAR/10 项目",
		"zone":           "苏州工业园区",
		"city":           "城市:泰州 项目",
		"dates":          "日期:2022 竣工",
		"border":         "和服",
		"long-word":      "人工智能",
		"government":     "营商环境 改革",
		"policy":         "专精特新 小巨人 企业",
		"everything-new": "",
	}
}

// TestRanking pins the first ten hits over the sample. A change of the ranking
// shows in the files: read the difference, and accept it with
//
//	go test ./index -run TestRanking -update
func TestRanking(t *testing.T) {
	articles, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	x, _ := openTest(t, articles, noProjects{})
	for name, text := range goldenQueries() {
		r, err := x.Search(context.Background(), SearchRequest{Query: text, Plain: true})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%s\n%d hits, relaxed %v\n\n", text, r.Total, r.Query.Relaxed)
		for i, h := range r.Hits {
			fmt.Fprintf(&b, "%2d  %s  %s\n", i+1, h.Date, h.Title)
		}
		path := filepath.Join("testdata", "ranking", name+".txt")
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != string(want) {
			t.Errorf("%s: the ranking changed; got\n%s\nwant\n%s", name, got, want)
		}
	}
}
