package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"zonesearch/corpus/archive"
	"zonesearch/corpus/durable"
)

// backupDone is what backup did.
type backupDone struct {
	File   string `json:"file"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func (p *program) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use: "backup 文件", Short: "把档案备份成一个文件（backup）", GroupID: groupCare, Args: arguments(1, 1, "备份文件的名称"),
		Long: `把档案此刻的样子备份成一个文件，期间读写照常。每条记录的校验和都会核对，
写完后再读一遍比较。已有的同名文件在备份成功后才会被取代。`,
		RunE: func(cmd *cobra.Command, args []string) error {
			done, err := p.backup(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if p.json {
				return json.NewEncoder(p.out).Encode(done)
			}
			_, err = fmt.Fprintf(p.out, "已备份到 %s：%s，SHA-256 %s\n", done.File, byteSize(done.Bytes), done.SHA256)
			return err
		},
	}
}

// backup writes beside its place, and moves there what has been verified.
func (p *program) backup(ctx context.Context, file string) (done backupDone, err error) {
	temp, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".new-*")
	if err != nil {
		return done, err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp.Name()) // what is there to do about it
		}
	}()
	sum := sha256.New()
	err = p.writeBackup(ctx, io.MultiWriter(temp, sum))
	if err == nil {
		err = temp.Sync()
	}
	if err == nil {
		done.Bytes, err = rereads(temp, sum.Sum(nil))
	}
	if err = errors.Join(err, temp.Close()); err != nil {
		return done, fmt.Errorf("备份没有完成：%w", err)
	}
	done.File, done.SHA256 = file, fmt.Sprintf("%x", sum.Sum(nil))
	if err = os.Rename(temp.Name(), file); err != nil {
		return done, err
	}
	// A backup that was reported must be found under its name after a power cut.
	return done, durable.SyncDir(filepath.Dir(file))
}

// writeBackup streams the archive, through the process that holds it or from
// the folder.
func (p *program) writeBackup(ctx context.Context, w io.Writer) (err error) {
	var a *archive.Archive
	transport, err := p.hold(ctx, func() (err error) {
		a, err = openArchive(p.settings)
		return err
	})
	if err != nil {
		return err
	}
	if transport == nil {
		return errors.Join(a.Backup(ctx, w), a.Close())
	}
	c := overSocket(transport)
	defer c.client.CloseIdleConnections()
	answer, err := c.get(ctx, pathBackup, nil)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, answer.Body)
	return errors.Join(err, answer.Body.Close())
}

// rereads reads a file from the start and compares its digest.
func rereads(f *os.File, want []byte) (int64, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	sum := sha256.New()
	n, err := io.Copy(sum, f)
	if err == nil && string(sum.Sum(nil)) != string(want) {
		err = errors.New("写入的文件读回来不一样，磁盘可能有问题")
	}
	return n, err
}

func (p *program) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "restore 文件", Short: "从备份恢复到空的数据文件夹（restore）", GroupID: groupCare, Args: arguments(1, 1, "备份文件的名称"),
		Long:    "从备份恢复档案到 --data 指定的、空的或还不存在的文件夹。全部核对无误后才会放好；索引在下次打开时建立。",
		Example: "  zonesearch restore 备份 --data 新文件夹",
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer func() { _ = f.Close() }() // it was only read
			if err := archive.Restore(cmd.Context(), f, p.settings.data); err != nil {
				return fmt.Errorf("没有恢复（%s 须是空的或还不存在的文件夹）：%w", p.settings.data, err)
			}
			a, err := openArchive(p.settings)
			if err != nil {
				return err
			}
			n := a.Count()
			if err := a.Close(); err != nil {
				return err
			}
			if p.json {
				return json.NewEncoder(p.out).Encode(map[string]int{"articles": n})
			}
			_, err = fmt.Fprintf(p.out, "已恢复 %d 篇到 %s\n", n, p.settings.data)
			return err
		},
	}
}
