"""What the signs of a picture are: a row above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from redprop.report.plots.drawing import ACCENT, FAINT, HEAD, INK, MUTED, PAPER, SMALL, WIDTH, ems, put

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BASE = HEAD + 10
BROKEN = (0, (4, 2))
"""A line that is broken: four on, two off."""


class Sign(NamedTuple):
    """A sign and what it is."""

    kind: Literal["dot", "ring", "diamond", "stroke", "line", "broken", "band"]
    label: str


def key(figure: Figure, left: float, signs: tuple[Sign, ...]) -> None:
    """Writes the signs side by side, from `left` on."""
    for sign in signs:
        wide = 26.0 if sign.kind in ("line", "broken", "band") else 8.0
        _draw(figure, sign.kind, left, wide)
        put(figure, left + wide + 6, BASE, sign.label, size=SMALL)
        left += wide + 6 + ems(sign.label) * SMALL + 16


def _draw(figure: Figure, kind: str, left: float, wide: float) -> None:
    """One sign."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle

    whole = figure.get_figheight() * 72
    middle = 1 - (BASE - 4) / whole
    if kind == "band":
        box = Rectangle((left / WIDTH, middle - 5 / whole), wide / WIDTH, 10 / whole, linewidth=0.8)
        box.set(facecolor=FAINT, edgecolor=MUTED)
        figure.add_artist(box)
        return
    looks: dict[str, dict[str, Any]] = {
        "dot": {"marker": "o", "markersize": 6.5, "color": ACCENT},
        "ring": {"marker": "o", "markersize": 6, "markerfacecolor": PAPER, "markeredgecolor": INK},
        "diamond": {"marker": "D", "markersize": 7, "color": ACCENT},
        "stroke": {"marker": "|", "markersize": 11, "markeredgewidth": 2, "color": INK},
        "line": {"linestyle": "-", "color": ACCENT, "linewidth": 1.8},
        "broken": {"linestyle": BROKEN, "color": INK, "linewidth": 1.4},
    }
    across = [left, left + wide] if kind in ("line", "broken") else [left + wide / 2]
    figure.add_artist(Line2D([x / WIDTH for x in across], [middle] * len(across), **looks[kind]))
