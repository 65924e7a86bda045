package generate

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// project is a made-up investment, which later articles may take up again.
type project struct {
	company company
	product string // 碳化硅外延片
	name    string // 海旭碳化硅外延片产业园项目
	amount  string // 12.5亿元
	kind    kind   // of the last article about it
	zone    Zone
	day     time.Time
}

func (g *Generator) newProject() project {
	w := g.world
	p := project{company: g.drawCompany(), zone: g.zone}
	if chance(g.rand, 12) {
		p.product = w.lists["trade"].draw(g.rand)
		p.name = p.company.short + w.lists["soft"].draw(g.rand)
	} else {
		p.product = w.lists["material"].draw(g.rand) + w.lists["thing"].draw(g.rand)
		p.name = p.company.short
		if chance(g.rand, 18) {
			p.name += "年产" + string(quantity(nil, g.rand))
		}
		p.name += p.product + w.lists["form"].draw(g.rand)
	}
	p.amount = string(g.investment(nil, p.company.foreign))
	return p
}

// investment appends a total investment: most between 1 and 10 亿元, some
// smaller, few of 50 and more; a foreign firm's mostly in its own money.
func (g *Generator) investment(out []byte, foreign bool) []byte {
	r := g.rand
	if foreign && chance(r, 70) {
		unit := []string{"美元", "美元", "美元", "欧元", "欧元", "港元", "日元"}[r.IntN(7)]
		if unit == "日元" || chance(r, 35) {
			return append(decimal(out, 10+r.IntN(90)), "亿"+unit...)
		}
		return append(strconv.AppendInt(out, int64(5+r.IntN(195))*100, 10), "万"+unit...)
	}
	switch x := r.IntN(100); {
	case x < 16:
		return append(strconv.AppendInt(out, int64(10+r.IntN(89))*100, 10), "万元"...)
	case x < 72:
		return append(decimal(out, 10+r.IntN(90)), "亿元"...)
	case x < 94:
		return append(strconv.AppendInt(out, int64(10+r.IntN(41)), 10), "亿元"...)
	default:
		return append(strconv.AppendInt(out, int64(5+r.IntN(16))*10, 10), "亿元"...)
	}
}

// decimal appends tenths as 4.5, and whole numbers as 4.
func decimal(out []byte, tenths int) []byte {
	out = strconv.AppendInt(out, int64(tenths/10), 10)
	if tenths%10 != 0 {
		out = append(out, '.', byte('0'+tenths%10))
	}
	return out
}

func quantity(out []byte, r *rand.Rand) []byte {
	unit := []string{"万吨", "万套", "万件", "万台", "吨", "万平方米", "GWh", "万片", "亿支", "万米"}[r.IntN(10)]
	return append(decimal(out, 10*(1+r.IntN(60))+5*r.IntN(2)), unit...)
}
