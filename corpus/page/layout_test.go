package page

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zonesearch/corpus"
	"zonesearch/corpus/charset"
	"zonesearch/corpus/date"
)

// story is an article to be printed in every layout.
type story struct {
	Title, Date, Source, Zone, City, Channel, Prev, Next, URL string
	Paragraphs                                                []string
}

// The forms in which layouts print a day and a title.

func (s *story) time() time.Time {
	t, _ := time.ParseInLocation(time.DateOnly, s.Date, date.China())
	return t
}
func (s *story) LooseDate() string   { return s.time().Format("2006-1-2") }
func (s *story) ChineseDate() string { return s.time().Format("2006年01月02日") }
func (s *story) Unix() int64         { return s.time().Add(9 * time.Hour).Unix() }
func (s *story) JSTitle() string     { return strings.ReplaceAll(s.Title, `"`, `\"`) }

// Paper is a newspaper of the story's city.
func (s *story) Paper() string { return s.City + "日报" }

// TitleHead and TitleTail are the title broken into two lines.
func (s *story) TitleHead() string { r := []rune(s.Title); return string(r[:len(r)*2/3]) }
func (s *story) TitleTail() string { r := []rune(s.Title); return string(r[len(r)*2/3:]) }

var stories = []story{
	{
		Title: "滨海新材料产业园迎来首个百亿级项目", Date: "2021-03-09", Source: "盐城晚报", Zone: "盐城经济技术开发区", City: "盐城", Channel: "文字新闻",
		Prev: "春风行动走进园区", Next: "标准厂房三期封顶", URL: "https://news.example.com/2021/03/a1.html",
		Paragraphs: []string{
			"3月8日,盐城经济技术开发区与澜石集团签订投资协议,总投资102亿元的高性能纤维项目正式落户。",
			"项目分两期建设:一期投资42亿元,建设12条原丝生产线,计划2023年6月投产;二期视市场情况启动。",
			"开发区党工委负责人表示,将为项目配备专班,做到审批不出园、服务不断线。",
		},
	},
	{
		Title: "“一枚印章管审批”改革：开发区交出年度答卷", Date: "2016-11-30", Source: "合肥经开区管委会", Zone: "合肥经济技术开发区", City: "合肥", Channel: "图片新闻",
		Prev: "", Next: "人才公寓开放申请", URL: "http://example.org/x?id=77",
		Paragraphs: []string{
			"来源于企业的呼声，变成了改革的清单。今年以来，合肥经开区编辑完成“审批事项一本通”，压缩时限六成。",
			"一、流程再造",
			"过去，办一张施工许可要跑8个窗口、盖11个章；如今，从受理到领证最快4个工作日。",
			"“上午交材料，下午就有人打电话来核对。”云梭科技负责人说。",
			"二、服务前移",
			"到目前为止，已有206个项目通过“拿地即开工”模式提前入场，平均提早两个半月。",
		},
	},
	{
		Title: "园区企业首获CE认证", Date: "2009-01-05", Source: "无锡新区报", Zone: "无锡高新技术产业开发区", City: "无锡", Channel: "文字新闻",
		Prev: "2008年进出口额再创新高", Next: "", URL: "https://example.com/n/5",
		Paragraphs: []string{"1月4日，记者从无锡高新技术产业开发区获悉，区内企业澄明光电的LED路灯产品通过CE认证，取得进入欧洲市场的通行证。"},
	},
}

var fieldList = regexp.MustCompile(`^\{\{/\* fields: ([a-z ]+) \*/\}\}`)

// want is the article that a layout printing the listed fields must give.
func (s *story) want(fields []string) corpus.Article {
	a := corpus.Article{Body: strings.Join(s.Paragraphs, "\n")}
	for name, to := range map[string]struct {
		into *string
		v    string
	}{
		"title": {&a.Title, s.Title}, "date": {&a.Date, s.Date}, "source": {&a.Source, s.Source}, "zone": {&a.Zone, s.Zone}, "city": {&a.City, s.City},
		"paper": {&a.Source, s.Paper()}, "channel": {&a.Channel, s.Channel}, "prev": {&a.PrevTitle, s.Prev}, "next": {&a.NextTitle, s.Next}, "url": {&a.URL, s.URL},
	} {
		if slices.Contains(fields, name) {
			*to.into = to.v
		}
	}
	return a
}

// TestLayouts prints every story in every layout of testdata/layouts and reads
// it back. Fields that a layout does not print must stay empty; of the channel
// and the neighbours only layouts that list them are asked.
func TestLayouts(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "layouts", "*"))
	if err != nil || len(files) < 25 {
		t.Fatalf("%d layouts, want at least 25 (%v)", len(files), err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list := fieldList.FindSubmatch(src)
		if list == nil {
			t.Fatalf("%s does not list its fields", file)
		}
		fields := strings.Fields(string(list[1]))
		tmpl := template.Must(template.New(file).Parse(string(src)))
		for i := range stories {
			s := &stories[i]
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(file), i), func(t *testing.T) {
				var page strings.Builder
				if err := tmpl.Execute(&page, s); err != nil {
					t.Fatal(err)
				}
				for _, variant := range variants(t, page.String()) {
					a, err := Read(t.Context(), variant.page, charset.Hint{})
					if err != nil {
						t.Fatalf("%s: %v", variant.name, err)
					}
					want := s.want(fields)
					got := *a
					if want.Channel == "" {
						got.Channel = ""
					}
					if want.PrevTitle == "" && want.NextTitle == "" && !slices.Contains(fields, "prev") {
						got.PrevTitle, got.NextTitle = "", ""
					}
					compare(t, variant.name, got, want)
				}
			})
		}
	}
}

func compare(t *testing.T, name string, got, want corpus.Article) {
	t.Helper()
	if got.Body != want.Body {
		t.Errorf("%s: body\n%s\nwant\n%s", name, got.Body, want.Body)
	}
	got.Body, want.Body = "", ""
	if got != want {
		t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want)
	}
}

type variant struct {
	name string
	page []byte
}

// variants are what happens to a page on its way: other line ends, a mark,
// other encodings than it declares, and in HTML every character as an entity.
func variants(tb testing.TB, page string) []variant {
	tb.Helper()
	encode := func(e encoding.Encoding) []byte {
		b, err := e.NewEncoder().Bytes([]byte(page))
		if err != nil {
			tb.Fatal(err)
		}
		return b
	}
	all := []variant{
		{"as is", []byte(page)},
		{"CRLF", []byte(strings.ReplaceAll(page, "\n", "\r\n"))},
		{"mark", []byte("\uFEFF" + page)},
		{"GB18030", encode(simplifiedchinese.GB18030)},
		{"UTF-16", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))},
		{"UTF-16 without mark", encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))},
	}
	if IsHTML(page) && !strings.Contains(page, "<script") { // a script's text has no entities
		var b strings.Builder
		for _, r := range page {
			if r < 0x80 {
				b.WriteRune(r)
			} else {
				fmt.Fprintf(&b, "&#%d;", r)
			}
		}
		all = append(all, variant{"entities", []byte(b.String())})
	}
	return all
}
