package page

import (
	"testing"

	"golang.org/x/text/encoding/traditionalchinese"

	"zonesearch/corpus"
	"zonesearch/corpus/charset"
)

// Pages that are one of a kind.
func TestOddPages(t *testing.T) {
	for name, tc := range map[string]struct {
		page string
		want corpus.Article
	}{
		"Republic's year with its name": {
			`<html lang="zh-TW"><head><title>園區簽署合作備忘錄</title></head><body><h2>園區簽署合作備忘錄</h2><p>發布日期：民國103年9月26日　資料來源：科學園區管理局　點閱數：120</p><div class="content"><p>園區與三所大學簽署合作備忘錄，共同培育產業人才。</p></div><p>上一則：無</p><p>下一則：園區週年慶</p></body></html>`,
			corpus.Article{Title: "園區簽署合作備忘錄", Date: "2014-09-26", Source: "科學園區管理局", NextTitle: "園區週年慶", Body: "園區與三所大學簽署合作備忘錄，共同培育產業人才。"},
		},
		"Republic's year without it": {
			`<html><head><title>園區簽署合作備忘錄</title></head><body><h2>園區簽署合作備忘錄</h2><ul><li>發佈日期：103-09-26</li><li>發布單位：企劃組</li></ul><div class="content"><p>園區與三所大學簽署合作備忘錄，共同培育產業人才。</p></div></body></html>`,
			corpus.Article{Title: "園區簽署合作備忘錄", Date: "2014-09-26", Source: "企劃組", Body: "園區與三所大學簽署合作備忘錄，共同培育產業人才。"},
		},
		"data table": {
			`<html><body><h1>一季度主要指标</h1><div>发布时间：2020-04-20</div><div class="content"><p>一季度，园区主要指标平稳增长。</p><table><tr><th>指标</th><th>数值</th><th>增长</th></tr><tr><td>产值</td><td>120亿元</td><td>5.1%</td></tr></table><p>各项指标均好于预期。</p></div></body></html>`,
			corpus.Article{Title: "一季度主要指标", Date: "2020-04-20", Body: "一季度，园区主要指标平稳增长。\n指标 数值 增长\n产值 120亿元 5.1%\n各项指标均好于预期。"},
		},
		"source's broken lines": {
			"<html><body><h1>园区动态</h1><div>发布时间：2020-04-20</div><div class=content><p>源码里折成两行的\n   一段话，读来仍是一段，EVA\n film 也不例外。</p></div></body></html>",
			corpus.Article{Title: "园区动态", Date: "2020-04-20", Body: "源码里折成两行的一段话，读来仍是一段，EVA film 也不例外。"},
		},
		"text broken at a width": {
			"园区动态一则\n\n　　这是一段按固定宽度折行保存的文字，它的第一行没有写\n完，第二行接着写，直到这里才结束。\n　　第二段另起。\n",
			corpus.Article{Title: "园区动态一则", Body: "这是一段按固定宽度折行保存的文字，它的第一行没有写完，第二行接着写，直到这里才结束。\n第二段另起。"},
		},
		"contact inside the text": {
			"<html><body><h1>招商公告</h1><div>发布时间：2020-04-20 来源：招商局</div><div class=content><p>园区现有厂房招商，欢迎洽谈。</p><p>联系人：王先生</p><p>时间：即日起至年底，逾期不候。</p></div><div class=footer>联系我们</div></body></html>",
			corpus.Article{Title: "招商公告", Date: "2020-04-20", Source: "招商局", Body: "园区现有厂房招商，欢迎洽谈。\n联系人：王先生\n时间：即日起至年底，逾期不候。"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := Read(t.Context(), []byte(tc.page), charset.Hint{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, name, *a, tc.want)
			if b, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte(tc.page)); err == nil {
				a, err := Read(t.Context(), b, charset.Hint{})
				if err != nil {
					t.Fatal(err)
				}
				compare(t, "Big5", *a, tc.want)
			}
		})
	}
}
