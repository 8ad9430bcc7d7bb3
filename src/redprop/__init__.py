"""redprop: score and rank evaluations from a rubric in YAML and measurements in tables, exactly.

Example:
    >>> import redprop
    >>> rubric = redprop.load_rubric("rubrics/red-property.yaml")  # doctest: +SKIP
    >>> rows = redprop.read_measurements(["data/2022Q2/industry.csv"], rubric)  # doctest: +SKIP
    >>> redprop.score(rubric, rows, register).ranking("resettlement")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redprop.analysis.compare.comparison import Comparison, compare
    from redprop.api import read_measurements, read_register, read_visits, score
    from redprop.engine.result import Result
    from redprop.errors import Problem, RedpropError, RubricError, TableError, WorkspaceError
    from redprop.outcome import Outcome
    from redprop.rubric.load import load_rubric
    from redprop.rubric.model import Rubric

__version__ = "0.1.0"

_HOMES = {
    "load_rubric": "redprop.rubric.load",
    "Rubric": "redprop.rubric.model",
    "read_measurements": "redprop.api",
    "read_register": "redprop.api",
    "read_visits": "redprop.api",
    "score": "redprop.api",
    "Result": "redprop.engine.result",
    "compare": "redprop.analysis.compare.comparison",
    "Comparison": "redprop.analysis.compare.comparison",
    "Outcome": "redprop.outcome",
    "Problem": "redprop.errors",
    "RedpropError": "redprop.errors",
    "RubricError": "redprop.errors",
    "TableError": "redprop.errors",
    "WorkspaceError": "redprop.errors",
}
__all__ = [
    "Comparison",
    "Outcome",
    "Problem",
    "RedpropError",
    "Result",
    "Rubric",
    "RubricError",
    "TableError",
    "WorkspaceError",
    "__version__",
    "compare",
    "load_rubric",
    "read_measurements",
    "read_register",
    "read_visits",
    "score",
]


def __getattr__(name: str) -> Any:
    """Loads a name of the face when it is first asked for: `redprop --help` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'redprop' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
