"""An example of every kind: a whole rubric whose own examples hold; a test works them all out.

The page of the rubric language shows those of the rules; `make docs` puts them there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from redprop.check.kind_examples import combine, limits, rules, takes

HEAD = "redprop: 1\nid: example\nmissing: not_assessed\nrounding: {score: 2}\n"
"""How every example begins that says nothing else."""
_EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "rule": rules.EXAMPLES,
    "combine": combine.EXAMPLES,
    "limit": limits.EXAMPLES,
    "take": takes.EXAMPLES,
}


def example(family: str, name: str) -> str:
    """The example of a kind, as a rubric that loads."""
    said = _EXAMPLES[family][name]
    return said if said.startswith("redprop:") else HEAD + said


def part(name: str) -> str:
    """The example of a rule for a page that puts it into a frame: without the marks of the whole."""
    return re.sub(r"\Amarks: .*\n", "", rules.EXAMPLES[name])
