package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// Article is one piece of zone news. The zero value of every field means
// "not known"; only Title or Body must be there.
type Article struct {
	// ID is the article's permanent name. See DeriveID for articles that come
	// without one.
	ID string `json:"id"`
	// URL is the original's address, http or https.
	URL   string `json:"url"`
	Title string `json:"title"`
	// Body holds the paragraphs, separated by "\n".
	Body string `json:"body"`
	// Date is the day of publication in China, as YYYY-MM-DD.
	Date string `json:"date"`
	// Added is when the article first came in. The archive sets it and keeps
	// it when the article is replaced.
	Added time.Time `json:"added"`
	// Source is who published it, such as 泰州市海陵区新闻中心.
	Source string `json:"source"`
	// Zone is the full name of the development zone that reports.
	Zone string `json:"zone"`
	// City is without 市, Province without 省, 市 or 自治区.
	City     string `json:"city"`
	Province string `json:"province"`
	// Channel is the part of the site that it stood in, such as 文字新闻.
	Channel string `json:"channel"`
	// PrevTitle and NextTitle are the titles of the neighbours that the page
	// linked to. They are kept, and never searched.
	PrevTitle string `json:"prev_title"`
	NextTitle string `json:"next_title"`
}

// DeriveID gives an article without an ID one that stays the same for the same
// address or, without an address, for the same content.
func (a *Article) DeriveID() string {
	if a.URL != "" {
		return digest("url", a.URL)
	}
	return digest("text", a.Title, a.Body, a.Date, a.Zone)
}

// SameContent reports whether the two articles say the same in every field
// but Added, which is the archive's.
func (a *Article) SameContent(b *Article) bool {
	x, y := *a, *b
	x.Added, y.Added = time.Time{}, time.Time{}
	return x == y
}

// digest is 96 bits of SHA-256 over the parts: short enough for an address,
// and 10¹² articles collide with a chance of about 10⁻⁵.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:12])
}
