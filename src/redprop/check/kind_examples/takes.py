"""An example of every way of taking rows."""

from __future__ import annotations

EXAMPLES: dict[str, str] = {
    "once": """\
marks: 10
criteria:
  - id: hedge
    marks: 10
    measure: {once: hedge_height}
    linear: {from: 200, to: 100}
examples:
  - title: 10 x (200 - 160) / 100
    with: {hedge_height: 160}
    expect: {hedge: 4}
""",
    "sum": """\
marks: 10
criteria:
  - id: planting
    marks: 10
    measure: {sum: trees_planted, per: trees_promised, times: 100}
    linear: {from: 0, to: 100}
examples:
  - title: 12 + 18 of 50 are 60 of 100
    with: {trees_planted: [12, 18], trees_promised: 50}
    expect: {planting: 6}
""",
    "mean": """\
marks: 8
criteria:
  - id: manners
    marks: 8
    measure: {mean: [q1, q2]}
    linear: {from: 1, to: 5}
examples:
  - title: (5 + 3 + 1) / 3 = 3, half way
    with: {q1: [5, 3], q2: 1}
    expect: {manners: 4}
""",
    "min": """\
marks: 4
criteria:
  - id: pressure
    marks: 4
    measure: {min: tap_pressure}
    steps: [{at_least: 2, earns: 4}, {else: 0}]
examples:
  - title: one tap is too weak
    with: {tap_pressure: [3, 1.5, 4]}
    expect: {pressure: 0}
""",
    "max": """\
marks: 30
criteria:
  - id: waiting
    marks: 30
    measure: {max: minutes_waited}
    linear: {from: 30, to: 0}
examples:
  - title: the longest wait decides
    with: {minutes_waited: [5, 12, 2]}
    expect: {waiting: 18}
""",
    "count": """\
marks: 6
criteria:
  - id: drills
    marks: 6
    measure: {count: drill_minutes}
    linear: {from: 0, to: 4}
examples:
  - title: three drills, 6 x 3/4
    with: {drill_minutes: [20, 15, 30]}
    expect: {drills: 4.5}
""",
    "distinct": """\
marks: 4
criteria:
  - id: streets
    marks: 4
    measure: {distinct: street_cleaned}
    linear: {from: 0, to: 8}
examples:
  - title: Elm Street was cleaned twice
    with: {street_cleaned: [Elm Street, Mill Lane, Elm Street]}
    expect: {streets: 1}
""",
}
