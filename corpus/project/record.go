package project

// Record is one mention of an investment project in one article: who builds
// what, where, how far it has come and for how much, and the sentence that
// says so.
type Record struct {
	// ID is the article's ID, "#" and the record's number in the article,
	// from 1 in the order of the text.
	ID string `json:"id"`
	// Lifeline is shared by the mentions of one project in all articles.
	Lifeline string `json:"lifeline"`
	// Name is the shortest complete substring of the text that names the
	// project; Company is who invests, or "".
	Name    string `json:"name"`
	Company string `json:"company"`
	// Stage is one of Stages, the latest reached when the article was
	// written, or "" where none is stated.
	Stage string `json:"stage"`
	// Amount is the total investment, nil where none is stated.
	Amount *Amount `json:"amount"`
	// Industry is one of Industries, or "".
	Industry string `json:"industry"`

	// Zone, City, Province, Date, ArticleID and ArticleTitle are the
	// article's.
	Zone         string `json:"zone"`
	City         string `json:"city"`
	Province     string `json:"province"`
	Date         string `json:"date"`
	ArticleID    string `json:"article_id"`
	ArticleTitle string `json:"article_title"`

	// Evidence is where the article says so.
	Evidence Evidence `json:"evidence_at"`
	// Rule names the rule that made the record; Confidence, 0 to 1, is how
	// often that rule was right on the labelled passages.
	Rule       string  `json:"rule"`
	Confidence float64 `json:"confidence"`
}

// Evidence is a sentence of an article, as byte offsets into Field.
type Evidence struct {
	// Field is "title" or "body".
	Field string `json:"field"`
	// Start and End bound the sentence.
	Start int `json:"start"`
	End   int `json:"end"`
	// Marks are the stretches that carry the facts (the name, the amount),
	// in order, not overlapping, within Start and End.
	Marks []Span `json:"marks"`
}

// Span is a stretch of text, as byte offsets; End is exclusive.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Amount is a sum of money as an article states it.
type Amount struct {
	// Text is the amount as written, without 约, 逾, 超 and the like.
	Text string `json:"text"`
	// Currency is an ISO 4217 code.
	Currency string `json:"currency"`
	// Value counts whole units of Currency; of a range it is the low end.
	Value int64 `json:"value"`
	// ValueHigh is the high end of a range, else nil.
	ValueHigh *int64 `json:"value_high"`
	// Yuan is Value where Currency is CNY, else nil: nothing is converted.
	Yuan *int64 `json:"yuan"`
	// Bound is "exact", "about", "at_least" or "at_most".
	Bound string `json:"bound"`
}

// Stages are the values of Record.Stage in the order in which a project goes
// through them; 扩建 stands apart: an existing plant expands and nothing above
// is said.
func Stages() []string {
	return []string{"在谈", "签约", "落户", "开工", "在建", "竣工", "投产", "扩建"}
}

// Industries is the closed list of Record.Industry.
func Industries() []string {
	return []string{
		"生物医药", "医疗器械", "新能源", "汽车", "电子信息", "半导体", "装备制造", "新材料", "化工",
		"纺织", "食品", "物流", "商贸", "数字经济", "科技服务", "总部经济", "文旅", "园区载体", "基础设施",
		"环保", "航空航天", "冶金", "建材", "轻工", "农业", "金融", "教育",
	}
}
