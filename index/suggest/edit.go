package suggest

import "slices"

// edited finds names that differ by one character. One half of what was typed
// then stands in the name as it is, at its beginning or its end.
func (n *nearness) edited() {
	d, half := n.d, len(n.typed)/2
	first, second := n.typed[:half], n.typed[half:]
	d.places(first, func(at uint32, form int) {
		if start, end := d.form(form); at == start && n.similar(end-start) && hasPrefix(d.runes[start:end], first) {
			n.edit(form)
		}
	})
	d.places(second, func(at uint32, form int) {
		if start, end := d.form(form); n.similar(end-start) && slices.Equal(d.runes[at:end], second) {
			n.edit(form)
		}
	})
}

// similar reports whether a name has as many runes as was typed, or one more or
// less.
func (n *nearness) similar(length uint32) bool {
	l := int(length)
	return l >= max(leastEdit, len(n.typed)-1) && l <= len(n.typed)+1
}

// edit adds a name if it is one character away.
func (n *nearness) edit(form int) {
	start, end := n.d.form(form)
	if oneEdit(n.typed, n.d.runes[start:end]) {
		n.add(start, end, form, OneCharacter)
	}
}

func hasPrefix(text, prefix []rune) bool {
	return len(text) >= len(prefix) && slices.Equal(text[:len(prefix)], prefix)
}

// oneEdit reports whether one rune is all that has to be put in, taken out or
// changed to make one text of the other.
func oneEdit(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i < len(a) && slices.Equal(a[i+1:], b[i+1:])
	case 1:
		return slices.Equal(a[i:], b[i+1:])
	}
	return false
}
