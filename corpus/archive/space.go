package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/sys/unix"
)

// defaultReserve is kept free on a disk of 1.25 GiB or more; of a smaller one
// it is a twentieth.
const defaultReserve = 64 << 20

// room tells how many bytes may be written before the reserve is touched.
func (a *Archive) room() (int64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(a.dir, &st); err != nil {
		return 0, fmt.Errorf("archive: ask for free space: %w", err)
	}
	block := int64(st.Bsize)
	reserve := a.opts.Reserve
	switch {
	case reserve < 0:
		reserve = 0
	case reserve == 0:
		reserve = min(defaultReserve, int64(st.Blocks)*block/20)
	}
	return int64(st.Bavail)*block - reserve, nil
}

// isNoSpace tells whether a commit failed for want of space while it wrote
// pages. Nothing that was valid before has been touched then, so writing may
// go on later.
func isNoSpace(err error) bool {
	// bbolt grows the file before it writes the first page, and passes on only
	// the words of what went wrong.
	if strings.HasPrefix(err.Error(), "file resize error") {
		return true
	}
	var path *fs.PathError
	if !errors.As(err, &path) || path.Op != "write" {
		return false
	}
	return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) || errors.Is(err, unix.EFBIG)
}
