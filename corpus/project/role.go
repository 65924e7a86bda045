package project

// role is what a sum of money is to a project.
type role uint8

const (
	roleNone role = iota
	// roleNobody: output, tax, registered capital and all that is no
	// investment, or not of one project.
	roleNobody
	// From here on, a higher role is the better amount of a project.
	rolePart      // 设备投资: a part, good only where nothing else is told
	roleEstimate  // 概算, 中标价, 造价
	roleFixed     // 固定资产投资
	roleInvest    // 投资
	roleTotal     // 总投资
	roleConverted // 约合: the sum before it in another currency
)

// roleWords are the words before a sum that tell its role.
func roleWords() []vocabularyList {
	list := func(r role, words string) vocabularyList {
		c := classRole | classBound
		if r == roleNobody {
			c = classRole // 股份 and 租赁 stand in names too
		}
		return vocabularyList{word{class: c, role: r}, words}
	}
	return []vocabularyList{
		list(roleTotal, `总投资 总投资额 总投资约 投资总额 计划总投资 预计总投资 总投资规模 投资总规模 投资总量`),
		list(roleInvest, `将投资 愿投 愿投资 愿出 愿意投资 共同投资 共同出资 联合投资 联合出资 合作投资 合计投入 独资 要花 共花 总共花 一共花 将花 需花 得花 总花费 总共要 需投 得投 要投 总共投 投入资金 拿出资金 筹资 筹集资金 自掏腰包 共投资 总共投资 一共投资 注入 计划注入 意向投资额 意向投资 拟投资额 拿出 砸 砸出 掷 豪掷 掷出 花费 耗费 花了 投了 斥巨资 斥资逾 投资约 总投入约 真金白银 计划再投 再投 拟再投 拟投 将投 投资 计划投资 预计投资 投资额 投资规模 协议投资 合同投资 合同外资 协议外资 首期投资 一期投资 二期投资 三期投资 追加投资 新增投资 增资 斥资 耗资 出资 投入 首期投入 拟投资 再投资 投资逾 注资 豪掷 砸下 追加 增资扩产 总投入 投下 计划投入 剩余工程投资`),
		list(roleFixed, `固定资产投资 固投 固定资产投入`),
		list(roleEstimate, `概算 概算投资 总概算 中标价 中标金额 中标额 造价 总造价 工程造价 预算投资 投资概算 投资估算 估算投资 合同价`),
		list(rolePart, `自筹 自筹资金 企业自筹 自有资金 设备投资 土建投资 设备投入 环保投资`),
		list(roleConverted, `约合 折合 合人民币 约合人民币 折合人民币 相当于`),
		list(roleNobody, `累计投资 产值 年产值 总产值 工业总产值 产出 营收 年营收 营业收入 收入 销售收入 年销售收入 销售 年销售 销售额 销售总额 主营业务收入 开票 开票销售 税 税收 年税收 年纳税 纳税 利税 年利税 利润 净利润 毛利 上缴 创税 税收贡献 贡献税收 财政收入 一般公共预算收入 年租金 租金
			注册资本 注册资金 注册资本金 资本金 实缴 补贴 补助 奖励 奖补 扶持 扶持资金 专项资金 财政资金 资金 政策资金 引导基金 基金 基金规模 总规模 贷款 授信 授信额度 融资 获融资 募集 募资 市值 估值 订单 订单额 合同额 合同金额 成交 成交额 成交价 成交总价 出让金 土地出让金 地价 出口 进口 进出口 进出口额 进出口总额 进出口总值 贸易额 交易额 总值 产业规模 市场规模 生产总值 gdp 增加值 财政 节约 节省 省下 降本 捐款 捐赠 捐 罚款 债券 票据 发行 拨款 经费 年度计划投资 年度投资 年度计划 年计划投资 今年计划投资 当年投资 年内计划投资 年度完成投资 本年投资 已完成投资 累计完成投资 完成投资 实际完成投资 到位资金 到账 到位外资 实际利用外资 实到外资 利用外资 实际使用外资 合同利用外资 引资 协议金额 协议总金额 签约金额 签约总额 总金额 合计金额 金额 合计 总计 共计 累计 总额 协议总额 合同总额 价值 单价 均价 工资 年薪 薪资 物流成本 成本 费用 运费 水费 电费 亏损 负债 资产 总资产 净资产 存款 余额 理赔 赔偿 损失 保费 票房 消费 营业额 零售额 批发 转让 对价 收购 股权 股份 政府投资 国拨资金 协作资金 中央资金 省级资金 亩均税收 亩均 投资强度 每亩投资 合计投资 投资总额逾 外商投资总额 合同总金额 协议引资 累计引资 实现投资 民间投资 工业投资 技改投资 社会投资 公司净资产 现金 股本 认缴 年出口 创汇 年创汇`),
	}
}
