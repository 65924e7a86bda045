package gazetteer

import (
	"fmt"
	"slices"
	"strings"
)

// City is a prefecture-level place.
type City struct {
	// Name is without 市, such as 泰州 or 博尔塔拉.
	Name string
	// Full is the official name, such as 泰州市 or 博尔塔拉蒙古自治州.
	Full string
	// Province is without 省, 市 or 自治区.
	Province string
}

// county lies in cities[city].
type county struct {
	full string
	city int32
}

// places holds provinces, cities and counties by the keys of all their names.
type places struct {
	provinces  map[string]string // any name → the short one
	cities     []City
	cityNamed  map[string][]int32 // any name → cities
	counties   []county
	countyName map[string][]int32 // any name → counties
	longest    int                // runes of the longest name of all
}

func newPlaces() places {
	return places{
		provinces:  map[string]string{},
		cityNamed:  map[string][]int32{},
		countyName: map[string][]int32{},
	}
}

// addPlace takes a line of places.tsv: province, city, counties.
func (p *places) addPlace(row []string) error {
	province, city := row[0], row[1]
	if province == "" || city == "" {
		return fmt.Errorf("a province and a city are wanted, %q and %q are there", province, city)
	}
	short := shortName(province)
	for _, name := range []string{province, short, plainSuffix(province, short)} {
		name = key(name)
		p.provinces[name] = short
		p.longest = max(p.longest, len([]rune(name)))
	}
	n := int32(len(p.cities))
	c := City{Name: shortName(city), Full: city, Province: short}
	p.cities = append(p.cities, c)
	p.name(p.cityNamed, n, c.Full, c.Name, plainSuffix(c.Full, c.Name))
	for _, full := range strings.Fields(row[2]) {
		m := int32(len(p.counties))
		p.counties = append(p.counties, county{full: full, city: n})
		p.name(p.countyName, m, full, shortName(full))
	}
	return nil
}

// name enters n under every different one of the names.
func (p *places) name(table map[string][]int32, n int32, names ...string) {
	for _, name := range names {
		name = key(name)
		if !slices.Contains(table[name], n) {
			table[name] = append(table[name], n)
			p.longest = max(p.longest, len([]rune(name)))
		}
	}
}

// suffixes of administrative places, the longer before those they end in.
var suffixes = []string{
	"特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治州", "自治县", "自治旗",
	"地区", "林区", "特区", "新区", "省", "市", "盟", "县", "区", "旗",
}

// peoples stand before 自治州, 自治县 and 自治旗, and are no part of the short
// name; the longer before those they end in.
var peoples = []string{
	"柯尔克孜族", "柯尔克孜", "维吾尔族", "哈萨克族", "哈萨克", "达斡尔族", "鄂温克族", "鄂伦春族", "塔吉克族", "裕固族", "撒拉族",
	"布依族", "朝鲜族", "土家族", "哈尼族", "傈僳族", "拉祜族", "东乡族", "纳西族", "景颇族", "仫佬族", "布朗族", "毛南族", "仡佬族",
	"锡伯族", "阿昌族", "普米族", "德昂族", "保安族", "独龙族", "蒙古族", "塔吉克", "蒙古", "锡伯", "各族", "藏族", "苗族", "彝族",
	"壮族", "满族", "侗族", "瑶族", "白族", "傣族", "黎族", "佤族", "畲族", "水族", "土族", "羌族", "怒族", "回族",
}

// shortName takes the administrative suffix off: 泰州市 is 泰州, 琼中黎族苗族自治县
// is 琼中. A name that would be left with one character stays whole: 易县.
func shortName(full string) string {
	for _, suffix := range suffixes {
		name, ok := strings.CutSuffix(full, suffix)
		if !ok || len([]rune(name)) < 2 {
			continue
		}
		if suffix == "自治州" || suffix == "自治县" || suffix == "自治旗" {
			return withoutPeoples(name)
		}
		return name
	}
	return full
}

func withoutPeoples(name string) string {
	for again := true; again; {
		again = false
		for _, people := range peoples {
			if rest, ok := strings.CutSuffix(name, people); ok && len([]rune(rest)) >= 2 {
				name, again = rest, true
				break
			}
		}
	}
	return name
}

