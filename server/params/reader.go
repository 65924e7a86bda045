package params

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zonesearch/index"
)

// MaxBytes bounds the parameters of one request: a query and dozens of zones,
// percent-encoded, stay far below.
const MaxBytes = 16 << 10

// MaxValues bounds how often one parameter may be repeated: more zones than
// any person picks, and few enough to stay cheap.
const MaxValues = 200

// maxValueRunes bounds one value; the longest zone name has some thirty
// characters. The query has its own, larger bound.
const maxValueRunes = 200

// maxShown bounds how much of a wrong value a message repeats, in characters.
const maxShown = 40

// Reader takes parameters one by one and remembers the first thing wrong.
// After the last one, call Done.
type Reader struct {
	values url.Values
	known  map[string]bool
	err    error
}

// Parse begins to read a raw query, as in a URL after "?".
func Parse(raw string) *Reader {
	r := &Reader{known: map[string]bool{}}
	if len(raw) > MaxBytes {
		r.Refuse("", fmt.Sprintf("网址太长，参数最多 %d 字节", MaxBytes), fmt.Sprintf("the parameters have more than %d bytes", MaxBytes))
		return r
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		r.Refuse("", "网址中的参数编码有误，百分号后面应是两位十六进制数，参数之间用 & 分隔", "the parameters are not well encoded: "+err.Error())
	}
	r.values = values
	for name, list := range values {
		for _, v := range list {
			if !utf8.ValidString(v) || !utf8.ValidString(name) {
				r.Refuse(name, "参数不是有效的 UTF-8 文本", "the value is not valid UTF-8")
			}
		}
	}
	return r
}

// Done reports the first thing that was wrong, or a parameter that nobody
// asked for.
func (r *Reader) Done() error {
	if r.err != nil {
		return r.err
	}
	var unknown string
	for name := range r.values {
		if !r.known[name] && (unknown == "" || name < unknown) {
			unknown = name
		}
	}
	if unknown == "" && !r.unnamed() {
		return nil
	}
	known := slices.Sorted(maps.Keys(r.known))
	if len(known) == 0 {
		r.Refuse(unknown, "这里不接受参数", "no parameters are taken here")
	} else {
		r.notAmongNames(unknown, known)
	}
	return r.err
}

// unnamed reports a value without a name, as in "?=1".
func (r *Reader) unnamed() bool {
	_, ok := r.values[""]
	return ok
}

// Values is the query as it was read.
func (r *Reader) Values() url.Values { return r.values }

// Refuse says what is wrong with a parameter, in both languages. The first
// that is said is kept.
func (r *Reader) Refuse(param, zh, en string) {
	if r.err == nil {
		r.err = &index.RequestError{Param: param, ZH: zh, EN: en, Offset: -1}
	}
}

// One reads a parameter that may stand once; "" where it is missing.
func (r *Reader) One(name string) string {
	r.known[name] = true
	switch list := r.values[name]; len(list) {
	case 0:
		return ""
	case 1:
		return list[0]
	}
	r.Refuse(name, name+" 只能出现一次", name+" may be given once only")
	return ""
}

// List reads a parameter that may be repeated. Empty values are left out: a
// form sends one for a field that nobody filled in.
func (r *Reader) List(name string) []string {
	r.known[name] = true
	list := r.values[name]
	if len(list) > MaxValues {
		r.Refuse(name, fmt.Sprintf("%s 最多可以有 %d 个", name, MaxValues), fmt.Sprintf("%s may be repeated %d times at most", name, MaxValues))
		return nil
	}
	var out []string
	for _, v := range list {
		if v = strings.TrimSpace(v); v == "" || slices.Contains(out, v) {
			continue
		}
		if utf8.RuneCountInString(v) > maxValueRunes {
			r.tooLong(name)
			return nil
		}
		out = append(out, v)
	}
	return out
}

// Choices reads a parameter that may be repeated and takes the given values
// only.
func (r *Reader) Choices(name string, choices []string) []string {
	list := r.List(name)
	for _, v := range list {
		if !slices.Contains(choices, v) {
			r.notAmong(name, v, choices)
		}
	}
	return list
}

// Choice reads a parameter that takes one of the given values; "" where it is
// missing.
func (r *Reader) Choice(name string, choices []string) string {
	v := r.One(name)
	if v != "" && !slices.Contains(choices, v) {
		r.notAmong(name, v, choices)
	}
	return v
}

func (r *Reader) notAmong(name, value string, choices []string) {
	value = shorten(value)
	r.Refuse(name,
		fmt.Sprintf("%s 不能是“%s”；可选：%s", name, value, strings.Join(choices, "、")),
		fmt.Sprintf("%s cannot be %q; choose from %s", name, value, strings.Join(choices, ", ")))
}

func (r *Reader) notAmongNames(name string, known []string) {
	name = shorten(name)
	r.Refuse(name,
		fmt.Sprintf("不认识的参数“%s”；可用的参数：%s", name, strings.Join(known, "、")),
		fmt.Sprintf("unknown parameter %q; known are %s", name, strings.Join(known, ", ")))
}

// Text reads a parameter that may stand once and is no query; "" where it is
// missing.
func (r *Reader) Text(name string) string {
	s := r.One(name)
	if utf8.RuneCountInString(s) > maxValueRunes {
		r.tooLong(name)
		return ""
	}
	return s
}

func (r *Reader) tooLong(name string) {
	r.Refuse(name, fmt.Sprintf("%s 的值太长，最多 %d 个字", name, maxValueRunes), fmt.Sprintf("a value of %s has more than %d characters", name, maxValueRunes))
}

// Int reads a whole number from low to high; 0 where it is missing.
func (r *Reader) Int(name string, low, high int) int {
	s := r.One(name)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < low || n > high {
		r.Refuse(name, fmt.Sprintf("%s 应是 %d 到 %d 之间的整数", name, low, high), fmt.Sprintf("%s must be a whole number from %d to %d", name, low, high))
	}
	return n
}

// Bool reads true or false; false where it is missing.
func (r *Reader) Bool(name string) bool {
	return r.Choice(name, []string{"true", "false"}) == "true"
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > maxShown {
		return string(runes[:maxShown]) + "…"
	}
	return s
}
