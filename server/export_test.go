package server

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"zonesearch/index"
)

// table reads a CSV export, checks its form, and gives it by column.
func table(t *testing.T, body []byte) (rows []map[string]string) {
	t.Helper()
	text, marked := bytes.CutPrefix(body, []byte("\xef\xbb\xbf"))
	if !marked || bytes.Contains(text, []byte("\xef\xbb\xbf\"")) {
		t.Error("the file begins with no byte-order mark, or with two")
	}
	if !bytes.HasSuffix(text, []byte("\r\n")) {
		t.Error("the last row does not end with CR LF")
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
			if cell := record[i]; cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
				t.Errorf("a cell that a spreadsheet would run: %q", cell)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func TestExportHeaders(t *testing.T) {
	h := sharedHouse(t)
	for format, want := range map[string][2]string{
		"csv": {"text/csv; charset=utf-8; header=present", `attachment; filename=zonesearch-articles.csv`}, "jsonl": {"application/x-ndjson; charset=utf-8", `attachment; filename=zonesearch-articles.jsonl`},
		"bibtex": {"application/x-bibtex; charset=utf-8", `attachment; filename=zonesearch-articles.bib`}, "ris": {"application/x-research-info-systems; charset=utf-8", `attachment; filename=zonesearch-articles.ris`},
		"gbt7714": {"text/plain; charset=utf-8", `attachment; filename=zonesearch-articles.txt`},
	} {
		a := h.must(t, "/v1/export"+query("format", format, "q", "光伏 50% + “项目”"), nil)
		if got := [2]string{a.Header.Get("Content-Type"), a.Header.Get("Content-Disposition")}; got != want {
			t.Errorf("%s: %v", format, got)
		}
		// Both ways of decoding give the query.
		if q, _ := url.PathUnescape(a.Header.Get("X-Zonesearch-Query")); q != "光伏 50% + “项目”" {
			t.Errorf("%s: query %q", format, q)
		}
		if q, _ := url.QueryUnescape(a.Header.Get("X-Zonesearch-Query")); q != "光伏 50% + “项目”" {
			t.Errorf("%s: query %q", format, q)
		}
		var status index.Status
		if h.must(t, "/v1/status", &status); a.Header.Get("X-Zonesearch-Snapshot") != status.Snapshot {
			t.Errorf("%s: snapshot %q, want %q", format, a.Header.Get("X-Zonesearch-Snapshot"), status.Snapshot)
		}
	}
	if a := h.get(t, "/v1/export?format=csv&sort=x"); a.Header.Get("Content-Disposition") != "" {
		t.Error("an error is sent as a download")
	}
}

// TestProjectsAreCitedByTheirArticles: each article that tells of a project found
// is cited once, as the export of articles cites it.
func TestProjectsAreCitedByTheirArticles(t *testing.T) {
	h := sharedHouse(t)
	const asked = "&stage=开工&sort=date_desc"
	for _, format := range []string{"bibtex", "ris", "gbt7714"} {
		got := string(h.must(t, "/v1/export?format="+format+"&of=projects"+asked, nil).body)
		want := string(h.must(t, "/v1/export?format="+format+asked, nil).body)
		sorted := func(s string) []string {
			entries := strings.Split(strings.TrimSpace(strings.ReplaceAll(s, "\n@", "\n\n@")), "\n")
			slices.Sort(entries)
			return entries
		}
		if len(want) == 0 || !slices.Equal(sorted(got), sorted(want)) {
			t.Errorf("%s: %d bytes, want the %d bytes of the articles in any order", format, len(got), len(want))
		}
	}
}

func TestExportsHoldEveryHit(t *testing.T) {
	h := sharedHouse(t)
	for _, q := range []string{"", "开工 项目", "没有这样的词"} {
		var found index.SearchResult
		h.must(t, "/v1/search"+query("q", q, "limit", "1"), &found)
		jsonl := h.must(t, "/v1/export"+query("format", "jsonl", "q", q), nil).body
		rows := table(t, h.must(t, "/v1/export"+query("format", "csv", "q", q), nil).body)
		if len(jsonl) == 0 && found.Total == 0 && len(rows) == 0 {
			continue
		}
		if n := len(lines(jsonl)); n != found.Total || len(rows) != found.Total {
			t.Fatalf("%q: %d lines, %d rows, %d hits", q, n, len(rows), found.Total)
		}
		for i, line := range lines(jsonl) {
			ofSchema(t, "Article", []byte(line))
			var a index.Article
			(&answer{Response: &http.Response{Request: &http.Request{}}, body: []byte(line)}).into(t, &a)
			for name, want := range map[string]string{"id": a.ID, "url": a.URL, "title": a.Title, "body": a.Body, "date": a.Date, "zone": a.Zone, "source": a.Source, "channel": a.Channel, "added": a.Added.Format(time.RFC3339)} {
				if got := rows[i][name]; got != inert(want) {
					t.Errorf("%s: CSV says %s %q, JSONL %q", a.ID, name, got, want)
				}
			}
		}
	}
}

func TestExportOfProjects(t *testing.T) {
	h := sharedHouse(t)
	var found index.ProjectResult
	h.must(t, "/v1/projects?limit=1&q=开工", &found)
	jsonl := lines(h.must(t, "/v1/export?format=jsonl&of=projects&q=开工&sort=amount_desc", nil).body)
	rows := table(t, h.must(t, "/v1/export?format=csv&of=projects&q=开工&sort=amount_desc", nil).body)
	if len(jsonl) != found.Total || len(rows) != found.Total || found.Total == 0 {
		t.Fatalf("%d lines, %d rows, %d projects", len(jsonl), len(rows), found.Total)
	}
	for i, line := range jsonl {
		ofSchema(t, "Project", []byte(line))
		var p index.Project
		(&answer{Response: &http.Response{Request: &http.Request{}}, body: []byte(line)}).into(t, &p)
		row := rows[i]
		if p.Amount == nil {
			if row["amount_text"]+row["currency"]+row["amount_value"]+row["amount_yuan"] != "" {
				t.Errorf("%s: an amount where none is stated", p.ID)
			}
		} else if row["amount_text"] != p.Amount.Text || row["currency"] != p.Amount.Currency || row["amount_value"] == "" || (row["amount_yuan"] == "") != (p.Amount.Yuan == nil) {
			t.Errorf("%s: amounts %v, want %+v", p.ID, row, p.Amount)
		}
		if row["id"] != inert(p.ID) || row["name"] != inert(p.Name) || row["evidence"] != inert(unmarked(p.Evidence)) {
			t.Errorf("%s: CSV and JSONL differ: %v", p.ID, row)
		}
	}
}

func TestInert(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "a": "a", "=1": "'=1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", "＝1": "'＝1", "－1": "'－1",
		"'=1": "''=1", "'": "'", "'a": "'a", "光伏": "光伏", "1-2": "1-2",
	} {
		if got := inert(cell); got != want {
			t.Errorf("inert(%q) = %q, want %q", cell, got, want)
		}
	}
}

// Any cells written are read back by encoding/csv as they were, but for the
// apostrophe, and for CR LF, which encoding/csv reads as LF; none of them begins
// a formula, and none makes a row or column of its own.
func FuzzCSV(f *testing.F) {
	for _, p := range payloads() {
		f.Add(p, "b")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var file bytes.Buffer
		out := bufio.NewWriter(&file)
		for range 2 {
			if err := errors.Join(writeCSV(out, []string{"x", a, b, "y"}), out.Flush()); err != nil {
				t.Fatal(err)
			}
		}
		records, err := csv.NewReader(&file).ReadAll()
		if err != nil || len(records) != 2 || len(records[1]) != 4 {
			t.Fatalf("%q, %q: %v %q", a, b, err, records)
		}
		for i, want := range []string{a, b} {
			got := records[1][i+1]
			if got != strings.ReplaceAll(inert(want), "\r\n", "\n") {
				t.Errorf("%q came back as %q", want, got)
			}
			if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r\n") {
				t.Errorf("%q begins a formula", got)
			}
			if strings.TrimPrefix(got, "'") != got && inert(want) != want && inert(want)[1:] != want {
				t.Errorf("%q cannot be taken back from %q", want, got)
			}
		}
	})
}

