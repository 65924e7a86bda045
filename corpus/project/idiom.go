package project

// An idiom tells a stage in words that no list of stages could hold. Either it
// is a phrase that says so alone (大功告成), or a thing and what becomes of it,
// near each other in one clause: 合同 and 交换, 屋架 and 就位, 营业执照 and 拿到. Both
// orders are said, 拿到了营业执照 and 营业执照拿到手.

// saysClass, thingClass and doesClass are the classes that an idiom's words
// have in the lexicon of idioms, which is apart from the vocabulary: here a
// word may begin within another, and none of them parts names.
func saysClass(s stage) class  { return 1 << s }
func thingClass(s stage) class { return 1 << (8 + s) }
func doesClass(s stage) class  { return 1 << (16 + s) }

// idiomFamily is what one stage is told by.
type idiomFamily struct {
	stage  stage
	says   string
	things string
	does   string
}

func idiomFamilies() []idiomFamily {
	return []idiomFamily{
		{stageTalks,
			`交换意见 交换了意见 交换看法 交换了看法 敲细节 抠细节 谈细节 算细账 看地块 看了地块 实地看地 前期研究 规划研究 前期规划 前期策划 停留在图纸 还在图纸 图纸阶段 登门拜访 上门拜访 拉锯战 密切联系 保持联系 初步方案 有了眉目 谈判桌 兴趣浓厚 浓厚兴趣 储备库 项目库 匡算 选址比选 方案比选 再次到访 再次来访 回访`,
			`方案 图纸 地块 用地指标 配套政策 优惠政策 政策 细节 环评报告 可研报告 申请报告 申报材料 条款 条件 事宜 选址 价格 要素保障`,
			`送上 递上 报上 上报 提交 编制 受理 比选 推敲 打磨 商量 商定中 沟通 探讨 修改 细化 深化 敲定中 反复谈 摸底 踏看 协商 会谈`},
		{stageSigned,
			`达成合作 达成了合作 达成一致 名花有主 定下婚约 订下婚约 定下终身 喜结良缘 结为伙伴 收入囊中 收归囊中 纳入囊中 敲锤定音 一锤定音 花落此间 握手成交 谈成了 谈妥了 谈拢了 一拍即合 抢到手 落袋为安 签了约 签上约 签到了手`,
			`合同 协议 协议书 合同书 文本 备忘录 意向书 契约 合约 婚约 投资书`,
			`交换 互换 签好 签妥 签上 签到手 盖章 盖上 盖下 落款 落定 递交 定下 缔结 生效 敲定 画押 达成`},
		{stageLanded,
			`收入名下 归入名下 归其名下 归于名下 有了“家” 有了家 安了家 安下家 找到了家 出生证 准生证 上了户口 挂出牌子 挂上牌子 红线放线 放线完成 扫清了障碍 扫清障碍 净地等待 净地已 通过了环评 公司成立`,
			`工业用地 用地 地块 土地 宗地 亩地 净地 营业执照 执照 许可证 批文 批复 批件 备案 备案表 证照 权证 环评 能评 安评 审批 核准 审批手续 手续 土地证 施工证 四证 五证 公章`,
			`收入 拍下 拍得 竞得 到手 交付 移交 平整 摘下 摘得 揽得 拿下 拿到 领到 领取 取得 获得 办结 办妥 办好 办齐 核发 发放 发齐 颁发 颁出 送到 送达 下达 批下 批了 出炉 过会 过审 通过 成交`},
		{stageStarted,
			`奠下基石 奠下基 埋下基石 鸣炮开 开进场 开进了场 开进工地 开进现场 进了场 建设大幕 施工大幕 建设序幕 建设帷幕 施工序幕 建设号角 启动键 扎进泥土 开山炮 第一声炮 破题开局 挥锹铲土 挥锹培 动了土 动了工 破了土 开了工 奠了基 入土`,
			`第一台 首台 第一根 首根 第一锹 首锹 第一铲 首铲 第一方 首方 第一镐 首钻 第一钻 第一斗 首斗 推土机 旋挖钻 旋挖机 大幕 基石 奠基石`,
			`挖下 铲起 铲下 扎进 扎下 钻进 钻入 打入 打下 压入 入土 埋下 落下 浇下 挖起 开进 开挖 拉开 揭开 培土`},
		{stageWorks,
			`塔吊林立 挥动长臂 挥臂 焊花 脚手架 搭完 搭起来 立起来 立了起来 吊完 拆箱 单体设备试转 试转 空转 长到 长高 建到 盖到 砌到 打到 冒出地面 钻出地面 高出地面 初露真容 初见模样 有了模样 初具规模 初现真容 添砖加瓦 如期封 下部结构 上部结构 路基 桥墩 承台 主体工程 围护结构 设备基础 挖土机 搅拌车 泵车 打桩机 压桩机 挖掘机 加班加点 昼夜不停 挑灯夜战 白加黑 抢晴天 工人们正 两班倒 三班倒 又动了起来 又忙了起来 回到工地 重返工地 返岗 动起来了`,
			`塔吊 塔机 吊车 吊臂 起重机 汽车吊 履带吊 挖机 桩机 桩 工人 工友 混凝土 钢筋 模板 屋架 屋面 屋面板 屋顶 钢梁 钢柱 钢架 钢构 钢结构 彩钢瓦 檩条 网架 桥梁 桥面 墩柱 箱梁 梁板 涵洞 管道 管线 管网 基坑 基础 地基 幕墙 墙体 外墙 内墙 楼层 骨架 主体 框架 设备 机床 数控 窑体 炉体 锅炉 储罐 罐体 电缆 桥架 塔筒 组件 支架 防水 保温 地坪 地面 门窗 消防`,
			`就位 吊起 装好 装上 挂好 合拢 过半 过八成 铺了 铺好 铺完 穿梭 忙碌 来回 穿行 绑扎 填筑 浇完 浇好 浇灌 砌好 竖起 立起 架起 搭起 耸立 林立 拔起 冒出 露出 运来 运抵 运进 到货 到场 抵达 开箱 对位 校准 接线 试转 埋下 打入 施打 上墙 上顶 完成了 轰鸣 忙着 上下起落 挥舞 转动`},
		{stageDone,
			`大功告成 整体亮相 全貌亮相 收了工 已收工 全部收工 全部盖好 揭开面纱 揭开神秘面纱 撤场 完美收官 圆满完工 全部完成施工 全部施工内容 拎包入驻条件 具备入驻条件 具备交付条件 具备通车条件`,
			`工程 项目 施工 建设 工期 战役 验收单 验收书 验收报告 验收证书 竣工报告 交工证书`,
			`句号 收官 签字 签下 签名 盖章`},
		{stageRunning,
			`开足马力 打通全部 打通了全部 打通全线工艺 绿电 第一度电 首度电 首月 敲响开市 开市第一 开槌 开拍 投产以来 生产以来 试产以来 量产以来 运营以来 试运行以来 运行以来 开业以来 开园以来 开馆以来 投用以来 启用以来 通车以来 产销两旺 开始发挥 发挥作用 发挥效益 开门第一天 开业首日 开园首日 首日客流 客流 人气爆棚 转起来了 转了起来 运转起来 运转正常 稳定运行 平稳运行 安全运行 连续运行 达标排放 出水达标 源源不断 每天下线 已消化 已加工 已累计生产 已生产 已累计发电 已接待 已服务 已处理 迎来送往 正常生产 正常运转 点火成功 一次成功 产品合格 检验合格 机器轰鸣 机声隆隆 车间轰鸣 有了收入 见到效益 喝上 用上了 吃上了 坐上了 住进 提货 运行满 运行刚满 开业满 投运满`,
			`首卷 第一卷 首炉 头炉 第一炉 首批 头批 第一批 首件 第一件 首台 第一台 首辆 第一辆 首车 第一车 首片 第一片 首吨 第一吨 首桶 第一桶 首包 第一包 首袋 第一袋 首瓶 第一瓶 首盒 第一盒 首支 第一支 首块 第一块 首根 第一根 首张 第一张 首套 第一套 首班 第一班 首列 第一列 首趟 第一趟 首单 第一单 首票 第一票 首船 第一船 首航 首锅 第一锅 首柜 第一柜 首箱 第一箱 首滴 第一滴 首枚 第一枚 首颗 第一颗 首双 第一双 首度 第一度 首位 第一位 首名 第一名 首款 班列 专列`,
			`下线 出炉 出窑 出库 驶出 驶离 开出 卷出 滚落 滚下 走下 产出 流出 吐出 倾泻 装车 装船 发车 发运 发货 起运 启程 启运 出海 离港 离岸 靠泊 出口 交付 交货 送达 诞生 问世 面市 亮相 入库 出厂 合格 售出 卖出 入住 入馆 就诊 入园 报到 通关 送出 输出`},
		{stageExpands,
			`再添 再增 又添 又增 再砸 再投 再扩 再增 再提 追加投入 追加投资 长个子 老厂焕新 焕新 升级改造 改造升级 增线 加线 产能翻番 产能翻倍 产能倍增 脱胎换骨`,
			`产能 年产能 产量 规模`,
			`提到 提高到 提升到 提升至 提高至 扩大到 扩大至 扩到 扩至 增加到 增至 翻番 翻倍 翻一番`},
	}
}

