// Package citation writes articles as BibTeX, RIS and GB/T 7714—2015 entries,
// the three forms that reference managers and Chinese theses ask for.
package citation
