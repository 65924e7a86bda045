package wordlist

import (
	"errors"
	"reflect"
	"testing"
)

func example() *List {
	l := &List{}
	for i, word := range []string{"a", "开", "开发", "开发区", "经开区", "𠮷"} {
		l.Append(word, uint32(1+i*100_000))
	}
	return l
}

func TestUnpackGivesWhatWasPacked(t *testing.T) {
	for _, want := range []*List{example(), {Text: []byte{}, Ends: []uint32{}, Freqs: []uint32{}}} {
		packed, err := Pack(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Unpack(packed)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func TestUnpackRefusesDamage(t *testing.T) {
	packed, err := Pack(example())
	if err != nil {
		t.Fatal(err)
	}
	for n := range packed {
		if _, err := Unpack(packed[:n]); err == nil && n > 0 {
			t.Errorf("the first %d of %d bytes unpack", n, len(packed))
		}
	}
	if _, err := Unpack([]byte("no packed list")); !errors.Is(err, errDamaged) {
		t.Errorf("error %v, want %v", err, errDamaged)
	}
}

// FuzzUnpack holds: no input makes it panic, and every word of an accepted list
// can be read.
func FuzzUnpack(f *testing.F) {
	packed, err := Pack(example())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Unpack(data)
		if err != nil {
			return
		}
		for i := range l.Len() {
			l.Word(i)
		}
	})
}
