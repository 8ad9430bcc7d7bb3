"""Channels that look at nothing, weights that do not add up, and marks in force that are not the printed ones."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from redprop.check.force import marks_in_force
from redprop.errors import Problem, Severity
from redprop.exact import Ratios, decimal_text
from redprop.rubric.channels import Channel
from redprop.rubric.model import Path, Rubric, Section, nodes
from redprop.rubric.plan import Plan
from redprop.rubric.resolve import policies
from redprop.rubric.sums import full_marks, shown
from redprop.rubric.yaml import Document

FAR = Fraction(1, 5)
"""How far marks in force may be from the printed ones, as a share of these."""


def unseen_channel(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Channels that no criterion names: they weigh, and are always absent."""
    seen = {channel for _, _, held in policies(rubric) for channel in held.channels or ()}
    for name in rubric.channels.listed if rubric.channels else ():
        if name not in seen:
            place = document.place(("channels", name))
            yield Problem("unseen-channel", place, {"channel": name}, Severity.WARNING)


def channel_weight_sum(rubric: Rubric, _plan: Plan, document: Document) -> Iterator[Problem]:
    """Weights that come neither to 100 nor to 1: right, but not what a reader expects."""
    if rubric.channels is None:
        return
    for category in _differing(rubric):
        total = sum((_weight(channel, category) for channel in rubric.channels.listed.values()), Fraction(0))
        if total not in (1, 100):
            params = {"sum": shown(total), "category": category}
            yield Problem("channel-weight-sum", document.place(("channels",)), params, Severity.NOTE)
            break


def _weight(channel: Channel, category: str) -> Fraction:
    varied = channel.by_category.get(category)
    return Fraction(channel.weight if varied is None else varied.weight)


def marks_in_force_far(rubric: Rubric, plan: Plan, document: Document) -> Iterator[Problem]:
    """Sections that count for more than a fifth more or less than is printed, with every channel there."""
    sections = list(_summed(rubric))
    if len(plan.channels) < 2 or plan.blend == "by_criterion" or not sections:
        return
    cases = [(category, marks_in_force(plan, category).all_there) for category in _differing(rubric)]
    for path, section in sections:
        inside = [section.id, *(node.id for _, node in nodes(section))]
        for category, force in cases:
            printed = full_marks(section, category)
            counts = sum((force.get(name, Fraction(0)) for name in inside), Fraction(0))
            if abs(counts - printed) > printed * FAR:
                params = {"section": section.id, "printed": shown(printed), "counts": _two_places(counts)}
                params["category"] = category
                yield Problem("marks-in-force-far", document.place((*path, "id")), params, Severity.WARNING)
                break


def _summed(parent: Rubric | Section, path: Path = ()) -> Iterator[tuple[Path, Section]]:
    """Sections whose marks are added up all the way to the whole; elsewhere weights decide, and the paper says so."""
    if parent.combine == "sum":
        for index, section in enumerate(parent.sections):
            here = (*path, "sections", index)
            yield here, section
            yield from _summed(section, here)


def _differing(rubric: Rubric) -> list[str]:
    """The categories whose marks or weights may differ, and the one that stands for the others."""
    varied = [node.by_category for _, node in nodes(rubric)]
    varied += [channel.by_category for channel in (rubric.channels.listed if rubric.channels else {}).values()]
    said = {category for by_category in varied for category in by_category}
    return [*([""] if not said or set(rubric.categories) - said else []), *(c for c in rubric.categories if c in said)]


def _two_places(marks: Fraction) -> str:
    return decimal_text(int(Ratios.of([marks]).units(2, "half_up")[0]), 2)
