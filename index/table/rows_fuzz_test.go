package table

import (
	"bytes"
	"slices"
	"testing"
)

// Whatever stands in the file "rows": it is read or refused, and what is read
// twice is the same.
func FuzzRow(f *testing.F) {
	write := func(seq uint64, keyword, payload string) []byte {
		r := newStoredRow(testSchema)
		r.seq, r.payload = seq, []byte(payload)
		return r.appendFrame(nil, slices.Repeat([]string{keyword}, len(testSchema.Keywords)), make([]dictionary, len(testSchema.Keywords)))
	}
	f.Add(write(1, "", ""))
	f.Add(write(1<<63, "泰州", "a1"))
	f.Add(write(7, "x", "")[frameHeader:])
	f.Fuzz(func(t *testing.T, b []byte) {
		if body, size, err := frame(b); err == nil {
			if size != frameHeader+len(body) || size > len(b) {
				t.Fatalf("a frame of %d bytes with a body of %d", size, len(body))
			}
			read(t, body)
		}
		read(t, b)
		if decoded, ok := decodeRecord(b); ok && !bytes.Equal(decoded.encode(), b) {
			t.Fatalf("%+v is written otherwise than it was read", decoded)
		}
	})
}

// read reads a row's body, and what was read once more, without dictionaries.
func read(t *testing.T, body []byte) {
	r, dictionaries := newStoredRow(testSchema), make([]dictionary, len(testSchema.Keywords))
	if r.decode(body, dictionaries) != nil {
		return
	}
	for i, ord := range r.keywords {
		if int(ord) >= len(dictionaries[i].values) {
			t.Fatalf("keyword %d of %d", ord, len(dictionaries[i].values))
		}
	}
	if !bytes.HasSuffix(body, r.payload) {
		t.Fatal("the payload is not the end")
	}
	again := newStoredRow(testSchema)
	if err := again.decode(body, nil); err != nil || again.seq != r.seq || again.text != r.text ||
		!slices.Equal(again.numbers, r.numbers) || !slices.Equal(again.keywords, r.keywords) || !slices.Equal(again.units, r.units) {
		t.Fatalf("read again: %+v, %v; at first %+v", again, err, r)
	}
}
