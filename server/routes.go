package server

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// routes is the whole site on one screen.
func (s *Server) routes() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.ContextWithFallback = true
	r.HandleMethodNotAllowed = true
	r.RedirectTrailingSlash = false
	// An ID may hold a slash, as %2F: routes go by the path as it was sent, and
	// decodePath decodes what they take from it. Gin's own decoding would turn
	// a plus sign into a space.
	r.UseRawPath = true
	r.UnescapePathValues = false
	// Gin trusts every proxy unless told otherwise; nothing here reads
	// X-Forwarded-For, and nothing may begin to.
	if err := r.SetTrustedProxies(nil); err != nil {
		panic(err) // nil is always valid
	}
	r.Use(identify, s.logAccess, s.recoverPanic, secure, decodePath)
	r.NoMethod(s.plain(func(*gin.Context) error {
		return &statusError{status: http.StatusMethodNotAllowed, zh: "这个地址不支持该请求方法", en: "this address does not take that method"}
	}))

	read(r, "/healthz", s.plain(s.health))
	read(r, "/readyz", s.plain(s.ready))
	read(r, "/metrics", s.metrics.handle)

	limited := r.Group("/")
	if s.limiter != nil {
		limited.Use(s.limitRate)
	}
	read(limited, "/openapi.json", s.plain(s.openAPI))

	open := limited.Group("/", allowReading)
	read(open, "/v1/search", s.search(s.searchArticles))
	read(open, "/v1/projects", s.search(s.searchProjects))
	read(open, "/v1/lifelines/:id", s.search(s.lifeline))
	read(open, "/v1/articles/:id", s.search(s.article))
	read(open, "/v1/articles/:id/similar", s.search(s.similar))
	read(open, "/v1/suggest", s.search(s.suggest))
	read(open, "/v1/trends", s.search(s.trends))
	read(open, "/v1/zones", s.search(s.zones))
	read(open, "/v1/zones/:name", s.search(s.zone))
	read(open, "/v1/status", s.plain(s.status))
	read(open, "/v1/export", s.plain(s.export))
	read(open, "/feed.atom", s.search(s.feed))
	read(open, "/feed.rss", s.search(s.feed))
	read(open, "/feed.json", s.search(s.feed))

	closed := limited.Group("/v1", s.sameOrigin)
	closed.POST("/articles", s.plain(s.postArticles))
	closed.DELETE("/articles/:id", s.plain(s.deleteArticle))

	r.NoRoute(s.pages(limited).notFound)
	return r
}

// read routes GET and HEAD; the latter is answered by the same handler, and
// net/http keeps the body back.
func read(r gin.IRoutes, path string, h gin.HandlerFunc) {
	r.GET(path, h)
	r.HEAD(path, h)
}
