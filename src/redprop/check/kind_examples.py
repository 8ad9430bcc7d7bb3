"""An example of every kind: a whole rubric whose own examples hold; a test works them all out."""

from __future__ import annotations

HEAD = "redprop: 1\nid: example\nmissing: not_assessed\nrounding: {score: 1}\n"
"""How every example begins."""


def example(kind: str) -> str:
    """The example of a kind, by its name; of a way of taking rows as `take.sum`."""
    return HEAD + _REST[kind]


_REST: dict[str, str] = {
    "deduct": """\
marks: 6
criteria:
  - {id: posters, marks: 2, missing: full, deduct: {each: 0.1, looked_at: route}}
  - id: greenery
    marks: 4
    missing: full
    deduct: {bare_patches: {each: 0.25}, no_log: {once: 1}, looked_at: route}
examples:
  - {title: 2 - 7 x 0.1, with: {posters: 7}, expect: {posters: 1.3}}
  - {title: 4 - 2 x 0.25 - 1, with: {bare_patches: 2, no_log: 3}, expect: {greenery: 2.5}}
""",
    "shortfall": """\
marks: 3
criteria:
  - id: repairs
    marks: 3
    measure: {sum: in_time, per: asked, times: 100}
    shortfall: {target: 95, every: 1, loses: 0.2, partial: ignored}
examples:
  - {title: 92.4 is 2 whole points short, with: {asked: 250, in_time: 231}, expect: {repairs: 2.6}}
""",
    "all_or_nothing": """\
marks: 1
criteria:
  - {id: fire_plan, marks: 1, all_or_nothing: {}}
examples:
  - {title: there is one, with: {fire_plan: 有}, expect: {fire_plan: 1}}
""",
    "levels": """\
marks: 3
criteria:
  - id: organisation
    marks: 3
    levels: {active: {earns: 3, aliases: [正常活动]}, formed: 2, none: 0}
examples:
  - {title: a word, with: {organisation: formed}, expect: {organisation: 2}}
""",
    "steps": """\
marks: 2
criteria:
  - id: meetings
    marks: 2
    steps: [{at_least: 3, earns: 2}, {at_least: 1, earns: 1}, {else: 0}]
examples:
  - {title: exactly on the threshold, with: {meetings: 3}, expect: {meetings: 2}}
""",
    "linear": """\
marks: 20
criteria:
  - {id: waiting_minutes, marks: 10, linear: {from: 30, to: 5}}
  - {id: income, marks: 10, linear: {from: 100, to: 10000, log: true}}
examples:
  - {title: 10 x (30 - 10) / (30 - 5), with: {waiting_minutes: 10}, expect: {waiting_minutes: 8}}
  - {title: half way in the logarithm, with: {income: 1000}, expect: {income: 5}}
""",
    "curve": """\
marks: 10
criteria:
  - {id: return, marks: 10, curve: {through: [[0, 2], [4, 6], [10, 10]], below: 0}}
examples:
  - {title: half way from 4 to 10, with: {return: 7}, expect: {return: 8}}
""",
    "interval": """\
marks: 5
criteria:
  - {id: budget_used, marks: 5, interval: {from: 80, best: [95, 105], to: 130}}
examples:
  - {title: 5 x (130 - 120) / (130 - 105), with: {budget_used: 120}, expect: {budget_used: 2}}
""",
    "proportion": """\
marks: 10
criteria:
  - {id: tasks, marks: 10, measure: {sum: done, per: given_out}, proportion: {places: 0}}
examples:
  - {title: 10 x 7/8 rounded down, with: {done: 7, given_out: 8}, expect: {tasks: 8}}
""",
    "given": """\
marks: 5
criteria:
  - {id: impression, marks: 5, given: {}}
examples:
  - {title: as written, with: {impression: 4.5}, expect: {impression: 4.5}}
""",
    "points": """\
from: 50
criteria:
  - {id: events, missing: zero, points: {each: 2}}
  - {id: noise, missing: full, takes_off: true, points: {each: 0.5}}
examples:
  - {title: 50 + 2 x 3 - 0.5 x 4, with: {events: 3, noise: 4}, expect: {score: 54}}
""",
    "defects": """\
from: 100
visit: units_inspected
criteria:
  - id: inside
    missing: full
    takes_off: true
    defects:
      severity: severity
      costs: {severe: 14.8, low: 2.4}
      same: [defect, place]
      per: units_inspected
examples:
  - title: the worse of one place, and another place, over 4 units
    with:
      units_inspected: 4
      inside:
        - {severity: low, defect: leak, place: 1A}
        - {severity: severe, defect: leak, place: 1A}
        - {severity: severe, defect: leak, place: 2B}
    expect: {score: 92.6}
""",
    "sum": """\
marks: 10
sections:
  - id: order
    criteria:
      - {id: gates, marks: 6, given: {}}
      - {id: patrols, marks: 4, given: {}}
examples:
  - {title: 5 + 3, with: {gates: 5, patrols: 3}, expect: {order: 8}}
""",
    "mean": """\
marks: 10
sections:
  - id: comfort
    marks: 10
    combine: mean
    criteria:
      - {id: seats, marks: 5, weight: 3, given: {}}
      - {id: air, marks: 100, weight: 1, given: {}}
examples:
  - {title: 10 x (3 x 4/5 + 60/100) / 4, with: {seats: 4, air: 60}, expect: {comfort: 7.5}}
""",
    "geometric_mean": """\
marks: 10
sections:
  - id: dimensions
    marks: 10
    combine: geometric_mean
    criteria:
      - {id: health, marks: 1, given: {}}
      - {id: schooling, marks: 1, given: {}}
examples:
  - {title: 10 x the root of 0.9 x 0.4, with: {health: 0.9, schooling: 0.4}, expect: {dimensions: 6}}
""",
    "lowest": """\
marks: 20
sections:
  - id: fire
    marks: 20
    combine: lowest
    criteria:
      - {id: exits, marks: 4, given: {}}
      - {id: hoses, marks: 10, given: {}}
examples:
  - {title: hoses decide with 3/10, with: {exits: 2, hoses: 3}, expect: {fire: 6}}
""",
    "cap": """\
limits:
  - {id: exposure, when: {exposed: {at_least: 1}}, if_missing: ignored, cap: 79}
grades: {order: [good, pass, fail], bands: [[80, good], [60, pass]], else: fail}
criteria:
  - {id: work, marks: 100, given: {}}
examples:
  - {title: at most 79, with: {work: 100, exposed: 1}, expect: {score: 79}}
""",
    "grade": """\
limits:
  - {id: fire, when: {fires: {at_least: 1}}, if_missing: ignored, grade: fail}
grades: {order: [good, pass, fail], bands: [[80, good], [60, pass]], else: fail}
criteria:
  - {id: work, marks: 100, given: {}}
examples:
  - {title: the score stays, with: {work: 100, fires: 1}, expect: {score: 100, grade: fail}}
""",
    "steps_down": """\
limits:
  - {id: accident, when: {accidents: {at_least: 1}}, if_missing: ignored, steps_down: 1}
grades: {order: [good, pass, fail], bands: [[80, good], [60, pass]], else: fail}
criteria:
  - {id: work, marks: 100, given: {}}
examples:
  - {title: one grade down, with: {work: 100, accidents: 1}, expect: {score: 100, grade: pass}}
""",
    "not_eligible": """\
limits:
  - {id: no_branch, when: {branch: {at_most: 0}}, if_missing: ignored, not_eligible: true}
grades: {order: [good, pass, fail], bands: [[80, good], [60, pass]], else: fail}
criteria:
  - {id: work, marks: 100, given: {}}
examples:
  - {title: no grade and no rank, with: {work: 100, branch: 0}, expect: {grade: null, outcome: not_eligible}}
""",
    "take.once": """\
marks: 10
criteria:
  - {id: taken, marks: 10, measure: {once: mark}, linear: {from: 0, to: 10}}
examples:
  - {title: one row, with: {mark: 4}, expect: {taken: 4}}
""",
    "take.sum": """\
marks: 10
criteria:
  - {id: taken, marks: 10, measure: {sum: minutes}, linear: {from: 0, to: 10}}
examples:
  - {title: 1 + 3, with: {minutes: [1, 3]}, expect: {taken: 4}}
""",
    "take.mean": """\
marks: 10
criteria:
  - {id: taken, marks: 10, measure: {mean: [q1, q2]}, linear: {from: 0, to: 10}}
examples:
  - {title: (5 + 5 + 2) / 3, with: {q1: [5, 5], q2: 2}, expect: {taken: 4}}
""",
    "take.min": """\
marks: 10
criteria:
  - {id: taken, marks: 10, measure: {min: mark}, linear: {from: 0, to: 10}}
examples:
  - {title: the least, with: {mark: [4, 5]}, expect: {taken: 4}}
""",
    "take.max": """\
marks: 10
criteria:
  - {id: taken, marks: 10, measure: {max: mark}, linear: {from: 0, to: 10}}
examples:
  - {title: the greatest, with: {mark: [4, 3]}, expect: {taken: 4}}
""",
    "take.count": """\
marks: 10
criteria:
  - {id: taken, marks: 10, measure: {count: cars}, linear: {from: 0, to: 10}}
examples:
  - {title: four rows, with: {cars: [7, 7, 7, 7]}, expect: {taken: 4}}
""",
    "take.distinct": """\
marks: 10
criteria:
  - {id: taken, marks: 10, measure: {distinct: flats}, linear: {from: 0, to: 10}}
examples:
  - {title: four different texts, with: {flats: [1A, 2B, 2b, 3C, 4D]}, expect: {taken: 4}}
""",
}
