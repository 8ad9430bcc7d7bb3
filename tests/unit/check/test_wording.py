"""What a standard tells its readers."""

from __future__ import annotations

from tests.unit.check.looking import says, told

TWO = """\
marks: 4
criteria:
  - {id: paths, %s marks: 2, given: {}}
  - {id: lawns, %s marks: 2, given: {}}
"""


def test_criteria_without_why_are_one_note_at_the_first() -> None:
    text = TWO % ("why: People walk here.,", "")

    assert told(text, "missing-why") == ["note 8:6"]
    assert "1 (lawns)" in says(text, "missing-why")
    assert told(TWO % ("", ""), "missing-why") == ["note 7:6"]


def test_of_many_criteria_without_why_the_first_three_are_named() -> None:
    many = "".join(f"  - {{id: c{number}, marks: 1, given: {{}}}}\n" for number in range(4))

    assert "4 (c0, c1, c2, …)" in says("marks: 4\ncriteria:\n" + many, "missing-why")


def test_criteria_that_all_say_why_are_not_told() -> None:
    assert told(TWO % ("why: a,", "why: b,"), "missing-why") == []


def test_a_rubric_without_a_source_is_a_note() -> None:
    assert told(TWO % ("", ""), "missing-source") == ["note 1:1"]
    assert told("source: a paper\n" + TWO % ("", ""), "missing-source") == []


def test_a_title_without_a_language_that_others_have_is_a_note_at_the_first() -> None:
    text = TWO % ("title: {en: Paths, zh: 道路},", "title: {en: Lawns},")

    assert told(text, "one-language") == ["note 8:17"]
    assert says(text, "one-language").startswith("Titles without a text in zh, which others have: 1 (lawns)")


def test_each_language_that_is_lacking_is_told_once() -> None:
    text = TWO % ("title: {zh: 道路},", "title: {en: Lawns},")

    assert told(text, "one-language") == ["note 7:17", "note 8:17"]


def test_titles_of_categories_channels_and_grades_are_looked_at() -> None:
    grades = "grades: {order: [good], titles: {good: {en: Good}}, bands: [[0, good]], else: good}\n"
    categories = "categories:\n  old: {zh: 老小区}\n"

    assert told(categories + grades + TWO % ("", ""), "one-language") == ["note 6:3", "note 7:34"]


def test_titles_in_the_same_languages_and_texts_for_all_are_not_told() -> None:
    assert told(TWO % ("title: {en: Paths, zh: 道路},", "title: Lawns,"), "one-language") == []
    assert told(TWO % ("title: {en: Paths},", "title: {en: Lawns},"), "one-language") == []


def test_criteria_of_a_bonus_say_why_too() -> None:
    text = TWO % ("why: a,", "why: b,") + "bonus: {criteria: [{id: praise, points: {each: 1}}]}\n"

    assert told(text, "missing-why") == ["note 9:21"]  # `bonus: {criteria: [{` has 20 characters
