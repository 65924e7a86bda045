package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// Reasons that more than one reader gives. They are read by people.
var (
	errEmpty     = errors.New("文件是空的")
	errNested    = errors.New("压缩包里又是压缩包，请先解开再导入")
	errNoPages   = errors.New("不是 JSONL、JSON 或 CSV")
	errRatio     = errors.New("压缩比过大，可能是压缩炸弹，没有读完")
	errStream    = errors.New("解压后过大，没有读完")
	errUnpacker  = errors.New("解压时出错，没有读完")
	errIrregular = errors.New("不是普通文件（设备、管道或套接字），没有读取")
	errOutside   = errors.New("链接指向所给文件夹之外，没有读取")
	errName      = errors.New("压缩包中的文件名指向包外（含 .. 或绝对路径），没有读取")
	errLink      = errors.New("压缩包中的链接或设备，没有读取")
	errBinary    = errors.New("是二进制文件，不是网页或文本")
)

// because puts an error of the system into words; what is not known is kept
// as it is, behind what was being done.
func because(doing string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("找不到这个文件或文件夹")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("没有读取权限")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s：数据不完整，文件可能被截断", doing)
	case errors.Is(err, errRatio), errors.Is(err, errStream), errors.Is(err, errRecord):
		return err
	}
	return fmt.Errorf("%s：%w", doing, err)
}
