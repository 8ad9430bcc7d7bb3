from __future__ import annotations

from fractions import Fraction

import pytest

from redprop.analysis.explain import explain
from redprop.engine.lines import take_subject_apart
from redprop.engine.result import Result
from redprop.workspace import settle_job
from tests.running import ROOT
from tests.shipped.conftest import QUARTERS


@pytest.mark.parametrize("period", QUARTERS)
def test_the_parts_of_every_estate_add_up_to_its_score(period: str, shipped: dict[str, Result]) -> None:
    result = shipped[period]
    scored = 0
    for at in range(len(result.register)):
        apart = take_subject_apart(result, at)
        if apart.score is not None:
            scored += 1
            assert sum(line.part for line in apart.lines) == apart.score, result.register.ids[at]

    assert scored >= 161


def test_the_rows_behind_every_criterion_of_an_estate_give_what_was_seen(shipped: dict[str, Result]) -> None:
    """Where a criterion is the sum of its own rows on each visit, the rows that were found add up to it."""
    result = shipped["2022Q2"]
    found = explain(result, 0, settle_job((), period="2022Q2", start=ROOT).sources)
    checked = 0
    for line in found.apart.lines:
        leaf = found.leaves.get(line.node)
        if (
            leaf is None
            or leaf.feed.take != "sum"
            or leaf.feed.per
            or leaf.feed.per_register
            or leaf.rule.cause_names()
        ):
            continue
        rows = found.rows_of(line)
        for sight in line.sights:
            if sight.value is not None:
                checked += 1
                assert sum((row.value for row in rows if row.visit == sight.visit), Fraction(0)) == sight.value

    assert checked > 20
