package main

import (
	"os"
	"strings"

	"zonesearch/server"
)

// writeKey reads the one write key, "" where there is none.
func (p *program) writeKey(file string) (string, error) {
	key, where := "", "ZONESEARCH_API_KEY"
	if file != "" {
		b, err := os.ReadFile(file)
		if err != nil {
			return "", usagef("--api-key-file：%w", err)
		}
		key, where = strings.TrimSpace(string(b)), file
		if key == "" {
			return "", usagef("%s 是空的；写入密钥至少要有 %d 个字符，例如用 openssl rand -hex 32 生成", where, server.MinKeyLength)
		}
	} else if v, set := p.env(where); set {
		key = strings.TrimSpace(v)
	}
	if n := len([]rune(key)); key != "" && n < server.MinKeyLength {
		return "", usagef("%s 里的写入密钥只有 %d 个字符，至少要有 %d 个，例如用 openssl rand -hex 32 生成", where, n, server.MinKeyLength)
	}
	return key, nil
}
