"""An example of every effect of a limit."""

from __future__ import annotations

EXAMPLES: dict[str, str] = {
    "cap": """\
criteria:
  - {id: work, marks: 100, given: {}}
limits:
  - {id: fire, when: {fires: {at_least: 1}}, if_missing: ignored, cap: 59.9}
examples:
  - title: no more than 59.9
    with: {work: 92, fires: 1}
    expect: {fire: true, score: 59.9}
  - title: a lower score stays
    with: {work: 40, fires: 1}
    expect: {fire: true, score: 40}
""",
    "grade": """\
criteria:
  - {id: work, marks: 100, given: {}}
limits:
  - {id: fraud, when: {frauds: {at_least: 1}}, if_missing: ignored, grade: poor}
grades: {order: [good, fair, poor], bands: [[80, good], [60, fair]], else: poor}
examples:
  - title: the score stays
    with: {work: 95, frauds: 1}
    expect: {fraud: true, score: 95, grade: poor}
""",
    "steps_down": """\
criteria:
  - {id: work, marks: 100, given: {}}
limits:
  - id: complaints
    when: {complaints: {above: 10}}
    if_missing: ignored
    steps_down: 1
grades: {order: [good, fair, poor], bands: [[80, good], [60, fair]], else: poor}
examples:
  - title: good, and one step down
    with: {work: 95, complaints: 11}
    expect: {score: 95, grade: fair}
  - title: ten are borne
    with: {work: 95, complaints: 10}
    expect: {grade: good}
""",
    "not_eligible": """\
criteria:
  - {id: work, marks: 100, given: {}}
limits:
  - id: unlicensed
    when: {register.licence: {equals: none}}
    if_missing: holds                 # nothing known of it is no licence
    not_eligible: true
grades: {order: [good, poor], bands: [[80, good]], else: poor}
examples:
  - title: the score stays visible
    with: {work: 95}
    register: {licence: none}
    expect: {score: 95, grade: null, outcome: not_eligible}
  - title: licensed
    with: {work: 95}
    register: {licence: full}
    expect: {grade: good, outcome: scored}
""",
}
