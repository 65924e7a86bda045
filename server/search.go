package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"zonesearch/index"
	"zonesearch/server/params"
)

func (s *Server) searchArticles(c *gin.Context) error {
	r := params.Parse(c.Request.URL.RawQuery)
	req := r.Search()
	if err := r.Done(); err != nil {
		return err
	}
	result, err := s.engine.Search(c.Request.Context(), req)
	if err != nil {
		return err
	}
	s.metrics.answered(result.Partial)
	c.JSON(http.StatusOK, result)
	return nil
}

func (s *Server) searchProjects(c *gin.Context) error {
	r := params.Parse(c.Request.URL.RawQuery)
	req := r.Projects()
	if err := r.Done(); err != nil {
		return err
	}
	result, err := s.engine.Projects(c.Request.Context(), req)
	if err != nil {
		return err
	}
	s.metrics.answered(result.Partial)
	c.JSON(http.StatusOK, result)
	return nil
}

func (s *Server) lifeline(c *gin.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	lifeline, err := s.engine.Lifeline(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, lifeline)
	return nil
}

func (s *Server) article(c *gin.Context) error {
	r := params.Parse(c.Request.URL.RawQuery)
	q := r.One("q")
	if err := r.Done(); err != nil {
		return err
	}
	article, err := s.engine.Article(c.Request.Context(), c.Param("id"), q)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, article)
	return nil
}

func (s *Server) similar(c *gin.Context) error {
	r := params.Parse(c.Request.URL.RawQuery)
	limit := r.Int("limit", 1, index.MaxLimit)
	if err := r.Done(); err != nil {
		return err
	}
	hits, err := s.engine.Similar(c.Request.Context(), c.Param("id"), limit)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"hits": hits})
	return nil
}

// maxSuggestions bounds a list that drops down under the search box.
const maxSuggestions = 50

func (s *Server) suggest(c *gin.Context) error {
	r := params.Parse(c.Request.URL.RawQuery)
	typed := r.Text("q")
	limit := r.Int("limit", 1, maxSuggestions)
	if err := r.Done(); err != nil {
		return err
	}
	suggestions, err := s.engine.Suggest(c.Request.Context(), typed, limit)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"suggestions": suggestions})
	return nil
}

func (s *Server) trends(c *gin.Context) error {
	r := params.Parse(c.Request.URL.RawQuery)
	req := r.Trend()
	if err := r.Done(); err != nil {
		return err
	}
	trend, err := s.engine.Trend(c.Request.Context(), req)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, trend)
	return nil
}

func (s *Server) zones(c *gin.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	zones, err := s.engine.Zones(c.Request.Context())
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"total": len(zones), "zones": zones})
	return nil
}

func (s *Server) zone(c *gin.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	zone, err := s.engine.Zone(c.Request.Context(), c.Param("name"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, zone)
	return nil
}
