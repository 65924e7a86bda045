package server

import "github.com/gin-gonic/gin"

// pages are the routes of the web page.
func (s *Server) pages(*gin.RouterGroup) {}
