package index

import (
	"fmt"
	"slices"
)

// A request is checked before anything is spent on it. What comes over HTTP was
// read by package params, but other callers may be wrong too.

func (r *SearchRequest) check() error {
	if err := r.Page.check(); err != nil {
		return err
	}
	if r.Sort == ByAmountDesc {
		return unknownValue("sort", string(r.Sort))
	}
	return checkAnswer(r.Sort, r.Facets, r.FacetSize)
}

func (r *ProjectRequest) check() error {
	if err := r.Page.check(); err != nil {
		return err
	}
	return checkAnswer(r.Sort, r.Facets, r.FacetSize)
}

func (r *TrendRequest) check() error {
	if r.Series < 0 || r.Series > MaxSeries {
		return &RequestError{Param: "series", ZH: fmt.Sprintf("series 应在 1 到 %d 之间", MaxSeries), EN: fmt.Sprintf("series must be from 1 to %d", MaxSeries), Offset: -1}
	}
	if len(r.Queries) > MaxSeries {
		return &RequestError{Param: "q", ZH: fmt.Sprintf("一次最多比较 %d 个查询", MaxSeries), EN: fmt.Sprintf("at most %d queries can be compared", MaxSeries), Offset: -1}
	}
	switch r.By {
	case "", "query", "zone", "city", "province", "industry":
	default:
		return unknownValue("by", r.By)
	}
	switch r.Interval {
	case "", Monthly, Quarterly, Yearly:
	default:
		return unknownValue("interval", string(r.Interval))
	}
	if r.By != "query" && len(r.Queries) > 1 {
		return &RequestError{Param: "q", ZH: "只有 by=query 时 q 可以重复", EN: "q may be repeated only with by=query", Offset: -1}
	}
	return nil
}

// checkAnswer checks what articles and projects are asked for alike.
func checkAnswer(s Sort, facets []Facet, size int) error {
	switch s {
	case "", ByRelevance, ByDateDesc, ByDateAsc, ByAddedDesc, ByAmountDesc:
	default:
		return unknownValue("sort", string(s))
	}
	for _, f := range facets {
		if !slices.Contains(Facets(), f) {
			return unknownValue("facets", string(f))
		}
	}
	return checkFacetSize(size)
}

// unknownValue refuses what is not in a closed list.
func unknownValue(param, value string) error {
	return &RequestError{Param: param, ZH: fmt.Sprintf("%s 没有“%s”这个值", param, value), EN: fmt.Sprintf("%s has no value %q", param, value), Offset: -1}
}

// check refuses a page that is out of bounds.
func (p Page) check() error {
	switch {
	case p.Limit < 0 || p.Limit > MaxLimit:
		return &RequestError{Param: "limit", ZH: fmt.Sprintf("limit 应在 1 到 %d 之间", MaxLimit), EN: fmt.Sprintf("limit must be from 1 to %d", MaxLimit), Offset: -1}
	case p.Number < 0 || p.offset()+p.limit() > MaxDepth:
		return &RequestError{Param: "page", ZH: fmt.Sprintf("翻页最多到第 %d 条；更深请用游标或导出", MaxDepth), EN: fmt.Sprintf("pages reach up to hit %d; use a cursor or an export to go further", MaxDepth), Offset: -1}
	case p.Cursor != "" && p.Number != 0:
		return &RequestError{Param: "cursor", ZH: "page 和 cursor 不能同时使用", EN: "page and cursor exclude each other", Offset: -1}
	}
	return nil
}

// checkFacetSize refuses a size that is out of bounds.
func checkFacetSize(size int) error {
	if size < 0 || size > MaxFacetSize {
		return &RequestError{Param: "facet_size", ZH: fmt.Sprintf("facet_size 应在 1 到 %d 之间", MaxFacetSize), EN: fmt.Sprintf("facet_size must be from 1 to %d", MaxFacetSize), Offset: -1}
	}
	return nil
}
