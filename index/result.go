package index

import (
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/project"
)

// SearchResult answers a SearchRequest. Totals and counts are exact.
type SearchResult struct {
	Query QueryInfo `json:"query"`
	// Total counts articles, TotalGroups groups of reprints; the latter only
	// where the request collapses them.
	Total       int     `json:"total"`
	TotalGroups *int    `json:"total_groups,omitempty"`
	TookMS      float64 `json:"took_ms"`
	// Partial says that part of the archive could not be read or time ran
	// out; Query.Warnings says which.
	Partial    bool             `json:"partial"`
	Snapshot   string           `json:"snapshot"`
	Hits       []Hit            `json:"hits"`
	Facets     map[Facet]Counts `json:"facets"`
	NextCursor string           `json:"next_cursor"`
}

// QueryInfo tells how a query was understood.
type QueryInfo struct {
	// Text is the query as it came, Understood as it was read.
	Text       string `json:"text"`
	Understood string `json:"understood"`
	// Terms are the words and phrases looked for, synonyms not among them.
	Terms []string `json:"terms"`
	// Synonyms are what else was looked for, by the word it stands for.
	Synonyms map[string][]string `json:"synonyms,omitempty"`
	Relaxed  bool                `json:"relaxed"`
	// Corrected is a better query, or "".
	Corrected string    `json:"corrected"`
	Warnings  []Warning `json:"warnings"`
}

// Hit is an article found.
type Hit struct {
	ID       string  `json:"id"`
	URL      string  `json:"url"`
	Title    string  `json:"title"`
	Zone     string  `json:"zone"`
	City     string  `json:"city"`
	Province string  `json:"province"`
	Date     string  `json:"date"`
	Source   string  `json:"source"`
	Score    float64 `json:"score"`
	// Highlight is the title and up to three sentences, HTML-escaped, with
	// only <mark> and </mark> as tags.
	Highlight    Highlight `json:"highlight"`
	ProjectCount int       `json:"project_count"`
	// Duplicates are the IDs of the hits folded into this one.
	Duplicates []string  `json:"duplicates"`
	Added      time.Time `json:"added"`
}

// Highlight is marked text as HTML.
type Highlight struct {
	Title    string   `json:"title"`
	Snippets []string `json:"snippets"`
}

// Counts are the values of a facet.
type Counts []Count

// Count is one value of a facet. Of an amount class, Min is included and Max
// is not; nil is open.
type Count struct {
	Value    string `json:"value"`
	Count    int    `json:"count"`
	Selected bool   `json:"selected"`
	Min      *int64 `json:"min,omitempty"`
	Max      *int64 `json:"max,omitempty"`
}

// ProjectResult answers a ProjectRequest.
type ProjectResult struct {
	Query QueryInfo `json:"query"`
	// Total counts mentions, TotalUnique lifelines.
	Total       int              `json:"total"`
	TotalUnique int              `json:"total_unique"`
	Sum         Sum              `json:"sum"`
	TookMS      float64          `json:"took_ms"`
	Partial     bool             `json:"partial"`
	Snapshot    string           `json:"snapshot"`
	Projects    []Project        `json:"projects"`
	Facets      map[Facet]Counts `json:"facets"`
	NextCursor  string           `json:"next_cursor"`
}

// Sum adds up the amounts in yuan of the projects that match.
type Sum struct {
	// Yuan counts every mention, UniqueYuan each lifeline once, with the
	// amount of its latest mention that states one.
	Yuan       int64 `json:"yuan"`
	UniqueYuan int64 `json:"unique_yuan"`
	// WithAmount counts the mentions that state an amount in yuan.
	WithAmount int `json:"with_amount"`
}

// Project is a mention of a project as it is shown.
type Project struct {
	ID           string          `json:"id"`
	Lifeline     string          `json:"lifeline"`
	Name         string          `json:"name"`
	Company      string          `json:"company"`
	Stage        string          `json:"stage"`
	Amount       *project.Amount `json:"amount"`
	Industry     string          `json:"industry"`
	Zone         string          `json:"zone"`
	City         string          `json:"city"`
	Province     string          `json:"province"`
	Date         string          `json:"date"`
	ArticleID    string          `json:"article_id"`
	ArticleTitle string          `json:"article_title"`
	// Evidence is the sentence that says so, HTML-escaped, with only <mark>
	// and </mark> as tags; EvidenceAt is where it stands in the article.
	Evidence   string           `json:"evidence"`
	EvidenceAt project.Evidence `json:"evidence_at"`
	Rule       string           `json:"rule"`
	Confidence float64          `json:"confidence"`
	Added      time.Time        `json:"added"`
}

