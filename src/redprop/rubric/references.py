"""Every id that a rubric names must be one that it has; every id stands for one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redprop.errors import Problem
from redprop.limits import Cap, FixedGrade
from redprop.rubric.elements import Names
from redprop.rubric.faults import nearest
from redprop.rubric.model import Criterion, Path, Rubric, nodes
from redprop.rubric.resolve import REGISTER, all_columns, policies
from redprop.rubric.yaml import Document


def wrong_references(rubric: Rubric, document: Document, *, whole: bool = True) -> list[Problem]:
    """Ids that stand twice, and names that nothing answers to.

    Where parts of the file were cut away (not `whole`), ids that stood in them still answer, and examples are not
    asked: one mistake shall not be told twice.
    """
    found: list[Problem] = []
    cut_away = set() if whole else set(_ids_in(document.data))

    def unknown(kind: str, name: str, known: Iterable[str], path: Path) -> None:
        if name not in known and name.rpartition(".")[2] not in cut_away:
            params = {"kind": kind, "name": name, "near": nearest(name, known)}
            found.append(Problem("unknown-name", document.place(path), params))

    found += _same_ids(rubric, document)
    channels = list(rubric.channels.listed) if rubric.channels else []
    for path, node in nodes(rubric):
        for index, channel in enumerate(node.channels or []):
            unknown("channel", channel, channels, (*path, "channels", index))
    if rubric.channels:
        for name, channel in rubric.channels.listed.items():
            heir = channel.absent.weight_to
            if heir is not None:
                unknown("channel", heir, [c for c in channels if c != name], ("channels", name, "absent", "weight_to"))
    if rubric.grades:
        for index, band in enumerate(rubric.grades.bands):
            unknown("grade", band.grade, rubric.grades.order, ("grades", "bands", index))
        unknown("grade", rubric.grades.otherwise, rubric.grades.order, ("grades", "else"))
        for name in rubric.grades.titles:
            unknown("grade", name, rubric.grades.order, ("grades", "titles", name))
    for index, limit in enumerate(rubric.limits):
        if isinstance(limit.effect, FixedGrade):
            order = rubric.grades.order if rubric.grades else []
            unknown("grade", limit.effect.grade, order, ("limits", index, "grade"))
        if isinstance(limit.effect, Cap) and -int(limit.effect.cap.as_tuple().exponent) > rubric.rounding.score:
            params = {"cap": str(limit.effect.cap), "places": rubric.rounding.score}
            found.append(Problem("cap-too-fine", document.place(("limits", index, "cap")), params))
    marks = [f"marks.{node.id}" for _, node in nodes(rubric)]
    parts = [*marks, *(f"channel.{channel}" for channel in channels), "score"]
    for path, name in _condition_names(rubric):
        if "." in name and not name.startswith(REGISTER):
            unknown("part", name, parts, path)
    sections = [f"section.{node.id}" for _, node in nodes(rubric) if not isinstance(node, Criterion)]
    for index, name in enumerate(rubric.ranking.then_by):
        if not name.lstrip("-").startswith(REGISTER):
            unknown("part", name.lstrip("-"), [*sections, *parts], ("ranking", "then_by", index))
    return [*found, *_examples(rubric, document)] if whole else found


def _ids_in(data: object) -> Iterator[str]:
    """Every id that the file itself shows, whether or not its part is right."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        for key, value in data.items():
            if key in ("channels", "categories") and isinstance(value, dict):
                yield from value
            yield from _ids_in(value)
    elif isinstance(data, list):
        for item in data:
            yield from _ids_in(item)


def _same_ids(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Sections, criteria, channels and limits share one set of ids."""
    first: dict[str, Path] = {}
    named: list[tuple[str, Path]] = [(name, ("channels", name)) for name in (rubric.channels or _NONE).listed]
    named += [(node.id, (*path, "id")) for path, node in nodes(rubric)]
    named += [(limit.id, ("limits", index, "id")) for index, limit in enumerate(rubric.limits)]
    for name, path in named:
        if name in first:
            yield Problem(
                "same-id", document.place(path), {"name": name, "first_line": document.place(first[name]).line}
            )
        else:
            first[name] = path


class _NONE:
    listed: dict[str, object] = {}  # noqa: RUF012  # never written to


def _condition_names(rubric: Rubric) -> Iterator[tuple[Path, str]]:
    def named(conditions: list[Names], path: Path) -> Iterator[tuple[Path, str]]:
        for index, names in enumerate(conditions):
            for name in names:
                yield (*path, index, name), name

    for index, limit in enumerate(rubric.limits):
        yield from named(limit.when, ("limits", index, "when"))
    for path, criterion, _ in policies(rubric):
        if criterion.applies_when is not None:
            for place, name in named(criterion.applies_when, (*path, "applies_when")):
                if name.startswith(REGISTER):
                    continue
                yield place, f"register.{name}"


def _examples(rubric: Rubric, document: Document) -> Iterator[Problem]:
    measures = all_columns(rubric)
    channels = list((rubric.channels or _NONE).listed)
    known_parts = {node.id for _, node in nodes(rubric)} | {"score", "grade", "outcome"}
    known_parts |= {f"channel.{channel}" for channel in channels} | {limit.id for limit in rubric.limits}
    for index, example in enumerate(rubric.examples):
        asked = [("measure", name, measures, "with") for name in example.measured]
        asked += [("part", name, known_parts, "expect") for name in example.expect]
        asked += [("channel", name, set(channels), "absent") for name in example.absent]
        asked += [("channel", name, set(channels), "respondents") for name in example.respondents]
        asked += [("channel", example.channel, set(channels), "channel")] if example.channel else []
        asked += [("category", example.category, set(rubric.categories), "category")] if example.category else []
        for kind, name, known, key in asked:
            if name not in known:
                params = {"kind": kind, "name": name, "near": nearest(name, sorted(known))}
                yield Problem("unknown-name", document.place(("examples", index, key, name)), params)
