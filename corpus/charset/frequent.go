package charset

import (
	"sync"

	"zonesearch/segment/fold"
)

// frequentText holds characters that make up well over half of any Chinese
// news text, in their simplified form (a traditional page is folded first),
// and the punctuation around them. Only membership counts, not the order.
const frequentText = `
的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经
十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形
相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展
五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战
先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白
教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且
究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值
号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随
园招企签目投亿项济扩链新厦州泰苏锡杭宁波沪津渝港澳台湾圳阳岛城镇街村乡委党组织书记主任调研会议召开举行推进落实推动服务环境优化
打造创新创业孵化示范试验综合保税物流制造智能芯片光伏锂池汽零件材料医药械食品纺轻冶航天数字云算软件贸易融银行款税费审批许窗
我您吗呢吧啊她它谁哪怎每另某即若虽但由于因此所以如果而且或者以及对于关于按照根据通过为了作为成为具有位于达到超过完成实施加快
。，、；：？！“”‘’（）《》—…·【】　％`

// frequent is frequentText as a set, made when it is first asked for.
var frequent = sync.OnceValue(func() map[rune]struct{} {
	set := make(map[rune]struct{}, 800)
	for _, r := range frequentText {
		if r != '\n' {
			set[fold.Rune(r)] = struct{}{}
		}
	}
	return set
})
