"""One subject as a bulletin tells it: ids, exact decimals and counts, nothing in a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Remark:
    """Something that a ranking says beside a subject's numbers.

    `channel-gone`: `channel`, `outcome` (absent, not_assessed, withheld), `policy`, `heir` (who has its weight, "" for
    none), `weight` (what it would have weighed), `not_drawn` (whether it was not to be visited at all), `refused`
    (whether it was not let in). `zeroed`: a `channel` that counts nothing by its `zero_when`.
    `tied`: `ids`. `limit`: `limit`, `lowered` (by how much it changed the score; 0 for none). `new`: no row in the
    period before. `moved`: `category` it was in before. `no-rank-before`: in the period before it had none.
    """

    code: Literal["channel-gone", "zeroed", "tied", "limit", "new", "moved", "no-rank-before"]
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ChannelMark:
    """What one channel found of a subject: its mark (None where it has none), the weight in force, and what it brings.

    `weight` is as the rubric counts it, `share` its per cent of all weights in force (one place), `part` what of the
    score comes from this channel; with the score's `others` these add up to the score.
    """

    id: str
    mark: Decimal | None
    outcome: str
    weight: Decimal
    share: Decimal | None
    part: Decimal | None


@dataclass(frozen=True)
class SectionMark:
    """One section, or a criterion that stands in none, of a subject.

    `mark` is on the printed scale, out of `full`: it compares between subjects whose channels differ, and
    `share` is its per cent of that. `part` is what it contributes to the score, `in_force` the marks that it really
    counts, `lost` their difference. None where a rubric has no such number.
    """

    id: str
    mark: Decimal | None
    full: Decimal | None
    share: Decimal | None
    part: Decimal | None
    in_force: Decimal | None
    lost: Decimal | None


@dataclass(frozen=True)
class Past:
    """Where a subject stood in an earlier period of the same standard, in the same league."""

    period: str
    score: Decimal | None
    rank: Decimal | None
    among: int


@dataclass(frozen=True)
class Standing:
    """One subject in its league; `rank` is None apart.

    `rank_change` is in places, positive upwards; `score_change` is the score less the one before, as printed.
    `others` are the parts of the score that belong to no channel: (kind, id, part), kinds as of `engine.parts`, and
    limit and rounding. The parts of channels (where there are none, of sections) and `others` add up to the score.
    """

    id: str
    name: str
    category: str
    company: str
    community: str
    committee: str
    rank: Decimal | None
    tied_with: tuple[str, ...]
    score: Decimal | None
    grade: str
    outcome: str
    coverage: Decimal | None
    channels: tuple[ChannelMark, ...]
    sections: tuple[SectionMark, ...]
    others: tuple[tuple[str, str, Decimal], ...]
    before_limits: Decimal | None
    rank_before: Decimal | None
    rank_change: Decimal | None
    score_before: Decimal | None
    score_change: Decimal | None
    past: tuple[Past, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Apart:
    """A subject without a rank, and why: `observed`, an outcome's word, or `vetoed`; `channels` are those lacking."""

    standing: Standing
    reason: str
    channels: tuple[str, ...] = ()
