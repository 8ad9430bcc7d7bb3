"""What people say: the owners' questionnaires and the district's self-assessment sheet."""

import math
from statistics import NormalDist

from making.chance import Chance, word
from making.hand import BLOCKS, DISTRICT, OWNERS, SHEETS
from making.held import MADE_UP, NEW, REAL, SMALL_SURVEYS

LEVEL = {"commercial": 4.52, "resettlement": 4.26}  # of an answer, before it is cut off at 5
UNKNOWN = {1: 0.01, 7: 0.12, 8: 0.1, 9: 0.14, 11: 0.15}  # who answers 9; 0.04 elsewhere, 7% in all
TILT = {2: 0.03, 5: 0.05, 6: -0.1, 7: 0.05, 8: -0.12, 9: -0.04, 10: 0.14}  # some questions are answered more kindly
PAIRS = (
    ("repairs_asked", "repaired_in_time"),
    ("complaints_received", "complaints_closed"),
    ("special_tasks_given", "special_tasks_done"),
)


def survey_sizes(quarter, register):
    """Draw respondents, median 63; a few estates stay under thirty, one of them at 29; one has just thirty."""
    sizes = {estate: OWNERS[estate][0] for estate in REAL}
    for category, small in SMALL_SURVEYS[quarter].items():
        chance = Chance(quarter, "surveys", category)
        league = [i for i, e in register.items() if e["category"] == category and i not in (*REAL, NEW)]
        league = chance.shuffled(league)
        for estate in league:
            sizes[estate] = min(max(round(69 * math.exp(chance.normal(0, 0.5))), 31), 190)
        for estate in league[1:small]:
            sizes[estate] = 16 + int(chance.random() * 13)
        sizes[league[0]], sizes[league[small]] = 29, 30
    return sizes


def owners_rows(inspector, respondents):
    """Write the answers of each respondent to questions 1 to 11; 9 is "don't know"."""
    chance, real = inspector.chance("owners"), inspector.id in REAL
    level = LEVEL[inspector.category] + 0.18 * inspector.quality + chance.normal(0, 0.14)
    level -= 0.03 if inspector.quarter == "2022Q1" else 0
    people = [answers(chance, level, complete=real) for _ in range(respondents)]
    if inspector.by_hand:
        for block, (unknown, mean) in zip(BLOCKS, OWNERS[inspector.id][1], strict=True):
            settle(chance, people, block, unknown, mean)
    for person in people:
        row = {f"q{question}": answer for question, answer in person.items()}
        yield dict(row, estate=inspector.id, note=MADE_UP if real else "")


def answers(chance, level, *, complete):
    """Answer as one person: alike throughout, here and there a blank, now and then straight down."""
    person = chance.normal(level, 0.73)
    if chance.random() < 0.02:
        return dict.fromkeys(range(1, 12), chance.pick((3, 4, 5, 5)))
    sheet = {}
    for question in range(1, 12):
        answer, draw = min(5, max(1, round(chance.normal(person + TILT.get(question, 0), 0.6)))), chance.random()
        sheet[question] = 9 if draw < UNKNOWN.get(question, 0.04) else "" if draw > 0.99 and not complete else answer
    return sheet


def settle(chance, people, block, unknown, mean):
    """Let so many know nothing in this block, and move single answers until the rest has this mean."""
    for number, person in enumerate(people):
        for question in block:
            ignorant = number % 5 == 3 and number // 5 < unknown
            person[question] = 9 if ignorant else min(person[question], 5)
    known = [(person, question) for person in people for question in block if person[question] != 9]
    missing = round(mean * len(known)) - sum(person[question] for person, question in known)
    while missing:
        step = 1 if missing > 0 else -1
        person, question = chance.pick(known)
        if 1 <= person[question] + step <= 5:
            person[question] += step
            missing -= step


