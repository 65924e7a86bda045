package main

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"zonesearch/corpus/archive"
)

// The exit codes of the contract.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartly      = 3
	exitDamage      = 4
	exitInterrupted = 130
)

// usageError says that the command was called wrongly.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// outcome ends a command that has said already how it went with an exit code.
type outcome int

func (o outcome) Error() string { return fmt.Sprintf("exit code %d", int(o)) }

// exitCode gives the code for a command's error.
func exitCode(ctx context.Context, err error) int {
	var (
		said   outcome
		usage  usageError
		damage *archive.DamageError
	)
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &said):
		return int(said)
	case errors.As(err, &usage):
		return exitUsage
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, &damage):
		return exitDamage
	}
	return exitFailed
}

// explain says in Chinese what the more frequent errors mean and what to do.
// Others speak for themselves.
func explain(err error) string {
	var (
		locked *archive.LockedError
		damage *archive.DamageError
	)
	switch {
	case errors.As(err, &locked) && locked.PID != 0:
		return fmt.Sprintf("数据文件夹 %s 正由另一个进程（%d）使用，请等它结束后再试", locked.Dir, locked.PID)
	case errors.As(err, &locked):
		return fmt.Sprintf("数据文件夹 %s 正由另一个进程使用，请等它结束后再试", locked.Dir)
	case errors.As(err, &damage):
		return fmt.Sprintf("档案有损坏：%v。请用 zonesearch verify 检查，用 zonesearch restore 从备份恢复", err)
	case errors.Is(err, archive.ErrNoSpace):
		return "磁盘空间不足，没有写入；腾出空间后再执行一次，会从中断处继续"
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Sprintf("端口已被占用，请换一个 --addr，或先停掉占用它的程序（%v）", err)
	case errors.Is(err, context.Canceled):
		return "已中断"
	}
	return err.Error()
}
