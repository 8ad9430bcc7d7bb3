from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redprop.rubric.writings import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＴＩＤＹ", "tidy"),
        ("Tidy ", "tidy"),
        ("小 区", "小区"),
        ("小\u3000区", "小区"),
        ("小\n区", "小区"),
        ("3 号楼", "3号楼"),
        ("A 区 B 座", "A区B座"),
        ("loose\nparts", "loose parts"),
        ("loose \r\n parts", "loose  parts"),
        ("\ufeff小区", "小区"),
        ("小区\u200b", "小区"),
        ("ti\u00addy", "tidy"),
        ("整洁（夜间）", "整洁(夜间)"),
        ("整洁【夜间】", "整洁(夜间)"),
        ("整洁〔夜间〕", "整洁(夜间)"),
        ("整洁〖夜间〗", "整洁(夜间)"),
        ("整洁［夜间］", "整洁[夜间]"),
        ("tidy (night)", "tidy（night）"),
        ("A–1", "A-1"),
        ("A—1", "A-1"),
        ("A－1", "A\u22121"),
        ("A‑1", "A-1"),
        ("阿里·买买提", "阿里・买买提"),
        ("阿里•买买提", "阿里･买买提"),
        ("“一拖二”", '"一拖二"'),
        ("面积㎡", "面积m2"),
    ],
)
def test_one_text_may_be_typed_in_many_ways(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("loose parts", "looseparts"),
        ("A 1", "A1"),
        ("保洁(分)", "保洁"),
        ("「保洁」", "保洁"),
        ("「保洁」", "(保洁)"),
        ("《条例》", "条例"),
        ("保洁-1", "保洁1"),
        ("一", "-"),
        ("ー", "-"),
        ("loose_parts", "loose parts"),
    ],
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(text=st.text() | st.text(st.sampled_from("小区 （)【】[-–—·・\u200b\ufeffＡａ㎡“\u0301ſ"), max_size=8))
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)
