"""Where less is better, and where the worst part decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import Inside

POINTS = """\
redprop: 1
id: kitchens
subject: {column: kitchen}
better: lower
missing: not_rated
criteria:
  - {id: hygiene, points: {}}
  - {id: praise, takes_off: true, missing: full, points: {}}
rounding: {score: 0}
"""
KITCHENS = "kitchen,hygiene,praise\nA,5,0\nB,15,0\nC,25,10\nD,20,0\n"
WORST = """\
redprop: 1
id: air
subject: {column: site}
marks: 10
combine: lowest
missing: not_assessed
criteria:
  - {id: ozone, title: Ozone, marks: 10, given: {}}
  - {id: dust, title: Dust, marks: 10, given: {}}
rounding: {score: 0}
"""
WORST_OF_A_SECTION = """\
redprop: 1
id: site
missing: not_assessed
sections:
  - id: air
    title: Air
    marks: 20
    combine: lowest
    criteria:
      - {id: ozone, title: Ozone, marks: 10, given: {}}
      - {id: dust, title: Dust, marks: 10, given: {}}
criteria:
  - {id: noise, title: Noise, marks: 80, given: {}}
rounding: {score: 0}
"""
SITES = "site,ozone,dust\nA,4,9\nB,8,6\nC,7,\nD,,\nE,,5\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"points.yaml": POINTS, "kitchens.csv": KITCHENS, "worst.yaml": WORST, "sites.csv": SITES}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("bar", "code", "said"),
    [("20", 0, ""), ("19", 1, "Above 19: D.\n"), ("15", 1, "Above 15: D.\n"), ("4", 1, "Above 4: A, B, C, D.\n")],
)
def test_where_less_is_better_the_bar_complains_of_more(
    bar: str, code: int, said: str, folder: Path, inside: Inside
) -> None:
    """A 5, B 15, C 25 - 10 = 15, D 20: on the bar is not above it."""
    ran = inside("rank", "--rubric", "points.yaml", "kitchens.csv", "--fail-under", bar, cwd=folder)

    assert (ran.code, ran.err) == (code, said)


def test_more_of_a_cost_is_better_where_less_of_the_whole_is(folder: Path, inside: Inside) -> None:
    words = ("--by", "criterion:praise", "--fail-under", "5")
    ran = inside("rank", "--rubric", "points.yaml", "kitchens.csv", *words, cwd=folder)

    assert ran.err == "Below 5: A, B, D.\n"


def test_who_has_no_mark_of_the_part_that_is_ranked_by_is_not_called_vetoed(folder: Path, inside: Inside) -> None:
    """Ozone is 8 for B, though dust decides for it; E has dust alone, D has nothing."""
    words = ("--by", "criterion:ozone")
    lines = inside("rank", "--rubric", "worst.yaml", "sites.csv", *words, cwd=folder).out.splitlines()

    assert [line.split() for line in lines[3:6]] == [["1", "B", "8"], ["2", "C", "7"], ["3", "A", "4"]]
    assert [line.split() for line in lines[-2:]] == [["D", "not", "assessed"], ["E", "no", "mark", "here"]]


@pytest.mark.parametrize("combine", ["lowest", "geometric_mean"])
def test_what_counts_as_a_whole_has_marks_in_force_as_a_whole(combine: str, folder: Path, inside: Inside) -> None:
    """The whole has 10 marks, printed and in force; neither part has a share of them."""
    (folder / "worst.yaml").write_text(WORST.replace("lowest", combine), encoding="utf-8")
    lines = inside("check", "worst.yaml", cwd=folder).out.splitlines()

    assert [line.split() for line in lines[-5:-2]] == [
        ["Ozone", "10.00"],
        ["Dust", "10.00"],
        ["Total", "10.00", "10.00"],
    ]


def test_a_section_whose_worst_part_decides_has_its_own_marks_in_force(folder: Path, inside: Inside) -> None:
    """20 marks of the section, whatever its parts are marked out of, and 80 beside it."""
    (folder / "worst.yaml").write_text(WORST_OF_A_SECTION, encoding="utf-8")
    lines = inside("check", "worst.yaml", cwd=folder).out.splitlines()

    assert [line.split() for line in lines[-7:-2]] == [
        ["Air", "20.00", "20.00"],
        ["Ozone", "10.00"],
        ["Dust", "10.00"],
        ["Noise", "80.00", "80.00"],
        ["Total", "100.00", "100.00"],
    ]


@pytest.mark.parametrize("words", [["rank"], ["score"], ["check"]])
def test_a_rubric_among_the_files_is_asked_for_as_the_rubric(words: list[str], folder: Path, inside: Inside) -> None:
    ran = inside(*words, "points.yaml", "kitchens.csv", cwd=folder)

    assert ran.code == 2
    assert "If points.yaml is the rubric, write --rubric points.yaml." in ran.err
