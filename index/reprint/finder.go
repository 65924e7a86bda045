package reprint

const (
	// Threshold is the similarity from which two articles are one story. A
	// reprint with a new headline, a changed lead and one sentence in ten
	// edited stays above it; two signings at one ceremony, told by the same
	// office in the same phrases, stay below.
	Threshold = 0.70

	// A candidate must agree in all bins of one band: with 12 bands of 5, texts
	// that share 80 % are found 99 times in 100, texts that share 30 % are
	// looked at 3 times in 100.
	bands    = 12
	bandBins = 5

	// maxAlike bounds how many earlier texts of one band are looked at, so that
	// a boilerplate text sent ten thousand times costs no more than one.
	maxAlike = 8
)

// Finder groups texts that are reprints of each other. Texts are numbered from
// 0 in the order in which they are added. Its zero value is empty and ready.
// It is not safe for concurrent use.
type Finder struct {
	sketches []Sketch
	groups   []uint32
	// slots is an open-addressing table from a band of a sketch to the texts
	// that have it, by number + 1; 0 is free. Keys are not kept: they are read
	// from the sketches.
	slots []uint32
	used  int
}

// Len is the number of texts added.
func (f *Finder) Len() int { return len(f.sketches) }

// Add puts in the next text and gives the number of the first text of its
// group: its own where it resembles none before it.
func (f *Finder) Add(s Sketch) (group int) {
	n := len(f.sketches)
	group = f.find(&s)
	if group < 0 {
		group = n
	}
	f.Restore(s, group)
	return group
}

// Restore puts in the next text with the group that an earlier Add gave it.
func (f *Finder) Restore(s Sketch, group int) {
	f.sketches = append(f.sketches, s)
	f.groups = append(f.groups, uint32(group))
	if s == (Sketch{}) {
		return
	}
	if (f.used+bands)*4 > len(f.slots)*3 {
		f.grow()
	}
	f.enter(len(f.sketches) - 1)
}

// find gives the group of the most similar earlier text, or -1.
func (f *Finder) find(s *Sketch) int {
	if *s == (Sketch{}) || len(f.slots) == 0 {
		return -1
	}
	best, bestSimilarity := -1, Threshold
	for band := range bands {
		f.alike(s, band, func(n int) {
			if similarity := s.Similarity(&f.sketches[n]); similarity >= bestSimilarity && best != n {
				if similarity > bestSimilarity || best < 0 || n < best {
					best, bestSimilarity = n, similarity
				}
			}
		})
	}
	if best < 0 {
		return -1
	}
	return int(f.groups[best])
}

// alike calls fn with the texts whose band equals that of s, at most maxAlike.
// It returns the free slot after them, or -1 where there are too many already.
func (f *Finder) alike(s *Sketch, band int, fn func(n int)) (free int) {
	key := bandKey(s, band)
	mask := uint64(len(f.slots) - 1)
	count := 0
	for i := mix(key) & mask; ; i = (i + 1) & mask {
		if f.slots[i] == 0 {
			return int(i)
		}
		n := int(f.slots[i] - 1)
		if bandKey(&f.sketches[n], band) != key {
			continue
		}
		fn(n)
		if count++; count == maxAlike {
			return -1
		}
	}
}

func (f *Finder) enter(n int) {
	for band := range bands {
		if free := f.alike(&f.sketches[n], band, func(int) {}); free >= 0 {
			f.slots[free] = uint32(n + 1)
			f.used++
		}
	}
}

func (f *Finder) grow() {
	f.slots = make([]uint32, max(1024, 2*len(f.slots)))
	f.used = 0
	for n := range f.sketches {
		if f.sketches[n] != (Sketch{}) {
			f.enter(n)
		}
	}
}

// bandKey is the content of a band, its number included.
func bandKey(s *Sketch, band int) uint64 {
	key := uint64(band)
	for _, b := range s[band*bandBins : (band+1)*bandBins] {
		key = key<<8 | uint64(b)
	}
	return key
}
