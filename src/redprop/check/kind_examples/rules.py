"""An example of every rule."""

from __future__ import annotations

EXAMPLES: dict[str, str] = {
    "deduct": """\
marks: 8
criteria:
  - id: motor_parking
    marks: 4
    missing: full
    deduct: {each: 0.5, looked_at: route}
  - id: green_care                    # several causes, each its own measure
    marks: 4
    missing: full
    deduct:
      bare_patches: {each: 0.25}
      no_care_log: {once: 1}          # once, however often it was found
examples:
  - {title: three cars, with: {motor_parking: 3}, expect: {motor_parking: 2.5}}
  - title: never below nothing
    with: {motor_parking: 30}
    expect: {motor_parking: 0}
  - title: two causes
    with: {bare_patches: 3, no_care_log: 2}
    expect: {green_care: 2.25}
""",
    "shortfall": """\
marks: 13
criteria:
  - id: repairs
    marks: 3
    measure: {sum: repaired_in_time, per: repairs_asked, times: 100}
    shortfall: {target: 95, every: 1, loses: 0.2, partial: ignored}
  - id: answer_days
    marks: 10
    shortfall: {target: 3, every: 1, loses: 2, partial: counted, side: over}
examples:
  - title: 92.4 is 2.6 short
    with: {repairs_asked: 250, repaired_in_time: 231}
    expect: {repairs: 2.6}
  - title: the target itself
    with: {repairs_asked: 20, repaired_in_time: 19}
    expect: {repairs: 3}
  - title: half a day too many
    with: {answer_days: 3.5}
    expect: {answer_days: 8}
""",
    "all_or_nothing": """\
marks: 3
criteria:
  - {id: pairing, marks: 1, all_or_nothing: {}}
  - {id: open_sunday, marks: 2, all_or_nothing: {yes: [open], no: [closed]}}
examples:
  - title: the words known without saying
    with: {pairing: 有}
    expect: {pairing: 1}
  - title: words of its own
    with: {open_sunday: closed}
    expect: {open_sunday: 0}
""",
    "levels": """\
marks: 3
criteria:
  - id: organisation
    marks: 3
    levels:
      active: {earns: 3, title: {zh: 正常活动, en: at work}}
      formed: {earns: 2, aliases: [已建立未活动]}
      none: 0
examples:
  - title: an alias
    with: {organisation: 已建立未活动}
    expect: {organisation: 2}
""",
    "steps": """\
marks: 2
criteria:
  - id: meetings
    marks: 2
    steps:
      - {at_least: 3, earns: 2}
      - {at_least: 1, earns: 1}
      - {else: 0}
examples:
  - title: exactly on the threshold
    with: {meetings: 3}
    expect: {meetings: 2}
  - title: below all
    with: {meetings: 0}
    expect: {meetings: 0}
""",
    "linear": """\
marks: 16
criteria:
  - {id: satisfaction, marks: 6, linear: {from: 1, to: 5}}
  - {id: waiting_minutes, marks: 10, linear: {from: 30, to: 5}}
examples:
  - title: 6 x (4.2 - 1) / 4
    with: {satisfaction: 4.2}
    expect: {satisfaction: 4.8}
  - title: less is better
    with: {waiting_minutes: 10}
    expect: {waiting_minutes: 8}
  - title: beyond an end earns what the end earns
    with: {waiting_minutes: 2}
    expect: {waiting_minutes: 10}
""",
    "curve": """\
marks: 10
criteria:
  - id: return_on_sales
    marks: 10
    curve: {through: [[0, 2], [4, 6], [10, 10]], below: 0}
examples:
  - title: half way from 4 to 10
    with: {return_on_sales: 7}
    expect: {return_on_sales: 8}
  - title: on the first point
    with: {return_on_sales: 0}
    expect: {return_on_sales: 2}
  - title: under it
    with: {return_on_sales: -0.1}
    expect: {return_on_sales: 0}
""",
    "interval": """\
marks: 7
criteria:
  - {id: budget_used, marks: 5, interval: {from: 80, best: [95, 105], to: 130}}
  - {id: acidity, marks: 2, interval: {from: 5, best: 7, to: 9}}
examples:
  - title: both ends of the best are best
    with: {budget_used: 105}
    expect: {budget_used: 5}
  - title: 5 x (130 - 120) / (130 - 105)
    with: {budget_used: 120}
    expect: {budget_used: 2}
  - title: a centre
    with: {acidity: 6}
    expect: {acidity: 1}
""",
    "proportion": """\
marks: 10
criteria:
  - id: tasks
    marks: 10
    measure: {sum: tasks_done, per: tasks_given}
    proportion: {places: 0}
examples:
  - title: 8.75 rounded down
    with: {tasks_done: 7, tasks_given: 8}
    expect: {tasks: 8}
""",
    "given": """\
marks: 5
criteria:
  - {id: impression, marks: 5, given: {}}
examples:
  - {title: as written, with: {impression: 4.5}, expect: {impression: 4.5}}
""",
    "points": """\
redprop: 1
id: hall
from: 50
missing: full
criteria:
  - {id: events, points: {each: 2}, cap: 20}
  - {id: grants, points: {}}
  - id: noise
    takes_off: true
    points: {complaints: {each: 0.5}, police: {once: 10}}
rounding: {score: 1}
examples:
  - title: 50 + 2 x 3 + 7.5 - (0.5 x 4 + 10)
    with: {events: 3, grants: 7.5, complaints: 4, police: 2}
    expect: {events: 6, noise: 12, score: 51.5}
""",
    "defects": """\
redprop: 1
id: buildings
subject: {column: building}
visit: units_inspected
from: 100
floor: 0
missing: full
criteria:
  - id: inside
    takes_off: true
    defects:
      severity: severity                     # a column of the file
      costs: {severe: 14.8, low: {cost: 2.4, aliases: [轻微]}}
      same: [defect, place]                  # columns that make two rows one
      not_scored: {defect: [smoke_alarm]}    # kept, and costs nothing
      per: units_inspected
rounding: {score: 1}
examples:
  - title: one place at its worst, another place, and an alarm; 29.6 / 4
    with:
      units_inspected: 4
      inside:
        - {severity: low, defect: leak, place: 1A}
        - {severity: severe, defect: leak, place: 1A}
        - {severity: severe, defect: leak, place: 2B}
        - {severity: severe, defect: smoke_alarm, place: 2B}
    expect: {inside: 7.4, score: 92.6}
""",
}
