package generate

import "strconv"

// fact is what a template may ask of the article that is being written.
type fact uint8

const (
	factNone fact = iota
	factZone
	factZoneShort
	factCity
	factSlogan
	factCounty
	factPerson
	factSecretary
	factDirector
	factProjectName
	factProjectAmount
	factProjectProduct
	factProjectList
	factProjectCount
	factCompany
	factCompanyShort
	factBoss
	factYear
	factMonth
	factDay
	factNumberCount
	factNumberSmall
	factNumberMonths
	factNumberMonth
	factNumberMu
	factNumberArea
	factNumberMoney
	factNumberSome
	factNumberFirm
	factNumberTax
	factNumberPercent
	factNumberHigh
	factNumberQuantity
	factNumberJobs
	factNumberWage
	factNumberYear
)

// factNames are the names by which data/grammar.txt asks.
var factNames = map[string]fact{
	"zone": factZone, "zshort": factZoneShort, "city": factCity,
	"slogan": factSlogan, "county": factCounty, "person": factPerson,
	"secretary": factSecretary, "director": factDirector,
	"p.name": factProjectName, "p.amount": factProjectAmount, "p.product": factProjectProduct,
	"p.list": factProjectList, "p.count": factProjectCount,
	"p.company": factCompany, "p.short": factCompanyShort, "p.boss": factBoss,
	"d.year": factYear, "d.month": factMonth, "d.day": factDay,
	"n.count": factNumberCount, "n.small": factNumberSmall, "n.months": factNumberMonths,
	"n.month": factNumberMonth, "n.mu": factNumberMu, "n.area": factNumberArea,
	"n.money": factNumberMoney, "n.tax": factNumberTax, "n.pct": factNumberPercent,
	"n.some": factNumberSome, "n.firm": factNumberFirm, "n.high": factNumberHigh,
	"n.qty": factNumberQuantity, "n.jobs": factNumberJobs, "n.wage": factNumberWage,
	"n.year": factNumberYear,
}

// sayFact appends the fact. The facts of a project are those of the project
// that the current paragraph is about; an article without any makes one up for
// a product in passing.
func (g *Generator) sayFact(out []byte, f fact) []byte {
	switch f {
	case factZone:
		return append(out, g.zone.Name...)
	case factZoneShort:
		return append(out, g.zone.Short...)
	case factCity:
		return append(out, g.zone.City...)
	case factSlogan:
		return append(out, g.world.slogans.draw(g.rand)...)
	case factCounty:
		return append(out, g.world.counties.draw(g.rand)...)
	case factPerson:
		return append(out, g.person(g.rand)...)
	case factSecretary:
		return append(out, g.secretary...)
	case factDirector:
		return append(out, g.director...)
	case factProjectList:
		return g.sayList(out)
	case factProjectCount:
		return strconv.AppendInt(out, int64(len(g.projects)), 10)
	case factProjectName:
		return append(out, g.about().name...)
	case factProjectAmount:
		return append(out, g.about().amount...)
	case factProjectProduct:
		return append(out, g.about().product...)
	case factCompany:
		return append(out, g.about().company.name...)
	case factCompanyShort:
		return append(out, g.about().company.short...)
	case factBoss:
		return append(out, g.boss...)
	case factYear:
		return strconv.AppendInt(out, int64(g.event.Year()), 10)
	case factMonth:
		return strconv.AppendInt(out, int64(g.event.Month()), 10)
	case factDay:
		return strconv.AppendInt(out, int64(g.event.Day()), 10)
	}
	return g.sayNumber(out, f)
}

func (g *Generator) sayNumber(out []byte, f fact) []byte {
	r := g.rand
	whole := func(low, high, step int) []byte {
		return strconv.AppendInt(out, int64((low+r.IntN(high-low+1))*step), 10)
	}
	switch f {
	case factNumberCount:
		if chance(r, 70) {
			return whole(3, 40, 1)
		}
		return whole(41, 400, 1)
	case factNumberSmall:
		return whole(2, 9, 1)
	case factNumberMonths:
		return whole(3, 14, 1)
	case factNumberMonth:
		return whole(2, 11, 1)
	case factNumberMu:
		return whole(18, 620, 1)
	case factNumberArea:
		return append(decimal(out, 8+r.IntN(240)), "万"...)
	case factNumberSome: // part of a project's investment
		return append(decimal(out, 3+r.IntN(60)), "亿元"...)
	case factNumberFirm: // what one firm turns over in a year
		return append(decimal(out, 8+r.IntN(300)), "亿元"...)
	case factNumberMoney: // a whole zone's
		return append(decimal(out, 12+r.IntN(4200)), "亿元"...)
	case factNumberHigh: // a rate that officials like to name
		return append(decimal(out, 880+r.IntN(120)), '%')
	case factNumberTax:
		return append(whole(3, 98, 100), "万元"...)
	case factNumberPercent:
		return append(decimal(out, 10+r.IntN(480)), '%')
	case factNumberQuantity:
		return quantity(out, r)
	case factNumberJobs:
		return whole(4, 160, 10)
	case factNumberWage:
		return whole(42, 118, 100)
	default: // factNumberYear: a year before the event, or a few after it
		return strconv.AppendInt(out, int64(g.event.Year()-6+r.IntN(10)), 10)
	}
}

// about is the project of the paragraph.
func (g *Generator) about() *project {
	if len(g.projects) == 0 {
		g.projects = append(g.projects, g.newProject())
	}
	return &g.projects[g.current%len(g.projects)]
}

// sayList names the projects one after the other, as tours and signings do.
func (g *Generator) sayList(out []byte) []byte {
	g.about()
	withAmounts := chance(g.rand, 40)
	for i := range g.projects {
		if i > 0 {
			out = append(out, "、"...)
		}
		if withAmounts {
			out = append(out, "总投资"...)
			out = append(out, g.projects[i].amount...)
			out = append(out, "的"...)
		}
		out = append(out, g.projects[i].name...)
	}
	return out
}
