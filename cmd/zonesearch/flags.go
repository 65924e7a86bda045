package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// A user's own tables are looked for in the data folder under these names, so
// that every command finds what serve found: an index that was built with other
// tables is built anew.
const (
	dictionaryFile  = "dictionary.txt"
	synonymsFile    = "synonyms.txt"
	correctionsFile = "corrections.jsonl"
)

// libraryFlags are for the commands that may open the index themselves.
func (p *program) libraryFlags(cmd *cobra.Command) {
	p.dictionaryFlag(cmd)
	cmd.Flags().StringVar(&p.settings.synonyms, "synonyms", "", "自己的同义词表（默认：数据文件夹中的 "+synonymsFile+"）")
	cmd.Flags().StringVar(&p.settings.corrections, "corrections", "", "项目更正表（默认：数据文件夹中的 "+correctionsFile+"）")
}

func (p *program) dictionaryFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.settings.dictionary, "dictionary", "", "自己的词典，每行：词 [词频 [词性]]（默认：数据文件夹中的 "+dictionaryFile+"）")
}

// withTables fills in the tables that lie in the data folder.
func (s settings) withTables() settings {
	for _, t := range []struct {
		path *string
		name string
	}{{&s.dictionary, dictionaryFile}, {&s.synonyms, synonymsFile}, {&s.corrections, correctionsFile}} {
		path := filepath.Join(s.data, t.name)
		if _, err := os.Stat(path); *t.path == "" && err == nil {
			*t.path = path
		}
	}
	return s
}
