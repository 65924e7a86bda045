package table

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
	"unicode/utf16"
)

// units encodes as the file "text" does.
func units(runes []rune) (b []byte) {
	for _, u := range utf16.Encode(runes) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// TestSignature draws texts of all lengths around that from which on they have a
// signature, and from alphabets of all sizes: no run that stands in a text is
// ruled out, and most of those that could stand there and do not are.
func TestSignature(t *testing.T) {
	rng := rand.New(rand.NewPCG(20261128, 1))
	absent, ruledOut := 0, 0
	for range 3000 {
		alphabet := 2 + rng.IntN(600)
		draw := func(n int) []rune {
			runes := make([]rune, n)
			for i := range runes {
				if runes[i] = rune(0x4E00 + rng.IntN(alphabet)); rng.IntN(100) == 0 {
					runes[i] = 0x20000 + rune(rng.IntN(alphabet))
				}
			}
			return runes
		}
		runes := draw(signatureLeast/2 + rng.IntN(1000))
		text := units(runes)
		signature := appendSignature(nil, text)
		if want := signatureSize(uint32(len(text) / 2)); len(signature) != want {
			t.Fatalf("%d units have a signature of %d bytes, want %d", len(text)/2, len(signature), want)
		}
		for range 20 {
			n := 1 + rng.IntN(5)
			at := rng.IntN(len(runes) - n)
			if r := newRun(runes[at:at+n], &byteCounts{}); !r.mayStandBefore(signature) {
				t.Fatalf("%q stands at %d of %q and is ruled out", string(runes[at:at+n]), at, string(runes))
			}
			if r := newRun(draw(2), &byteCounts{}); len(signature) > 0 && alphabet > 300 && !r.in(text) {
				if absent++; !r.mayStandBefore(signature) {
					ruledOut++
				}
			}
		}
	}
	if share := float64(ruledOut) / float64(absent); share < 0.6 {
		t.Errorf("only %.2f of the pairs that do not stand in a text are ruled out", share)
	}
}
