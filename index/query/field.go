package query

import (
	"slices"

	"zonesearch/corpus/project"
	"zonesearch/segment/fold"
)

// Field is what a prefix such as "zone:" asks about.
type Field string

// The fields, by their English prefix.
const (
	FieldTitle    Field = "title"
	FieldZone     Field = "zone"
	FieldCity     Field = "city"
	FieldProvince Field = "province"
	FieldSource   Field = "source"
	FieldStage    Field = "stage"
	FieldIndustry Field = "industry"
	FieldDate     Field = "date"
	FieldAmount   Field = "amount"
	// FieldSame is the prefix of a Sentence.
	FieldSame Field = "same"
)

// prefixes are all the prefixes, folded.
var prefixes = map[string]Field{
	"title": FieldTitle, "标题": FieldTitle,
	"zone": FieldZone, "开发区": FieldZone,
	"city": FieldCity, "城市": FieldCity,
	"province": FieldProvince, "省": FieldProvince,
	"source": FieldSource, "来源": FieldSource,
	"stage": FieldStage, "阶段": FieldStage,
	"industry": FieldIndustry, "行业": FieldIndustry,
	"date": FieldDate, "日期": FieldDate,
	"amount": FieldAmount, "金额": FieldAmount,
	"same": FieldSame, "同句": FieldSame,
}

// longestPrefix is the length in runes of the longest of prefixes.
const longestPrefix = len("province")

// keyword reports whether the field has values, not a text or a range.
func (f Field) keyword() bool {
	switch f {
	case FieldZone, FieldCity, FieldProvince, FieldSource, FieldStage, FieldIndustry:
		return true
	}
	return false
}

// values are the closed list of the field, or nil where every value goes.
func (f Field) values() []string {
	switch f {
	case FieldStage:
		return project.Stages()
	case FieldIndustry:
		return project.Industries()
	}
	return nil
}

// known gives v as the field's closed list writes it, and v itself where the
// field has none.
func (f Field) known(v string) (string, bool) {
	list := f.values()
	if list == nil {
		return v, true
	}
	v = fold.String(v)
	return v, slices.Contains(list, v)
}

// prefixAt reads a prefix and its colon at rs[0]. n is their length, 0 where
// there is none.
func prefixAt(rs []rune) (f Field, n int) {
	for i, r := range rs[:min(len(rs), longestPrefix+1)] {
		if isColon(r) {
			if f, ok := prefixes[fold.String(string(rs[:i]))]; ok {
				return f, i + 1
			}
			return "", 0
		}
	}
	return "", 0
}
