package server

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// health says that the process lives; it asks nothing of the index.
func (s *Server) health(c *gin.Context) error {
	c.JSON(http.StatusOK, gin.H{"status": "ok", "version": s.options.Version})
	return nil
}

// ready says whether the index has caught up and is whole.
func (s *Server) ready(c *gin.Context) error {
	status := s.recent.status(readyFor)
	if !status.Ready {
		return &statusError{status: http.StatusServiceUnavailable, zh: "索引尚未就绪：" + status.Reason, en: "not ready: " + status.Reason, retryAfter: 1}
	}
	c.JSON(http.StatusOK, gin.H{"status": "ready", "articles": status.Articles, "snapshot": status.Snapshot})
	return nil
}

// status tells what the index holds.
func (s *Server) status(c *gin.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	c.JSON(http.StatusOK, s.engine.Status())
	return nil
}
