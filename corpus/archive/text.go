package archive

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"zonesearch/corpus"
)

// maxText bounds the text of one article, and what unpacking may take.
const maxText = 64 << 20

// maxID bounds an article's id in bytes.
const maxID = 1024

// An article's text is its fields but ID and Added (which stand in the frame)
// as tag, uvarint length, bytes; empty fields are left out. Tags are for
// good: a field that is dropped one day leaves its number unused. Bytes are
// kept as they came.
const (
	tagURL = iota + 1
	tagTitle
	tagBody
	tagDate
	tagSource
	tagZone
	tagCity
	tagProvince
	tagChannel
	tagPrevTitle
	tagNextTitle
	tagEnd
)

// field gives the field of a tag, nil for an unknown one.
func field(a *corpus.Article, tag byte) *string {
	switch tag {
	case tagURL:
		return &a.URL
	case tagTitle:
		return &a.Title
	case tagBody:
		return &a.Body
	case tagDate:
		return &a.Date
	case tagSource:
		return &a.Source
	case tagZone:
		return &a.Zone
	case tagCity:
		return &a.City
	case tagProvince:
		return &a.Province
	case tagChannel:
		return &a.Channel
	case tagPrevTitle:
		return &a.PrevTitle
	case tagNextTitle:
		return &a.NextTitle
	}
	return nil
}

// appendText writes the article's text at the end of b.
func appendText(b []byte, a *corpus.Article) []byte {
	for tag := byte(tagURL); tag < tagEnd; tag++ {
		s := *field(a, tag)
		if s == "" {
			continue
		}
		b = append(b, tag)
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

// parseText sets the fields of a from a text. The text is copied once, and all
// fields share the copy.
func parseText(text []byte, a *corpus.Article) error {
	whole := string(text)
	r := reader{b: text}
	last := byte(0)
	for len(r.b) > 0 {
		tag := r.byte()
		p := field(a, tag)
		if p == nil || tag <= last {
			return fmt.Errorf("unknown field %d", tag)
		}
		last = tag
		n := r.uvarint()
		at := len(text) - len(r.b)
		if r.bytes(n); r.bad {
			return fmt.Errorf("field %d is cut off", tag)
		}
		*p = whole[at : at+int(n)]
	}
	return nil
}

// sum is what two texts are compared by: 128 bits of SHA-256.
type sum [16]byte

func sumOf(text []byte) sum {
	full := sha256.Sum256(text)
	return sum(full[:16])
}
