package segment

import (
	"testing"

	"zonesearch/segment/fold"
	"zonesearch/segment/internal/gsedict"
)

// The packed dictionary is gse's own, word for word.
func TestDictionaryIsThatOfGse(t *testing.T) {
	if testing.Short() {
		t.Skip("gse takes seconds to load its dictionary")
	}
	want, err := gsedict.Load()
	if err != nil {
		t.Fatal(err)
	}
	got, err := unpackGse()
	if err != nil {
		t.Fatal(err)
	}
	if got.Len() != want.Len() {
		t.Fatalf("%d words are packed, gse has %d: run go generate ./segment", got.Len(), want.Len())
	}
	for i := range want.Len() {
		if string(got.Word(i)) != string(want.Word(i)) || got.Freqs[i] != want.Freqs[i] {
			t.Fatalf("word %d is %s %d, gse has %s %d: run go generate ./segment", i,
				got.Word(i), got.Freqs[i], want.Word(i), want.Freqs[i])
		}
	}
}

// Random texts of words that share characters, so that many paths compete, over
// a dictionary that gse loads at once.
func TestPathIsThatOfGse(t *testing.T) {
	s := small(t)
	r, err := NewReference(s)
	if err != nil {
		t.Fatal(err)
	}
	g := newGenerator(s, 1)
	compared := 0
	for range 3000 {
		n, err := r.Check(fold.Canon(g.text(60)))
		if err != nil {
			t.Fatal(err)
		}
		compared += n
	}
	if compared < 5000 {
		t.Errorf("only %d runs were compared", compared)
	}
}

// The same on real news with the whole dictionary; and how far gse's cuts of a
// whole document are from its cuts run by run (see doc.go).
func TestPathIsThatOfGseOnNews(t *testing.T) {
	texts := news(t, 20000)
	s := mustFull(t)
	r, err := NewReference(s)
	if err != nil {
		t.Fatal(err)
	}
	var text fold.Text
	runs, places, moved := 0, 0, 0
	for _, body := range texts {
		text.Reset(body)
		n, err := r.Check(&text)
		if err != nil {
			t.Error(err)
		}
		runs += n
		p, m := r.compareWhole(&text)
		places, moved = places+p, moved+m
	}
	t.Logf("%d texts, %d runs compared; cut whole by gse, %d of %d places differ", len(texts), runs, moved, places)
	if moved*10_000 > places {
		t.Errorf("more than one place in 10,000 differs when gse cuts whole texts")
	}
}

// compareWhole lets gse cut the whole text at once and counts the places between
// two characters of a run, and those where only one of the two cuts.
func (r *Reference) compareWhole(t *fold.Text) (places, moved int) {
	canon := t.String()
	theirs := map[int]bool{} // bytes
	for _, part := range r.gse.Segment([]byte(canon)) {
		theirs[part.Start()] = true
	}
	ours := map[int]bool{} // runes
	for _, token := range r.own.Path(t) {
		ours[token.Start] = true
	}
	i := 0
	for offset := range canon {
		if i > 0 && fold.IsWordRune(t.Runes[i-1]) && fold.IsWordRune(t.Runes[i]) {
			places++
			if ours[i] != theirs[offset] {
				moved++
			}
		}
		i++
	}
	return places, moved
}