// brokenExport fails in the middle.
type brokenExport struct{ Engine }

func (b brokenExport) ExportArticles(ctx context.Context, req index.SearchRequest) (*index.ArticleExport, error) {
	export, err := b.Engine.ExportArticles(ctx, req)
	if err != nil {
		return nil, err
	}
	each := export.Each
	export.Each = func(fn func(*index.Article) error) error {
		for range 50 { // more than any buffer holds
			if err := each(fn); err != nil {
				return err
			}
			if req.Query == "once" {
				break
			}
		}
		return errors.New("broken")
	}
	return export, nil
}

func TestADownloadThatFailsIsNotTakenForWhole(t *testing.T) {
	broken := newHouse(t, nil, func(o *Options) { o.Engine = brokenExport{sharedHouse(t).index} })
	resp, err := http.Get(broken.URL + "/v1/export?format=jsonl")
	if err == nil {
		defer resp.Body.Close()
		_, err = bytes.NewBuffer(nil).ReadFrom(resp.Body)
	}
	if err == nil {
		t.Error("the download ended as if it were whole")
	}
	if a := broken.get(t, "/v1/export?format=csv&q=once&zone=nosuch"); a.StatusCode != http.StatusInternalServerError || a.Header.Get("Content-Disposition") != "" {
		t.Errorf("failed before anything was sent: %s", a.Status)
	}
}
