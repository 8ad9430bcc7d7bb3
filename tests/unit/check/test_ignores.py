"""Comments that silence a finding, with their reason."""

from __future__ import annotations

import pytest
import yaml

from redprop.check import ignores as module
from redprop.check.ignores import ignores
from tests.unit.check.looking import problems, says, told

RUBRIC = "marks: 2\ncriteria:\n  - id: paths\n    marks: 2\n%s    deduct: {each: 2, looked_at: route}%s\n"
ALL = ("deduct-once-takes-all", "ignore-without-reason", "unused-ignore")


def commented(above: str = "", beside: str = "") -> str:
    """A rubric with a finding in the line of `deduct`: 9, or below what stands above.

    The line has 39 characters; after two spaces a comment beside it begins in column 42.
    """
    return RUBRIC % (above, beside)


def test_without_a_comment_the_finding_is_told() -> None:
    assert told(commented(), *ALL) == ["warning 9:5"]


@pytest.mark.parametrize(
    "comment",
    [
        "  # redprop: ignore deduct-once-takes-all one is too many",
        "  #redprop:ignore deduct-once-takes-all 一处也不行",
        "  # one is too many  # redprop: ignore deduct-once-takes-all as the paper says",
        "  # redprop: ignore deduct-once-takes-all: as the paper says",
    ],
)
def test_a_comment_at_the_end_of_the_line_silences_it(comment: str) -> None:
    assert told(commented(beside=comment), *ALL) == []


def test_a_comment_of_its_own_silences_the_line_below() -> None:
    assert told(commented("    # redprop: ignore deduct-once-takes-all one is too many\n"), *ALL) == []


def test_comments_may_stand_between_a_comment_and_its_line() -> None:
    above = "    # redprop: ignore deduct-once-takes-all one is too many\n    # more\n"

    assert told(commented(above), *ALL) == []


def test_a_blank_line_parts_a_comment_from_what_is_below() -> None:
    above = "    # redprop: ignore deduct-once-takes-all one is too many\n\n"

    assert told(commented(above), *ALL) == ["note 9:5", "warning 11:5"]


def test_several_codes_are_silenced_by_one_comment() -> None:
    beside = "  # redprop: ignore missing-why, deduct-once-takes-all for a reason"
    text = commented(beside=beside)

    # missing-why stands at line 7, so that half of the comment silences nothing
    assert told(text, *ALL) == ["note 9:42"]
    assert says(text, "unused-ignore").startswith("The comment silences nothing: no finding missing-why is told here.")


def test_another_line_is_not_silenced() -> None:
    text = commented().replace(
        "marks: 2\n    deduct", "marks: 2  # redprop: ignore deduct-once-takes-all why\n    deduct"
    )

    assert told(text, *ALL) == ["note 8:15", "warning 9:5"]


@pytest.mark.parametrize("reason", ["", " ", " -", " ..."])
def test_a_comment_without_a_reason_is_told_and_silences_nothing(reason: str) -> None:
    text = commented(beside=f"  # redprop: ignore deduct-once-takes-all{reason}")

    assert told(text, *ALL) == ["warning 9:5", "warning 9:42"]
    assert "does not say why" in says(text, "ignore-without-reason")


def test_a_code_that_nobody_knows_silences_nothing() -> None:
    assert told(commented(beside="  # redprop: ignore deduct-once for a reason"), *ALL) == ["warning 9:5", "note 9:42"]


def test_a_comment_without_a_code_silences_nothing() -> None:
    assert told(commented(beside="  # redprop: ignore"), *ALL) == ["warning 9:5", "note 9:42"]


def test_an_error_is_never_silenced() -> None:
    text = (
        commented()
        + "examples:\n  - {title: t, with: {paths: 1}, expect: {paths: 1}}  # redprop: ignore example-fails x\n"
    )
    codes = [problem.code for problem in problems(text)]

    assert "example-fails" in codes
    assert "unused-ignore" in codes


@pytest.mark.parametrize(
    "value",
    [
        'why: "no comment  # redprop: ignore missing-source at all"',
        "why: 'no comment  # redprop: ignore missing-source at all'",
        "why: |\n  # redprop: ignore missing-source at all",
        "why: >\n  text\n  # redprop: ignore missing-source at all\n",
        'why: "over two\n  # redprop: ignore missing-source lines"',
        "why: is#redprop:ignore missing-source",
    ],
)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_a_text_is_no_comment(value: str, loader: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOADER", loader)

    assert ignores(value) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: |  # redprop: ignore x why\n  text\n", 1),
        ("a: |\n  text\n# redprop: ignore x why\nb: 1\n", 4),
        ("a: 'it''s # it' # redprop: ignore x why\n", 1),
        ("a: [1, 2]# redprop: ignore x why\n", 1),
        ("a: &here  # redprop: ignore x why\n  b\n", 1),
        ("a: 1\r\n# redprop: ignore x why\r\nb: 2\r\n", 3),
    ],
)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_a_comment_is_one_wherever_yaml_has_it(
    text: str, line: int, loader: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOADER", loader)

    assert [(one.code, one.silences, one.reasoned) for one in ignores(text)] == [("x", line, True)]
