package server

import (
	"zonesearch/server/web"
)

func (p *pages) zonesPage(v *visit) (string, web.View, error) {
	if v.fromForm(asItIs) {
		return "", nil, nil
	}
	survey, err := p.places.now(v)
	if err != nil {
		return "", nil, err
	}
	return "zones", web.ForZones(v.Page, survey.zones), nil
}

func (p *pages) zonePage(v *visit) (string, web.View, error) {
	profile, err := p.engine.Zone(v, v.c.Param("name"))
	if err != nil {
		return "", nil, err
	}
	return "zone", web.ForZone(v.Page, profile), nil
}

// asItIs settles nothing.
func asItIs(l web.Link) web.Link { return l }
