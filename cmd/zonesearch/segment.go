package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// maxSegmentText bounds what is read at once: as much as the largest article.
const maxSegmentText = 8 << 20

// token is a word of a text, where it stands and what it is searched as.
type token struct {
	// Text is the original's bytes from Start to End.
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	// Term is its canonical form.
	Term string `json:"term"`
	Kind string `json:"kind"`
}

func (p *program) segmentCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "segment [文字]", Short: "切分文字，给出每个词的字节位置（tokens with byte offsets）", GroupID: groupTools,
		Example: "  zonesearch segment 泰州海陵光伏产业园开工\n  echo 光伏 | zonesearch segment --json",
		RunE: func(_ *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if len(args) == 0 {
				var err error
				if text, err = p.readText(); err != nil {
					return err
				}
			}
			segmenter, err := loadSegmenter(p.settings.withTables().dictionary)
			if err != nil {
				return fmt.Errorf("词典：%w", err)
			}
			return p.printTokens(tokensOf(segmenter, text))
		},
	}
	p.dictionaryFlag(cmd)
	return cmd
}

// readText reads what is to be cut from standard input.
func (p *program) readText() (string, error) {
	if p.inTerminal {
		return "", usagef("请给出要切分的文字，或从标准输入读入")
	}
	b, err := io.ReadAll(io.LimitReader(p.in, maxSegmentText+1))
	if err != nil {
		return "", fmt.Errorf("读取标准输入：%w", err)
	}
	if len(b) > maxSegmentText {
		return "", fmt.Errorf("文字超过 %d 字节，请分开切分", maxSegmentText)
	}
	return string(b), nil
}

func tokensOf(s *segment.Segmenter, text string) []token {
	canonical := fold.Canon(text)
	tokens := []token{}
	for _, t := range s.Path(canonical) {
		start, end := canonical.Span(t.Start, t.End)
		tokens = append(tokens, token{Text: text[start:end], Start: start, End: end, Term: t.Text, Kind: kindName(t.Kind)})
	}
	return tokens
}

func kindName(k segment.Kind) string {
	switch k {
	case segment.Word:
		return "word"
	case segment.Latin:
		return "latin"
	case segment.Number:
		return "number"
	case segment.Mixed:
		return "mixed"
	}
	return fmt.Sprint(int(k))
}

func (p *program) printTokens(tokens []token) error {
	if p.json {
		out := json.NewEncoder(p.out)
		out.SetEscapeHTML(false)
		return out.Encode(tokens)
	}
	out := bufio.NewWriter(p.out)
	for _, t := range tokens {
		// A token may hold spaces and line ends that its canonical form drops.
		if _, err := fmt.Fprintf(out, "%d\t%d\t%s\n", t.Start, t.End, strings.Join(strings.Fields(t.Text), "")); err != nil {
			return err
		}
	}
	return out.Flush()
}
