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
	r.UseRawPath = true
	r.UnescapePathValues = true
	r.RedirectTrailingSlash = false
	// Gin trusts every proxy unless told otherwise; nothing here reads
	// X-Forwarded-For, and nothing may begin to.
	if err := r.SetTrustedProxies(nil); err != nil {
		panic(err) // nil is always valid
	}
	r.Use(identify, s.logAccess, s.recoverPanic, secure)
	r.NoRoute(s.plain(func(*gin.Context) error {
		return &statusError{status: http.StatusNotFound, zh: "没有这个地址;接口说明见 /docs", en: "there is nothing at this address; see /docs"}
	}))
	r.NoMethod(s.plain(func(*gin.Context) error {
		return &statusError{status: http.StatusMethodNotAllowed, zh: "这个地址不支持该请求方法", en: "this address does not take that method"}
	}))

	r.GET("/healthz", s.plain(s.health))
	r.GET("/readyz", s.plain(s.ready))
	r.GET("/metrics", s.metrics.handle)

	limited := r.Group("/")
	if s.limiter != nil {
		limited.Use(s.limitRate)
	}
	limited.GET("/openapi.json", s.plain(s.openAPI))

	v1 := limited.Group("/v1")
	v1.GET("/search", s.search(s.searchArticles))
	v1.GET("/projects", s.search(s.searchProjects))
	v1.GET("/lifelines/:id", s.search(s.lifeline))
	v1.GET("/articles/:id", s.search(s.article))
	v1.GET("/articles/:id/similar", s.search(s.similar))
	v1.GET("/suggest", s.search(s.suggest))
	v1.GET("/trends", s.search(s.trends))
	v1.GET("/zones", s.search(s.zones))
	v1.GET("/zones/:name", s.search(s.zone))
	v1.GET("/status", s.plain(s.status))
	v1.GET("/export", s.plain(s.export))
	v1.POST("/articles", s.plain(s.postArticles))
	v1.DELETE("/articles/:id", s.plain(s.deleteArticle))

	limited.GET("/feed.atom", s.search(s.feed))
	limited.GET("/feed.rss", s.search(s.feed))
	limited.GET("/feed.json", s.search(s.feed))
	s.pages(limited)
	return r
}

func (s *Server) health(c *gin.Context) error {
	c.JSON(http.StatusOK, gin.H{"status": "ok", "version": s.options.Version})
	return nil
}

func (s *Server) ready(c *gin.Context) error {
	status := s.engine.Status()
	if !status.Ready {
		return &statusError{status: http.StatusServiceUnavailable, zh: "索引尚未就绪:" + status.Reason, en: "not ready: " + status.Reason, retryAfter: 1}
	}
	c.JSON(http.StatusOK, gin.H{"status": "ready", "articles": status.Articles, "snapshot": status.Snapshot})
	return nil
}

func (s *Server) status(c *gin.Context) error {
	c.JSON(http.StatusOK, s.engine.Status())
	return nil
}
