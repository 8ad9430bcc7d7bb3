"""What inspectors find: the industry's two visits, the city's one, and the log of visits."""

import math
from datetime import date, timedelta

from making.chance import Chance, word
from making.hand import CITY, COUNTED, COUNTS, FOUND, NEVER_FOUND
from making.held import INCIDENTS, MADE_UP, REAL, REDRAWN, REFUSED, drawn, visits_done

# Findings a visit (mean of commercial, of resettlement estates), where they are, most at one place.
FINDINGS = {
    "party_visibility": (1.0, 0.9, "post", 3),
    "motor_parking": (1.4, 2.8, "road", 4),
    "bikes_astray": (0.7, 1.35, "yard", 4),
    "cable_charging": (0.3, 0.65, "stair", 2),
    "stairwell_clutter": (2.2, 5.0, "stair", 6),
    "garden_damage": (0.4, 1.6, "yard", 4),
    "posters": (3.4, 6.7, "stair", 6),
    "graffiti": (0.5, 1.1, "stair", 3),
    "drying": (1.0, 2.2, "yard", 4),
    "cleaning": (2.6, 4.3, "any", 5),
    "waste": (1.2, 2.1, "bins", 4),
    "bare_patches": (1.1, 1.9, "yard", 4),
    "uncared_plants": (1.25, 2.1, "yard", 4),
    "no_care_log": (0.02, 0.04, "office", 1),
    "gate_patrol": (0.7, 1.0, "gate", 1),
    "uniforms": (0.6, 1.1, "post", 3),
    "service_list": (0.4, 0.8, "board", 3),
    "fire_defects": (1.15, 1.7, "stair", 3),
    "fire_panel_fault": (0.01, 0.02, "control", 1),
    "fire_access": (0.3, 0.5, "road", 1),
    "fitness": (0.4, 0.9, "play", 2),
    "lifts": (0.4, 0.4, "lift", 1),
    "roads_drains": (0.7, 1.0, "road", 1),
    "plant_rooms": (0.3, 0.4, "plant", 1),
}
SEEN_BY_CITY = (
    "party_visibility", "motor_parking", "stairwell_clutter", "garden_damage", "cleaning", "bare_patches",
    "uncared_plants", "no_care_log", "fire_defects", "fire_panel_fault", "fire_access", "fitness",
)  # fmt: skip
SPREAD = {"commercial": 0.43, "resettlement": 0.24}  # how much quality tells in the number of findings
CITY_EYE = {"commercial": 1.35, "resettlement": 1.3}  # the city finds more than the industry
LAMPS_OUT = {"commercial": 0.017, "resettlement": 0.03}
CAMERAS_OFF = {"commercial": 0.052, "resettlement": 0.089}
PORTS = {"commercial": 8, "resettlement": 6}  # charging ports for 100 households
CLOSED = {"commercial": 0.93, "resettlement": 0.88}  # of last quarter's findings
PLACES = {
    "stair": ("{b}栋{u}单元",),
    "yard": ("{b}栋{s}侧",),
    "lift": ("{b}栋{u}单元电梯",),
    "bins": ("{b}栋垃圾房",),
    "road": ("主干道", "环路", "东门内", "南门内", "{b}栋{s}侧"),
    "any": ("{b}栋{u}单元", "{b}栋{s}侧", "主干道", "东门", "南门"),
    "gate": ("东门", "南门", "西门", "北门"),
    "post": ("服务中心", "东门", "南门", "监控室", "{b}栋"),
    "board": ("公示栏", "服务中心"),
    "office": ("服务中心",),
    "control": ("消防控制室",),
    "play": ("健身点", "儿童活动区"),
    "plant": ("配电房", "水泵房", "电梯机房"),
}
ROUNDS = {
    "2022Q1": (("2022-01-05", "2022-01-27"), ("2022-02-21", "2022-03-15")),
    "2022Q2": (("2022-04-11", "2022-04-29"), ("2022-05-23", "2022-06-15")),
}
TEAMS, CITY_TEAMS = ("甲组", "乙组", "丙组", "丁组"), ("戊组", "己组")


class Inspector:
    """How often what is found in one estate in one quarter; the same at both visits and for the city."""

    def __init__(self, quarter, estate, quality):
        self.quarter, self.estate, self.quality = quarter, estate, quality
        self.id, self.category = estate["estate"], estate["category"]
        self.again = REDRAWN.get(self.id, 0) if quarter == "2022Q2" else 0
        self.by_hand = self.id in REAL and quarter == "2022Q2"
        spread, season = SPREAD[self.category], 1.06 if quarter == "2022Q1" else 0.98
        self.level = math.exp(-spread * quality - spread * spread / 2) * season

    def chance(self, *name):
        """Open a stream of chance for this estate and quarter."""
        return Chance(self.quarter, self.id, *name, self.again)

    def luck(self, measure):
        """Be better at one thing than at another, and mostly so again next quarter: mean 1."""
        fresh = self.chance("luck", measure)
        if self.quarter == "2022Q2" and fresh.random() < 0.25 + 0.15 * self.again:
            return fresh.gamma(4)
        return Chance(self.id, measure).gamma(4)

    def rate(self, measure):
        """Expect so many findings at a visit."""
        if (self.id in REAL and measure in NEVER_FOUND) or (measure == "lifts" and not self.estate["lifts"]):
            return 0.0
        return FINDINGS[measure][self.category == "resettlement"] * self.level * self.luck(measure)

    def findings(self, visit):
        """Count findings: a little fewer at the second visit; the city looks harder, most where all seems well."""
        chance = self.chance("findings", visit)
        eye = {1: 1.05, 2: 0.95, "city": CITY_EYE[self.category] * self.level**-0.7}[visit]
        return {measure: chance.poisson(self.rate(measure) * eye) for measure in FINDINGS}

    def counts(self, visit, earlier):
        """Count what is measured at every visit; `earlier` findings of last quarter are looked at again."""
        chance = self.chance("counts", visit)
        dark = min(0.5, LAMPS_OUT[self.category] * self.level * self.luck("lamps"))
        off = min(0.6, CAMERAS_OFF[self.category] * self.level * self.luck("cameras"))
        cameras, hundreds = 20 + self.estate["households"] // 20, self.estate["households"] / 100
        ports = round(hundreds * PORTS[self.category] * Chance(self.id, "ports").gamma(4))
        closed = chance.hits(earlier, min(0.99, CLOSED[self.category] + 0.04 * self.quality))
        again = (earlier, closed) if earlier else ("不适用", "不适用")
        return (60, 60 - chance.hits(60, dark), cameras, cameras - chance.hits(cameras, off), ports, *again)

    def route(self):
        """Choose three buildings, the same at both visits of a quarter."""
        buildings = range(1, self.estate["buildings"] + 1)
        return sorted(Chance(self.quarter, self.id, "route").shuffled(buildings)[:3])


