package server

import (
	"bufio"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"zonesearch/index"
	"zonesearch/server/web"
)

// trendNames are the parameters of a trend.
func trendNames() []string { return append(filterNames(), "q", "by", "interval", "series", "collapse") }

func (p *pages) trendsPage(v *visit) (string, web.View, error) {
	if v.fromForm(settleTrend) {
		return "", nil, nil
	}
	at := v.At
	if len(at.Only(trendNames()...).Values) == 0 {
		at = at.With("by", "industry").With("interval", "year") // to begin with
	}
	req, err := trendRequest(at)
	if req.Interval == "" {
		req.Interval = index.Monthly
	}
	if err == nil {
		var trend *index.Trend
		if trend, err = p.engine.Trend(v, req); err == nil {
			return "trends", web.ForTrends(v.Page, trend, req.By, req.Interval), nil
		}
	}
	if err := v.excuse(err); err != nil {
		return "", nil, err
	}
	return "trends", web.ForTrends(v.Page, nil, req.By, req.Interval), nil
}

func trendRequest(at web.Link) (index.TrendRequest, error) {
	r := readerOf(at, trendNames()...)
	req := r.Trend()
	if req.Series == 0 {
		req.Series = web.MaxLines
	}
	return req, r.Done()
}

// settleTrend makes sense of a form in which more is filled in than is
// compared: of the words, only a comparison of words takes several.
func settleTrend(l web.Link) web.Link {
	words := l.Values["q"]
	if l.Get("by") == "query" {
		if len(words) == 0 {
			return l.Without("by")
		}
		return l
	}
	if len(words) > 1 {
		return l.With("q", words[0])
	}
	return l
}

// trendsTable gives a trend as a table: a row for each time and series.
func (p *pages) trendsTable(c *gin.Context) error {
	req, err := trendRequest(web.At("/trends", c.Request.URL.Query()))
	if err != nil {
		return err
	}
	trend, err := p.engine.Trend(c.Request.Context(), req)
	if err != nil {
		return err
	}
	c.Header("Content-Type", "text/csv; charset=utf-8")
	c.Header("Content-Disposition", `attachment; filename="zonesearch-trends.csv"`)
	c.Header("X-Zonesearch-Snapshot", trend.Snapshot)
	c.Status(http.StatusOK)
	out := bufio.NewWriter(c.Writer)
	_, _ = out.WriteString("\uFEFF") // for Excel; an error shows at the next write
	if err := writeCSV(out, []string{"time", "series", "count", "share", "amount_yuan"}); err != nil {
		return err
	}
	for i, bucket := range trend.Buckets {
		for _, s := range trend.Series {
			row := []string{bucket, s.Name, strconv.Itoa(s.Counts[i]), strconv.FormatFloat(s.Share[i], 'f', 6, 64), strconv.FormatInt(s.AmountYuan[i], 10)}
			if err := writeCSV(out, row); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}
