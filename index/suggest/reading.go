package suggest

import (
	"bufio"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"

	"zonesearch/segment/fold"
)

//go:embed readings.txt
var readingLines string

// Readings knows how Chinese characters are read: in pinyin without tones, ü
// as v. It never changes.
type Readings struct {
	// syllables are all there are, by number. Number 0 is none.
	syllables []string
	numbers   map[string]sound
	// beginnings are the syllables and all that they begin with.
	beginnings map[string]bool
	// blurred gives, for each syllable, the one that it is easily confused
	// with: zh, ch, sh as z, c, s, and -ng as -n.
	blurred []sound
	// main is how each character from firstHan on is read mostly, rare ones
	// and other scripts have none; others are the other ways.
	main   [lastHan - firstHan]sound
	others map[rune][]sound
	// words are read otherwise than their characters alone, by their first
	// character, the longest first.
	words map[rune][]reading
}

// sound is the number of a syllable.
type sound uint16

// reading is a word and its sounds.
type reading struct {
	word   []rune
	sounds []sound
}

// The characters that have a reading here: from 〇 to the end of the plane's
// unified ideographs.
const (
	firstHan = 0x3000
	lastHan  = 0xA000
)

// LoadReadings reads the tables, which takes some ten milliseconds and a
// megabyte. An error names the line that is wrong.
func LoadReadings() (*Readings, error) {
	r := &Readings{syllables: []string{""}, numbers: map[string]sound{"": 0}, beginnings: map[string]bool{}, others: map[rune][]sound{}, words: map[rune][]reading{}}
	for code, list := range pinyin.PinyinDict {
		if code < firstHan || code >= lastHan {
			continue
		}
		for i, marked := range strings.Split(list, ",") {
			s := r.number(toneless(marked))
			if i == 0 {
				r.main[code-firstHan] = s
			} else {
				r.add(rune(code), s)
			}
		}
	}
	if err := r.correct(readingLines); err != nil {
		return nil, fmt.Errorf("readings.txt: %w", err)
	}
	for i := 0; i < len(r.syllables); i++ { // grows while it goes
		r.number(blur(r.syllables[i]))
	}
	for _, s := range r.syllables {
		for n := 1; n <= len(s); n++ {
			r.beginnings[s[:n]] = true
		}
	}
	r.blurred = make([]sound, len(r.syllables))
	for i, s := range r.syllables {
		r.blurred[i] = r.numbers[blur(s)]
	}
	return r, nil
}

// number gives the number of a syllable, a new one where it is new.
func (r *Readings) number(syllable string) sound {
	n, ok := r.numbers[syllable]
	if !ok {
		n = sound(len(r.syllables))
		r.syllables = append(r.syllables, syllable)
		r.numbers[syllable] = n
	}
	return n
}

// add notes another way to read a character.
func (r *Readings) add(han rune, s sound) {
	if r.first(han) != s && !slices.Contains(r.others[han], s) {
		r.others[han] = append(r.others[han], s)
	}
}

// correct takes in lines of a word and its syllables.
func (r *Readings) correct(text string) error {
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		word := []rune(fields[0])
		if len(fields) != len(word)+1 {
			return fmt.Errorf("line %d: %s has %d characters and %d syllables", n, fields[0], len(word), len(fields)-1)
		}
		entry := reading{word: word}
		for i, syllable := range fields[1:] {
			s := r.number(syllable)
			entry.sounds = append(entry.sounds, s)
			r.add(word[i], s)
		}
		if len(word) == 1 {
			r.add(word[0], r.first(word[0]))
			r.prefer(word[0], entry.sounds[0])
			continue
		}
		r.words[word[0]] = append(r.words[word[0]], entry)
	}
	for _, words := range r.words {
		slices.SortStableFunc(words, func(a, b reading) int { return len(b.word) - len(a.word) })
	}
	return lines.Err()
}

// prefer makes one of a character's readings its main one.
func (r *Readings) prefer(han rune, s sound) {
	old := r.first(han)
	if old == s || han < firstHan || han >= lastHan {
		return
	}
	r.others[han] = slices.DeleteFunc(r.others[han], func(o sound) bool { return o == s })
	r.main[han-firstHan] = s
	r.add(han, old)
}

// first gives how a character is mostly read, 0 where that is not known.
func (r *Readings) first(han rune) sound {
	if han < firstHan || han >= lastHan {
		return 0
	}
	return r.main[han-firstHan]
}

// all gives every way to read a character, the main one first.
func (r *Readings) all(han rune) []sound {
	main := r.first(han)
	if main == 0 {
		return nil
	}
	return append([]sound{main}, r.others[han]...)
}

// read appends the sound of each rune of a text, 0 for what has none.
func (r *Readings) read(dst []sound, text []rune) []sound {
	for i := 0; i < len(text); {
		if word := r.wordAt(text[i:]); word != nil {
			dst = append(dst, word.sounds...)
			i += len(word.word)
			continue
		}
		dst = append(dst, r.first(text[i]))
		i++
	}
	return dst
}

func (r *Readings) wordAt(text []rune) *reading {
	words := r.words[text[0]]
	for i := range words {
		if w := &words[i]; len(w.word) <= len(text) && slices.Equal(w.word, text[:len(w.word)]) {
			return w
		}
	}
	return nil
}

// Pinyin gives the reading of a text, one syllable for each character that has
// one; every other rune stands for itself, folded.
func (r *Readings) Pinyin(text string) []string {
	runes := []rune(fold.String(text))
	out := make([]string, len(runes))
	for i, s := range r.read(nil, runes) {
		if out[i] = r.syllables[s]; s == 0 {
			out[i] = string(runes[i])
		}
	}
	return out
}
