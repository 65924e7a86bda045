package server

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
)

// allowReading lets scripts of other sites read what everybody may read. It
// never allows credentials: nothing that is read here depends on them.
func allowReading(c *gin.Context) {
	c.Header("Access-Control-Allow-Origin", "*")
	c.Header("Access-Control-Expose-Headers", "X-Zonesearch-Query, X-Zonesearch-Snapshot, X-Request-Id, Retry-After")
	c.Next()
}

// sameOrigin refuses writes that a browser sends for another site, also one
// whose name was made to resolve to this machine: they carry an Origin or
// Sec-Fetch-Site of that site. Programs that are no browsers send neither.
func (s *Server) sameOrigin(c *gin.Context) {
	var protection http.CrossOriginProtection
	if err := protection.Check(c.Request); err != nil {
		s.writeProblem(c, &statusError{status: http.StatusForbidden, zh: "不接受来自其他网站的写入", en: "writes from another site are refused"})
		return
	}
	c.Next()
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
