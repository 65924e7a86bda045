package main

import (
	"bufio"
	"fmt"
	"html"
	"strings"

	"zonesearch/index"
)

// printer shows answers to a person. Its first error is that of the end.
type printer struct {
	out    *bufio.Writer
	colour bool
}

func (p *program) printer() *printer {
	return &printer{out: bufio.NewWriter(p.out), colour: p.colour()}
}

func (w *printer) printf(format string, args ...any) {
	// A buffered writer keeps its first error for Flush.
	_, _ = fmt.Fprintf(w.out, format, args...)
}

// The colours used; each ends with plain.
const (
	plain  = "\x1b[0m"
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	marked = "\x1b[1;31m"
)

// in gives text in a colour, where there are colours.
func (w *printer) in(colour, text string) string {
	if !w.colour || text == "" {
		return text
	}
	return colour + text + plain
}

// marks turns highlighted HTML into text. In it, base is the colour of what is
// not marked, "" for none.
func (w *printer) marks(s, base string) string {
	if !w.colour {
		return html.UnescapeString(strings.NewReplacer("<mark>", "", "</mark>", "").Replace(s))
	}
	return base + html.UnescapeString(strings.NewReplacer("<mark>", plain+marked, "</mark>", plain+base).Replace(s)) + plain
}

// joined puts what is there of the parts in a row.
func joined(parts ...string) string {
	var there []string
	for _, s := range parts {
		if s != "" {
			there = append(there, s)
		}
	}
	return strings.Join(there, " · ")
}

// query tells how a query was understood, and what there is to say about it.
func (w *printer) query(q index.QueryInfo) {
	if q.Understood != "" && q.Understood != q.Text {
		w.printf("%s\n", w.in(dim, "理解为："+q.Understood))
	}
	if q.Relaxed {
		w.printf("没有文章同时符合全部条件，以下只符合大部分\n")
	}
	if q.Corrected != "" {
		w.printf("您要找的是不是：%s\n", w.in(bold, q.Corrected))
	}
	for _, warning := range q.Warnings {
		w.printf("提醒：%s\n", warning.ZH)
	}
}

func (w *printer) search(r *index.SearchResult) error {
	w.printf("共 %d 篇", r.Total)
	if r.TotalGroups != nil {
		w.printf("，合并相似后 %d 组", *r.TotalGroups)
	}
	w.printf("（%.1f 毫秒）\n", r.TookMS)
	w.query(r.Query)
	for i := range r.Hits {
		h := &r.Hits[i]
		w.printf("\n%s\n", w.marks(h.Highlight.Title, bold))
		projects := ""
		if h.ProjectCount > 0 {
			projects = fmt.Sprintf("%d 个项目", h.ProjectCount)
		}
		duplicates := ""
		if n := len(h.Duplicates); n > 0 {
			duplicates = fmt.Sprintf("另有 %d 篇相似", n)
		}
		w.printf("  %s\n", w.in(dim, joined(h.Zone, h.City, h.Date, h.Source, projects, duplicates, h.ID)))
		for _, s := range h.Highlight.Snippets {
			w.printf("  %s\n", w.marks(s, ""))
		}
	}
	w.facets(r.Facets)
	w.more(r.NextCursor)
	return w.out.Flush()
}

func (w *printer) projects(r *index.ProjectResult) error {
	w.printf("共 %d 条项目记录，%d 个项目；写明人民币金额的 %d 条，按项目计 %s\n", r.Total, r.TotalUnique, r.Sum.WithAmount, yuan(r.Sum.UniqueYuan))
	w.query(r.Query)
	t := table{header: []string{"日期", "阶段", "金额", "行业", "开发区", "项目", "企业"}}
	for i := range r.Projects {
		p := &r.Projects[i]
		amount := ""
		if p.Amount != nil {
			amount = p.Amount.Text
		}
		t.rows = append(t.rows, []string{p.Date, p.Stage, amount, p.Industry, p.Zone, p.Name, p.Company})
	}
	if len(t.rows) > 0 {
		w.printf("\n")
		t.write(w.out)
	}
	w.facets(r.Facets)
	w.more(r.NextCursor)
	return w.out.Flush()
}

// facets shows the counts that were asked for, in the order of a page.
func (w *printer) facets(facets map[index.Facet]index.Counts) {
	for _, name := range index.Facets() {
		counts, asked := facets[name]
		if !asked {
			continue
		}
		t := table{header: []string{string(name), "篇"}, right: map[int]bool{1: true}}
		for _, c := range counts {
			t.rows = append(t.rows, []string{c.Value, fmt.Sprint(c.Count)})
		}
		w.printf("\n")
		t.write(w.out)
	}
}

func (w *printer) more(cursor string) {
	if cursor != "" {
		w.printf("\n%s\n", w.in(dim, "下一页：--cursor "+cursor))
	}
}

// yuan writes a sum of money as people say it.
func yuan(n int64) string {
	switch {
	case n >= 1_0000_0000:
		return fmt.Sprintf("%.4g亿元", float64(n)/1e8)
	case n >= 1_0000:
		return fmt.Sprintf("%.4g万元", float64(n)/1e4)
	}
	return fmt.Sprintf("%d元", n)
}
