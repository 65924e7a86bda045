package params

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zonesearch/index"
)

// maxValues bounds how often one parameter may be repeated: more zones than
// any person picks, and few enough to stay cheap.
const maxValues = 200

// maxValueRunes bounds one value; the longest zone name has some thirty
// characters. The query has its own, larger bound.
const maxValueRunes = 200

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
	values, err := url.ParseQuery(raw)
	if err != nil {
		r.fail("", "网址中的参数编码有误", "the parameters are not well encoded: "+err.Error())
	}
	r.values = values
	for name, list := range values {
		for _, v := range list {
			if !utf8.ValidString(v) || !utf8.ValidString(name) {
				r.fail(name, "参数不是有效的 UTF-8 文本", "the value is not valid UTF-8")
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
	var unknown []string
	for name := range r.values {
		if !r.known[name] {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	known := make([]string, 0, len(r.known))
	for name := range r.known {
		known = append(known, name)
	}
	slices.Sort(known)
	r.fail(unknown[0],
		fmt.Sprintf("不认识的参数 %s;可用的参数:%s", strings.Join(unknown, "、"), strings.Join(known, "、")),
		fmt.Sprintf("unknown parameter %s; known are %s", strings.Join(unknown, ", "), strings.Join(known, ", ")))
	return r.err
}

// Values is the query as it was read.
func (r *Reader) Values() url.Values { return r.values }

// fail keeps the first error.
func (r *Reader) fail(param, zh, en string) {
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
	r.fail(name, name+" 只能出现一次", name+" may be given once only")
	return ""
}

// List reads a parameter that may be repeated. Empty values are left out: a
// form sends one for a field that nobody filled in.
func (r *Reader) List(name string) []string {
	r.known[name] = true
	list := r.values[name]
	if len(list) > maxValues {
		r.fail(name, fmt.Sprintf("%s 最多可以有 %d 个", name, maxValues), fmt.Sprintf("%s may be repeated %d times at most", name, maxValues))
		return nil
	}
	var out []string
	for _, v := range list {
		if v = strings.TrimSpace(v); v == "" || slices.Contains(out, v) {
			continue
		}
		if utf8.RuneCountInString(v) > maxValueRunes {
			r.fail(name, fmt.Sprintf("%s 的值太长,最多 %d 个字", name, maxValueRunes), fmt.Sprintf("a value of %s has more than %d characters", name, maxValueRunes))
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
	r.fail(name,
		fmt.Sprintf("%s 不能是“%s”;可选:%s", name, value, strings.Join(choices, "、")),
		fmt.Sprintf("%s cannot be %q; choose from %s", name, value, strings.Join(choices, ", ")))
}

// Int reads a whole number from low to high; 0 where it is missing.
func (r *Reader) Int(name string, low, high int) int {
	s := r.One(name)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < low || n > high {
		r.fail(name, fmt.Sprintf("%s 应是 %d 到 %d 之间的整数", name, low, high), fmt.Sprintf("%s must be a whole number from %d to %d", name, low, high))
	}
	return n
}

// Bool reads true or false; false where it is missing.
func (r *Reader) Bool(name string) bool {
	return r.Choice(name, []string{"true", "false"}) == "true"
}
