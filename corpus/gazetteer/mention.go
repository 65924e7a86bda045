package gazetteer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zonesearch/segment/fold"
)

const (
	// windowRunes is the longest name looked for before a kind word.
	windowRunes = 16
	// leadRunes is the most of title and body that Mention reads. Where
	// something happened is said at the beginning.
	leadRunes = 160
)

// Mention tells the zone that an article is about, for pages that print none:
// the only one that its title names, or else the only one that the beginning
// of its body names. It is false where there is none, where there are
// several, and where a name could mean several. place, which may be zero, is
// what is known about where the article belongs; it decides between zones of
// one name.
func (g *Gazetteer) Mention(title, body string, place Place) (Zone, bool) {
	for _, text := range []string{lead(title), lead(body)} {
		found := g.mentioned(fold.Canon(text).String(), place)
		if len(found) == 1 {
			return g.zones[found[0]], true
		}
		if len(found) > 1 {
			return Zone{}, false
		}
	}
	return Zone{}, false
}

// mentioned lists the different zones that the text names.
func (g *Gazetteer) mentioned(k string, place Place) []int32 {
	var found []int32
	for end := 0; end < len(k); {
		// The next place where a kind word ends.
		next := strings.Index(k[end:], "区")
		if next < 0 {
			break
		}
		end += next + len("区")
		n, ok := g.zoneEndingAt(k[:end], place)
		if ok && !slices.Contains(found, n) {
			found = append(found, n)
		}
	}
	return found
}

// zoneEndingAt finds the zone whose name the text ends with, taking the longest
// name there is.
func (g *Gazetteer) zoneEndingAt(k string, place Place) (int32, bool) {
	starts := make([]int, 0, windowRunes)
	for at := len(k); at > 0 && len(starts) < windowRunes; {
		r, size := utf8.DecodeLastRuneInString(k[:at])
		if !fold.IsHan(r) && !strings.ContainsRune("()-", r) {
			break
		}
		at -= size
		starts = append(starts, at)
	}
	for i := len(starts) - 1; i >= 2; i-- {
		all := g.lookup(key(k[starts[i]:]))
		if len(all) == 0 {
			continue
		}
		fitting := all[:0:0]
		for _, n := range all {
			z := &g.zones[n]
			if (place.City == "" || z.City == "" || z.City == place.City) && (place.Province == "" || z.Province == place.Province) {
				fitting = append(fitting, n)
			}
		}
		if len(fitting) == 1 {
			return fitting[0], true
		}
		return 0, false
	}
	return 0, false
}

// lead is the beginning of a text: two sentences or leadRunes, whichever is
// less.
func lead(text string) string {
	runes, sentences := 0, 0
	for i, r := range text {
		if runes++; runes > leadRunes {
			return text[:i]
		}
		if strings.ContainsRune("。！？\n", r) {
			if sentences++; sentences == 2 {
				return text[:i]
			}
		}
	}
	return text
}