def lots(chance, count, most):
    """Split a number of findings into rows: so many at one place."""
    while count > 0:
        lot = min(count, most, chance.pick((1, 2, 3, 4, 6)))
        yield lot
        count -= lot


def industry_rows(inspector, earlier):
    """Write the counts of each visit, then a row for each place where something was found."""
    key, number, route = inspector.id, 0, inspector.route()
    for visit in visits_done(inspector.quarter, key):
        chance = inspector.chance("places", visit)
        base = {"estate": key, "visit": visit, "note": MADE_UP if key in REAL else ""}
        counts = COUNTS[key, visit] if inspector.by_hand else inspector.counts(visit, earlier)
        for measure, value in zip(COUNTED, counts, strict=True):
            yield dict(base, criterion=measure, value=value)
        if inspector.by_hand:
            found = FOUND[key, visit]
        else:
            found = {m: tuple(lots(chance, n, FINDINGS[m][3])) for m, n in inspector.findings(visit).items()}
        for measure, (*_, kind, _) in FINDINGS.items():
            for value in found.get(measure, ()):
                number += 1
                place = chance.pick(PLACES[kind])
                place = place.format(b=chance.pick(route), u=1 + int(chance.random() * 3), s=chance.pick("东南西北"))
                finding = f"{inspector.quarter[-1]}-{key[1:]}-{number:02d}"
                photo = chance.random() < 0.97
                yield dict(base, criterion=measure, value=value, place=place, finding=finding, photo=photo)
    if incident := INCIDENTS.get(inspector.quarter, {}).get(key):
        yield dict(base, criterion=incident, value=1, evidence="认定书")


def city_rows(inspector):
    """Write a row for each thing the city looked at, nothing found included."""
    key, chance = inspector.id, inspector.chance("city")
    party = word(chance.random(), ("正常活动", 95), ("已建立未活动", 4), ("已报批", 1))
    posts = word(chance.random(), ("两项", 80), ("一项", 17), ("无", 3))
    gap = f"{abs(chance.normal(0.5, 3.2)):.1f}"
    found, counts = inspector.findings("city"), inspector.counts("city", 0)[:4]
    if key in REAL:
        party, posts = "正常活动", "两项"
    if inspector.by_hand:
        found, counts, gap = CITY[key]
    rows = [("party_organisation", party), ("cross_posts", posts), *((m, found.get(m, 0)) for m in SEEN_BY_CITY)]
    rows += [*zip(COUNTED[:4], counts, strict=True), ("self_gap", gap)]
    for number, (measure, value) in enumerate(rows, 1):
        finding = f"{inspector.quarter[-1]}-{key[1:]}-C{number:02d}" if measure in FINDINGS and value else ""
        note = MADE_UP if key in REAL else ""
        yield {"estate": key, "criterion": measure, "value": value, "visit": 1, "finding": finding, "note": note}


def visit_rows(inspectors):
    """Log industry twice, by another team the second time; the city within 14 days after that."""
    quarter = inspectors[0].quarter
    order = Chance(quarter, "plan").shuffled([inspector.id for inspector in inspectors])
    for inspector in inspectors:
        estate, route = inspector.id, inspector.route()
        turn = order.index(estate)
        row = {"estate": estate, "route": " ".join(map(str, route))}
        for visit, span in enumerate(ROUNDS[quarter], 1):
            days = working_days(*map(date.fromisoformat, span))
            day = days[turn * len(days) // len(order)]
            status = "done" if visit in visits_done(quarter, estate) else "postponed"
            team = TEAMS[(turn + visit) % len(TEAMS)]
            yield dict(row, channel="industry", visit=visit, date=day, assessor=team, status=status)
        if estate in drawn(quarter):
            chance = Chance(quarter, estate, "city visit")
            later = working_days(day + timedelta(3), day + timedelta(13))
            status = "refused" if REFUSED.get(quarter) == estate else "done"
            others = [b for b in range(1, inspector.estate["buildings"] + 1) if b not in route]
            row["route"] = " ".join(map(str, sorted((chance.pick(route), *chance.shuffled(others)[:2]))))
            team = chance.pick(CITY_TEAMS)
            yield dict(row, channel="city", visit=1, date=chance.pick(later), assessor=team, status=status)


def working_days(first, last):
    """List Mondays to Fridays."""
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5]
