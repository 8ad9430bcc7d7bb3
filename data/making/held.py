"""What is not left to chance: the two real estates, the published places, the draw, the gaps."""

QUARTERS = ("2022Q1", "2022Q2")
PENGLAI, FURONG = "E001", "E046"
REAL = (PENGLAI, FURONG)
MADE_UP = "虚构"  # stands in every row about the two real estates

# The published places are held like this: qualities are spread evenly over each league, and the
# two real estates take the 4th of 45 and the 26th of 116. Then the data were shaped: an estate
# whose industry mark or score of 2022Q2 came out on the wrong side of 86 or 91, or within 0.12
# of it, was drawn again, as many times as stands here, each time a little more afresh.
REDRAWN = {
    "E005": 3, "E007": 1, "E014": 1, "E027": 1, "E030": 1, "E049": 3, "E057": 4, "E058": 1, "E080": 3, "E081": 1,
    "E083": 1, "E084": 5, "E087": 2, "E088": 1, "E093": 3, "E096": 1, "E102": 1, "E109": 3, "E124": 1, "E139": 1,
    "E142": 1, "E152": 1, "E154": 1,
}  # fmt: skip

# Who is drawn for the city's re-assessment: 45 of 161, in 2022Q1 44 of 157. `top` and `bottom` by
# the industry mark of the quarter, `gap` by a self-assessment far above it, `acceptance` and
# `appeal` at the estate's own wish, the rest at random.
DRAWN = {
    "2022Q1": {
        "top": "E003 E012 E014 E024 E029 E062 E069 E073 E101 E102 E105 E109 E119 E133 E143 E148",
        "bottom": "E009 E015 E053 E077 E120 E129 E135 E141",
        "gap": "E026 E075 E159",
        "acceptance": "E030 E057 E142",
        "appeal": "E096",
        "random": "E001 E016 E025 E036 E046 E048 E052 E070 E086 E110 E112 E115 E156",
    },
    "2022Q2": {
        "top": "E001 E005 E014 E029 E045 E062 E073 E102 E105 E110 E117 E119 E142 E144 E149 E154 E156",
        "bottom": "E015 E043 E061 E078 E095 E129 E135 E141",
        "gap": "E033 E086 E120",
        "acceptance": "E027 E069 E143",
        "appeal": "E122",
        "random": "E009 E022 E024 E026 E046 E074 E075 E076 E084 E089 E114 E150 E153",
    },
}

REFUSED = {"2022Q2": "E076"}  # drawn by the city, and did not let it in
NEVER_HANDED_IN = {"2022Q2": "E053"}  # no self-assessment; by the standard 0 for that channel
POSTPONED = {"2022Q1": "E071", "2022Q2": "E035"}  # second visit: snow, heat warning
OBSERVED = {"2022Q1": ("E041", "E064", "E099", "E151"), "2022Q2": ("E162",)}
NEW = "E162"  # handed over in spring 2022; not yet rated, not surveyed, not drawn
COMPANY_CHANGES = {"E023": "2022-05-16", "E088": "2022-04-01"}
INCIDENTS = {"2022Q2": {"E130": "public_incidents", "E120": "falsified_materials"}}  # a cap, a veto
SMALL_SURVEYS = {"2022Q1": {"commercial": 10, "resettlement": 5}, "2022Q2": {"commercial": 12, "resettlement": 4}}


def drawn(quarter):
    """Say who the city is to see in a quarter, and why."""
    return {estate: why for why, ids in DRAWN.get(quarter, {}).items() for estate in ids.split()}


def visits_done(quarter, estate):
    """List the industry visits of a quarter that took place."""
    return (1,) if POSTPONED.get(quarter) == estate else (1, 2)
