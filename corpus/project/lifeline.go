package project

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"zonesearch/segment/fold"
)

// Lifeline gives the key that the mentions of one project share in all
// articles. It looks at nothing but the record, so it is the same on every
// machine and after every rebuild.
//
// Two records share it when their names are equal once folded, without quotes,
// brackets and white space, without a leading 总投资… and a final 项目 or 工程; their
// zones (where there is none, their cities) are equal; and their investors are
// not known to differ. Phases stay in the name: 一期 and 二期 are two lifelines.
//
// Linking is cautious. A name that could be anybody's (新厂, 二期项目, 五星级酒店项目)
// is only linked together with its company, and without one never: its key holds
// the article. So does a record that tells neither zone nor city.
func Lifeline(r Record) string {
	name := normalName(stripLead(fold.String(r.Name)))
	company := foldedCompany(r)
	place := normalPlace(r.Zone)
	if place == "" {
		place = normalPlace(r.City)
	}
	parts := []string{"named", name, place}
	switch {
	case commonName(name):
		parts = []string{"common", name, place, company}
		if company == "" || place == "" {
			parts = append(parts, r.ArticleID)
		}
	case place == "":
		parts = append(parts, company, r.ArticleID)
	case company != "" && !strings.Contains(name, company) && !ownBrand(name, company):
		// An investor that the name does not tell parts equal names.
		parts = append(parts, company)
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:10])
}

// stripLead drops a leading 总投资3亿元的 from a folded name.
func stripLead(name string) string {
	for _, lead := range []string{"总投资", "计划投资", "投资"} {
		if rest, ok := strings.CutPrefix(name, lead); ok {
			if _, after, ok := strings.Cut(rest, "的"); ok && after != "" {
				return after
			}
		}
	}
	return name
}

// foldedCompany gives the investor without what the law adds to its name.
func foldedCompany(r Record) string {
	s := normalName(fold.String(r.Company))
	for _, tail := range []string{"股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "公司", "集团"} {
		if cut, ok := strings.CutSuffix(s, tail); ok && cut != "" {
			return cut
		}
	}
	return s
}

// ownBrand reports whether the name begins with the company's short name: 岳芯
// in 岳芯功率器件封装线, of 岳芯微电子.
func ownBrand(name, company string) bool {
	n, c := []rune(name), []rune(company)
	return len(n) > 2 && len(c) > 2 && n[0] == c[0] && n[1] == c[1]
}

// normalPlace folds a zone or a city; 市 at the end says nothing.
func normalPlace(s string) string {
	return strings.TrimSuffix(normalName(fold.String(s)), "市")
}

// commonWords make up names that any zone could have a project of.
var commonWords = strings.Fields(`一期 二期 三期 四期 五期 首期 新厂 新 老 厂 厂房 标准 分厂 工厂 总部 研发 生产 制造 加工 物流 仓储 中心 基地 产业园 产业 工业 园 园区 科技 科技园 工业园
	五星级 四星级 星级 酒店 大酒店 数据 数据中心 云计算 污水 污水处理 处理厂 水厂 自来水 人才 公寓 安置房 公租房 车间 生产线 线 道路 主干道 变电站 管网 综合 综合体 商业 广场 光伏 风电 发电 电站 储能 新能源 汽车 电子 半导体 芯片
	医院 学校 小学 中学 技改 技术改造 改造 扩建 扩产 搬迁 整体 升级 创新 孵化 孵化器 服务 展示 检测 培训 会展 冷链 智能 智能制造 智慧 数字 生物 医药 食品 机械 装备 新材料 材料 化工 建材 家具 服装 包装 大楼 办公楼 配套 第二 第一 第三 亚太 华东 华南 华北 中国 区域 零部件 农产品 电商 跨境 垃圾 焚烧 热电 联产 集中 供热 燃气`)

// commonName reports whether nothing is left of a name once common words are
// taken off.
func commonName(name string) bool {
	for changed := true; changed && name != ""; {
		changed = false
		longest := ""
		for _, w := range commonWords {
			if len(w) > len(longest) && strings.HasPrefix(name, w) {
				longest = w
			}
		}
		if longest != "" {
			name, changed = name[len(longest):], true
		}
	}
	return len([]rune(name)) < 2
}