// Article is an article with what was found in it.
type Article struct {
	corpus.Article
	Projects []Project `json:"projects"`
	// Highlight is there where a query was given.
	Highlight *ArticleHighlight `json:"highlight,omitempty"`
	// Duplicates are the IDs of its reprints.
	Duplicates []string `json:"duplicates,omitempty"`
	Snapshot   string   `json:"snapshot,omitempty"`
}

// ArticleHighlight is the whole of an article, marked, as HTML.
type ArticleHighlight struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// Lifeline is one project over time: its mentions, oldest first.
type Lifeline struct {
	ID       string    `json:"lifeline"`
	Mentions []Project `json:"mentions"`
	// SilentSince is the day of the last mention.
	SilentSince string `json:"silent_since"`
	// Amounts are the different amounts stated, as written, oldest first.
	Amounts []string `json:"amounts"`
}

// Trend answers a TrendRequest: every series has one figure for each bucket.
type Trend struct {
	// Buckets are 2022-01, 2022-Q1 or 2022, in order, without gaps.
	Buckets  []string `json:"buckets"`
	Series   []Series `json:"series"`
	Snapshot string   `json:"snapshot"`
	// Warnings are remarks about the queries.
	Warnings []Warning `json:"warnings"`
}

// Series is one line of a Trend.
type Series struct {
	Name   string `json:"name"`
	Counts []int  `json:"counts"`
	// Share is the part of all articles of the bucket under the same filters
	// without the query; 0 where there are none.
	Share []float64 `json:"share"`
	// AmountYuan adds up the amounts of the projects of the articles counted.
	AmountYuan []int64 `json:"amount_yuan"`
}

// ZoneSummary is a zone in the list of zones.
type ZoneSummary struct {
	Zone     string   `json:"zone"`
	Level    string   `json:"level"`
	Kind     string   `json:"kind"`
	Province string   `json:"province"`
	City     string   `json:"city"`
	Aliases  []string `json:"aliases"`
	Articles int      `json:"articles"`
	Projects int      `json:"projects"`
	// First and Last are the days of its oldest and newest article.
	First string `json:"first"`
	Last  string `json:"last"`
}

// ZoneProfile is what one zone reports.
type ZoneProfile struct {
	ZoneSummary
	// Months are articles and projects by month, without gaps.
	Months     []ZoneMonth   `json:"months"`
	Industries Counts        `json:"industries"`
	Stages     Counts        `json:"stages"`
	Sum        Sum           `json:"sum"`
	Largest    []Project     `json:"largest"`
	Newest     []Hit         `json:"newest"`
	Neighbours []ZoneSummary `json:"neighbours"`
	Snapshot   string        `json:"snapshot"`
}

// ZoneMonth is a month of a ZoneProfile.
type ZoneMonth struct {
	Month    string `json:"month"`
	Articles int    `json:"articles"`
	Projects int    `json:"projects"`
}

// Suggestion completes what a person types.
type Suggestion struct {
	Text string `json:"text"`
	// Kind is "zone", "city", "company", "title" or "term".
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// Status is what the index holds and how it does.
type Status struct {
	Articles int `json:"articles"`
	Projects int `json:"projects"`
	Zones    int `json:"zones"`
	Groups   int `json:"groups"`
	// First and Last are the days of the oldest and newest article.
	First string `json:"first"`
	Last  string `json:"last"`
	// Archive is the archive's last sequence number. Of that, Reached is up to
	// where everything can be found, and Written up to where it is on disk:
	// during a long import the index shows what it has written now and then.
	Archive uint64 `json:"archive"`
	Reached uint64 `json:"reached"`
	Written uint64 `json:"written"`
	// Ready says that it has caught up with what the archive held when it
	// was opened; Reason says why not, or what is wrong.
	Ready  bool   `json:"ready"`
	Reason string `json:"reason,omitempty"`
	// Bytes on disk by part: postings, rows, text.
	Bytes    map[string]int64 `json:"bytes"`
	Segments int              `json:"segments"`
	Stamp    string           `json:"stamp"`
	Snapshot string           `json:"snapshot"`
	// Corrections are the project corrections in force.
	Corrections int `json:"corrections"`
}

// ArticleExport is every hit of a search, ready to be streamed. Close it.
type ArticleExport struct {
	Query    QueryInfo
	Total    int
	Snapshot string
	// Each calls fn with every article in the order asked for, and stops at
	// its first error.
	Each  func(fn func(*Article) error) error
	Close func()
}

// ProjectExport is every project of a search, ready to be streamed. Close it.
type ProjectExport struct {
	Query    QueryInfo
	Total    int
	Snapshot string
	Each     func(fn func(*Project) error) error
	Close    func()
}
