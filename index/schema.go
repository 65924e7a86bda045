package index

// The columns of the two tables. Both begin alike, so that one filter works
// on either. The order is part of what is stamped: to change it is to build a
// new generation.

// Texts of a row: what the row is called, and what else it says. A word in
// the first weighs more.
const (
	textTitle = iota
	textBody
)

// Keyword columns.
const (
	colZone = iota
	colCity
	colProvince
	colSource
	colLevel
	colKind
	colMonth // YYYY-MM
	// The rest is of projects only.
	colIndustry
	colStage
	colCurrency
	colLifeline
	colCompany
)

// Number columns.
const (
	numDay   = iota // days since 1970, or table.Missing
	numAdded        // seconds since 1970
	// Of articles: the sequence number of the first article of its group of
	// reprints, how many projects it tells of, and its sketch.
	numGroup
	numProjects
	numSketch
)

// Number columns of projects, in the place of an article's.
const (
	numArticle = iota + 2 // the article's sequence number
	numYuan               // or table.Missing
)

// sketchColumns is how many numbers a reprint.Sketch fills.
const sketchColumns = 8

func articleKeywords() []string {
	return []string{"zone", "city", "province", "source", "level", "kind", "month"}
}

func projectKeywords() []string {
	return append(articleKeywords(), "industry", "stage", "currency", "lifeline", "company")
}

func articleNumbers() []string {
	names := []string{"day", "added", "group", "projects"}
	for i := range sketchColumns {
		names = append(names, "sketch"+string(rune('0'+i)))
	}
	return names
}

func projectNumbers() []string { return []string{"day", "added", "article", "yuan"} }

// schemaVersion changes when the meaning of a column does, or the format of the
// tables.
const schemaVersion = 5

// maxProjects bounds the projects kept of one article; the number of a project
// row is the article's sequence number times this, plus its place. The longest
// list of projects seen in real zone news has some ninety.
const maxProjects = 1024

func projectSeq(article uint64, n int) uint64 { return article*maxProjects + uint64(n) }
