package web

import (
	"slices"

	"zonesearch/index"
)

// Tile is a province as a square: no map, so no borders are drawn.
type Tile struct {
	Name        string
	Column, Row int
	Count       int
	// Shade goes from 0, nothing, to 5, the most.
	Shade int
	Href  string
	Now   bool
}

// tilePlaces lays the 34 provinces out as they lie to each other, roughly.
func tilePlaces() []Tile {
	return []Tile{
		{Name: "黑龙江", Column: 9, Row: 1},
		{Name: "新疆", Column: 1, Row: 2}, {Name: "内蒙古", Column: 6, Row: 2}, {Name: "北京", Column: 7, Row: 2}, {Name: "天津", Column: 8, Row: 2}, {Name: "吉林", Column: 9, Row: 2},
		{Name: "甘肃", Column: 3, Row: 3}, {Name: "宁夏", Column: 4, Row: 3}, {Name: "陕西", Column: 5, Row: 3}, {Name: "山西", Column: 6, Row: 3}, {Name: "河北", Column: 7, Row: 3}, {Name: "辽宁", Column: 9, Row: 3},
		{Name: "西藏", Column: 2, Row: 4}, {Name: "青海", Column: 3, Row: 4}, {Name: "四川", Column: 4, Row: 4}, {Name: "重庆", Column: 5, Row: 4}, {Name: "河南", Column: 6, Row: 4}, {Name: "山东", Column: 7, Row: 4},
		{Name: "云南", Column: 4, Row: 5}, {Name: "贵州", Column: 5, Row: 5}, {Name: "湖北", Column: 6, Row: 5}, {Name: "安徽", Column: 7, Row: 5}, {Name: "江苏", Column: 8, Row: 5}, {Name: "上海", Column: 9, Row: 5},
		{Name: "广西", Column: 5, Row: 6}, {Name: "湖南", Column: 6, Row: 6}, {Name: "江西", Column: 7, Row: 6}, {Name: "浙江", Column: 8, Row: 6},
		{Name: "广东", Column: 6, Row: 7}, {Name: "福建", Column: 7, Row: 7}, {Name: "台湾", Column: 8, Row: 7},
		{Name: "海南", Column: 5, Row: 8}, {Name: "澳门", Column: 6, Row: 8}, {Name: "香港", Column: 7, Row: 8},
	}
}

// tiles shades the provinces by how many articles come from each.
func tiles(p *Page, zones []index.ZoneSummary) []Tile {
	counts := map[string]int{}
	for _, z := range zones {
		counts[z.Province] += z.Articles
	}
	list := tilePlaces()
	most := 0
	for i := range list {
		list[i].Count = counts[list[i].Name]
		most = max(most, list[i].Count)
	}
	chosen := p.At.Values["province"]
	for i := range list {
		t := &list[i]
		t.Shade = shade(t.Count, most)
		t.Now = slices.Contains(chosen, t.Name)
		t.Href = p.At.With("province", t.Name).String()
		if t.Now {
			t.Href = p.At.Without("province").String()
		}
	}
	return list
}

// shade goes from 0, nothing, to 5 in steps that tell small counts apart.
func shade(n, most int) int {
	if n == 0 {
		return 0
	}
	for i, part := range []float64{.05, .15, .35, .65} {
		if float64(n) <= part*float64(most) {
			return i + 1
		}
	}
	return 5
}