def district_row(inspector):
    """Write an estate's self-assessment, a little better than others see it."""
    key = inspector.id
    note = MADE_UP if key in REAL else ""
    if key in REAL:
        return dict(zip(DISTRICT, SHEETS[inspector.quarter, key].split(), strict=True), estate=key, note=note)
    chance = inspector.chance("district")
    row = dict(organisation(inspector, chance), **services(inspector, chance), estate=key, note=note)
    for column in DISTRICT:  # about one cell in a hundred has no evidence and stays empty
        if chance.random() < 0.01:
            row.update(dict.fromkeys(next((pair for pair in PAIRS if column in pair), (column,)), ""))
    return row


def luck(inspector, chance):
    """Draw a standard normal that knows a little of the estate's quality."""
    return 0.2 * inspector.quality + chance.normal(0, 0.98)


def words(inspector, chance, *cuts):
    """Read luck as a word, from the best down, each with its share of 100."""
    return word(NormalDist().cdf(-luck(inspector, chance)), *cuts)


def organisation(inspector, chance):
    """Fill in the sheet's first half: branch, meetings, volunteers."""
    resettled, hundreds = inspector.category == "resettlement", inspector.estate["households"] / 100
    party = ("正常活动", 96.5 - 2 * resettled), ("已建立未活动", 3 + 2 * resettled), ("已报批", 0.3), ("无", 0.2)
    posts = ("两项", 78 - 5 * resettled), ("一项", 21.5 + 5 * resettled), ("无", 0.5)
    meetings = (4, 30), (3, 65 - 3 * resettled), (2, 3 + 2 * resettled), (1, 1.5), (0, 0.5)
    return {
        "party_organisation": words(inspector, chance, *party),
        "meetings_held": words(inspector, chance, *meetings),
        "cross_posts": words(inspector, chance, *posts),
        "buildings_claimed": chance.hits(inspector.estate["buildings"], 0.97 - 0.02 * resettled),
        "volunteer_hours_total": round(hundreds * max(4, 18.8 - 0.6 * resettled + 2 * luck(inspector, chance))),
        "volunteers_registered": round(hundreds / 10 * max(3, 16.5 + 4.5 * luck(inspector, chance))),
        "pairing": words(inspector, chance, ("有", 98.5), ("无", 1.5)),
        "party_plus": words(inspector, chance, ("齐全", 91), ("缺一项", 8), ("均无", 1)),
    }


def services(inspector, chance):
    """Fill in the sheet's second half: repairs, complaints, tasks, readiness."""
    resettled, households = inspector.category == "resettlement", inspector.estate["households"]
    asked = 8 + chance.poisson(households / 8)
    complaints = chance.poisson(households / 45) if chance.random() > 0.03 else 0
    tasks = chance.pick((0, 4, 5, 6, 8, 8, 10, 12, 12, 15, 15, 20))
    late = 0.042 + 0.006 * resettled - 0.009 * luck(inspector, chance)
    parking = (
        ("满足", 31 - 9 * resettled),
        ("方案已实施", 66 + 5 * resettled),
        ("方案未实施", 2.5 + 3.5 * resettled),
        ("无", 0.5 + 0.5 * resettled),
    )
    closed = complaints - chance.hits(complaints, 0.012 + 0.006 * resettled)
    done = tasks - chance.hits(tasks, 0.02 + 0.015 * resettled)
    appraisal = ("齐全", 92 - 4 * resettled), ("不齐", 7 + 3 * resettled), ("无", 1)
    return {
        "repairs_asked": asked,
        "repaired_in_time": asked - min(asked, chance.poisson(asked * max(0.004, late))),
        "complaints_received": complaints or "不适用",
        "complaints_closed": closed if complaints else "不适用",
        "special_tasks_given": tasks or "不适用",
        "special_tasks_done": done if tasks else "不适用",
        "parking_supply": words(inspector, chance, *parking),
        "storm_snow": words(inspector, chance, ("符合", 99 - resettled), ("不符合", 1 + resettled)),
        "internal_appraisal": words(inspector, chance, *appraisal),
    }
