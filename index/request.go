package index

import "time"

// Filter narrows a question. Values within a field mean "or", fields mean
// "and"; an empty field does not narrow. Article filters that speak of
// projects (Industries, Stages, Currencies, AmountMin, AmountMax) are met by an
// article one of whose projects meets all of them.
type Filter struct {
	// Zones, Cities, Provinces and Sources are names in any form that the
	// gazetteer knows. A name that nothing has gives no hits.
	Zones     []string
	Cities    []string
	Provinces []string
	Sources   []string
	// Levels are 国家级, 省级 or 其他; Kinds are 经开区, 高新区 and so on.
	Levels []string
	Kinds  []string
	// Industries, Stages and Currencies are values of the closed lists.
	Industries []string
	Stages     []string
	Currencies []string
	// From and To are days, YYYY-MM-DD, both included; "" is open.
	From string
	To   string
	// AddedFrom leaves out what came in before it; the zero time is open.
	AddedFrom time.Time
	// AmountMin and AmountMax are yuan, both included; nil is open.
	AmountMin *int64
	AmountMax *int64
}

// Sort is the order of hits.
type Sort string

// The orders. The zero value means ByRelevance where there is a query (for
// projects: never), else ByDateDesc. What has no date comes last in both orders by date,
// what has no amount last in ByAmountDesc.
const (
	ByRelevance  Sort = "relevance"
	ByDateDesc   Sort = "date_desc"
	ByDateAsc    Sort = "date_asc"
	ByAddedDesc  Sort = "added_desc"
	ByAmountDesc Sort = "amount_desc"
)

// Facet names a dimension that hits are counted by.
type Facet string

// The facets.
const (
	FacetZone     Facet = "zone"
	FacetCity     Facet = "city"
	FacetProvince Facet = "province"
	FacetYear     Facet = "year"
	FacetMonth    Facet = "month"
	FacetSource   Facet = "source"
	FacetIndustry Facet = "industry"
	FacetStage    Facet = "stage"
	FacetCurrency Facet = "currency"
	FacetLevel    Facet = "level"
	FacetKind     Facet = "kind"
	FacetAmount   Facet = "amount"
)

// Facets are all facets, in the order in which a page would show them.
func Facets() []Facet {
	return []Facet{
		FacetProvince, FacetCity, FacetZone, FacetYear, FacetMonth, FacetSource,
		FacetIndustry, FacetStage, FacetCurrency, FacetLevel, FacetKind, FacetAmount,
	}
}

// Page says which part of the hits is wanted.
type Page struct {
	// Limit is the number of hits, 1 to MaxLimit; 0 means DefaultLimit.
	Limit int
	// Number counts pages from 1, up to hit MaxDepth; 0 means 1.
	Number int
	// Cursor is a NextCursor of the same query and order, in place of Number.
	Cursor string
}

// Limits of a request. They are there so that a single one stays cheap.
const (
	DefaultLimit     = 10
	MaxLimit         = 100
	MaxDepth         = 10_000
	DefaultFacetSize = 20
	MaxFacetSize     = 1000
)

// SearchRequest asks for articles.
type SearchRequest struct {
	// Query is in the query language; "" means everything.
	Query  string
	Filter Filter
	Sort   Sort
	Page   Page
	// Facets are counted; nil means none.
	Facets []Facet
	// FacetSize bounds the values of a facet; 0 means DefaultFacetSize.
	FacetSize int
	// Collapse shows one article of each group of reprints.
	Collapse bool
	// Plain leaves out highlights, for callers that show none.
	Plain bool
}

// ProjectRequest asks for projects.
type ProjectRequest struct {
	Query     string
	Filter    Filter
	Sort      Sort
	Page      Page
	Facets    []Facet
	FacetSize int
	// Unique gives one row for each lifeline, its latest.
	Unique bool
}

// Interval is the width of a bucket of time.
type Interval string

// The intervals; the zero value means Monthly.
const (
	Monthly   Interval = "month"
	Quarterly Interval = "quarter"
	Yearly    Interval = "year"
)

// TrendRequest asks how something went over time.
type TrendRequest struct {
	// Queries holds one query or none; with By "query" up to MaxSeries.
	Queries  []string
	Filter   Filter
	Interval Interval
	// By is "" for one series of all, or "zone", "city", "province",
	// "industry" or "query".
	By string
	// Series bounds how many series By gives, the largest first; 0 means 10.
	Series int
	// Collapse counts a group of reprints once.
	Collapse bool
}

// MaxSeries bounds the series of one trend.
const MaxSeries = 50
