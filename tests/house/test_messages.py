"""Every text that a person reads, in both languages. `texts.txt` holds what each problem says, reviewed like code."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from redprop.errors import Problem
from redprop.messages import LANGUAGES, OUR_WORDS, PARTS, part_texts, problem_codes, problem_text, problems, texts
from tests.running import ROOT

SRC = ROOT / "src" / "redprop"
TEXTS = Path(__file__).with_name("texts.txt")
SOURCES = [path for path in sorted(SRC.rglob("*.py")) if "messages" not in path.relative_to(SRC).parts]


def every_text(language: str) -> dict[str, str]:
    """All texts that tell no problem, those of parts included."""
    return {**texts(language), **{code: said for part in PARTS for code, said in part_texts(part, language).items()}}


def names_in(*templates: str) -> set[str]:
    """The parameters of texts."""
    return {name for text in templates for _, name, _, _ in Formatter().parse(text) if name}


def constants() -> set[str]:
    """Every string that stands in the code, or in a template, as it is."""
    said = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    templates = [path.read_text(encoding="utf-8") for path in SRC.rglob("*.j2")]
    return said.union(*(re.findall(r"""["']([a-z_.]+)["']""", template) for template in templates))


def beginnings() -> set[str]:
    """How strings begin that the code puts together."""
    joined = (
        node.values[0]
        for path in [*SOURCES, SRC / "messages" / "__init__.py"]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr) and node.values
    )
    return {part.value for part in joined if isinstance(part, ast.Constant) and part.value}


def expected() -> list[tuple[str, dict[str, object], str, str]]:
    """The blocks of `texts.txt`: code and parameters, then English, then Chinese."""
    found = []
    for block in TEXTS.read_text(encoding="utf-8").strip().split("\n\n"):
        head, english, chinese = block.split("\n")
        code, _, params = head.partition(" ")
        found.append((code, json.loads(params or "{}"), english, chinese))
    return found


def test_both_languages_have_the_same_codes() -> None:
    assert list(problems("en")) == list(problems("zh"))
    assert list(every_text("en")) == list(every_text("zh"))


@pytest.mark.parametrize("part", PARTS)
def test_the_codes_of_a_part_begin_with_its_name(part: str) -> None:
    assert [code for code in part_texts(part, "en") if not code.startswith(f"{part}.")] == []
    assert [code for code in texts("en") if code.startswith(f"{part}.")] == []


def test_both_languages_ask_for_the_same_parameters() -> None:
    assert [code for code in problems("en") if names_in(*problems("en")[code]) != names_in(*problems("zh")[code])] == []
    english, chinese = every_text("en"), every_text("zh")
    assert [code for code in english if names_in(english[code]) != names_in(chinese[code])] == []


def test_every_problem_of_the_code_has_a_text() -> None:
    raised = {
        node.args[0].value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Problem"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }

    assert len(raised) > 40
    assert raised - set(problem_codes()) == set()


def test_every_text_of_a_problem_is_used() -> None:
    """pydantic's own types become codes by their underscores."""
    used = {text.replace("_", "-") for text in constants()}

    assert set(problem_codes()) - used == set()


def test_every_other_text_is_used() -> None:
    used, begun = constants(), beginnings()
    words = {f"word.{text}" for text in used}

    assert [
        code
        for code in every_text("en")
        if code not in used | words
        and not any(code.startswith(begin) and begin.endswith(".") for begin in begun - {"word."})
    ] == []


def test_every_problem_is_in_the_table_of_texts_with_all_its_parameters() -> None:
    table = expected()

    assert sorted({code for code, *_ in table}) == sorted(problem_codes())
    for code in problem_codes():
        said = {name for other, params, _, _ in table if other == code for name in params}
        assert said == names_in(*problems("en")[code]), code


@pytest.mark.parametrize(("code", "params", "english", "chinese"), expected(), ids=[row[0] for row in expected()])
def test_a_problem_says_exactly_this(code: str, params: dict[str, object], english: str, chinese: str) -> None:
    params = {name: Problem(**value) if isinstance(value, dict) else value for name, value in params.items()}

    assert problem_text(code, params, "en") == english
    assert problem_text(code, params, "zh") == chinese


@pytest.mark.parametrize(("code", "params", "english", "chinese"), expected(), ids=[row[0] for row in expected()])
def test_a_sentence_begins_and_ends_as_one(code: str, params: dict[str, object], english: str, chinese: str) -> None:
    assert english.endswith((".", "?"))
    assert chinese.endswith(("。", "？"))
    assert "  " not in english
    assert not re.search("[,;:?] ?[\u4e00-\u9fff]", re.sub(r"{.*?}", "", chinese))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["list", "number", "part", "closed", "text"])
def test_what_a_user_wrote_is_never_translated(name: str, language: str) -> None:
    """A criterion may be called `number`; only the program's own words are said in the language."""
    assert name in problem_text("unknown-key", {"key": name, "near": name}, language)
    assert name in problem_text("unknown-column", {"name": name}, language)
    assert name in problem_text("not-one-of", {"got": name, "choices": [name]}, language)


def test_the_program_s_own_words_are_said_in_the_language() -> None:
    assert problem_text("unknown-name", {"kind": "channel", "name": "x", "near": ""}, "zh") == "没有名为x的渠道。"
    assert {"kind", "expected", "bound", "why"} <= OUR_WORDS


def test_the_words_of_problems_are_known_in_both_languages() -> None:
    words = [code for code in texts("en") if code.startswith("word.")]

    assert [code for code in words if texts("zh")[code] == texts("en")[code]] == []
