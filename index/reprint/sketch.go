package reprint

import "zonesearch/segment/fold"

const (
	// bins is the number of minima kept of a text. The similarity estimated
	// from 64 of them is off by 0.05 (one standard deviation) near 0.8.
	bins = 64
	// shingle is the number of characters hashed together. Four Chinese
	// characters are two words: unrelated news shares few such runs.
	shingle = 4
	// minShingles is the fewest runs that a text must have to be compared. Of
	// less, a headline for instance, being alike proves nothing.
	minShingles = 24
)

// Sketch stands for a text: the share of equal bytes in two sketches
// estimates the share of runs of characters that the two texts have in common.
// The zero Sketch stands for a text too short to compare.
type Sketch [bins]byte

// Of sketches a text. Only letters, digits and Chinese characters count, so
// that punctuation of another width or a dropped space changes nothing.
func Of(text *fold.Text) Sketch {
	var minima [bins]uint64
	for i := range minima {
		minima[i] = ^uint64(0)
	}
	var window [shingle]uint64
	seen := 0
	for _, r := range text.Runes {
		if !fold.IsHan(r) && !fold.IsAlnum(r) {
			continue
		}
		copy(window[:], window[1:])
		window[shingle-1] = uint64(r)
		if seen++; seen < shingle {
			continue
		}
		h := window[0]<<48 ^ window[1]<<32 ^ window[2]<<16 ^ window[3]
		h = mix(h)
		if bin := h >> 58; h < minima[bin] {
			minima[bin] = h
		}
	}
	if seen-shingle+1 < minShingles {
		return Sketch{}
	}
	return compress(&minima)
}

// compress keeps one byte of each minimum. An empty bin takes the value of the
// next filled one, marked by the distance, so that short texts compare as well.
func compress(minima *[bins]uint64) Sketch {
	var s Sketch
	for i := range s {
		distance := 0
		for minima[(i+distance)%bins] == ^uint64(0) {
			distance++
		}
		v := mix(minima[(i+distance)%bins] + uint64(distance)*0x9e3779b97f4a7c15)
		s[i] = byte(v)
	}
	return s
}

// Similarity estimates the share of runs of characters that the two texts have
// in common, from 0 to 1. Unequal minima agree in one byte out of 256 by
// chance, which is taken off.
func (s *Sketch) Similarity(t *Sketch) float64 {
	equal := 0
	for i := range s {
		if s[i] == t[i] {
			equal++
		}
	}
	const chance = 1.0 / 256
	return max(0, (float64(equal)/bins-chance)/(1-chance))
}

// mix is the finalizer of MurmurHash3, which spreads every bit over all.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	h ^= h >> 33
	return h
}
