from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from redprop.analysis.explain import explain
from redprop.check.examples import case_of
from redprop.check.synthetic import score_cases
from redprop.report.explained import explained_sheet
from redprop.report.plain import as_json
from redprop.report.sheet import Screen
from redprop.report.terminal import as_table
from redprop.rubric.compile import compile_rubric
from redprop.rubric.load import load_rubric
from tests.running import ROOT

STANDARDS = sorted(chain((ROOT / "rubrics").glob("*.yaml"), (ROOT / "rubrics" / "examples").glob("*.yaml")))


@pytest.mark.parametrize("path", STANDARDS, ids=lambda path: path.stem)
def test_every_example_of_every_shipped_standard_is_explained_by_parts_that_add_up(path: Path) -> None:
    plan = compile_rubric(load_rubric(path))
    told = 0
    for example in plan.rubric.examples:
        result = score_cases(plan, [case_of(plan, example)])
        found = explain(result, 0)
        for language in ("en", "zh"):
            sheet = explained_sheet(found, language)
            assert as_table(sheet, Screen(80))
            assert as_json(sheet)
        if found.apart.score is not None:
            told += 1
            assert sum(line.part for line in found.apart.lines) == found.apart.score

    assert told
