package corpus

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"zonesearch/corpus/date"
)

// Limits of an article. They are far above anything that a news page holds,
// and keep one broken input from filling memory and index.
const (
	MaxTitleRunes = 2_000
	MaxBodyBytes  = 8 << 20
	// MaxNameRunes bounds source, zone, city, province, channel and the
	// neighbours' titles.
	MaxNameRunes = 500
	MaxURLBytes  = 4_096
	MaxIDBytes   = 200
)

// Places is what a Cleaner asks about places. Names that it does not know are
// no error: it answers "" or false.
type Places interface {
	// FullZone gives the full name of the zone that name means, and its city
	// and province, which may be "". city and province are what the article
	// says, or "". It is false for an unknown zone and where several could be
	// meant.
	FullZone(name, city, province string) (zone, zoneCity, zoneProvince string, ok bool)
	// PlaceOfZone tells where a zone that is not known lies, as far as its
	// name is certain about it.
	PlaceOfZone(name string) (city, province string)
	// CityName gives the form in which articles carry a city: without 市.
	CityName(name string) string
	// ProvinceName gives the form in which articles carry a province: without
	// 省, 市 and 自治区; "" for an unknown one.
	ProvinceName(name string) string
	// ProvinceOfCity gives the province of a city or county, "" where that is
	// not certain.
	ProvinceOfCity(city string) string
}

// Cleaner makes articles fit to be kept. Its zero value knows no places and
// leaves zones, cities and provinces as they are.
type Cleaner struct {
	// Places normalises and completes zone, city and province; nil does not.
	Places Places
}

// Clean brings the article into the form that the archive keeps: valid UTF-8
// without control characters, paragraphs parted by one "\n", an ISO day, short
// names of city and province, the full name of the zone, and an ID. Cleaning
// twice is the same as cleaning once. Characters are removed, never exchanged
// for others: folding is the index's affair.
//
// The warnings say what was dropped from an article that is good otherwise. An
// error says why the article cannot be kept; the article is then half cleaned.
// Both are written for the person who brought the article.
func (c *Cleaner) Clean(a *Article) (warnings []string, err error) {
	a.Title = cleanLine(a.Title)
	a.Body = cleanBody(a.Body)
	for _, name := range names(a) {
		*name.value = cleanLine(*name.value)
	}
	if a.Title == "" && a.Body == "" {
		return nil, errors.New("标题和正文都是空的，至少要有一个")
	}
	if err := checkLengths(a); err != nil {
		return nil, err
	}
	if a.Date, err = date.ParseDay(cleanLine(a.Date)); err != nil {
		return nil, fmt.Errorf("日期读不懂：%w", err)
	}
	if a.URL = cleanLine(a.URL); a.URL != "" {
		if problem := urlProblem(a.URL); problem != "" {
			warnings = append(warnings, fmt.Sprintf("网址 %q %s，已略去", shorten(a.URL), problem))
			a.URL = ""
		}
	}
	// The ID comes before the places: what the gazetteer learns later must not
	// give the same article another one.
	if a.ID = strings.TrimSpace(a.ID); a.ID == "" {
		a.ID = a.DeriveID()
	} else if err := checkID(a.ID); err != nil {
		return nil, err
	}
	if c.Places != nil {
		c.cleanPlaces(a)
	}
	return warnings, nil
}

// named is a short field of an article, with the name that people know it by.
type named struct {
	label string
	value *string
}

func names(a *Article) []named {
	return []named{
		{"来源", &a.Source}, {"开发区", &a.Zone}, {"城市", &a.City}, {"省份", &a.Province},
		{"栏目", &a.Channel}, {"上一条标题", &a.PrevTitle}, {"下一条标题", &a.NextTitle},
	}
}

func checkLengths(a *Article) error {
	if n := utf8.RuneCountInString(a.Title); n > MaxTitleRunes {
		return fmt.Errorf("标题有 %d 字，最多 %d 字", n, MaxTitleRunes)
	}
	if n := len(a.Body); n > MaxBodyBytes {
		return fmt.Errorf("正文有 %d 字节，最多 %d 字节（8 MiB）", n, MaxBodyBytes)
	}
	for _, name := range names(a) {
		if n := utf8.RuneCountInString(*name.value); n > MaxNameRunes {
			return fmt.Errorf("%s有 %d 字，最多 %d 字", name.label, n, MaxNameRunes)
		}
	}
	return nil
}

// urlProblem says what is wrong with an article's address, or "".
func urlProblem(address string) string {
	if len(address) > MaxURLBytes {
		return fmt.Sprintf("超过 %d 字节", MaxURLBytes)
	}
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return "不是有效的网址"
	case !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https"):
		return "不是 http 或 https"
	case u.Host == "":
		return "没有主机名"
	}
	return ""
}

// checkID accepts whatever can stand in an address when escaped, slashes too;
// "." and ".." are what an address cannot carry.
func checkID(id string) error {
	switch {
	case len(id) > MaxIDBytes:
		return fmt.Errorf("id 有 %d 字节，最多 %d 字节", len(id), MaxIDBytes)
	case !utf8.ValidString(id):
		return errors.New("id 不是有效的 UTF-8")
	case id == "." || id == "..":
		return fmt.Errorf("id 不能是 %q", id)
	}
	for _, r := range id {
		if !visible(r) {
			return fmt.Errorf("id %q 里有空白或控制字符", shorten(id))
		}
	}
	return nil
}

// shorten bounds what a message quotes.
func shorten(s string) string {
	const most = 80
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}
