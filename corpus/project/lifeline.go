package project

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"zonesearch/segment/fold"
)

// Lifeline gives the key that the mentions of one project share.
func Lifeline(r Record) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{normalName(fold.String(r.Name)), r.Zone, r.City}, "\x00")))
	return hex.EncodeToString(sum[:8])
}