// plainSuffix gives the everyday long form: 博尔塔拉州 for 博尔塔拉蒙古自治州,
// 广西自治区 for 广西壮族自治区; of all others the full name.
func plainSuffix(full, short string) string {
	switch {
	case strings.HasSuffix(full, "自治州"):
		return short + "州"
	case strings.HasSuffix(full, "自治区"):
		return short + "自治区"
	}
	return full
}

// Province gives the short name of a province: 江苏 for 江苏省, 内蒙古 for
// 内蒙古自治区. It is false for what is no province.
func (p *places) Province(name string) (string, bool) {
	short, ok := p.provinces[key(name)]
	return short, ok
}

// City gives the city that name is, or that the county of that name lies in:
// 泰州 for 泰州市, 苏州 for 昆山. It is false for an unknown name and for one
// that several cities could be meant by, such as 鼓楼区; 海南 alone is the
// province, not the prefecture of Qinghai.
func (p *places) City(name string) (City, bool) {
	name = key(name)
	if c, ok := p.cityOnly(name); ok {
		return c, true
	}
	if _, ok := p.provinces[name]; ok {
		return City{}, false
	}
	if n, ok := p.cityOfCounty(name, ""); ok {
		return p.cities[n], true
	}
	return City{}, false
}

// CityIn is City for a name that stands in a province known: 通州 in 北京.
func (p *places) CityIn(name, province string) (City, bool) {
	if c, ok := p.cityOnly(key(name)); ok && (province == "" || c.Province == province) {
		return c, true
	}
	if n, ok := p.cityOfCounty(key(name), province); ok {
		return p.cities[n], true
	}
	return City{}, false
}

func (p *places) cityOnly(name string) (City, bool) {
	found := p.cityNamed[name]
	if len(found) == 0 {
		return City{}, false
	}
	c := p.cities[found[0]]
	// A prefecture with a province's name needs its suffix. A city with its own
	// province's name, such as 吉林 and the municipalities, does not.
	if province, ok := p.provinces[name]; ok && province != c.Province {
		return City{}, false
	}
	return c, true
}

// cityOfCounty gives the only city that has a county of that name, within the
// province if one is given.
func (p *places) cityOfCounty(name, province string) (int32, bool) {
	city := int32(-1)
	for _, n := range p.countyName[name] {
		c := p.counties[n].city
		if province != "" && p.cities[c].Province != province {
			continue
		}
		if city >= 0 && city != c {
			return 0, false
		}
		city = c
	}
	return city, city >= 0
}

// holds reports whether the places belong together; city and county may be "".
func (p *places) holds(province, city, county string) bool {
	if p.provinces[key(province)] != province {
		return false
	}
	if city == "" {
		return county == ""
	}
	for _, n := range p.cityNamed[key(city)] {
		if p.cities[n].Province != province || p.cities[n].Name != city {
			continue
		}
		if county == "" {
			return true
		}
		for _, m := range p.countyName[key(county)] {
			if p.counties[m].city == n && p.counties[m].full == county {
				return true
			}
		}
	}
	return false
}

// ShortCity gives the form in which articles carry a city's name: 泰州 for
// 泰州市, 昆山 for 昆山市, and an unknown name without 市. Unlike City it never
// puts another city in the place of the one named.
func (p *places) ShortCity(name string) string {
	name = strings.TrimSpace(name)
	k := key(name)
	if found := p.cityNamed[k]; len(found) > 0 {
		return p.cities[found[0]].Name
	}
	if len(p.countyName[k]) > 0 || strings.HasSuffix(name, "市") {
		return trimCounty(name)
	}
	return name
}

// trimCounty takes 市 off, however often it stands there, not 区 or 县: 海陵区 is
// how people write it.
func trimCounty(name string) string {
	for {
		short, ok := strings.CutSuffix(name, "市")
		if short = strings.TrimSpace(short); !ok || len([]rune(short)) < 2 {
			return name
		}
		name = short
	}
}
