package index

import (
	"encoding/base64"
	"encoding/json"
	"hash/fnv"
)

// cursor says where the next page begins. It is opaque to those who pass it
// back, and good for the question that it came from only.
type cursor struct {
	// Question is a digest of the query, filters and order.
	Question uint64 `json:"q"`
	// Offset counts the hits before it, where the order is by relevance, and
	// the groups before it where reprints are collapsed.
	Offset int `json:"o,omitempty"`
	// Value and Seq are the sort value and number of the last row before it,
	// where the order is a column's.
	Value int64  `json:"v,omitempty"`
	Seq   uint64 `json:"s,omitempty"`
}

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		return "" // numbers always marshal
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// parseCursor reads a cursor made for the same question.
func parseCursor(s string, question uint64) (cursor, error) {
	bad := func(zh, en string) (cursor, error) {
		return cursor{}, &RequestError{Param: "cursor", ZH: zh, EN: en, Offset: -1}
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return bad("游标无法识别，请使用上一页返回的 next_cursor", "this is no cursor; use the next_cursor of the page before")
	}
	var c cursor
	if err := json.Unmarshal(b, &c); err != nil || c.Offset < 0 {
		return bad("游标无法识别，请使用上一页返回的 next_cursor", "this is no cursor; use the next_cursor of the page before")
	}
	if c.Question != question {
		return bad("游标属于另一个查询、筛选或排序", "the cursor belongs to another query, filter or order")
	}
	return c, nil
}

// questionDigest stands for everything that decides which hits there are and
// in what order.
func questionDigest(parts ...any) uint64 {
	h := fnv.New64a()
	// Filters hold only strings, numbers and times, which always marshal.
	_ = json.NewEncoder(h).Encode(parts)
	return h.Sum64()
}
