package server

import (
	_ "embed"
	"net/http"

	"github.com/gin-gonic/gin"
)

// openAPIDocument describes every route. It is written by hand, and tests hold
// every route, request and answer against it.
//
//go:embed openapi.json
var openAPIDocument []byte

func (s *Server) openAPI(c *gin.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	c.Data(http.StatusOK, "application/json; charset=utf-8", openAPIDocument)
	return nil
}
