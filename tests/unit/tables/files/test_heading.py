from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from redprop.tables.files.workbook import open_workbook
from tests.unit.tables.files.building import WORDS, one, refused, rows, workbook

TITLE = ["2022年第二季度测评汇总表", None, None]


def merged(*ranges: str) -> Any:
    def also(sheet: Any) -> None:
        for one_range in ranges:
            sheet.merge_cells(one_range)

    return also


def tables(path: Path) -> list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Each table's channel, header and rows."""
    return [(table.named, table.header, rows(table.table())) for table in open_workbook(path, WORDS)[0]]


def test_titles_notes_and_units_above_the_header_are_passed_over(tmp_path: Path) -> None:
    lines = [TITLE, [], ["填表单位：小区服务中心", None, "单位：分"], ["小区", "保洁", "绿化"], ["甲苑", 4, 5]]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines), also=merged("A1:C1"))

    assert tables(path) == [("", ("小区", "保洁", "绿化"), [("甲苑", "4", "5")])]


def test_a_row_that_names_only_the_subject_is_no_header(tmp_path: Path) -> None:
    lines = [["小区", "甲乙两苑"], ["小区", "保洁"], ["甲苑", 4]]

    assert one(workbook(tmp_path / "q.xlsx", ("检查", lines))).table().lines.tolist() == [3]


@pytest.mark.parametrize(("empty", "found"), [(29, True), (30, False)])
def test_a_header_is_looked_for_in_thirty_rows(tmp_path: Path, empty: int, found: bool) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [*([["说明"]] * empty), ["小区", "保洁"], ["甲苑", 4]]))

    if found:
        assert one(path).table().lines.tolist() == [31]
    else:
        assert refused(path) == [("no-header-row", "")]


def test_headers_are_matched_folded_and_kept_as_they_are_written(tmp_path: Path) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [["小 区", "ＥＳＴＡＴＥ", "秩序（北区）"], ["x", "甲苑", 4]]))

    assert one(path).header == ("小 区", "ＥＳＴＡＴＥ", "秩序（北区）")


def test_line_breaks_in_a_header_do_not_matter(tmp_path: Path) -> None:
    path = workbook(tmp_path / "q.xlsx", ("检查", [["小\n区", "保\n洁", "其他\n说明"], ["甲苑", 4, "x"]]))

    assert one(path).header == ("小区", "保洁", "其他 说明")


@pytest.mark.parametrize("low", [False, True], ids=["subject merged down", "subject in the lower row"])
def test_a_channel_above_its_columns_makes_a_table_of_its_own(tmp_path: Path, low: bool) -> None:
    upper, lower = ["小区", "date", "行业测评", None, "业主参评", None], [None, None, "保洁", "绿化", "保洁", "绿化"]
    if low:
        upper[:2], lower[:2] = lower[:2], upper[:2]
    row = ["甲苑", "2022-06-30", 1, 2, 3, 4]
    down = () if low else ("A2:A3", "B2:B3")
    path = workbook(
        tmp_path / "q.xlsx", ("检查", [TITLE, upper, lower, row]), also=merged("A1:F1", "C2:D2", "E2:F2", *down)
    )

    header = ("小区", "date", "保洁", "绿化")
    assert tables(path) == [
        ("industry", header, [("甲苑", "2022-06-30", "1", "2")]),
        ("owners", header, [("甲苑", "2022-06-30", "3", "4")]),
    ]
    assert [dict(t.table().numbers) for t in open_workbook(path, WORDS)[0]][1] == {
        "小区": 1,
        "date": 2,
        "保洁": 5,
        "绿化": 6,
    }


def test_channels_stand_over_their_columns_without_being_merged(tmp_path: Path) -> None:
    lines = [[None, "行业测评", None, "业主参评"], ["小区", "保洁", "绿化", "保洁"], ["甲苑", 1, 2, 3]]

    assert tables(workbook(tmp_path / "q.xlsx", ("检查", lines))) == [
        ("industry", ("小区", "保洁", "绿化"), [("甲苑", "1", "2")]),
        ("owners", ("小区", "保洁"), [("甲苑", "3")]),
    ]


def test_a_title_that_is_a_channel_s_name_says_the_channel(tmp_path: Path) -> None:
    lines = [["行业测评", None, None], ["小区", "保洁", "绿化"], ["甲苑", 1, 2]]
    path = workbook(tmp_path / "q.xlsx", ("业主参评", lines), also=merged("A1:C1"))

    assert tables(path) == [("industry", ("小区", "保洁", "绿化"), [("甲苑", "1", "2")])]


def test_a_group_s_title_names_nothing(tmp_path: Path) -> None:
    lines = [["小区", "管理服务", None], [None, "保洁", "绿化"], ["甲苑", 1, 2]]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines), also=merged("A1:A2", "B1:C1"))

    assert tables(path) == [("", ("小区", "保洁", "绿化"), [("甲苑", "1", "2")])]


def test_a_subject_above_the_lower_header_row_need_not_be_merged_down(tmp_path: Path) -> None:
    lines = [["小区", "行业测评", None], [None, "保洁", "绿化"], ["甲苑", 1, 2]]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines), also=merged("B1:C1"))

    assert tables(path) == [("industry", ("小区", "保洁", "绿化"), [("甲苑", "1", "2")])]


def test_two_columns_of_one_name_take_their_group_s_title_before_it(tmp_path: Path) -> None:
    lines = [TITLE, ["小区", "一季度", None, "二季度"], [None, "保洁", "绿化", "保洁"], ["甲苑", 1, 2, 3]]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines), also=merged("A1:E1", "A2:A3", "B2:C2", "D2:E2"))

    assert one(path).header == ("小区", "一季度/保洁", "绿化", "二季度/保洁")


def test_a_survey_s_export_is_read_as_it_comes(tmp_path: Path) -> None:
    header = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您所在的小区", "2、保洁"]
    lines = [header, [1, "2022/6/30 14:05:22", "95秒", "微信", "N/A", "10.0.0.1", "甲苑", 5]]

    table = one(workbook(tmp_path / "q.xlsx", ("Sheet1", lines))).table({"1、您所在的小区", "2、保洁"})

    assert rows(table) == [("甲苑", "5")]


def test_a_header_is_as_deep_as_its_subject_is_merged(tmp_path: Path) -> None:
    lines = [["小区", "管理服务", None], [None, "保洁", "绿化"], ["甲苑", 1, 2]]
    path = workbook(tmp_path / "q.xlsx", ("检查", lines), also=merged("A1:A2"))

    assert tables(path) == [("", ("小区", "保洁", "绿化"), [("甲苑", "1", "2")])]
