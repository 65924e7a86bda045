package table

import "encoding/binary"

// A signature is a Bloom filter over the pairs of neighbouring characters of a
// text, two bits for each character. Of the pairs that a text does not hold, it
// rules seven in ten out, and each pair of a phrase is another chance: looking
// at signatures spares reading most texts that hold all words of a phrase and
// not the phrase.
const (
	signatureShare = 4 // characters for each byte
	// signatureLeast is the length from which on texts have one: shorter ones
	// are read as fast.
	signatureLeast = 96
)

// signatureSize gives how many bytes the signature of a text of so many UTF-16
// units takes.
func signatureSize(units uint32) int {
	if units < signatureLeast {
		return 0
	}
	return int(units+signatureShare-1) / signatureShare
}

// appendSignature appends the signature of a text, UTF-16LE, to dst.
func appendSignature(dst, text []byte) []byte {
	at := len(dst)
	dst = append(dst, make([]byte, signatureSize(uint32(len(text)/2)))...)
	if len(dst) == at {
		return dst
	}
	signature := dst[at:]
	for i := 0; i+4 <= len(text); i += 2 {
		byt, bit := pairHash(text[i:]).in(signature)
		signature[byt] |= bit
	}
	return dst
}

// hash names a pair of characters.
type hash uint32

// pairHash hashes the first two UTF-16 units of a text by Fibonacci's
// multiplication: its high bits, by which in goes, depend on both.
func pairHash(text []byte) hash { return hash(binary.LittleEndian.Uint32(text) * 0x9E3779B1) }

// in gives the pair's place in a signature.
func (h hash) in(signature []byte) (byt int, bit byte) {
	place := uint64(h) * uint64(8*len(signature)) >> 32
	return int(place >> 3), 1 << (place & 7)
}

// pairHashes hashes all pairs of a run, UTF-16LE.
func pairHashes(run []byte) (pairs []hash) {
	for i := 0; i+4 <= len(run); i += 2 {
		pairs = append(pairs, pairHash(run[i:]))
	}
	return pairs
}

// mayStandBefore reports false where a text with this signature cannot hold the
// run. A text without a signature may.
func (r *run) mayStandBefore(signature []byte) bool {
	if len(signature) == 0 {
		return true
	}
	for _, h := range r.pairs {
		if byt, bit := h.in(signature); signature[byt]&bit == 0 {
			return false
		}
	}
	return true
}
