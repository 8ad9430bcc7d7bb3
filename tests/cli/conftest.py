"""A small workspace whose numbers are plain to see."""

from __future__ import annotations

from pathlib import Path

import pytest

RUBRIC = """\
redprop: 1
id: small
title: {zh: 小标准, en: Small standard}
subject: {column: estate, title: {zh: 小区, en: Estate}}
categories: {old: {zh: 老小区, en: Old estates}, new: {zh: 新小区, en: New estates}}
channels:
  industry: {title: {zh: 行业, en: Industry}, weight: 50, absent: not_rated}
  owners: {title: {zh: 业主, en: Owners}, weight: 50, absent: not_rated}
sections:
  - id: order
    title: {zh: 秩序, en: Order}
    criteria:
      - {id: tidy, title: {zh: 整洁, en: Tidy}, marks: 50, channels: [industry], missing: full, deduct: {each: 5}}
  - id: people
    title: {zh: 满意, en: People}
    criteria:
      - {id: liked, marks: 50, channels: [owners], missing: not_assessed, given: {}}
rounding: {channel: 2, score: 2}
grades: {order: [good, poor], titles: {good: {zh: 良好, en: Good}}, bands: [[80, good]], else: poor}
"""
REGISTER = """\
estate,name,category,status,community
E1,一号,old,,North
E2,二号,old,,North
E3,三号,old,,South
E4,四号,old,,South
E5,五号,new,,South
E6,六号,new,,North
E7,七号,new,observed,North
"""
INDUSTRY = """\
estate,criterion,value
E1,tidy,1
E2,tidy,2
E3,tidy,2
E4,tidy,6
E5,tidy,0
E7,tidy,0
"""
OWNERS = """\
estate,liked
E1,45
E2,40
E3,40
E4,20
E5,50
E6,30
E7,50
"""
SETTINGS = "rubric: rubric.yaml\nregister: estates.csv\nperiods: data/{period}\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """E1 90.00, E2 and E3 80.00, E4 40.00 are old; E5 100.00 and E6, whom industry never saw, are new; E7 is observed.

    Industry: 100 - 10 a finding. Owners: twice what is given. The score is the mean of both.
    """
    folder = tmp_path / "small"
    (folder / "data" / "2022Q2").mkdir(parents=True)
    for name, text in {
        "rubric.yaml": RUBRIC,
        "estates.csv": REGISTER,
        "redprop.yaml": SETTINGS,
        "data/2022Q2/industry.csv": INDUSTRY,
        "data/2022Q2/owners.csv": OWNERS,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
