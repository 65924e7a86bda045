package gazetteer

import "strings"

// Place is as much as a text tells about where something lies; what it does
// not tell is "".
type Place struct {
	Province, City string
	// County is the official name, such as 海陵区.
	County string
}

// everyday are short names of places that are words of their own, or more
// often mean something else. At the head of a name they count only with their
// suffix (东方市) or right before a zone's kind (双河经开区).
var everyday = map[string]bool{
	"东方": true, "新星": true, "白杨": true, "双河": true, "北屯": true, "昆玉": true, "阿里": true, "海东": true, "海西": true,
	"海北": true, "文山": true, "和平": true, "城区": true, "郊区": true, "矿区": true, "长安": true, "新城": true, "新华": true,
	"江北": true, "江南": true, "西湖": true, "东湖": true, "高新": true, "新建": true, "新民": true, "新安": true, "东海": true, "南海": true,
	"中山": true, "黄山": true, "太湖": true, "滨海": true, "龙江": true, "红旗": true, "向阳": true, "前进": true, "中原": true, "工农": true,
}

// notAPlace follow the name of a place that here names a street, a school or
// the like, somewhere else: 南京路 is in Shanghai.
var notAPlace = []string{"路", "东路", "西路", "南路", "北路", "中路", "大道", "街", "大街", "大学", "学院", "陵"}

// PlaceIn tells where the zone, office or article of that name lies: by the
// places that the name begins with, or else by the first city or county with
// its suffix in it. A county's name that several cities share tells nothing by
// itself. 吉林 is the province until a zone's kind, or 市, makes it the city.
//
//	泰州海陵西部智动新城  江苏, 泰州, 海陵区
//	江苏某某科技园        江苏
//	海南州绿色产业园      青海, 海南
func (g *Gazetteer) PlaceIn(name string) (Place, bool) {
	k := key(name)
	k = strings.TrimPrefix(k, "中国")
	if found := g.placeAtHead(k); found != (Place{}) {
		return found, true
	}
	return g.placeBySuffix(k)
}

func (g *Gazetteer) placeAtHead(k string) Place {
	name := g.provincePrefix(k)
	if name == "" || streetFollows(k[len(name):]) {
		return g.cityAtHead(k, "")
	}
	// A city may have the name of a province. Its own, as 吉林市 and the
	// municipalities, or another's: 海南州 is in 青海.
	found := Place{Province: g.provinces[name]}
	if at := g.cityAtHead(k[len(name):], found.Province); at.City != "" {
		return at
	}
	longer := len(longestPrefix(g.cityNamed, k, g.longest)) > len(name)
	if at := g.cityAtHead(k, ""); at.City != "" && (longer || at.Province == found.Province) {
		return at
	}
	return found
}

// cityAtHead understands the head of k as a city and a county of it, or as a
// county that only one city (of the province, if one is known) has.
func (g *Gazetteer) cityAtHead(k, province string) Place {
	name := longestPrefix(g.cityNamed, k, g.longest)
	for _, n := range g.cityNamed[name] {
		c := g.cities[n]
		rest := k[len(name):]
		if province != "" && c.Province != province || !g.surelyCity(name, rest, c) {
			continue
		}
		found := Place{Province: c.Province, City: c.Name}
		county := longestPrefix(g.countyName, rest, g.longest)
		for _, m := range g.countyName[county] {
			if g.counties[m].city == n && rest != county {
				found.County = g.counties[m].full
			}
		}
		return found
	}
	county := longestPrefix(g.countyName, k, g.longest)
	rest := k[len(county):]
	if county == "" || streetFollows(rest) || everyday[county] && province == "" && !kindFollows(rest) {
		return Place{}
	}
	if _, ok := g.provinces[county]; ok && province == "" {
		return Place{}
	}
	n, ok := g.cityOfCounty(county, province)
	if !ok {
		return Place{}
	}
	found := Place{Province: g.cities[n].Province, City: g.cities[n].Name}
	for _, m := range g.countyName[county] {
		if g.counties[m].city == n {
			found.County = g.counties[m].full
		}
	}
	return found
}

// surelyCity reports whether the name of city c, with rest after it, means the
// city.
func (g *Gazetteer) surelyCity(name, rest string, c City) bool {
	if name == key(c.Full) && name != key(c.Name) {
		return true
	}
	if streetFollows(rest) {
		return false
	}
	if province, ok := g.provinces[name]; ok && province != key(c.Full) {
		switch {
		case province != c.Province: // 海南
			return false
		case c.Full != c.Province+"市" || c.Name != c.Province:
			return true
		}
		return municipality(c) || kindFollows(rest)
	}
	return !everyday[name] || kindFollows(rest)
}

// municipality reports whether the city is a province of its own.
func municipality(c City) bool {
	switch c.Province {
	case "北京", "天津", "上海", "重庆", "香港", "澳门":
		return true
	}
	return false
}

// kindFollows reports whether rest begins with the kind of a zone.
func kindFollows(rest string) bool {
	for _, w := range kindWords {
		if strings.HasPrefix(rest, w.word) {
			return true
		}
	}
	return strings.HasPrefix(rest, "保税") || strings.HasPrefix(rest, "新区")
}

func streetFollows(rest string) bool {
	for _, word := range notAPlace {
		if strings.HasPrefix(rest, word) {
			return true
		}
	}
	return false
}

// placeBySuffix finds the first long name of a city or county in k.
func (g *Gazetteer) placeBySuffix(k string) (Place, bool) {
	for i := range k {
		rest := k[i:]
		if name := longestPrefix(g.cityNamed, rest, g.longest); name != "" {
			if c := g.cities[g.cityNamed[name][0]]; name == key(c.Full) {
				return g.cityAtHead(rest, ""), true
			}
		}
		if name := longestPrefix(g.countyName, rest, g.longest); len([]rune(name)) >= 3 {
			n, ok := g.cityOfCounty(name, "")
			if c := g.counties[g.countyName[name][0]]; ok && name == key(c.full) {
				return Place{Province: g.cities[n].Province, City: g.cities[n].Name, County: c.full}, true
			}
		}
	}
	return Place{}, false
}
