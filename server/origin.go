package server

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// allowReading lets scripts of other sites read what everybody may read. It
// never allows credentials: nothing that is read here depends on them.
func allowReading(c *gin.Context) {
	c.Header("Access-Control-Allow-Origin", "*")
	c.Header("Access-Control-Expose-Headers", "X-Zonesearch-Query, X-Zonesearch-Snapshot, X-Request-Id, Retry-After")
	c.Next()
}

// sameOrigin refuses writes that a browser sends for another site: they carry
// an Origin or Sec-Fetch-Site of that site. Programs that are no browsers send
// neither. No site could write without the key; this is a second lock.
func (s *Server) sameOrigin(c *gin.Context) {
	var protection http.CrossOriginProtection
	if err := protection.Check(c.Request); err != nil {
		s.writeProblem(c, &statusError{status: http.StatusForbidden, zh: "不接受来自其他网站的写入", en: "writes from another site are refused"})
		return
	}
	if !s.ownHost(c.Request) {
		s.writeProblem(c, &statusError{status: http.StatusForbidden, zh: "不接受以这个主机名发来的写入；经由本机的代理时，请以 serve --host 写明它的名称", en: "writes under this host name are refused; behind a proxy on the same machine, name it with serve --host"})
		return
	}
	c.Next()
}

// ownHost reports whether a request means this server: a site may have its own
// name resolve to the loopback address, and its scripts then are of the same
// origin as what listens there. So what comes in by loopback must come under a
// loopback name, an address, or one of Options.Hosts.
func (s *Server) ownHost(r *http.Request) bool {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	if !ok || !local.IP.IsLoopback() {
		return true
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	_, err := netip.ParseAddr(host)
	return err == nil || host == "localhost" || strings.HasSuffix(host, ".localhost") || slices.Contains(s.options.Hosts, host)
}

// decodePath decodes the values of a route's parameters where the path was
// sent in a form of its own; otherwise they are decoded already.
func decodePath(c *gin.Context) {
	if c.Request.URL.RawPath == "" {
		return
	}
	for i := range c.Params {
		// net/http refuses a path that does not decode.
		if v, err := url.PathUnescape(c.Params[i].Value); err == nil {
			c.Params[i].Value = v
		}
	}
}
