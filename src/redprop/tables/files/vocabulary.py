"""The words by which a reader of sheets knows a header when it sees one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Vocabulary:
    """Names of columns, folded (see `redprop.tables.raw.folded`): the subject's, the format's own, the measures'.

    `channels` are the ways to write a channel, folded, each with the channel's id: a sheet's name or the upper row of
    a stacked header may say one.
    """

    subjects: frozenset[str]
    columns: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    channels: Mapping[str, str] = field(default_factory=dict)
