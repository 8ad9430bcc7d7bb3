"""The register: who is judged, and how good an estate is."""

import math
from statistics import NormalDist

from making.chance import Chance
from making.held import COMPANY_CHANGES, FURONG, NEW, OBSERVED, PENGLAI, QUARTERS, REAL, drawn

STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙"  # 28 companies, nine with one estate
FLEETS = (14, 13, 12, 12, 11, 10, 10, 9, 9, 8, 8, 7, 6, 6, 5, 5, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1)
STREETS = ("示例街道", "样板街道", "范例街道")
COMMUNITIES = 12
SIZES = {"resettlement": (1300, 400, 5400), "commercial": (950, 250, 3500)}  # households: median, least, most
HOUSEHOLDS_A_BUILDING = {"resettlement": 58, "commercial": 72}
NO_LIFTS = {"resettlement": 14, "commercial": 9}


def numeral(n):
    """Write 1 to 99 in Chinese."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(n, 10)
    return ("", "十", *(f"{digit}十" for digit in digits[2:]))[tens] + (digits[ones] if ones else "")


def names():
    """Name 蓬莱花园 and 44 made-up villages, then 芙蓉公寓 and 116 made-up courts, the last of them the new one."""
    yield "蓬莱花园"
    yield from (f"示例{numeral(n)}村" for n in range(1, 45))
    yield "芙蓉公寓"
    for kind, count in (("样板{}苑", 39), ("范例{}园", 39), ("样例{}庭", 38)):
        yield from (kind.format(numeral(n)) for n in range(1, count + 1))


def estates():
    """Make what does not change from quarter to quarter."""
    chance = Chance("estates")
    fleet = chance.shuffled([stem for stem, size in zip(STEMS, FLEETS, strict=True) for _ in range(size)])
    made = {}
    for number, name in enumerate(names(), 1):
        category = "resettlement" if number <= 45 else "commercial"
        median, least, most = SIZES[category]
        households = int(min(max(median * math.exp(chance.normal(0, 0.55)), least), most))
        buildings = max(3, round(households / HOUSEHOLDS_A_BUILDING[category]))
        community = 1 + int(chance.random() * COMMUNITIES)
        made[f"E{number:03d}"] = {
            "estate": f"E{number:03d}",
            "name": name,
            "category": category,
            "company": f"{fleet[number - 1]}物业公司",
            "company_since": f"{2014 + int(chance.random() * 8)}-{1 + int(chance.random() * 12):02d}-01",
            "community": f"示例{numeral(community)}社区",
            "committee": f"示例{numeral(community)}居委会",
            "street": STREETS[community % len(STREETS)],
            "households": households,
            "buildings": buildings,
            "lifts": buildings * (1 + int(chance.random() * 2)),
        }
    for category, count in NO_LIFTS.items():
        others = [i for i, e in made.items() if e["category"] == category and i not in (*REAL, NEW)]
        for estate in chance.shuffled(others)[:count]:
            made[estate]["lifts"] = 0
    made[PENGLAI].update(households=1500, buildings=25, lifts=30, committee="蓬莱居委会")  # published: 25, 蓬莱居委会
    made[FURONG].update(households=1250, buildings=20, lifts=40)
    made[NEW].update(company_since="2022-04-01")
    return made


def qualities(register):
    """Spread quality evenly over the normal curve: (quarter, estate) to quality, 2022Q1 much like 2022Q2."""
    quality = {("2022Q2", NEW): -0.3}
    for category, real, place in (("resettlement", PENGLAI, 4), ("commercial", FURONG, 26)):
        league = [i for i, e in register.items() if e["category"] == category and i not in (real, NEW)]
        league = Chance("order", category).shuffled(league)
        league.insert(place - 1, real)
        chance = Chance("before", category)
        for position, estate in enumerate(league):
            now = NormalDist().inv_cdf(1 - (position + 0.5) / len(league))
            quality["2022Q2", estate] = now
            quality["2022Q1", estate] = 0.92 * now + chance.normal(0, 0.38)
    quality["2022Q1", PENGLAI], quality["2022Q1", FURONG] = 0.1, -0.15  # a little below what follows
    return quality


def register_rows(register):
    """Write one row where nothing changed, one for each quarter where something did."""
    for estate, fixed in register.items():
        rows = []
        for quarter in QUARTERS:
            status = "observed" if estate in OBSERVED[quarter] else "rated"
            rows.append(dict(fixed, status=status, city_drawn=drawn(quarter).get(estate, "")))
        if estate in COMPANY_CHANGES:
            rows[1].update(company="辛物业公司", company_since=COMPANY_CHANGES[estate])
        if estate == NEW:
            yield dict(rows[1], **{"from": "2022Q2"})
        elif rows[0] == rows[1]:
            yield rows[1]
        else:
            yield dict(rows[0], until="2022Q1")
            yield dict(rows[1], **{"from": "2022Q2"})
