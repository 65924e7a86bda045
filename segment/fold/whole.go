package fold

// Inside reports whether a cut before rune i of a canonical text would fall
// inside a run of Latin letters, or inside a number with its decimal point,
// thousands commas and per cent sign. at gives the rune at an index, and 0
// outside the text. A phrase matches only where neither of its ends is inside:
// 5万吨 is not in 4.5万吨, nor EVA in MEVA.
func Inside(at func(i int) rune, i int) bool {
	before, after := at(i-1), at(i)
	switch {
	case IsLetter(before):
		return IsLetter(after)
	case IsDigit(before):
		return IsDigit(after) || after == '%' || joins(at, i)
	case IsDigit(after):
		return joins(at, i-1)
	}
	return false
}

// joins reports whether the rune at i is a point between digits, or a comma
// that parts thousands: one to three digits (or a whole group) before it and
// exactly three after.
func joins(at func(i int) rune, i int) bool {
	switch at(i) {
	case '.':
		return IsDigit(at(i-1)) && IsDigit(at(i+1))
	case ',':
		before := 0
		for before < 4 && IsDigit(at(i-1-before)) {
			before++
		}
		after := 0
		for after < 4 && IsDigit(at(i+1+after)) {
			after++
		}
		return before >= 1 && before <= 3 && after == 3
	}
	return false
}
