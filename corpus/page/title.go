package page

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// siteSplit parts a document title into the article's and the site's names.
var (
	siteSplit = regexp.MustCompile(`\s*(?:_+|\||｜|\s[-–—]+\s|--+|—{1,2}|-|»|>|::)\s*`)
	sitePart  = regexp.MustCompile(`(?:网|网站|门户|管委会|管理委员会|政府|开发区新闻|新闻中心|首页|投促中国|要闻|动态|资讯|数字报|电子报|日报|晚报|频道|有限公司|局|investchn\S*)$`)
)

// chooseTitle weighs what the page offers as its title. What a person reads
// above the text counts most, as long as the tags for machines do not speak of
// another: a first heading may be the site's name, and a document title carries
// the site's name behind it.
func chooseTitle(h *headFacts, lines []line) (title string, at int) {
	if t, at := labelledTitle(lines); t != "" {
		return t, at
	}
	machine := append([]string{h.title}, h.altTitles...)
	machine = append(machine, h.docTitle)
	for _, known := range machine {
		if known == "" {
			continue
		}
		if i := bestLine(lines, known); i >= 0 {
			return joinTitle(lines, i, known)
		}
	}
	if h.title != "" {
		return h.title, -1
	}
	for _, shows := range []func(*line) bool{
		func(l *line) bool { return l.level == 1 },
		func(l *line) bool { return l.titled },
		func(l *line) bool { return l.level == 2 || l.level == 3 },
	} {
		for i := range lines {
			l := &lines[i]
			if shows(l) && !l.aside && isTitleLike(l) {
				return headingFrom(lines, i)
			}
		}
	}
	if i := aboveInfo(lines); i >= 0 {
		return lines[i].text, i
	}
	for _, t := range h.altTitles {
		if t != "" {
			return withoutSite(t), -1
		}
	}
	return withoutSite(h.docTitle), -1
}

// labelledTitle is the title of a page that prints it as a labelled value.
func labelledTitle(lines []line) (title string, at int) {
	for i := range lines {
		l := &lines[i]
		if l.aside || l.runes() > 150 || !strings.Contains(l.folded, "标题") {
			continue
		}
		if t := titleField.in(l); t != "" {
			return t, i
		}
		if labelKinds[squeeze(l.text)] == titleField && i+1 < len(lines) && isTitleLike(&lines[i+1]) {
			return lines[i+1].text, i + 1
		}
	}
	return "", -1
}

// headingFrom is the heading that begins at line i, with the lines into which a
// line break parts it.
func headingFrom(lines []line, i int) (title string, at int) {
	title, at = lines[i].text, i
	for j := i + 1; j < len(lines) && j <= i+2; j++ {
		l := &lines[j]
		if !l.broken || l.level != lines[i].level || l.titled != lines[i].titled || !isTitleLike(l) || isInfo(l) {
			break
		}
		title, at = join(title, l.text), j
	}
	return title, at
}

// aboveInfo is the line that stands where titles stand: right above the
// information line.
func aboveInfo(lines []line) int {
	for i := range lines {
		if l := &lines[i]; l.aside || !isInfo(l) || !hasOwnField(l) {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-3; j-- {
			above := &lines[j]
			if isInfo(above) || isDayAlone(above) || credit.MatchString(above.folded) {
				continue
			}
			if !above.aside && isTitleLike(above) && !isCrumb(above) && !above.mostlyLinks() {
				return j
			}
			break
		}
		return -1
	}
	return -1
}

// bestLine finds the line that prints the title known to the machine: the same,
// or a longer or shorter form of it. Headings and elements named as titles go
// before plain lines, long forms before short ones.
func bestLine(lines []line, known string) int {
	best, bestScore := -1, 0
	k := squeeze(known)
	for i := range lines {
		l := &lines[i]
		if !isTitleLike(l) || isCrumb(l) || isNeighbour(l) {
			continue
		}
		t := squeeze(l.text)
		n := utf8.RuneCountInString(t)
		if n < 4 && t != k {
			continue
		}
		score := 0
		switch {
		case t == k:
			score = 1000
		case strings.Contains(k, t):
			score = 10 * n
			if score > 900 {
				score = 900
			}
		case strings.Contains(t, k) && utf8.RuneCountInString(k) >= 6 && n <= 3*utf8.RuneCountInString(k):
			score = 900
		case cutShort(known) && strings.HasPrefix(t, k) && len(k) > 0:
			score = 900
		default:
			continue
		}
		switch {
		case l.level == 1:
			score += 500
		case l.titled:
			score += 400
		case l.level > 0:
			score += 300
		}
		if l.aside || l.mostlyLinks() {
			score -= 600
		}
		if l.level == 0 && !l.titled && t != k && (sitePart.MatchString(l.folded) || n*3 < utf8.RuneCountInString(k)) {
			continue
		}
		if sitePart.MatchString(l.folded) && t != k && !strings.HasPrefix(k, t) {
			score -= 700
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	return best
}

// joinTitle is the title printed at line i, together with the next line where
// the title was broken in two.
func joinTitle(lines []line, i int, known string) (title string, at int) {
	title, at = lines[i].text, i
	k := squeeze(known)
	for j := i + 1; j < len(lines) && j <= i+2; j++ {
		l := &lines[j]
		if l.level != lines[i].level || l.titled != lines[i].titled {
			break
		}
		joined := join(title, l.text)
		if !strings.Contains(k, squeeze(joined)) || squeeze(l.text) == "" {
			break
		}
		title, at = joined, j
	}
	return title, at
}

// join puts the two halves of a broken line together.
func join(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if isWide(last) || isWide(first) {
		return a + b
	}
	return a + " " + b
}

func cutShort(s string) bool { return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") }

// isTitleLike reports whether a line could be a title at all.
func isTitleLike(l *line) bool {
	n := l.runes()
	if n == 0 || n > 120 || squeeze(l.text) == "" {
		return false
	}
	return !strings.HasSuffix(l.text, "。") && !slogan.MatchString(l.folded) && !endsArticle.MatchString(l.folded)
}

// withoutSite takes the names of site and section off a document title.
func withoutSite(s string) string {
	parts := siteSplit.Split(s, -1)
	if len(parts) == 1 {
		// Some sites put the names in front, parted by spaces only.
		words := strings.Fields(s)
		if n := len(words); n >= 3 && sitePart.MatchString(folded(words[0])) {
			return strings.Join(words[2:], " ")
		}
		return s
	}
	// The article stands first, as long as what stands there is not the site.
	first := 0
	for first < len(parts)-1 && (parts[first] == "" || sitePart.MatchString(folded(parts[first])) && utf8.RuneCountInString(parts[first]) <= 20) {
		first++
	}
	if first > 0 {
		return strings.TrimSpace(parts[len(parts)-1])
	}
	end := len(parts)
	for end > 1 && (sitePart.MatchString(folded(parts[end-1])) || utf8.RuneCountInString(parts[end-1]) <= 8) {
		end--
	}
	if end == len(parts) {
		return s
	}
	// Keep the text between the parts as it was printed.
	cut := strings.Index(s, parts[end-1]) + len(parts[end-1])
	return strings.TrimSpace(s[:cut])
}
