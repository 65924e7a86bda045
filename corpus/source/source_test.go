package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ulikunitz/xz"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zonesearch/corpus"
)

// firstLine is a reader of pages whose article has the first line as title.
type firstLine struct{}

func (firstLine) ReadPage(_ context.Context, b []byte) (*corpus.Article, error) {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	if bytes.HasPrefix(line, []byte("坏")) {
		return nil, errors.New("读不懂")
	}
	return &corpus.Article{Title: "页:" + string(line)}, nil
}

// said puts an item into words: path and entry, then title or reason.
func said(dir string, i Item) string {
	path := i.Path
	if rel, err := filepath.Rel(dir, path); err == nil && filepath.IsAbs(path) {
		path = rel
	}
	if i.Entry != "" {
		path += "!" + i.Entry
	}
	s := path + " "
	if i.Err != nil {
		s += "✗ " + i.Err.Error()
	} else {
		s += i.Article.ID + "|" + i.Article.Title + "|" + i.Article.Body
	}
	if len(i.UnknownFields) > 0 {
		s += fmt.Sprint(" +", i.UnknownFields)
	}
	return s
}

func collect(t *testing.T, dir string, opts Options, paths ...string) []string {
	t.Helper()
	if opts.Pages == nil {
		opts.Pages = firstLine{}
	}
	var got []string
	if err := Walk(context.Background(), paths, opts, func(i Item) error {
		if (i.Err == nil) == (i.Article == nil) {
			t.Errorf("an item must have one of article and error: %+v", i)
		}
		got = append(got, said(dir, i))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return got
}

func write(t *testing.T, dir, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func gzipped(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Bytes()
}

func xzipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := xz.NewWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tarred(t *testing.T, headers ...tar.Header) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, h := range headers {
		body := h.Linkname // the body of a file stands there
		h.Mode = 0o600
		if h.Typeflag == tar.TypeReg {
			h.Linkname, h.Size = "", int64(len(body))
		}
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			if _, err := io.WriteString(w, body); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zipped(t *testing.T, entries ...zip.FileHeader) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, h := range entries {
		body := h.Comment // the body stands there
		h.Comment, h.Method = "", zip.Deflate
		f, err := w.CreateHeader(&h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func encoded(t *testing.T, s, name string) []byte {
	t.Helper()
	var b []byte
	var err error
	if name == "gbk" {
		b, err = simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
	} else {
		b, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(s))
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestFiles has one file a row: what it holds, and what must come of it.
func TestFiles(t *testing.T) {
	lines := "{\"id\":\"a\",\"title\":\"甲\"}\n{\"id\":7,\"title\":\"乙\",\"body\":\"一\\n二\"}\n"
	want := []string{"f a|甲|", "f 7|乙|一\n二"}
	chinese := "title,body,zone\n开发区集中签约二十个项目,今年以来全区招商引资再传捷报,海陵\n企业服务,“拿地即开工”,高新区\n"
	chineseWant := []string{"f |开发区集中签约二十个项目|今年以来全区招商引资再传捷报", "f |企业服务|“拿地即开工”"}
	long := strings.Repeat("长", 400)
	tests := []struct {
		name string
		b    []byte
		want []string
	}{
		{"jsonl", []byte(lines), want},
		{"jsonl, no end of line, CRLF, blank lines, mark", []byte("\ufeff\r\n" + strings.TrimSpace(strings.ReplaceAll(lines, "\n", "\r\n\r\n"))), want},
		{"jsonl, gz", gzipped([]byte(lines)), want},
		{"jsonl, xz", xzipped(t, []byte(lines)), want},
		{"jsonl, UTF-16", encoded(t, lines, "utf16"), want},
		{"jsonl, bad lines", []byte("{\"id\":\"a\",\"title\":\"甲\"}\n{\"title\":\n[1]\n{\"title\":5}\n{\"id\":[1]}\n\"x\"\n{\"id\":\"b\",\"title\":null,\"added\":\"2020-01-01T00:00:00Z\"} x\n{\"id\":\"c\"}"), []string{
			"f a|甲|", "f ✗ 第 2 行：不是有效的 JSON", "f ✗ 第 3 行：不是 JSON 对象", "f ✗ 第 4 行：字段 title 应为文字",
			"f ✗ 第 5 行：字段 id 应为文字或数字", "f ✗ 第 6 行：不是 JSON 对象", "f ✗ 第 7 行：不是有效的 JSON", "f c||"}},
		{"jsonl, first line cut", []byte("{\"id\":\"a\n{\"id\":\"b\"}\n"), []string{"f ✗ 第 1 行：不是有效的 JSON", "f b||"}},
		{"jsonl, one line GBK", append([]byte("{\"id\":\"a\"}\n"), encoded(t, "{\"title\":\"今年以来开发区招商引资工作取得了很好的成绩\"}\n", "gbk")...), []string{"f a||", "f |今年以来开发区招商引资工作取得了很好的成绩|"}},
		{"jsonl, unknown fields once", []byte("{\"id\":\"a\",\"tags\":[\"{\\\"\",{}],\"kind\":1.5e3,\"Title\":\"x\"}\n{\"id\":\"b\",\"tags\":true,\"new\":null}\n"),
			[]string{"f a|| +[tags kind Title]", "f b|| +[new]"}},
		{"jsonl, line too long", []byte("{\"id\":\"a\"}\n{\"id\":\"" + strings.Repeat("x", 2000) + "\"}\n{\"id\":\"b\"}"), []string{"f a||", "f ✗ 第 2 行：一条记录过长，没有读取", "f b||"}},
		{"jsonl, gz cut off", gzipped([]byte(lines))[:40], []string{"f a|甲|", "f ✗ 第 2 行：之后无法读取：数据不完整，文件可能被截断"}},
		{"object over lines", []byte("{\n \"title\": \"甲\",\n \"x\": {\"y\": [1, 2]}\n}\n"), []string{"f |甲| +[x]"}},
		{"array", []byte(" [{\"id\":\"a\",\"title\":\"甲\"}, 5, {\"title\":[]}, {\"id\":\"b\"}]\n"), []string{"f a|甲|", "f ✗ 第 2 项：不是 JSON 对象", "f ✗ 第 3 项：字段 title 应为文字", "f b||"}},
		{"array, broken", []byte("[{\"id\":\"a\"}, {\"id\":}, {\"id\":\"b\"}]"), []string{"f a||", "f ✗ 第 2 项起不是有效的 JSON，其后没有读取"}},
		{"array, cut", []byte("[{\"id\":\"a\"}, {\"id\":\"b\""), []string{"f a||", "f ✗ 第 2 项起没有读取：无法读取：数据不完整，文件可能被截断"}},
		{"array, more after", []byte("[{\"id\":\"a\"}] 1"), []string{"f a||", "f ✗ 数组结束之后还有内容，没有读取"}},
		{"array, empty", []byte("[]"), []string{"f ✗ 数组是空的"}},
		{"csv", []byte(chinese), chineseWant},
		{"csv, mark, semicolon", []byte("\ufeff" + strings.ReplaceAll(chinese, ",", ";")), chineseWant},
		{"csv, tabs, CRLF", []byte(strings.ReplaceAll(strings.ReplaceAll(chinese, ",", "\t"), "\n", "\r\n")), chineseWant},
		{"csv, GBK", encoded(t, chinese, "gbk"), chineseWant},
		{"csv, UTF-16", encoded(t, chinese, "utf16"), chineseWant},
		{"csv, quotes", []byte("\"ID\", Title ,body,extra\n1,\"甲,\"\"乙\"\"\",\"一\n二\",x\n2,丙\n3,a,b,c,d\n4,\"丁\"x,b,c\n5,戊,己,\n"), []string{
			"f 1|甲,\"乙\"|一\n二 +[extra]", "f 2|丙|", "f ✗ 第 5 行：有 5 列，表头只有 4 列", "f ✗ 第 6 行：引号不成对，或引号前后有多余文字", "f 5|戊|己"}},
		{"page", []byte("海陵区举行活动\n正文"), []string{"f |页:海陵区举行活动|"}},
		{"page in brackets", []byte("[要闻] 海陵区\n正文"), []string{"f |页:[要闻] 海陵区|"}},
		{"page that can't be read", []byte("坏页\n"), []string{"f ✗ 读不懂"}},
		{"html", []byte("<html>"), []string{"f |页:<html>|"}},
		{"page too large", []byte(long), []string{"f ✗ 页面超过 0 MiB"}},
		{"empty", nil, []string{"f ✗ 文件是空的"}},
		{"blank", []byte("\ufeff \n\t"), []string{"f ✗ 文件是空的"}},
		{"picture", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), []string{"f ✗ 是二进制文件，不是网页或文本"}},
		{"7z", []byte("7z\xbc\xaf\x27\x1c......"), []string{"f ✗ 这种压缩格式不能读取，请改用 zip、tar、gz 或 xz"}},
		{"gz in gz", gzipped(gzipped([]byte(lines))), []string{"f ✗ 压缩包里又是压缩包，请先解开再导入"}},
		{"gz of zeros", gzipped(make([]byte, 4<<20)), []string{"f ✗ 页面超过 0 MiB"}},
		{"gz bomb", gzipped([]byte(strings.Repeat("{\"id\":\"a\"}\n", 400_000))), nil},
		{"tar", tarred(t, tar.Header{Typeflag: tar.TypeDir, Name: "d/"}, tar.Header{Typeflag: tar.TypeReg, Name: "d/b.txt", Linkname: "一页"},
			tar.Header{Typeflag: tar.TypeReg, Name: "d/a.jsonl", Linkname: lines}, tar.Header{Typeflag: tar.TypeReg, Name: "../x", Linkname: "外"},
			tar.Header{Typeflag: tar.TypeReg, Name: "/abs", Linkname: "外"}, tar.Header{Typeflag: tar.TypeSymlink, Name: "link", Linkname: "/etc/passwd"},
			tar.Header{Typeflag: tar.TypeFifo, Name: "fifo"}, tar.Header{Typeflag: tar.TypeReg, Name: "d/.hidden", Linkname: "x"},
			tar.Header{Typeflag: tar.TypeReg, Name: "n.gz", Linkname: string(gzipped([]byte("x")))}, tar.Header{Typeflag: tar.TypeReg, Name: "z", Linkname: "末页"}),
			[]string{"f!d/b.txt |页:一页|", "f!d/a.jsonl a|甲|", "f!d/a.jsonl 7|乙|一\n二", "f!../x ✗ " + errName.Error(), "f!/abs ✗ " + errName.Error(),
				"f!link ✗ " + errLink.Error(), "f!fifo ✗ " + errLink.Error(), "f!n.gz ✗ " + errNested.Error(), "f!z |页:末页|"}},
		{"tar.gz", gzipped(tarred(t, tar.Header{Typeflag: tar.TypeReg, Name: "a", Linkname: "一页"})), []string{"f!a |页:一页|"}},
		{"tar.xz", xzipped(t, tarred(t, tar.Header{Typeflag: tar.TypeReg, Name: "a", Linkname: "一页"})), []string{"f!a |页:一页|"}},
		{"tar cut", tarred(t, tar.Header{Typeflag: tar.TypeReg, Name: "a", Linkname: "一页"}, tar.Header{Typeflag: tar.TypeReg, Name: "b", Linkname: "二页"})[:1030],
			[]string{"f!a |页:一页|", "f ✗ 第 2 个条目起没有读取：归档已损坏：数据不完整，文件可能被截断"}},
		{"zip", zipped(t, zip.FileHeader{Name: "d/"}, zip.FileHeader{Name: "d/b.txt", Comment: "一页"}, zip.FileHeader{Name: `..\x`, Comment: "外"},
			zip.FileHeader{Name: string(encoded(t, "开发区新闻/海陵.jsonl", "gbk")), NonUTF8: true, Comment: lines}, zip.FileHeader{Name: "__MACOSX/x", Comment: "x"},
			zip.FileHeader{Name: "n.zip", Comment: "PK\x03\x04"}),
			[]string{"f!d/b.txt |页:一页|", `f!..\x ✗ ` + errName.Error(), "f!开发区新闻/海陵.jsonl a|甲|", "f!开发区新闻/海陵.jsonl 7|乙|一\n二", "f!n.zip ✗ " + errNested.Error()}},
		{"zip cut", zipped(t, zip.FileHeader{Name: "a", Comment: "一页"})[:40], []string{"f ✗ 压缩包已损坏：zip: not a valid zip file"}},
		{"zip empty", zipped(t), []string{"f ✗ 文件是空的"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			got := collect(t, dir, Options{MaxPage: 1000, MaxRecord: 1000}, write(t, dir, "f", tt.b))
			if tt.want == nil {
				if last := got[len(got)-1]; !strings.Contains(last, errRatio.Error()) {
					t.Errorf("ends with %q", last)
				}
				return
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	write(t, dir, "outside", []byte("外"))
	write(t, in, "b", []byte("乙"))
	write(t, in, "a/2", []byte("二"))
	write(t, in, "a/1.jsonl", []byte("{\"title\":\"一\"}"))
	write(t, in, ".git/x", []byte("x"))
	write(t, in, "\xb8\xdf/c", []byte("丙"))
	for name, to := range map[string]string{"c-out": "../outside", "d-in": "b", "e-loop": ".", "f-none": "nowhere", "g-abs": filepath.Join(dir, "outside")} {
		if err := os.Symlink(to, filepath.Join(in, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(in, "h"), 0o600); err != nil {
		t.Fatal(err)
	}
	var last int64
	opts := Options{Progress: func(n int64) { last = n }}
	got := collect(t, dir, opts, in, filepath.Join(dir, "none"), filepath.Join(in, "h"), filepath.Join(in, "c-out"))
	want := []string{
		"in/a/1.jsonl |一|", "in/a/2 |页:二|", "in/b |页:乙|", "in/c-out ✗ " + errOutside.Error(), "in/d-in |页:乙|",
		"in/f-none ✗ 链接所指的文件不存在", "in/g-abs ✗ " + errOutside.Error(), "in/h ✗ " + errIrregular.Error(), "in/\xb8\xdf/c |页:丙|",
		"none ✗ 找不到这个文件或文件夹", "in/h ✗ " + errIrregular.Error(), "in/c-out |页:外|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if size := Size([]string{filepath.Join(in, "a"), "-", filepath.Join(dir, "none")}); size != int64(len("二{\"title\":\"一\"}")) {
		t.Errorf("size %d", size)
	}
	if last == 0 {
		t.Error("no progress was told")
	}
}

func TestStdin(t *testing.T) {
	for in, want := range map[string][]string{
		"{\"title\":\"甲\"}\n坏\n":              {"- |甲|", "- ✗ 第 2 行：不是有效的 JSON"},
		"\n{\"title\":\"甲\"}":                 {"- |甲|"},
		"[{\"title\":\"甲\"}]":                 {"- |甲|"},
		"一页":                                  {"- ✗ 第 1 行：不是有效的 JSON"},
		"":                                    {"- ✗ 文件是空的"},
		string(gzipped([]byte("{\"id\":1}"))): {"- 1||"},
	} {
		if got := collect(t, "", Options{Stdin: strings.NewReader(in)}, "-"); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// faulty delivers the beginning of a stream, and then panics as an unpacker
// does that trips over what it is given.
type faulty struct{ io.Reader }

func (f faulty) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		panic("index out of range")
	}
	return n, err
}

// An unpacker that panics costs the file, not the import.
func TestAPanicOfAnUnpackerRejectsItsFileOnly(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "好.jsonl", []byte(`{"id":"2","title":"好"}`))
	var much bytes.Buffer // more, when packed, than is looked at to tell what it is
	random := rand.New(rand.NewPCG(1, 2))
	for much.Len() < 4*sniffed {
		fmt.Fprintf(&much, "{\"id\":\"%x%x\"}\n", random.Uint64(), random.Uint64())
	}
	for name, packed := range map[string][]byte{"gzip": gzipped(much.Bytes()), "xz": xzipped(t, much.Bytes())} {
		stdin := faulty{bytes.NewReader(packed[:len(packed)-9])} // as the end is missing, it reads on
		got := collect(t, dir, Options{Stdin: stdin}, "-", good)
		last := got[len(got)-1]
		if last != "好.jsonl 2|好|" || !strings.Contains(got[len(got)-2], "✗ ") || !strings.Contains(got[len(got)-2], "解压时出错，没有读完：index out of range") {
			t.Errorf("%s: %q", name, got)
		}
	}
	b := &bounded{r: faulty{strings.NewReader("")}, packed: func() int64 { return 0 }, max: 1, ratio: 1}
	for range 2 {
		if _, err := b.Read(make([]byte, 1)); !errors.Is(err, errUnpacker) {
			t.Errorf("read on after a panic: %v", err)
		}
	}
}

func TestLimits(t *testing.T) {
	dir := t.TempDir()
	entries := make([]tar.Header, 5)
	zips := make([]zip.FileHeader, 5)
	for i := range entries {
		entries[i] = tar.Header{Typeflag: tar.TypeReg, Name: fmt.Sprint(i), Linkname: "页"}
		zips[i] = zip.FileHeader{Name: fmt.Sprint(i), Comment: "页"}
	}
	for name, b := range map[string][]byte{"tar": tarred(t, entries...), "zip": zipped(t, zips...)} {
		got := collect(t, dir, Options{MaxEntries: 3}, write(t, dir, name, b))
		if len(got) != 4 || !strings.HasSuffix(got[3], "✗ 条目超过 3 个，其后没有读取") {
			t.Errorf("%s: %q", name, got)
		}
	}
	// Each entry may be unpacked, all of them together may not.
	for i := range zips {
		zips[i].Comment = strings.Repeat("页", 300_000)
	}
	got := collect(t, dir, Options{}, write(t, dir, "bomb", zipped(t, zips...)))
	if last := got[len(got)-1]; len(got) == 6 || !strings.Contains(last, errRatio.Error()) {
		t.Errorf("zip bomb: %d items, the last %.80q", len(got), last)
	}
	lines := write(t, dir, "stream", gzipped([]byte(strings.Repeat("{\"id\":\"a\"}\n", 1000))))
	got = collect(t, dir, Options{MaxStream: 5000}, lines)
	if last := got[len(got)-1]; !strings.Contains(last, errStream.Error()) {
		t.Errorf("long stream: the last is %q", last)
	}
}

// TestStops has the receiver and the context end a walk, within all kinds of
// files.
func TestStops(t *testing.T) {
	dir := t.TempDir()
	lines := []byte(strings.Repeat("{\"id\":\"a\"}\n", 200_000))
	enough := errors.New("enough")
	for name, b := range map[string][]byte{
		"lines": lines, "gz": gzipped(lines[:1000]), "csv": []byte("title\na\nb\n"), "array": []byte(`[{"id":"a"},{"id":"b"}]`),
		"tar": tarred(t, tar.Header{Typeflag: tar.TypeReg, Name: "a", Linkname: "页"}, tar.Header{Typeflag: tar.TypeReg, Name: "b", Linkname: "页"}),
	} {
		n := 0
		path := write(t, dir, name, b)
		err := Walk(context.Background(), []string{path}, Options{Pages: firstLine{}}, func(Item) error { n++; return enough })
		if !errors.Is(err, enough) || n != 1 {
			t.Errorf("%s: %d items, %v", name, n, err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		n = 0
		err = Walk(ctx, []string{path}, Options{Pages: firstLine{}}, func(Item) error { n++; cancel(); return nil })
		if !errors.Is(err, context.Canceled) || n != 1 {
			t.Errorf("%s: %d items, %v", name, n, err)
		}
	}
}

// endless is a reader of pages that reads until it is told to stop.
type endless struct{ begun func() }

func (e endless) ReadPage(ctx context.Context, _ []byte) (*corpus.Article, error) {
	e.begun()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(10 * time.Second):
		return nil, errors.New("nobody told it to stop")
	}
}

func TestStopsWithinAPage(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	path := write(t, t.TempDir(), "页.txt", []byte("页"))
	err := Walk(ctx, []string{path}, Options{Pages: endless{cancel}}, func(i Item) error {
		t.Errorf("a page that was not read to its end gives %+v", i)
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestDecodeStrict(t *testing.T) {
	tests := []struct {
		in     string
		titles []string
		lines  []LineError
	}{
		{"{\"title\":\"甲\"}", []string{"甲"}, nil},
		{"{\n\"title\":\"甲\"\n}", []string{"甲"}, nil},
		{"{\"title\":\"甲\"}\n\n{\"title\":\"乙\",\"id\":5}\n", []string{"甲", "乙"}, nil},
		{"{\"title\":\"甲\"}\n{\"title\":\"乙\",\"tags\":[],\"Title\":1}\nx\n[]", []string{"甲"},
			[]LineError{{2, "未知字段：tags、Title"}, {3, "不是有效的 JSON"}, {4, "不是 JSON 对象"}}},
		{"{\n\"tags\":\"甲\"\n}", nil, []LineError{{1, "未知字段：tags"}}},
		{"", nil, nil},
		{"\xff\xfe", nil, []LineError{{1, "不是有效的 UTF-8"}}},
	}
	for _, tt := range tests {
		arts, lines, err := DecodeStrict(strings.NewReader(tt.in))
		if err != nil {
			t.Errorf("%q: %v", tt.in, err)
		}
		var titles []string
		for _, a := range arts {
			titles = append(titles, a.Title)
		}
		if !slices.Equal(titles, tt.titles) || !slices.Equal(lines, tt.lines) {
			t.Errorf("%q: %v, %v", tt.in, titles, lines)
		}
	}
	failed := errors.New("too large")
	if _, _, err := DecodeStrict(io.MultiReader(strings.NewReader("{\"id\":1}\n"), failing{failed})); !errors.Is(err, failed) {
		t.Errorf("the reader's error is %v", err)
	}
	if _, lines, _ := DecodeStrict(strings.NewReader(strings.Repeat("x\n", 1000))); len(lines) != maxLineErrors {
		t.Errorf("%d lines are complained about", len(lines))
	}
}

type failing struct{ err error }

func (e failing) Read([]byte) (int, error) { return 0, e.err }
