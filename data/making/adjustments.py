"""Bonuses and penalties: few, by hand, each with a basis that is made up too. None is about the two real estates."""

from making.held import MADE_UP

# Estates stay on their side of 86 and 91, so that both published places hold: who is lifted was above already or
# stays below, who is lowered was below already. E076 is the estate that did not let the city in.
ADJUSTED = {
    "2022Q1": (
        ("E024", "city_commended", 1, "2022-02-16", "市级示范小区命名通报"),
        ("E135", "hotline_top_twenty", 1, "2022-01-31", "12345工单月度前20名通报(1月)"),
        ("E141", "inspection_criticised", 1, "2022-03-09", "防雪除冰专项督导通报"),
        ("E148", "special_work_praised", 2, "2022-03-21", "区级疫情防控专项表扬通报"),
    ),
    "2022Q2": (
        ("E018", "special_work_praised", 1, "2022-06-20", "区级防汛专项表扬通报"),
        ("E021", "experience_spread", 1, "2022-06-15", "全区推广停车挖潜做法的通知"),
        ("E021", "special_work_praised", 1, "2022-05-09", "区级疫情防控专项表扬通报"),
        ("E060", "inspection_criticised", 1, "2022-04-27", "文明创建专项督导通报"),
        ("E060", "special_work_praised", 3, "2022-06-28", "区级专项表扬通报三次"),
        ("E076", "inspection_refused", 1, "2022-06-23", "市级复评组记录"),
        ("E077", "hotline_top_twenty", 1, "2022-04-30", "12345工单月度前20名通报(4月)"),
        ("E077", "hotline_top_twenty", 1, "2022-06-30", "12345工单月度前20名通报(6月)"),
        ("E119", "city_commended", 3, "2022-05-30", "市级通报表扬三次"),
        ("E129", "inspection_criticised", 1, "2022-05-18", "消防专项督导通报"),
        ("E156", "city_commended", 1, "2022-06-08", "市级示范小区命名通报"),
    ),
}


def adjustment_rows(quarter):
    """Write one row a decision: who, what, how often, when, and on what basis."""
    for estate, criterion, value, date, basis in ADJUSTED[quarter]:
        note = f"{MADE_UP}：{basis}"
        yield {"estate": estate, "criterion": criterion, "value": value, "date": date, "note": note}
