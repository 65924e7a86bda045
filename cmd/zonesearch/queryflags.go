package main

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// queryFlags are the flags that become the parameters of a request, by the
// names that HTTP gives them.
type queryFlags struct {
	lists  map[string]*[]string
	texts  map[string]*string
	counts map[string]*int
	bools  map[string]*bool
}

// newQueryFlags adds the filters to a command.
func newQueryFlags(cmd *cobra.Command) *queryFlags {
	q := &queryFlags{lists: map[string]*[]string{}, texts: map[string]*string{}, counts: map[string]*int{}, bools: map[string]*bool{}}
	for _, f := range []struct{ name, help string }{
		{"zone", "开发区，全称、简称、别名均可，可重复"},
		{"city", "城市，如 泰州"},
		{"province", "省份，如 江苏"},
		{"level", "级别：国家级、省级、其他"},
		{"kind", "类型：经开区、高新区、综保区……"},
		{"source", "来源"},
		{"industry", "项目行业"},
		{"stage", "项目阶段：在谈、签约、落户、开工、在建、竣工、投产、扩建"},
		{"currency", "项目金额的币种，如 CNY"},
	} {
		q.lists[f.name] = cmd.Flags().StringArray(f.name, nil, f.help)
	}
	q.text(cmd, "from", "不早于：2022、2022-07 或 2022-07-18")
	q.text(cmd, "to", "不晚于，写法同上，含当日")
	q.text(cmd, "added_from", "不早于此时入库")
	q.text(cmd, "amount_min", "项目金额不少于（元，或如 10亿）")
	q.text(cmd, "amount_max", "项目金额不多于")
	return q
}

func (q *queryFlags) text(cmd *cobra.Command, name, help string) {
	q.texts[name] = cmd.Flags().String(flagName(name), "", help)
}

// paging adds the flags that pick a part of the hits.
func (q *queryFlags) paging(cmd *cobra.Command) {
	q.counts["limit"] = cmd.Flags().Int("limit", 0, "条数，1 到 100，默认 10")
	q.counts["page"] = cmd.Flags().Int("page", 0, "第几页，从 1 起")
	q.counts["facet_size"] = cmd.Flags().Int("facet-size", 0, "每个分面的条数")
	q.text(cmd, "cursor", "上一次结果的 next_cursor")
	q.text(cmd, "facets", "分面，用逗号隔开")
}

func (q *queryFlags) flag(cmd *cobra.Command, name, help string) {
	q.bools[name] = cmd.Flags().Bool(flagName(name), false, help)
}

func flagName(parameter string) string { return strings.ReplaceAll(parameter, "_", "-") }

// values gives the parameters for what was asked: words are the query.
func (q *queryFlags) values(cmd *cobra.Command, words []string) url.Values {
	v := url.Values{}
	if query := strings.Join(words, " "); query != "" {
		v.Set("q", query)
	}
	for name, list := range q.lists {
		for _, s := range *list {
			v.Add(name, s)
		}
	}
	given := func(name string) bool { return cmd.Flags().Changed(flagName(name)) }
	for name, s := range q.texts {
		if given(name) {
			v.Set(name, *s)
		}
	}
	for name, n := range q.counts {
		if given(name) {
			v.Set(name, strconv.Itoa(*n))
		}
	}
	for name, b := range q.bools {
		if *b {
			v.Set(name, "true")
		}
	}
	return v
}