// newIdioms makes the lexicon of idioms.
func newIdioms() *lexicon {
	l := &lexicon{}
	for _, f := range idiomFamilies() {
		for _, list := range []struct {
			class class
			words string
		}{{saysClass(f.stage), f.says}, {thingClass(f.stage), f.things}, {doesClass(f.stage), f.does}} {
			eachWord(list.words, func(w string) { l.add(w, word{class: list.class}) })
		}
	}
	return l
}

// idiomIn gives the latest stage that the idioms of a clause tell, or none.
func (x *Extractor) idiomIn(clause []rune) stage {
	// between is how many runes may part a thing from what becomes of it; a
	// first product often has its measures in between.
	between := func(s stage) int {
		if s == stageRunning {
			return 20
		}
		return 12
	}
	best := stageNone
	var thingEnd, doesEnd [stageExpands + 1]int // where the last of each ended
	x.idioms.each(clause, func(h hit) {
		for s := stageTalks; s <= stageExpands; s++ {
			if s <= best && best != stageExpands {
				continue
			}
			told := h.is(saysClass(s))
			if s == stageSigned && h.end < len(clause) && clause[h.end] == '意' {
				told = false // 达成合作意向
			}
			if h.is(thingClass(s)) {
				told = told || doesEnd[s] > 0 && h.start >= doesEnd[s] && h.start-doesEnd[s] <= between(s)
				thingEnd[s] = max(thingEnd[s], h.end)
			}
			if h.is(doesClass(s)) {
				told = told || thingEnd[s] > 0 && h.start >= thingEnd[s] && h.start-thingEnd[s] <= between(s)
				doesEnd[s] = max(doesEnd[s], h.end)
			}
			if told && (s != stageExpands || best == stageNone) {
				best = s
			}
		}
	})
	return best
}

// idiomatic reports whether a clause of the sentence tells a stage by an idiom.
func (x *Extractor) idiomatic(s sentence) bool {
	from := s.start
	for i := s.start; i <= s.end; i++ {
		if i < s.end && s.runes[i] != ',' && s.runes[i] != ';' {
			continue
		}
		if x.idiomIn(s.runes[from:i]) != stageNone {
			return true
		}
		from = i + 1
	}
	return false
}
