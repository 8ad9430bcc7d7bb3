"""An example of every way of putting marks together."""

from __future__ import annotations

EXAMPLES: dict[str, str] = {
    "sum": """\
marks: 8
sections:
  - id: entrance
    combine: sum                      # may be left unsaid
    criteria:
      - {id: lights, marks: 3, given: {}}
      - {id: doors, marks: 5, given: {}}
examples:
  - title: 2 + 4.5
    with: {lights: 2, doors: 4.5}
    expect: {entrance: 6.5, score: 6.5}
  - title: nobody looked at the doors; the score is 8 x 2 / 3
    with: {lights: 2}
    expect: {score: 5.33}
""",
    "mean": """\
marks: 20
sections:
  - id: service
    marks: 20
    combine: mean
    criteria:
      - {id: manners, marks: 5, weight: 2, given: {}}
      - {id: speed, marks: 10, weight: 1, given: {}}
examples:
  - title: 20 x (2 x 4/5 + 1 x 5/10) / 3
    with: {manners: 4, speed: 5}
    expect: {service: 14}
  - title: nobody looked at the speed; 20 x 4/5
    with: {manners: 4}
    expect: {service: 16}
""",
    "geometric_mean": """\
marks: 30
sections:
  - id: living
    marks: 30
    combine: geometric_mean
    criteria:
      - {id: health, marks: 1, given: {}}
      - {id: schooling, marks: 1, given: {}}
examples:
  - title: 30 x the root of 0.9 x 0.1
    with: {health: 0.9, schooling: 0.1}
    expect: {living: 9}
  - title: a part that earned nothing makes it nothing
    with: {health: 1, schooling: 0}
    expect: {living: 0}
""",
    "lowest": """\
marks: 20
sections:
  - id: safety
    marks: 20
    combine: lowest
    criteria:
      - {id: brakes, marks: 10, given: {}}
      - {id: lamps, marks: 5, given: {}}
examples:
  - title: 9/10 and 2/5; 20 x 2/5
    with: {brakes: 9, lamps: 2}
    expect: {safety: 8}
""",
}
