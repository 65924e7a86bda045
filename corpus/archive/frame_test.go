package archive

import (
	"bytes"
	"testing"
	"time"

	"zonesearch/corpus"
)

// FuzzFrame: a frame that parses is one that was written: writing it again
// gives the same bytes, so no byte of a record is without meaning. With a
// right checksum but arbitrary content, parsing and unpacking never panic.
func FuzzFrame(f *testing.F) {
	pack, err := newPacker()
	if err != nil {
		f.Fatal(err)
	}
	art := frame{kind: kindArticle, id: "a", added: time.Unix(5, 0)}
	text := appendText(nil, article(1))
	art.size = len(text)
	art.codec, art.text = pack.pack(text)
	for _, fr := range []frame{art, {kind: kindDeleted, id: "b", replaces: 3}, {kind: kindSuperseded, id: "c"}} {
		b := fr.append(nil, 9)
		f.Add(uint64(9), b[:len(b)-4])
	}
	f.Fuzz(func(t *testing.T, seq uint64, body []byte) {
		sum := frameSum(seq, body)
		b := append(bytes.Clone(body), byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum))
		fr, err := parseFrame(seq, b)
		if err != nil {
			return
		}
		// Varints may be written longer than needed; this program does not.
		again, err := parseFrame(seq, fr.append(nil, seq))
		if err != nil || again.id != fr.id || again.replaces != fr.replaces || !again.added.Equal(fr.added) ||
			again.size != fr.size || !bytes.Equal(again.text, fr.text) {
			t.Fatalf("%x: %+v, again %+v, %v", b, fr, again, err)
		}
		if fr.kind == kindArticle && fr.size < 1<<20 {
			_, _ = pack.article(seq, &fr) // an error is fine
		}
		for i := range b {
			b[i] ^= 1
			if _, err := parseFrame(seq, b); err == nil {
				t.Fatalf("%x: a flipped bit in byte %d went unseen", b, i)
			}
			b[i] ^= 1
		}
		if _, err := parseFrame(seq+1, b); err == nil {
			t.Fatal("a record was accepted under another number")
		}
	})
}

// FuzzText: what is written is read again, byte for byte, also what is not
// UTF-8.
func FuzzText(f *testing.F) {
	f.Add("题", "正文\n二", "https://example.cn", "\xff")
	pack, err := newPacker()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, title, body, url, zone string) {
		want := corpus.Article{ID: "x", Title: title, Body: body, URL: url, Zone: zone, NextTitle: title}
		text := appendText(nil, &want)
		fr := frame{kind: kindArticle, id: "x", size: len(text)}
		fr.codec, fr.text = pack.pack(text)
		got, err := pack.article(1, &fr)
		if err != nil || !got.SameContent(&want) {
			t.Fatalf("%+v, %v, want %+v", got, err, want)
		}
	})
}
