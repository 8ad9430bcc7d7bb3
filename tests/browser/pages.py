"""Pages to look at: of the shipped quarter, and of names that mean harm."""

from __future__ import annotations

from pathlib import Path

from tests.running import process, write_csv

RUBRIC = """\
redprop: 1
id: small
title: {zh: "标准<script>alert(4)</script>", en: Small}
subject: {column: estate, title: {zh: 小区, en: Estate}}
channels:
  industry: {title: {zh: "行业\\"测评'>", en: Industry}, weight: 60, absent: not_rated}
  owners: {title: {zh: "业主{{ 7 * 7 }}", en: Owners}, weight: 40, absent: {weight_to: industry}}
sections:
  - id: order
    title: {zh: "秩序<b>", en: Order}
    criteria:
      - {id: tidy, title: {zh: "整洁&amp;</td>", en: Tidy}, marks: 60, channels: [industry], missing: full, deduct: {each: 5}}
  - id: people
    title: {zh: "满意--><!--", en: People}
    criteria:
      - {id: liked, marks: 40, channels: [owners], missing: not_assessed, given: {}}
rounding: {channel: 2, score: 2}
grades: {order: [good, poor], titles: {good: {zh: "良好</script>", en: Good}}, bands: [[80, good]], else: poor}
"""
NAMES = {
    "E1": "</script><script>document.title='harm'</script>",
    "E2": "<img src=x onerror=\"document.title='harm'\">",
    "E3": '=HYPERLINK("http://example.invalid","看")',
    "E4": "\u202e反了\u202c",
    "E5": "حي السلام|1",
    "E6": "<!--<script>",
    "E 7/ü&#%": "{{ 7 * 7 }} $x^2$",
    "constructor": "__proto__",
}
"""Invented names that are markup, formulas, templates, or turn the direction of what stands beside them."""
LOST = {"E1": 0, "E2": 1, "E3": 2, "E4": 3, "E5": 4, "E6": 5, "E 7/ü&#%": 6, "constructor": 7}


def written(folder: Path, page: Path, language: str) -> Path:
    """The bulletin of a workspace's latest period as a page."""
    ran = process("report", "-o", page, "--language", language, cwd=folder)
    assert ran.returncode == 0, ran.stderr.decode()
    return page


def harmful_workspace(folder: Path) -> Path:
    """A workspace of two quarters with names that mean harm."""
    (folder / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (folder / "redprop.yaml").write_text("rubric: rubric.yaml\nregister: estates.csv\nperiods: data/{period}\n")
    write_csv(
        folder / "estates.csv",
        [
            {"estate": name, "name": said, "company": "<i>公司</i>", "community": "社区\u202e"}
            for name, said in NAMES.items()
        ],
    )
    for period, more in (("2022Q1", 1), ("2022Q2", 0)):
        rows = [{"estate": name, "criterion": "tidy", "value": count + more} for name, count in LOST.items()]
        write_csv(folder / "data" / period / "industry.csv", rows)
        asked = [{"estate": name, "criterion": "liked", "value": 30} for name in list(NAMES)[:-1]]
        write_csv(folder / "data" / period / "owners.csv", asked)
    return folder
