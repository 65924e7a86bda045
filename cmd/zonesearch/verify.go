package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strconv"

	"github.com/spf13/cobra"

	"zonesearch/corpus/archive"
	"zonesearch/index"
)

// verification is what verify found.
type verification struct {
	OK      bool          `json:"ok"`
	Deep    bool          `json:"deep"`
	Archive archiveReport `json:"archive"`
	Index   index.Report  `json:"index"`
}

// archiveReport is what was found of the archive. Found counts what is wrong,
// Damage names the first hundred.
type archiveReport struct {
	Articles  int      `json:"articles"`
	LastSeq   uint64   `json:"last_seq"`
	TextBytes int64    `json:"text_bytes"`
	Bytes     int64    `json:"bytes"`
	Found     int      `json:"found"`
	Damage    []string `json:"damage"`
}

func (p *program) verifyCommand() *cobra.Command {
	var deep bool
	cmd := &cobra.Command{
		Use: "verify", Short: "核对每个校验和与计数（verify）", GroupID: groupCare, Args: noArguments,
		Long: `重新读取档案和索引，核对每个校验和与计数。发现损坏时退出码为 4。

索引的损坏会在下次打开时自动修复（从档案重建）；档案的损坏须从备份恢复。`,
	}
	cmd.Flags().BoolVar(&deep, "deep", false, "还要解开每篇文章、重新切分每段文字来比较")
	p.libraryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		found, err := p.verify(cmd.Context(), deep)
		if err != nil {
			return err
		}
		if p.json {
			err = json.NewEncoder(p.out).Encode(found)
		} else {
			err = p.printer().verification(&found)
		}
		if err == nil && !found.OK {
			err = outcome(exitDamage)
		}
		return err
	}
	return cmd
}

// verify looks, through the process that holds the folder or by itself. By
// itself it opens the archive only: to open the index would heal it.
func (p *program) verify(ctx context.Context, deep bool) (found verification, err error) {
	bar := p.progress("核对", unitPages)
	defer bar.end()
	var a *archive.Archive
	transport, err := p.hold(ctx, func() (err error) {
		a, err = openArchive(p.settings)
		return err
	})
	var damage *archive.DamageError
	switch {
	case errors.As(err, &damage):
		return unopenable(err, deep), nil
	case err != nil:
		return found, err
	case transport != nil:
		c := overSocket(transport)
		defer c.client.CloseIdleConnections()
		err = c.follow(ctx, pathVerify, url.Values{"deep": {strconv.FormatBool(deep)}}, progress(bar), &found)
		return found, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	log, err := p.quietLog()
	if err != nil {
		return found, err
	}
	return verifyClosed(ctx, a, p.settings, log, deep, progress(bar))
}

// unchecked is the state of an index that nobody looked at: without the archive
// there is nothing to hold it against.
const unchecked index.State = "unchecked"

// unopenable is what is found where damage keeps the archive from being opened.
func unopenable(err error, deep bool) verification {
	return verification{
		Deep:    deep,
		Archive: archiveReport{Found: 1, Damage: []string{err.Error()}},
		Index:   index.Report{State: unchecked, Damage: []string{}},
	}
}

// verifyClosed looks at an archive, and at its index, which nobody has open.
func verifyClosed(ctx context.Context, a *archive.Archive, s settings, log *slog.Logger, deep bool, progress progress) (verification, error) {
	found, err := verifyArchive(ctx, a, deep, progress)
	if err != nil {
		return found, err
	}
	o, err := indexOptions(s, log)
	if err != nil {
		return found, err
	}
	o.Archive = a
	if found.Index, err = index.Verify(ctx, o, deep); err != nil {
		return found, err
	}
	found.compare()
	return found, nil
}

// verify looks at what is open, while it is used.
func (l *library) verify(ctx context.Context, deep bool, progress progress) (verification, error) {
	found, err := verifyArchive(ctx, l.archive, deep, progress)
	if err != nil {
		return found, err
	}
	found.Index, err = l.index.Verify(ctx, deep)
	if errors.Is(err, index.ErrDamaged) || errors.Is(err, index.ErrNotReady) {
		found.Index = index.Report{State: index.Current, Damage: []string{err.Error()}}
		err = nil
	}
	found.compare()
	return found, err
}

func verifyArchive(ctx context.Context, a *archive.Archive, deep bool, progress progress) (verification, error) {
	r, err := a.Verify(ctx, deep, progress)
	found := verification{Deep: deep, Archive: archiveReport{
		Articles: r.Articles, LastSeq: r.LastSeq, TextBytes: r.TextBytes, Bytes: r.Pages * r.PageBytes, Found: r.Found, Damage: []string{},
	}}
	for _, d := range r.Damage {
		found.Archive.Damage = append(found.Archive.Damage, d.Error())
	}
	return found, err
}

// compare compares the counts of archive and index, where both show the same
// state, and sums up.
func (v *verification) compare() {
	a, x := &v.Archive, &v.Index
	if x.State == index.Current && len(x.Damage) == 0 && a.Found == 0 && x.Reached == a.LastSeq && x.Articles != a.Articles {
		x.Damage = append(x.Damage, fmt.Sprintf("the archive holds %d articles, the index %d", a.Articles, x.Articles))
	}
	if x.Damage == nil {
		x.Damage = []string{}
	}
	v.OK = a.Found == 0 && len(x.Damage) == 0
}

func (w *printer) verification(v *verification) error {
	w.printf("档案：%d 篇，文字 %s，读了 %s", v.Archive.Articles, byteSize(v.Archive.TextBytes), byteSize(v.Archive.Bytes))
	w.printf("，%s\n", verdict(v.Archive.Found))
	for _, d := range v.Archive.Damage {
		w.printf("  %s\n", d)
	}
	switch v.Index.State {
	case unchecked:
		w.printf("索引：没有核对，因为档案打不开\n")
	case index.Missing:
		w.printf("索引：还没有，下次打开时建立\n")
	case index.Stale:
		w.printf("索引：按别的规则建立，下次打开时重建\n")
	case index.Current:
		w.printf("索引：%d 篇，%d 条项目记录，%s\n", v.Index.Articles, v.Index.Projects, verdict(len(v.Index.Damage)))
	}
	for _, d := range v.Index.Damage {
		w.printf("  %s\n", d)
	}
	switch {
	case v.Archive.Found > 0:
		w.printf("请从备份恢复到另一个文件夹：zonesearch restore 备份 --data 新文件夹\n")
	case !v.OK:
		w.printf("档案完好；索引会在下次打开时从档案重建\n")
	}
	return w.out.Flush()
}

func verdict(found int) string {
	if found == 0 {
		return "完好"
	}
	return fmt.Sprintf("发现 %d 处损坏", found)
}
