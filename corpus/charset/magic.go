package charset

import (
	"bytes"
	"fmt"
)

// signatures are the first bytes of what people keep in the same folders as
// saved pages.
var signatures = []struct{ prefix, kind string }{
	{"%PDF-", "PDF 文件"},
	{"\x89PNG\r\n\x1a\n", "PNG 图片"},
	{"\xFF\xD8\xFF", "JPEG 图片"},
	{"GIF87a", "GIF 图片"},
	{"GIF89a", "GIF 图片"},
	{"PK\x03\x04", "ZIP 压缩包（或 Word、Excel 文件）"},
	{"\x1f\x8b\x08", "gzip 压缩文件"},
	{"\xFD7zXZ\x00", "xz 压缩文件"},
	{"7z\xBC\xAF\x27\x1C", "7z 压缩包"},
	{"Rar!\x1A\x07", "RAR 压缩包"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "旧版 Word、Excel 文件"},
	{"\x7fELF", "程序"},
	{"SQLite format 3\x00", "SQLite 数据库"},
}

// magic names the kind of file that b is by its first bytes, or returns "".
func magic(b []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(b, []byte(s.prefix)) {
			return s.kind
		}
	}
	return ""
}

func binary(kind string) error { return fmt.Errorf("%w：内容是%s", ErrBinary, kind) }
