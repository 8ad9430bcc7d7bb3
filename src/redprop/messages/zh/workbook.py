"""通报工作簿的文字：排名、计算、标准、说明。"""

TEXTS: dict[str, str] = {
    "workbook.ranking": "{category}排名",
    "workbook.calculation": "{category}计算",
    "workbook.calculation.title": "{category} 得分计算",
    "workbook.calculation.note": (
        "蓝字为评分项得分，可改；渠道得分、权重、合成、总分、名次均为公式，改后自动重算。空白=未评价，“不适用”"
        "不计入应得分。斜体加网底的数字由程序直接给出，不是公式。"
    ),
    "workbook.standard": "权重与标准",
    "workbook.about": "说明",
    "workbook.printed": "标准分值/权重/上限",
    "workbook.marks": "评分项",
    "workbook.state": "状况",
    "workbook.earned": "{title}得分",
    "workbook.possible": "{title}应得",
    "workbook.earned.sum": "实得分",
    "workbook.possible.sum": "应得分",
    "workbook.mark": "渠道得分",
    "workbook.weights": "实际权重",
    "workbook.blend": "合成",
    "workbook.blend.criteria": "各渠道合成后的评分项",
    "workbook.none": "无总分",
    "workbook.blended": "加权得分(未取整)",
    "workbook.counted": "计入",
    "workbook.after.bonus": "加分后",
    "workbook.after.penalty": "扣减后",
    "workbook.rounded": "限制前总分",
    "workbook.cap": "封顶分",
    "workbook.takes_part": "参加排名",
    "workbook.tie_key": "同分先后(大者在前)",
    "workbook.channel": "渠道",
    "workbook.weight": "标准权重",
    "workbook.absent": "缺失时",
    "workbook.absent.zero": "计0分",
    "workbook.absent.renormalise": "权重由其余渠道分担",
    "workbook.absent.weight_to": "权重并入{heir}",
    "workbook.absent.not_rated": "不评定、不排名",
    "workbook.section": "部分",
    "workbook.criterion": "评分项",
    "workbook.full": "标准分值",
    "workbook.seen_by": "评价渠道",
    "workbook.rule": "计分规则",
    "workbook.unit": "数据口径",
    "workbook.most": "最多",
    "workbook.about.sheets": (
        "各表：排名表供印发；计算表每行一个，从左到右为各渠道评分项得分、渠道得分、实际权重、合成、加分扣分、总分"
        "、名次；“权重与标准”为标准分值、权重和文字规则。排名表的数字取自计算表。"
    ),
    "workbook.about.live": (
        "公式：渠道应得分、实得分、得分，实际权重，加权得分，加分扣分，取整，封顶，名次和升降都是公式。改动计算表"
        "中的蓝字，这些数字随之重算。"
    ),
    "workbook.about.fixed": (
        "不随改动重算的：等级、备注、不排名原因、封顶是否触发、谁参加排名、同分先后，以及排名表的行序。它们是生成"
        "时的结果；评分项得分如何由检查记录得出，见“权重与标准”。"
    ),
    "workbook.about.change": (
        "空白的评分项按未评价处理，不计入应得分；填入数字即计入。“状况”一栏有字的渠道不计，清空即计入。"
    ),
    "workbook.about.exact": (
        "取整：总分和渠道得分由程序按精确分数计算。电子表格用二进制小数，恰在两数正中的值可能偏到一侧，所以每个取"
        "整公式先加一个极小的数（见公式，如1E-10），其大于一切计算误差，又远小于末位。程序逐格按精确分数核对：公"
        "式在印出的每一位都与程序一致，才写公式；否则写程序的数字，以斜体网底标明。"
    ),
    "workbook.about.order": "几何平均等不能写成分数的步骤、位数过多的数字不写公式，直接写程序的数字。",
    "workbook.about.count": "“{sheet}”表：公式数字{formulas}个，直接写入的数字{fixed}个。",
    "workbook.about.made": (
        "依据：{standard}（{edition}版），{period}，结果指纹{fingerprint}。同一标准、数据和算法得到同一指纹。"
    ),
}
