"""Every id that a rubric names must be one that it has; every id stands for one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from redprop.conditions import Comparison, Names
from redprop.errors import Problem
from redprop.limits import Cap, FixedGrade
from redprop.rubric.faults import nearest
from redprop.rubric.model import Criterion, Path, Rubric, extras, nodes
from redprop.rubric.resolve import REGISTER, WHOLE_NAMES, all_columns, columns_of, conditions, fed, policies
from redprop.rubric.yaml import Document

QUARTERS = ("1", "2", "3", "4")


class Asked(NamedTuple):
    """A name that a rubric uses: its kind, where it stands, and what answers to that kind."""

    kind: str
    name: str
    known: Sequence[str]
    path: Path
    near: str = ""
    under: str = ""


def wrong_references(rubric: Rubric, document: Document, *, whole: bool = True) -> list[Problem]:
    """Ids that stand twice, and names that nothing answers to.

    Where parts of the file were cut away (not `whole`), ids that stood in them still answer, and examples are not
    asked: one mistake shall not be told twice.
    """
    cut_away = set() if whole else set(_ids_in(document.data))
    asked = [
        *_channels(rubric, document, whole),
        *_grades(rubric),
        *_parts(rubric),
        *_applies(rubric),
        *_varied(rubric, whole),
        *(_examples(rubric) if whole else ()),
    ]
    found = [*_same_ids(rubric, document), *_caps(rubric, document), *_quarters(rubric, document)]
    for one in asked:
        if one.name not in one.known and (one.near or one.name.rpartition(".")[2] not in cut_away):
            params = {"kind": one.kind, "name": one.name, "near": one.near or nearest(one.name, one.known)}
            params |= {"under": one.under} if one.under and not params["near"] else {}
            found.append(Problem("unknown-name", document.place(one.path), params))
    return found


def _channels(rubric: Rubric, document: Document, whole: bool) -> Iterator[Asked]:
    """Channels that nodes and heirs name."""
    listed = rubric.channels.listed if rubric.channels else {}
    if rubric.channels or (not whole and "channels" in document.data):
        for path, node in nodes(rubric):
            for index, channel in enumerate(node.channels or []):
                yield Asked("channel", channel, list(listed), (*path, "channels", index))
    for name, said in listed.items():
        heir = said.absent.weight_to
        if heir is not None:
            others = [other for other in listed if other != name]
            yield Asked("channel", heir, others, ("channels", name, "absent", "weight_to"))


def _grades(rubric: Rubric) -> Iterator[Asked]:
    """Grades that bands, quotas, titles and limits name."""
    for path, node in [((), rubric), *nodes(rubric)]:
        if node.grades is None:
            continue
        order, here = node.grades.order, (*path, "grades")
        for index, band in enumerate(node.grades.bands):
            yield Asked("grade", band.grade, order, (*here, "bands", index))
        yield Asked("grade", node.grades.otherwise.grade, order, (*here, "else"))
        for index, quota in enumerate(node.grades.quotas):
            yield Asked("grade", quota.grade, order, (*here, "quotas", index, "grade"))
        for name in node.grades.titles:
            yield Asked("grade", name, order, (*here, "titles", name))
    order = rubric.grades.order if rubric.grades else []
    for index, limit in enumerate(rubric.limits):
        if isinstance(limit.effect, FixedGrade):
            yield Asked("grade", limit.effect.grade, order, ("limits", index, "grade"))


def _varied(rubric: Rubric, whole: bool) -> Iterator[Asked]:
    """Categories that marks and weights differ by, and the measure that says who came."""
    categories = list(rubric.categories)
    channels = rubric.channels.listed if rubric.channels else {}
    said = [((*path, "by_category"), list(node.by_category)) for path, node in nodes(rubric)]
    said += [(("channels", name, "by_category"), list(channel.by_category)) for name, channel in channels.items()]
    for path, names in said:
        for name in names:
            yield Asked("category", name, categories, (*path, name))
    if rubric.visit is not None and whole:
        known = sorted({c for _, criterion, _ in fed(rubric) for c in columns_of(criterion)} | set(rubric.measures))
        yield Asked("measure", rubric.visit, known, ("visit",), under="measures")


def _caps(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Caps, and the number of a zone, that the score's places cannot show."""
    units = 10**rubric.rounding.score
    said: list[tuple[Decimal | None, Path]] = [
        (limit.effect.cap, ("limits", index, "cap"))
        for index, limit in enumerate(rubric.limits)
        if isinstance(limit.effect, Cap)
    ]
    said += [(rubric.cap, ("cap",)), (rubric.floor, ("floor",))]
    said += [(rubric.rounding.zone.to, ("rounding", "zone", "to"))] if rubric.rounding.zone is not None else []
    for cap, path in said:
        if cap is not None and (Fraction(cap) * units).denominator != 1:
            params = {"cap": str(cap), "places": rubric.rounding.score}
            yield Problem("cap-too-fine", document.place(path), params)


