package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sys/unix"

	"zonesearch/server"
)

const (
	// publicRate is how many requests a second each client has where strangers
	// can reach the server.
	publicRate = 100
	// indexWait is how long a write over the network waits for its articles to
	// be searchable.
	indexWait = 2 * time.Second
)

// serving are the settings of serve.
type serving struct {
	addr, admin string
	rate        float64
	keyFile     string
	hosts       []string
}

func (p *program) serveCommand() *cobra.Command {
	var s serving
	cmd := &cobra.Command{
		Use: "serve", Short: "打开网页和 API（the web page and the API）", GroupID: groupUse, Args: noArguments,
		Long: `打开网页和 API，直到按下 Ctrl-C。

运行期间，import、search 等命令可以照常使用同一个数据文件夹：它们经由文件夹中的
` + socketName + ` 进行，无需停下。

写入接口需要密钥：用 --api-key-file 指定存放密钥的文件，或设置 ZONESEARCH_API_KEY，
至少 32 个字符；没有密钥则不接受网络写入。

经由本机的反向代理对外服务时，用 --host 写明对外的主机名，可重复：从本机地址来的
写入只接受 localhost、IP 地址和这里写明的名称，以防其他网站借浏览器写入。`,
		Example: "  zonesearch serve --sample\n  zonesearch serve --addr 0.0.0.0:8080 --api-key-file 密钥\n  zonesearch serve --api-key-file 密钥 --host news.example.com",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("rate") {
				s.rate = defaultRate(s.addr)
			}
			return p.serve(cmd.Context(), s)
		},
	}
	cmd.Flags().StringVar(&s.addr, "addr", "127.0.0.1:8080", "监听地址")
	cmd.Flags().BoolVar(&p.settings.sample, "sample", false, "先给空的档案装入内置的示例文章")
	cmd.Flags().Float64Var(&s.rate, "rate", 0, fmt.Sprintf("每个客户端每秒的请求数，0 为不限（默认：本机不限，否则 %d）", publicRate))
	cmd.Flags().StringVar(&s.keyFile, "api-key-file", "", "存放写入密钥的文件")
	cmd.Flags().StringSliceVar(&s.hosts, "host", nil, "本机反向代理对外的主机名，写入可以以此名发来，可重复")
	cmd.Flags().StringVar(&s.admin, "admin", "", "另开一个地址供诊断：/debug/pprof/ 与 /metrics，不要对外开放")
	p.libraryFlags(cmd)
	return cmd
}

// defaultRate is no limit where only this machine can connect.
func defaultRate(addr string) float64 {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return publicRate // listening will say what is wrong
	}
	ip, err := netip.ParseAddr(host)
	if host == "localhost" || err == nil && ip.IsLoopback() {
		return 0
	}
	return publicRate
}

func (p *program) serve(ctx context.Context, s serving) (err error) {
	log, err := p.log(slog.LevelInfo)
	if err != nil {
		return err
	}
	options, err := p.siteOptions(s, log)
	if err != nil {
		return err
	}
	// A port in use is told at once, before anything is opened.
	public, admin, err := s.listen()
	if err != nil {
		return err
	}
	for _, l := range []net.Listener{public, admin} {
		if l != nil {
			defer func() { _ = l.Close() }() // closed already where it served
		}
	}
	growHeap(servingGrowth)
	l, err := openLibrary(p.settings, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	socket, err := listenSocket(p.settings.data)
	if err != nil {
		return err
	}
	// What the owner's own commands ask is not worth a line of log each.
	quiet, err := p.quietLog()
	if err != nil {
		return errors.Join(err, socket.Close())
	}

	options.Engine, options.Store = l.index, store{library: l, wait: indexWait}
	site := server.New(options)
	group, until := errgroup.WithContext(ctx)
	group.Go(func() error { return site.Serve(until, public) })
	group.Go(func() error { return server.ServeHandler(until, socket, l.trusted(quiet), log) })
	if admin != nil {
		log.Info("diagnosis", slog.String("admin", admin.Addr().String()))
		group.Go(func() error { return server.ServeHandler(until, admin, diagnosis(site), log) })
	}
	log.Info("serving", slog.String("addr", public.Addr().String()), slog.Int("articles", l.archive.Count()), slog.Float64("rate", s.rate), slog.Bool("writes", options.Key != ""))
	if err := p.welcome(address(public.Addr()), l.archive.Count()); err != nil {
		log.Warn("nobody reads where to find the page", slog.Any("error", err))
	}
	if err := group.Wait(); err != nil {
		return err
	}
	log.Info("stopped")
	return outcome(exitInterrupted)
}

// siteOptions are what the settings say of the site, without what it serves.
func (p *program) siteOptions(s serving, log *slog.Logger) (server.Options, error) {
	if s.rate < 0 {
		return server.Options{}, usagef("--rate 不能小于 0")
	}
	key, err := p.writeKey(s.keyFile)
	if err != nil {
		return server.Options{}, err
	}
	hosts, err := hostNames(s.hosts)
	if err != nil {
		return server.Options{}, err
	}
	return server.Options{
		Key: key, Hosts: hosts, Rate: s.rate,
		FreeBytes: func() (uint64, error) { return freeBytes(p.settings.data) }, Version: version(), Log: log,
	}, nil
}

// listen opens the address of the site, and that for diagnosis where one is
// wanted.
func (s serving) listen() (public, admin net.Listener, err error) {
	if public, err = net.Listen("tcp", s.addr); err != nil {
		return nil, nil, fmt.Errorf("监听 %s：%w", s.addr, err)
	}
	if s.admin == "" {
		return public, nil, nil
	}
	if admin, err = net.Listen("tcp", s.admin); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("监听 %s：%w", s.admin, err), public.Close())
	}
	return public, admin, nil
}

// welcome tells where to find the page.
func (p *program) welcome(address string, articles int) error {
	if p.json {
		return json.NewEncoder(p.out).Encode(map[string]any{"address": address, "articles": articles})
	}
	_, err := fmt.Fprintf(p.out, "请在浏览器打开 %s （共 %d 篇文章；按 Ctrl-C 停止）\n", address, articles)
	return err
}

// address is what a person types into a browser.
func address(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// freeBytes is what the disk has left for this user.
func freeBytes(dir string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, fmt.Errorf("free space of %s: %w", dir, err)
	}
	return s.Bavail * uint64(s.Bsize), nil
}
