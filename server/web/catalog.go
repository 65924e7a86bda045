package web

import (
	"embed"
	"encoding/json"
	"fmt"
)

// Languages that pages are written in; the first is the standard one.
const (
	Chinese = "zh-CN"
	English = "en"
)

//go:embed lang/*.json
var languageFiles embed.FS

// catalog is the words of one language by key.
type catalog map[string]string

func loadCatalogs() (map[string]catalog, error) {
	out := map[string]catalog{}
	for language, file := range map[string]string{Chinese: "lang/zh.json", English: "lang/en.json"} {
		b, err := languageFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var c catalog
		if err := json.Unmarshal(b, &c); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out[language] = c
	}
	return out, nil
}

// say gives the words for a key, filled in as by fmt.Sprintf. A key that is
// missing shows itself; a test sees to it that none is.
func (c catalog) say(key string, args ...any) string {
	words, ok := c[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return words
	}
	return fmt.Sprintf(words, args...)
}

// or gives the words for a key, or other where there are none: for values of
// closed lists, which are Chinese by themselves.
func (c catalog) or(key, other string) string {
	if words, ok := c[key]; ok {
		return words
	}
	return other
}
