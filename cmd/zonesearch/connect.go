package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"zonesearch/corpus/archive"
)

// lockPatience is how long a command waits for one that holds the folder but
// does not answer on the socket: a short one that will be done soon, or a serve
// that is just starting.
const lockPatience = 1500 * time.Millisecond

// connection is a way to ask.
type connection struct {
	client *http.Client
	// library is what the command holds itself, nil where it goes through
	// another process.
	library *library
}

// connect finds a way to ask: over the socket where another process holds the
// folder, else in this process.
func (p *program) connect(ctx context.Context) (*connection, error) {
	log, err := p.quietLog()
	if err != nil {
		return nil, err
	}
	var l *library
	transport, err := p.hold(ctx, func() (err error) {
		l, err = openLibrary(p.settings, log)
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case transport != nil:
		return overSocket(transport), nil
	}
	return &connection{client: &http.Client{Transport: direct{l.trusted(log)}}, library: l}, nil
}

// overSocket asks the process that holds the folder.
func overSocket(t *http.Transport) *connection {
	return &connection{client: &http.Client{Transport: t}}
}

// hold runs open, which takes hold of the folder. Where another process has
// it, hold gives a transport to that one instead.
func (p *program) hold(ctx context.Context, open func() error) (*http.Transport, error) {
	if _, err := os.Stat(p.settings.data); err != nil && !p.creates {
		return nil, fmt.Errorf("没有数据文件夹 %s；请用 --data 指定，或先用 zonesearch import 导入", p.settings.data)
	}
	deadline := time.Now().Add(lockPatience)
	for {
		if t := dialSocket(ctx, p.settings.data); t != nil {
			return t, nil
		}
		err := open()
		var locked *archive.LockedError
		if !errors.As(err, &locked) || time.Now().After(deadline) {
			return nil, err
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// close lets go of the folder.
func (c *connection) close() error {
	c.client.CloseIdleConnections()
	if c.library == nil {
		return nil
	}
	return c.library.close()
}
