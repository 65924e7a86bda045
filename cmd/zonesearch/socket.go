package main

import (
	"context"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// socketName is the Unix socket in the data folder by which other commands go
// through the one that holds it. The folder and the socket are the owner's
// alone, so nobody needs a key.
const socketName = "zonesearch.sock"

// maxSocketPath is what the kernel takes for the address of a Unix socket, less
// its end mark, on the narrowest of systems.
const maxSocketPath = 103

// withSocketPath calls f with an address for the socket in a folder that is
// short enough: a path that is too long goes by way of the open folder.
func withSocketPath(dir string, f func(path string) error) error {
	path := filepath.Join(dir, socketName)
	if len(path) <= maxSocketPath {
		return f(path)
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }() // it was only looked into
	return f(fmt.Sprintf("/proc/self/fd/%d/%s", folder.Fd(), socketName))
}

// listenSocket opens the socket of a folder whose archive the caller holds: a
// socket that is there already was left behind by a process that is gone.
func listenSocket(dir string) (net.Listener, error) {
	if err := os.Chmod(dir, 0o700); err != nil {
		return nil, fmt.Errorf("让数据文件夹只属于自己：%w", err)
	}
	var l net.Listener
	err := withSocketPath(dir, func(path string) error {
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			return err
		}
		listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
		if err != nil {
			return err
		}
		// The path may go by a descriptor that is closed by then.
		listener.SetUnlinkOnClose(false)
		l = socketListener{listener, filepath.Join(dir, socketName)}
		return os.Chmod(path, 0o600)
	})
	if err != nil {
		return nil, fmt.Errorf("打开 %s：%w", socketName, err)
	}
	return l, nil
}

// socketListener removes its socket when it is closed.
type socketListener struct {
	net.Listener
	path string
}

func (l socketListener) Close() error {
	_ = os.Remove(l.path) // nobody minds where it is gone already
	return l.Listener.Close()
}

// dialSocket gives a transport over the socket of a folder, nil where nobody
// listens there.
func dialSocket(ctx context.Context, dir string) *http.Transport {
	if info, err := os.Lstat(filepath.Join(dir, socketName)); err != nil || info.Mode()&fs.ModeSocket == 0 {
		return nil
	}
	dial := func(ctx context.Context, _, _ string) (conn net.Conn, err error) {
		err = withSocketPath(dir, func(path string) error {
			var d net.Dialer
			conn, err = d.DialContext(ctx, "unix", path)
			return err
		})
		return conn, err
	}
	try, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	conn, err := dial(try, "", "")
	if err != nil {
		return nil // left behind by a process that is gone
	}
	_ = conn.Close()
	return &http.Transport{DialContext: dial, MaxIdleConnsPerHost: 2}
}
