"""Writes a rubric of so many criteria to standard output: `python benchmarks/check_rubric.py 500 > rubric.yaml`.

Four rules in turn, three channels, a section for every ten criteria, a reason for each, and examples that expect
something of every criterion, so that a check has all of its work to do and finds nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal

HEAD = """redprop: 1
id: generated
title: {{en: Generated, zh: 生成的标准}}
source: made for the benchmark; nobody's standard
marks: {marks}
categories: {{old: {{en: Old, zh: 老旧}}, new: {{en: New, zh: 新建}}}}
channels:
  agency: {{title: {{en: Agency, zh: 机构}}, weight: 50, absent: not_rated}}
  district: {{title: {{en: District, zh: 区级}}, weight: 30, absent: renormalise}}
  city: {{title: {{en: City, zh: 市级}}, weight: 20, absent: {{weight_to: agency}}}}
sections:"""
SECTION = """  - id: part_{number}
    title: {{en: Part {number}, zh: 第{number}部分}}
    channels: [agency, district, city]
    missing: zero
    criteria:"""
CRITERION = """      - id: criterion_{number}
        title: {{en: Criterion {number}, zh: 指标{number}}}
        why: Someone asked for number {number}.
        marks: 4
        {rule}"""
RULES = (
    "deduct: {each: 0.5, looked_at: route}",
    "linear: {from: 0, to: 8}",
    "steps: [{at_least: 3, earns: 4}, {at_least: 1, earns: 2}, {else: 0}]",
    "levels: {good: 4, fair: 2, poor: 0}",
)
VALUES = (("2", "3"), ("2", "1"), ("3", "4"), ("fair", "2"))
TAIL = """limits:
  - id: fire
    title: {{en: Fire, zh: 火灾}}
    when: {{fires: {{at_least: 1}}}}
    if_missing: ignored
    cap: {cap}
rounding: {{channel: 2, score: 2}}
grades: {{order: [good, fair, poor], bands: [[{good}, good], [{cap}, fair]], else: poor}}
examples:"""


def lines(criteria: int) -> Iterator[str]:
    """The rubric, line by line."""
    marks = Decimal(4 * criteria)
    yield HEAD.format(marks=marks)
    for number in range(criteria):
        if number % 10 == 0:
            yield SECTION.format(number=number // 10 + 1)
        yield CRITERION.format(number=number, rule=RULES[number % 4])
    yield TAIL.format(good=marks * 9 / 10, cap=marks * 6 / 10)
    for first in range(0, criteria, 10):
        numbers = range(first, min(first + 10, criteria))
        values = ", ".join(f"criterion_{number}: {VALUES[number % 4][0]}" for number in numbers)
        expected = ", ".join(f"criterion_{number}: {VALUES[number % 4][1]}" for number in numbers)
        yield f"  - title: from {first} on\n    with: {{{values}}}\n    expect: {{{expected}}}"


if __name__ == "__main__":
    print("\n".join(lines(int(sys.argv[1]))))
