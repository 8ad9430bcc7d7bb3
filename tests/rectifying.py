"""A small workspace for tests of rectification: what was found and who looked is what each test says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

RUBRIC = """\
redprop: 1
id: order
title: {zh: 秩序, en: Order}
subject: {column: estate, title: {zh: 小区, en: Estate}}
missing: full
channels:
  industry: {title: {zh: 行业, en: Industry}, weight: 1, visits: mean, absent: not_rated}
  city: {title: {zh: 市级, en: City}, weight: 1, absent: {weight_to: industry}}
criteria:
  - {id: clutter, title: {zh: 楼道杂物, en: Clutter}, marks: 10, channels: [industry, city], deduct: {each: 0.5}}
  - {id: fire, title: {zh: 消防通道, en: Fire lanes}, marks: 10, channels: [industry], deduct: {each: 1}}
marks: 20
rounding: {score: 2}
"""
ESTATES = """\
estate,name,from,until,company,company_since,community,committee
A,示例一村,,,甲物业公司,2020-01-01,一社区,一居委会
B,示例二村,,,乙物业公司,2020-01-01,二社区,二居委会
"""
FOUND = "estate,channel,visit,criterion,value,place,finding,evidence,responsible\n"
VISITS = "estate,channel,visit,date,route,status\n"


def a_workspace(root: Path, quarters: Mapping[str, tuple[str, str | None]], **files: str) -> Path:
    """A workspace whose quarters have rows of findings, and of the visit log or none.

    `files` are other contents of `rubric`, `estates` and `settings`.
    """
    root.mkdir(exist_ok=True)
    (root / "rubric.yaml").write_text(files.get("rubric", RUBRIC), encoding="utf-8")
    (root / "estates.csv").write_text(files.get("estates", ESTATES), encoding="utf-8")
    settings = "rubric: rubric.yaml\nregister: estates.csv\nperiods: data/{period}\n" + files.get("settings", "")
    (root / "redprop.yaml").write_text(settings, encoding="utf-8")
    for period, (found, visits) in quarters.items():
        folder = root / "data" / period
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "findings.csv").write_text(FOUND + found, encoding="utf-8")
        if visits is not None:
            (folder / "visits.csv").write_text(VISITS + visits, encoding="utf-8")
    return root


JANUARY = "A,industry,1,2022-01-10,1 3,done\nA,industry,2,2022-02-10,1 3,done\n"
"""Two visits of A in 2022Q1, both on the same way."""
APRIL = "A,industry,1,2022-04-10,1 3,done\nA,industry,2,2022-05-10,1 3,done\n"
"""The same in 2022Q2."""