def _parts(rubric: Rubric) -> Iterator[Asked]:
    """Dotted names of conditions and of `then_by`; columns of the register are known only with the data."""
    held = [node for _, node in nodes(rubric)]
    marks = [f"marks.{node.id}" for node in held if not node.takes_off]
    marks += [f"cost.{node.id}" for node in held if node.takes_off]
    marks += [f"grade.{node.id}" for node in held if node.grades is not None]
    marks += [f"marks.{extra.id}" for _, extra in extras(rubric)]
    listed = list(rubric.channels.listed if rubric.channels else ())
    channels = [f"channel.{channel}" for channel in (rubric.channels.listed if rubric.channels else {})]
    sections = [f"section.{node.id}" for _, node in nodes(rubric) if not isinstance(node, Criterion)]
    parts = [*marks, *channels, "score"]
    for path, name, comparison in _compared(rubric):
        if "." in name and not name.startswith(REGISTER):
            yield Asked("part", name, () if path[0] == "channels" else _askable(rubric, path, parts), path)
        if path[0] == "channels" and name == "score":
            yield Asked("measure", name, (), path)
        if comparison.channel is not None:
            known = listed if "." not in name and name not in WHOLE_NAMES else []
            yield Asked("channel", comparison.channel, known, (*path, "channel"))
    for index, name in enumerate(rubric.ranking.then_by):
        if not name.lstrip("-").startswith(REGISTER):
            numbers = [part for part in (*sections, *parts) if not part.startswith("grade.")]
            yield Asked("part", name.lstrip("-"), numbers, ("ranking", "then_by", index))


def _askable(rubric: Rubric, path: Path, parts: list[str]) -> list[str]:
    """The parts that a condition may ask for: bands of a part only for grades below it, or nothing would come first."""
    if path[0] in ("grades", "limits"):
        return parts
    own = path[: path.index("grades")]
    below = {f"grade.{node.id}" for at, node in nodes(rubric) if len(at) > len(own) and at[: len(own)] == own}
    return [part for part in parts if not part.startswith("grade.") or part in below]


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
    named: list[tuple[str, Path]] = [
        (name, ("channels", name)) for name in (rubric.channels.listed if rubric.channels else ())
    ]
    named += [(node.id, (*path, "id")) for path, node in nodes(rubric)]
    named += [(extra.id, (*path, "id")) for path, extra in extras(rubric)]
    named += [(limit.id, ("limits", index, "id")) for index, limit in enumerate(rubric.limits)]
    for name, path in named:
        if name in first:
            yield Problem(
                "same-id", document.place(path), {"name": name, "first_line": document.place(first[name]).line}
            )
        else:
            first[name] = path


def _compared(rubric: Rubric) -> Iterator[tuple[Path, str, Comparison]]:
    for path, condition in conditions(rubric):
        yield from _named(condition, path)


def _named(condition: list[Names], path: Path) -> Iterator[tuple[Path, str, Comparison]]:
    for index, names in enumerate(condition):
        for name, comparison in names.items():
            yield (*path, index, name), name, comparison


def _applies(rubric: Rubric) -> Iterator[Asked]:
    """Whether a criterion applies is for the register and the quarter to say."""
    for path, criterion, _ in policies(rubric):
        for place, name, _ in _named(criterion.applies_when or [], (*path, "applies_when")):
            if not name.startswith(REGISTER) and name != "quarter":
                yield Asked("register column", name, (), place, REGISTER + name.rpartition(".")[2])


def _quarters(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """A quarter is 1, 2, 3 or 4."""
    held = [*_compared(rubric)]
    for path, criterion, _ in policies(rubric):
        held += _named(criterion.applies_when or [], (*path, "applies_when"))
    for path, name, comparison in held:
        for word in comparison.words if name == "quarter" else ():
            if word not in QUARTERS:
                yield Problem("not-one-of", document.place(path), {"got": word, "choices": QUARTERS})


def _examples(rubric: Rubric) -> Iterator[Asked]:
    """Names that examples use."""
    measures = sorted(all_columns(rubric))
    channels = list(rubric.channels.listed if rubric.channels else ())
    parts = [node.id for _, node in nodes(rubric)] + [limit.id for limit in rubric.limits]
    parts += [*(f"grade.{node.id}" for _, node in nodes(rubric) if node.grades), *rubric.blocks]
    parts += [extra.id for _, extra in extras(rubric)]
    parts += [*(f"channel.{channel}" for channel in channels), "score", "grade", "outcome"]
    parts += {name for columns in (rubric.grades.columns() if rubric.grades else {}).values() for name in columns}
    for index, example in enumerate(rubric.examples):
        asked = [("measure", name, measures, "with") for name in example.measured]
        asked += [("part", name, parts, "expect") for name in example.expect]
        asked += [("channel", name, channels, "absent") for name in example.absent]
        asked += [("channel", name, channels, "respondents") for name in example.respondents]
        asked += [("channel", example.channel, channels, "channel")] if example.channel else []
        asked += [("category", example.category, list(rubric.categories), "category")] if example.category else []
        for kind, name, known, key in asked:
            yield Asked(kind, name, known, ("examples", index, key, name))
