package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"zonesearch/segment/fold"
)

// sampleRunes bounds how many characters are weighed: plenty to be sure, and
// no more time for a long page than for a short one.
const sampleRunes = 20000

// guess reads undeclared bytes that are not UTF-8.
func guess(b []byte) (string, string, error) {
	score, name, text := best(b)
	if mixed, ok := decodeMixed(b); ok && readability(mixed) > score {
		return accept(mixed, nameUTF8)
	}
	if score < 0 {
		return "", "", ErrUnknown
	}
	return accept(text, name)
}

// best is the most readable of the encodings that Chinese text comes in.
func best(b []byte) (score float64, name, text string) {
	score = -1
	for _, n := range []string{nameGB18030, nameBig5, nameUTF16LE, nameUTF16BE} {
		if (n == nameUTF16LE || n == nameUTF16BE) && len(b)%2 != 0 {
			continue
		}
		t := decodeWith(encodingOf(n), b)
		if s := readability(t); s > score {
			score, name, text = s, n, t
		}
	}
	return score, name, text
}

// readability is how much of the text outside ASCII reads as Chinese: the share
// of frequent characters, less replacements, controls and private characters,
// which no right decoding has many of. 1 where all is ASCII.
func readability(t string) float64 {
	var good, bad, all float64
	for _, r := range t {
		if r < 0x80 && !isControl(r) {
			continue
		}
		all++
		switch {
		case r == utf8.RuneError, isControl(r), r >= 0xE000 && r <= 0xF8FF:
			bad++
		case isFrequent(r):
			good++
		}
		if all == sampleRunes {
			break
		}
	}
	if all == 0 {
		return 1
	}
	return (good - 3*bad) / all
}

// likelyUTF16 tells UTF-16 without a mark by its zero bytes: the line breaks,
// digits and tags of a page have one each, always on the same side.
func likelyUTF16(b []byte) string {
	if len(b) < 4 || len(b)%2 != 0 {
		return ""
	}
	even, odd := 0, 0
	for i := 0; i+1 < len(b); i += 2 {
		if b[i] == 0 {
			even++
		}
		if b[i+1] == 0 {
			odd++
		}
	}
	name, zeros, other := nameUTF16LE, odd, even
	if even > odd {
		name, zeros, other = nameUTF16BE, even, odd
	}
	if zeros < 1 || other*20 > zeros || zeros*200 < len(b) {
		return ""
	}
	t := decodeWith(encodingOf(name), b)
	if readability(t) < 0.2 {
		return ""
	}
	return name
}

// decodeMixed reads a page that is UTF-8 but for some lines in GB18030, as
// pages pasted together are. It reports false where less than half of the lines
// with anything but ASCII are UTF-8.
func decodeMixed(b []byte) (string, bool) {
	var out strings.Builder
	right, wrong := 0, 0
	for line := range bytes.Lines(b) {
		switch {
		case isASCII(line):
			out.Write(line)
		case utf8.Valid(line):
			right++
			out.Write(line)
		default:
			wrong++
			out.WriteString(decodeLine(line))
		}
	}
	return out.String(), right > 0 && right >= wrong
}

// decodeLine reads one line that is not UTF-8: as GB18030 where that reads
// better than UTF-8 with its bad bytes replaced.
func decodeLine(line []byte) string {
	patched := strings.ToValidUTF8(string(line), "\uFFFD")
	if gb := decodeWith(encodingOf(nameGB18030), line); readability(gb) > readability(patched) {
		return gb
	}
	return patched
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

func isControl(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' && r != '\f' || r >= 0x7F && r < 0xA0 && r != 0x85
}

func isFrequent(r rune) bool {
	_, ok := frequent()[fold.Rune(r)]
	return ok
}
