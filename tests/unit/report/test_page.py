"""The page as text: what a browser is given."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from typing import Any

import pytest

from redprop.analysis.bulletin import bulletin
from redprop.engine.result import Result
from redprop.report.bulletin import Issue
from redprop.report.page import as_html
from redprop.report.page.packing import as_json, pack
from tests.unit.analysis.test_bulletin import BEFORE_LIKED, BEFORE_TIDY, LIKED, TIDY, a_quarter


def page(result: Result, *earlier: Result, plots: bool = False) -> str:
    """The page of a bulletin, in English."""
    return as_html(Issue(bulletin(result, earlier), result, "en", plots=plots)).decode()


def data_of(text: str) -> Any:
    """What the script of a page reads."""
    found = re.search(r'<script type="application/json" id="-data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def unpacked(packed: Any) -> list[str]:
    """A packed column, as the script reads it."""
    if isinstance(packed, list):
        return packed
    entries = packed["s"].split("|")
    return [packed["d"][int(entry)] for entry in entries] if "d" in packed else entries


@pytest.mark.parametrize(
    "column", [[], [""], ["a"], ["", ""], ["86.00", "", "1"], ["x|y", "z"], ["long text"] * 9, ["\u2028", "</script>"]]
)
def test_what_is_packed_can_be_unpacked(column: list[str]) -> None:
    assert unpacked(json.loads(as_json(pack(column)))) == column


def test_data_hold_nothing_that_html_would_read() -> None:
    text = as_json({"</script>": ["<!--", "-->", "&amp;", "\u2028\u2029"]})

    assert not set("<>&\u2028\u2029") & set(text)


def test_the_same_bulletin_is_the_same_bytes() -> None:
    now, before = a_quarter(TIDY, LIKED), a_quarter(BEFORE_TIDY, BEFORE_LIKED, period="2022Q1")

    assert page(now, before, plots=True) == page(now, before, plots=True)


def test_only_the_page_s_own_script_may_run_and_nothing_may_be_fetched() -> None:
    text = page(a_quarter(TIDY, LIKED))
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()

    assert len(script) == 1
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:"
    assert policy in html.unescape(text.partition("<style>")[0])
    assert not re.search(r'(src|href)="(?!#|data:,)', text)
    assert "http:" not in text.replace("http://www.w3.org/2000/svg", "")


def test_a_sheet_has_what_each_criterion_lost() -> None:
    """E1: one finding of 5 of 50 marks in a channel that weighs 50 of 100: 5; its owners gave 45 of 50: 5 more."""
    data = data_of(page(a_quarter(TIDY, LIKED)))
    old = data["leagues"][0]
    place = unpacked(old["tables"]["ranked"]["values"]["id"]).index("E1")
    lost = [unpacked(one[0])[place] for one in old["losses"]]
    findings = [unpacked(one[2])[place] for one in old["losses"]]

    assert [part["title"] for part in data["parts"]] == ["tidy", "liked"]
    assert lost == ["5.0000", "5.0000"]
    assert findings == ["1", ""]


def test_those_without_a_rank_stand_apart_with_the_reason() -> None:
    data = data_of(page(a_quarter(TIDY, LIKED)))
    apart = data["leagues"][1]["tables"]["apart"]

    assert unpacked(apart["values"]["id"]) == ["E6"]
    assert "bserv" in unpacked(apart["values"]["remark"])[0]


def test_without_pictures_there_are_none() -> None:
    assert "<svg" not in page(a_quarter(TIDY, LIKED))
    assert page(a_quarter(TIDY, LIKED), plots=True).count("<svg") == 2 * (2 + 1), "two leagues, no period before"


def test_of_a_large_league_the_first_rows_stand_in_the_html() -> None:
    count = 501
    register = "estate,name,category,status,drawn\n" + "".join(f"E{n:04d},No {n},old,,no\n" for n in range(count))
    now = a_quarter({f"E{n:04d}": n % 9 for n in range(count)}, {"E0000": 1}, register)
    text = page(now)

    assert text.count('<td role="cell" class="number rank"') == 150 + 1, "and the row that is filled in"
    assert data_of(text)["leagues"][0]["tables"]["ranked"]["count"] == count


def test_the_page_for_leaders_has_no_script_and_no_ranking() -> None:
    now = a_quarter(TIDY, LIKED)
    text = as_html(Issue(bulletin(now), now, "en", leaders=True)).decode()

    assert "script-src 'none'" in html.unescape(text)
    assert "<script" not in text
    assert 'role="search"' not in text
    assert text.count("<svg") == 2, "the distribution of both categories"
