package gazetteer

import (
	"os"
	"slices"
	"strings"
	"testing"

	"zonesearch/corpus"
)

var _ corpus.Places = (*Gazetteer)(nil)

func load(tb testing.TB) *Gazetteer {
	tb.Helper()
	g, err := Load()
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

func names(zones []Zone) []string {
	list := []string{}
	for _, z := range zones {
		list = append(list, z.Name)
	}
	return list
}

func TestEveryZoneIsFoundByItsName(t *testing.T) {
	g := load(t)
	if n := len(g.All()); n < 1_400 {
		t.Fatalf("%d zones", n)
	}
	for _, z := range g.All() {
		if found := names(g.Zones(z.Name)); !slices.Equal(found, []string{z.Name}) {
			t.Errorf("Zones(%s) = %v", z.Name, found)
		}
		for _, alias := range z.listed {
			if !slices.Contains(names(g.Zones(alias)), z.Name) {
				t.Errorf("Zones(%s) = %v, want %s among them", alias, names(g.Zones(alias)), z.Name)
			}
		}
		for _, alias := range g.Aliases(z.Name) {
			if found, ok := g.Resolve(alias, "", ""); !ok || found.Name != z.Name {
				t.Errorf("Resolve(%s) = %s, %v, want %s", alias, found.Name, ok, z.Name)
			}
		}
	}
}

// The names with the long forms of the places before them are understood too.
func TestPlacesBeforeTheName(t *testing.T) {
	g := load(t)
	for _, z := range g.All() {
		if z.City == "" || strings.HasPrefix(z.Name, "中国") {
			continue
		}
		city, _ := g.CityIn(z.City, z.Province)
		for _, name := range []string{city.Full + z.Name, z.Province + z.Name} {
			if strings.HasPrefix(z.Name, z.Province) || strings.HasPrefix(z.Name, z.City) {
				continue
			}
			if !slices.Contains(names(g.Zones(name)), z.Name) {
				t.Errorf("Zones(%s) = %v, want %s among them", name, names(g.Zones(name)), z.Name)
			}
		}
	}
}

func TestLabelledZones(t *testing.T) {
	g := load(t)
	text, err := os.ReadFile("testdata/labelled.tsv")
	if err != nil {
		t.Fatal(err)
	}
	err = eachRow("labelled.tsv", string(text), 4, func(row []string) error {
		name, full, city, province := row[0], row[1], row[2], row[3]
		if full == "" {
			full = name
		}
		z, ok := g.Resolve(name, "", "")
		if !ok || z.Name != full || z.City != city || province != "" && z.Province != province {
			t.Errorf("Resolve(%s) = %s, %s, %s, %v; want %s, %s, %s", name, z.Name, z.City, z.Province, ok, full, city, province)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestZones(t *testing.T) {
	g := load(t)
	tests := []struct {
		name string
		want []string
	}{
		{"扬州经开区", []string{"扬州经济技术开发区"}},
		{"扬州市经济技术开发区", []string{"扬州经济技术开发区"}},
		{"江苏省扬州市经开区管委会", []string{"扬州经济技术开发区"}},
		{"南通开发区", []string{"南通经济技术开发区"}},
		{"江苏省泰州市高港区高新区", []string{"泰州高港高新技术产业园区"}},
		{"泰州市海陵区工业园区", []string{"泰州海陵工业园区"}},
		{"江苏泰州医药高新区", []string{"泰州医药高新技术产业开发区"}},
		{"中国医药城", []string{"泰州医药高新技术产业开发区"}},
		{"泰达", []string{"天津经济技术开发区"}},
		{"ＴＥＤＡ", []string{"天津经济技术开发区"}},
		{"銀川綜保區", []string{"银川综合保税区"}},
		{"杭州高新区（滨江）", []string{"杭州高新技术产业开发区"}},
		{"杭州高新区(滨江)", []string{"杭州高新技术产业开发区"}},
		{"重庆市长寿经开区", []string{"重庆长寿经济技术开发区"}},
		{"长寿经开区", []string{"重庆长寿经济技术开发区"}},
		{"襄樊经济技术开发区", []string{"襄阳经济技术开发区"}},
		{"吉林省吉林市高新区", []string{"吉林高新技术产业开发区"}},
		{"上海自贸区", []string{"中国（上海）自由贸易试验区"}},
		{"中国(江苏)自贸试验区", []string{"中国（江苏）自由贸易试验区"}},
		{"苏州昆山开发区", []string{"昆山经济技术开发区"}},
		{"钱塘新区", []string{"杭州钱塘新区"}},
		{"临港经开区", []string{"沧州临港经济技术开发区", "威海临港经济技术开发区", "宜宾临港经济技术开发区"}},
		{"威海市临港经开区", []string{"威海临港经济技术开发区"}},
		{"高新区", []string{}},
		{"开发区", []string{}},
		{"园区", []string{}},
		{"", []string{}},
		{"泰州海陵西部智动新城", []string{}},
		{"江苏扬州泰州经开区", []string{}},
	}
	for _, tt := range tests {
		got := names(g.Zones(tt.name))
		slices.Sort(got)
		slices.Sort(tt.want)
		if !slices.Equal(got, tt.want) {
			t.Errorf("Zones(%q) = %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestResolve(t *testing.T) {
	g := load(t)
	tests := []struct{ name, city, province, want string }{
		{"临港经开区", "", "", ""},
		{"临港经开区", "威海", "", "威海临港经济技术开发区"},
		{"临港经开区", "威海市", "", "威海临港经济技术开发区"},
		{"临港经开区", "", "四川省", "宜宾临港经济技术开发区"},
		{"园区", "苏州", "", "苏州工业园区"},
		{"SIP", "苏州市", "", "苏州工业园区"},
		{"SIP", "", "", ""},
		{"高新区", "泰州", "江苏", "泰州医药高新技术产业开发区"},
		{"开发区", "南通", "", "南通经济技术开发区"},
		{"扬州经开区", "泰州", "", ""},
		{"经开区", "昆山", "", "昆山经济技术开发区"},
		{"自贸试验区", "", "江苏", ""},
		{"江苏自贸区", "南京", "", "中国（江苏）自由贸易试验区"},
		{"扬州经济技术开发区", "泰州", "", "扬州经济技术开发区"},
	}
	for _, tt := range tests {
		z, ok := g.Resolve(tt.name, tt.city, tt.province)
		if z.Name != tt.want || ok != (tt.want != "") {
			t.Errorf("Resolve(%q, %q, %q) = %q, %v; want %q", tt.name, tt.city, tt.province, z.Name, ok, tt.want)
		}
	}
}

func TestAliases(t *testing.T) {
	g := load(t)
	got := g.Aliases("重庆长寿经济技术开发区")
	for _, want := range []string{"重庆长寿经开区", "长寿经济技术开发区", "长寿经开区"} {
		if !slices.Contains(got, want) {
			t.Errorf("Aliases lack %s: %v", want, got)
		}
	}
	if slices.Contains(got, "重庆长寿经济技术开发区") {
		t.Error("the full name is among its aliases")
	}
	if got := g.Aliases("没有的开发区"); got != nil {
		t.Errorf("Aliases of an unknown zone: %v", got)
	}
}

func TestCity(t *testing.T) {
	g := load(t)
	tests := []struct{ name, city, province string }{
		{"泰州市", "泰州", "江苏"},
		{"泰州", "泰州", "江苏"},
		{"博尔塔拉蒙古自治州", "博尔塔拉", "新疆"},
		{"博尔塔拉州", "博尔塔拉", "新疆"},
		{"恩施土家族苗族自治州", "恩施", "湖北"},
		{"锡林郭勒盟", "锡林郭勒", "内蒙古"},
		{"大兴安岭地区", "大兴安岭", "黑龙江"},
		{"昆山", "苏州", "江苏"},
		{"昆山市", "苏州", "江苏"},
		{"琼中黎族苗族自治县", "琼中", "海南"},
		{"仙桃市", "仙桃", "湖北"},
		{"神农架林区", "神农架", "湖北"},
		{"北京市", "北京", "北京"},
		{"浦东新区", "上海", "上海"},
		{"吉林", "吉林", "吉林"},
		{"海南藏族自治州", "海南", "青海"},
		{"海南州", "海南", "青海"},
		{"高雄市", "高雄", "台湾"},
		{"臺北市", "台北", "台湾"},
		{"海南", "", ""},
		{"鼓楼区", "", ""},
		{"江苏", "", ""},
		{"", "", ""},
		{"不存在市", "", ""},
	}
	for _, tt := range tests {
		c, ok := g.City(tt.name)
		if c.Name != tt.city || c.Province != tt.province || ok != (tt.city != "") {
			t.Errorf("City(%q) = %q, %q, %v; want %q, %q", tt.name, c.Name, c.Province, ok, tt.city, tt.province)
		}
	}
}

func TestProvince(t *testing.T) {
	g := load(t)
	tests := []struct{ name, want string }{
		{"江苏省", "江苏"}, {"江苏", "江苏"}, {"内蒙古自治区", "内蒙古"}, {"广西壮族自治区", "广西"}, {"广西自治区", "广西"},
		{"北京市", "北京"}, {"香港特别行政区", "香港"}, {"新疆维吾尔自治区", "新疆"}, {"臺灣省", "台湾"}, {"泰州", ""}, {"", ""},
	}
	for _, tt := range tests {
		if got, ok := g.Province(tt.name); got != tt.want || ok != (tt.want != "") {
			t.Errorf("Province(%q) = %q, %v; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestShortCity(t *testing.T) {
	g := load(t)
	tests := []struct{ name, want string }{
		{"泰州市", "泰州"}, {"昆山市", "昆山"}, {"博尔塔拉蒙古自治州", "博尔塔拉"}, {"海陵区", "海陵区"}, {"某某市", "某某"}, {"某某市 ", "某某"},
		{" 纽约 ", "纽约"}, {"", ""}, {"市", "市"}, {"海南", "海南"},
	}
	for _, tt := range tests {
		if got := g.ShortCity(tt.name); got != tt.want {
			t.Errorf("ShortCity(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPlaceIn(t *testing.T) {
	g := load(t)
	tests := []struct {
		name string
		want Place
	}{
		{"泰州海陵西部智动新城", Place{"江苏", "泰州", "海陵区"}},
		{"泰州市海陵区新闻中心", Place{"江苏", "泰州", "海陵区"}},
		{"江苏省泰州市某园", Place{"江苏", "泰州", ""}},
		{"重庆市长寿某某园", Place{"重庆", "重庆", "长寿区"}},
		{"江苏某某科技园", Place{"江苏", "", ""}},
		{"昆山某某产业园", Place{"江苏", "苏州", "昆山市"}},
		{"北京某某科技园", Place{"北京", "北京", ""}},
		{"吉林某某新城", Place{"吉林", "", ""}},
		{"吉林工业园区", Place{"吉林", "吉林", ""}},
		{"吉林市某某新城", Place{"吉林", "吉林", ""}},
		{"吉林长春某某新城", Place{"吉林", "长春", ""}},
		{"海南某某园", Place{"海南", "", ""}},
		{"海南州绿色产业园", Place{"青海", "海南", ""}},
		{"海南海口某某园", Place{"海南", "海口", ""}},
		{"南京路步行街", Place{}},
		{"中山大学科技园", Place{}},
		{"东方某某公司", Place{}},
		{"东方市某某园", Place{"海南", "东方", ""}},
		{"鼓楼某某园", Place{}},
		{"国家电投泰州市热电厂", Place{"江苏", "泰州", ""}},
		{"某某集团", Place{}},
		{"", Place{}},
	}
	for _, tt := range tests {
		if got, ok := g.PlaceIn(tt.name); got != tt.want || ok != (tt.want != Place{}) {
			t.Errorf("PlaceIn(%q) = %+v, %v; want %+v", tt.name, got, ok, tt.want)
		}
	}
}

func TestKindOf(t *testing.T) {
	tests := []struct{ name, want string }{
		{"扬州经济技术开发区", "经开区"}, {"怀远经济开发区", "经开区"}, {"泰州高港高新技术产业园区", "高新区"}, {"銀川綜保區", "综保区"},
		{"张家港保税区", "保税区"}, {"中国（上海）自由贸易试验区", "自贸区"}, {"兰州新区", "新区"}, {"泰州海陵西部智动新城", "新区"},
		{"苏州工业园区", "工业园区"}, {"福州软件园", "科技园区"}, {"厦门海沧台商投资区", "台商投资区"}, {"瑞丽边境经济合作区", "边合区"},
		{"某某示范区", "其他"}, {"", "其他"},
	}
	for _, tt := range tests {
		if got := KindOf(tt.name); got != tt.want {
			t.Errorf("KindOf(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
	for _, rule := range kindRules {
		if !slices.Contains(Kinds(), rule.kind) {
			t.Errorf("the rule for %s leads to %s, which is not among Kinds", rule.word, rule.kind)
		}
	}
}

// A word that ends in a later one of the list must come before it, or it would
// never be found.
func TestKindWordsAreInOrder(t *testing.T) {
	for i, w := range kindWords {
		for _, earlier := range kindWords[:i] {
			if strings.HasSuffix(w.word, earlier.word) {
				t.Errorf("%s hides %s", earlier.word, w.word)
			}
		}
	}
}

func TestParseNamesTheLine(t *testing.T) {
	const places = "江苏省\t泰州市\t海陵区\n"
	tests := []struct{ places, zones, want string }{
		{"江苏省\n", "", "places.tsv:1: "},
		{places + "\ta\n", "", "places.tsv:2: "},
		{places, "# 注\n某区\t国家级\t江苏\t泰州\n某区\t国家级\t江苏\t泰州\n", "zones.tsv:3: zone 某区 stands here again"},
		{places, "某区\t甲级\t江苏\n", "zones.tsv:1: zone 某区 has the level"},
		{places, "某区\t省级\t江苏\t\t\t\t怪区\n", "zones.tsv:1: zone 某区 has the kind"},
		{places, "某区\t省级\t江苏\t扬州\n", "which places.tsv does not have"},
		{places, "\t省级\t江苏\n", "without a name"},
		{places, "a\tb\tc\td\te\tf\tg\th\n", "8 columns, want at most 7"},
	}
	for _, tt := range tests {
		if _, err := parse(tt.places, tt.zones); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("parse(%q, %q): %v, want %q", tt.places, tt.zones, err, tt.want)
		}
	}
}

// FuzzNames holds that no name makes any function panic, and that what
// resolves is one of the zones that the name may mean.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"扬州经开区", "江苏省泰州市", "中国（上海）自贸区", "\xff区", "", "中国", "海南区", "管委会"} {
		f.Add(s, "泰州市")
	}
	g := load(f)
	f.Fuzz(func(t *testing.T, name, hint string) {
		g.PlaceIn(name)
		g.City(name)
		g.Resolve(name, hint, "")
		zones := g.Zones(name)
		if z, ok := g.Resolve(name, "", ""); ok && !slices.Contains(names(zones), z.Name) {
			t.Fatalf("Resolve(%q) = %s, Zones gives %v", name, z.Name, names(zones))
		}
		if short := g.ShortCity(name); g.ShortCity(short) != short {
			t.Fatalf("ShortCity(%q) = %q, and of that %q", name, short, g.ShortCity(short))
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := parse(placesTSV, zonesTSV); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	g := load(b)
	for b.Loop() {
		g.Resolve("江苏省泰州市高港区高新区", "", "")
	}
}

func BenchmarkAllAliases(b *testing.B) {
	g := load(b)
	for b.Loop() {
		for _, z := range g.zones {
			g.Aliases(z.Name)
		}
	}
}
