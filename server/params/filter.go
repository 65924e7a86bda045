package params

import (
	"time"

	"zonesearch/corpus/date"
	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/project"
	"zonesearch/index"
	"zonesearch/index/query"
)

// Filter reads the parameters that narrow a question, everywhere the same.
func (r *Reader) Filter() index.Filter {
	f := index.Filter{
		Zones:      r.List("zone"),
		Cities:     r.List("city"),
		Provinces:  r.List("province"),
		Sources:    r.List("source"),
		Levels:     r.Choices("level", gazetteer.Levels()),
		Kinds:      r.List("kind"),
		Industries: r.Choices("industry", project.Industries()),
		Stages:     r.Choices("stage", project.Stages()),
		Currencies: r.Choices("currency", project.Currencies()),
		AddedFrom:  r.instant("added_from"),
		AmountMin:  r.yuan("amount_min"),
		AmountMax:  r.yuan("amount_max"),
	}
	f.From, _ = r.day("from")
	_, f.To = r.day("to")
	return f
}

// day reads a year, a month or a day as the days that it spans.
func (r *Reader) day(name string) (first, last string) {
	s := r.One(name)
	if s == "" {
		return "", ""
	}
	first, last, err := date.Range(s)
	if err != nil {
		r.Refuse(name, name+" 应写成 2022、2022-07 或 2022-07-18", name+" must be like 2022, 2022-07 or 2022-07-18")
	}
	return first, last
}

// instant reads a moment in RFC 3339, or a year, month or day, which stands
// for its beginning in China.
func (r *Reader) instant(name string) time.Time {
	s := r.One(name)
	if s == "" {
		return time.Time{}
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t
	}
	first, _, err := date.Range(s)
	if err != nil {
		r.Refuse(name, name+" 应写成 2022-07-18 或 2022-07-18T08:00:00Z", name+" must be like 2022-07-18 or 2022-07-18T08:00:00Z")
		return time.Time{}
	}
	t, _ := time.ParseInLocation(time.DateOnly, first, date.China()) // Range gives ISO days
	return t
}

// yuan reads an amount such as 100000000, 1亿 or 5000万.
func (r *Reader) yuan(name string) *int64 {
	s := r.One(name)
	if s == "" {
		return nil
	}
	v, err := query.ParseYuan(s)
	if err != nil {
		r.Refuse(name, name+" 应是以元计的数，或如 10亿、5000万", name+" must be a number of yuan, or like 10亿 or 5000万")
		return nil
	}
	return &v
}
