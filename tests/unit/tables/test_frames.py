from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from redprop.api import read_measurements, read_register, read_visits, score
from redprop.errors import TableError
from tests.builders import a_criterion, a_rubric, codes, scores

LINE = a_criterion("lights", linear={"from": 0, "to": 10}, measure={"mean": "lights"})
BOTH = {"criteria": [a_criterion("tidy", 10), LINE]}
CHANNELS = {"city": {"weight": 1, "absent": "renormalise"}, "owners": {"weight": 1, "absent": "renormalise"}}


def scored(frame: pd.DataFrame, rubric: dict[str, Any] | None = None, **said: Any) -> dict[str, str]:
    return scores(score(a_rubric(**(rubric or BOTH)), frame, **said))


def through_a_frame(
    tmp_path: Path, text: str, rubric: dict[str, Any] | None = None, name: str = "rows.csv"
) -> dict[str, str]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return scored(read_measurements([tmp_path / name], a_rubric(**(rubric or BOTH))), rubric)


def test_a_frame_of_files_scores_as_the_files_do(tmp_path: Path) -> None:
    # 10 - 2 and 7
    assert through_a_frame(tmp_path, "estate,criterion,value\nA,tidy,2\nA,lights,7\n") == {"A": "15.00"}


def test_a_wide_file_becomes_a_long_frame(tmp_path: Path) -> None:
    assert through_a_frame(tmp_path, "estate,tidy,lights\nA,2,7\n") == {"A": "15.00"}


def test_a_cell_of_spaces_is_no_row_in_a_frame_either(tmp_path: Path) -> None:
    assert through_a_frame(tmp_path, "estate,tidy,lights\nA,2, \nA,,7\n") == {"A": "15.00"}


def test_the_channel_that_a_files_name_gives_is_filled_in(tmp_path: Path) -> None:
    rubric = {"channels": CHANNELS, "criteria": [a_criterion(channels=["city", "owners"])]}

    assert through_a_frame(tmp_path, "estate,criterion,value\nA,tidy,2\n", rubric, "city.csv") == {"A": "8.00"}


@pytest.mark.parametrize("value", [2, 2.0, "2", Decimal(2)])
def test_a_number_is_read_however_a_frame_holds_it(value: object) -> None:
    frame = pd.DataFrame({"estate": ["A"], "tidy": [value], "lights": [7]}, dtype=object)

    assert scored(frame) == {"A": "15.00"}


def test_a_binary_number_is_its_shortest_decimal() -> None:
    # 0.1 + 0.2 is 0.30000000000000004 in binary: 10 - 0.3
    frame = pd.DataFrame({"estate": ["A"], "tidy": [0.1 + 0.2], "lights": [0]})

    assert scored(frame) == {"A": "9.70"}


@pytest.mark.parametrize("column", [[7.0, None], pd.array([7, None], dtype="Int64")])
def test_no_value_is_an_empty_cell(column: Any) -> None:
    frame = pd.DataFrame({"estate": ["A", "A"], "tidy": [2, 0], "lights": column})

    assert scored(frame) == {"A": "15.00"}


def test_a_register_and_a_log_may_be_frames(tmp_path: Path) -> None:
    rubric = {"channels": {"city": CHANNELS["city"]}, "criteria": [a_criterion(channels=["city"])]}
    (tmp_path / "estates.csv").write_text("estate\nA\nB\n")
    (tmp_path / "visits.csv").write_text("estate,channel,visit,status\nA,city,1,done\nB,city,1,done\n")
    frame = pd.DataFrame({"estate": ["A"], "criterion": ["tidy"], "value": [2], "visit": ["1"]})
    said = {"register": read_register(tmp_path / "estates.csv"), "visits": read_visits(tmp_path / "visits.csv")}

    assert scored(frame, rubric, **said) == {"A": "8.00", "B": "10.00"}


def test_a_bad_value_of_a_frame_is_told_with_its_row() -> None:
    frame = pd.DataFrame({"estate": ["A", "B"], "tidy": ["1", "x"], "lights": ["1", "1"]})
    with pytest.raises(TableError) as refused:
        scored(frame)

    assert [(p.code, p.place.line, p.place.field) for p in refused.value.problems] == [("not-a-value", 3, "tidy")]


def test_every_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("place,tidy\nA,1\n")
    with pytest.raises(TableError) as refused:
        read_measurements([tmp_path / "a.csv", tmp_path / "gone.csv"], a_rubric(**BOTH))

    assert {"no-subject-column", "cannot-read"} <= set(codes(refused.value.problems))
