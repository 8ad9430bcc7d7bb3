"""What all pictures share: their frame, their fonts, and how they become SVG or PNG.

Positions on paper are the only numbers here that are binary fractions. An SVG keeps its text as text, which the
reader's machine sets in a Chinese font of its own; widths are measured in a font that matplotlib brings along, so that
the same bulletin gives the same bytes on every machine.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from redprop.errors import Place, Problem, WorkspaceError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 520
"""How wide a picture is, in units of which a line of text is 13 high: readable on a phone, two stand on A4."""
SIZE = 13
SMALL = 11
LINE = 18
HEAD = 46
FOOT = 26
INK, MUTED, FAINT, ACCENT, PAPER = "#1a1a1a", "#555555", "#d4d8de", "#1f4e79", "#ffffff"
BUNDLED = "DejaVu Sans"
CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Droid Sans Fallback",
)
"""Fonts with Chinese, on the systems that offices use: an SVG names all, a PNG is set in the first that is there."""
LEFT_TO_RIGHT = ("L", "EN", "AN", "ES", "ET", "CS", "ON", "WS", "NSM", "BN", "B", "S")


class Scale(NamedTuple):
    """Where numbers stand on paper: `least` at `start`, `most` at `end`, in the units of the picture."""

    least: float
    most: float
    start: float
    end: float


@dataclass(frozen=True)
class Drawn:
    """A picture before it is written: its title and what it shows in words, and where its numbers stand."""

    figure: Figure
    title: str
    description: str
    scales: Mapping[str, Scale] = field(default_factory=dict)


class Svg(NamedTuple):
    """A picture as SVG text; `scales` let a page move what is marked in it."""

    text: str
    title: str
    description: str
    scales: Mapping[str, Scale]


def as_svg(draw: Callable[[], Drawn], name: str) -> Svg:
    """Draws a picture as SVG; `name` tells its parts from those of other pictures on one page.

    Raises:
        WorkspaceError: matplotlib is not installed.
    """
    with _style([BUNDLED], name):
        drawn = draw()
        out = io.StringIO()
        drawn.figure.savefig(out, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    return Svg(_slim(out.getvalue(), drawn, name), drawn.title, drawn.description, drawn.scales)


def as_png(draw: Callable[[], Drawn], resolution: int = 200) -> bytes:
    """Draws a picture as PNG, in a Chinese font if the machine has one, for papers that take no SVG.

    Raises:
        WorkspaceError: matplotlib is not installed.
    """
    with _style([*_installed(), BUNDLED], ""):
        drawn = draw()
        out = io.BytesIO()
        drawn.figure.savefig(out, format="png", dpi=resolution, metadata={"Software": None})
    return out.getvalue()


@contextmanager
def _style(fonts: list[str], salt: str) -> Iterator[None]:
    """The look of all pictures; a character that a font lacks is no reason to talk."""
    matplotlib = _matplotlib()
    look = {
        "font.family": fonts,
        "font.size": SIZE,
        "text.parse_math": False,  # a dollar in a name is a dollar
        "text.color": INK,
        "axes.edgecolor": MUTED,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.unicode_minus": False,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "grid.color": FAINT,
        "grid.linewidth": 0.6,
        "hatch.linewidth": 0.6,
        "hatch.color": MUTED,
        "svg.fonttype": "none",
        "svg.hashsalt": f"redprop {salt}",
        "path.simplify": False,
    }
    finding = logging.getLogger("matplotlib.font_manager")
    before = finding.level
    finding.setLevel(logging.ERROR)
    try:
        with matplotlib.rc_context(look), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="(?s)Glyph .* missing from")
            yield
    finally:
        finding.setLevel(before)


def _matplotlib() -> Any:
    try:
        import matplotlib
    except ModuleNotFoundError as error:
        raise WorkspaceError([Problem("no-matplotlib", Place())]) from error
    return matplotlib


def _installed() -> list[str]:
    """The first Chinese font of this machine."""
    from matplotlib.font_manager import fontManager

    there = {font.name for font in fontManager.ttflist}
    return [name for name in CHINESE if name in there][:1]


def _slim(text: str, drawn: Drawn, name: str) -> str:
    """The picture to be put into a page: no prologue, a name for readers of screens, only the ids that are used."""
    text = text[text.index("<svg") :]
    text = re.sub(r"\s*<defs>\s*<style.*?</style>\s*</defs>", "", text, count=1, flags=re.DOTALL)
    text = text.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").replace("xlink:href", "href")
    text = re.sub(r"font-family: [^;\"]*;? ?", "", text)
    text = re.sub(r'\bid="moving-([^"]*)"', r'data-moving="\1"', text)
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    text = re.sub(r' id="([^"]*)"', lambda found: found[0] if found[1] in used else "", text)
    text = re.sub(r"(\d\.\d\d)\d+", r"\1", text)
    head, rest = text.split(">", 1)
    head = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', head)
    head += f' role="img" aria-labelledby={quoteattr(f"t-{name} d-{name}")} stroke-linejoin="round"'
    head += f' font-family="{_families()}"'
    told = f'<title id="t-{escape(name)}">{escape(clean(drawn.title))}</title><desc id="d-{escape(name)}">'
    return f"{head}>{told}{escape(clean(drawn.description))}</desc>{rest}"


def _families() -> str:
    return ", ".join([*(f"'{name}'" for name in CHINESE), "sans-serif"])


def frame(height: float, title: str, unit: str, source: str) -> Figure:
    """An empty picture so high, with its title, the unit of its numbers, and where these come from."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
    put(figure, 0, 17, title, weight="bold", size=SIZE + 1)
    put(figure, 0, 35, unit, color=MUTED, size=SMALL)
    put(figure, 0, height - 6, source, color=MUTED, size=SMALL)
    return figure


def put(figure: Figure, x: float, y: float, text: str, **how: Any) -> Any:
    """Writes a text on its base line, measured from the upper left corner."""
    height = figure.get_figheight() * 72
    return figure.text(x / WIDTH, 1 - y / height, clean(text), va="baseline", **how)


def panel(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place, measured from the upper left corner."""
    whole = figure.get_figheight() * 72
    return figure.add_axes((left / WIDTH, 1 - (top + height) / whole, width / WIDTH, height / whole))


def scale_of(axes: Axes, axis: str) -> Scale:
    """Where the numbers of an axis stand on paper."""
    height = axes.get_figure(root=True).get_figheight() * 72  # type: ignore[union-attr]  # axes stand in a figure
    box = axes.get_position()
    least, most = axes.get_xlim() if axis == "x" else axes.get_ylim()
    start, end = (box.x0 * WIDTH, box.x1 * WIDTH) if axis == "x" else ((1 - box.y0) * height, (1 - box.y1) * height)
    return Scale(float(least), float(most), round(float(start), 2), round(float(end), 2))


def ems(text: str) -> float:
    """About how wide a text is, in heights of its letters: what fonts differ in does not matter here."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.58 for letter in text)


def shorten(text: str, most: float) -> str:
    """A text of at most so many heights of its letters; what is cut is shown as cut."""
    text = clean(text)
    if ems(text) <= most:
        return text
    while text and ems(text) > most - 1:
        text = text[:-1]
    return f"{text}…"


def clean(text: str) -> str:
    """A text as XML can hold it, which does not turn the direction of what stands around it."""
    text = "".join(letter if letter.isprintable() or letter == " " else "" for letter in text)
    mixed = any(unicodedata.bidirectional(letter) not in LEFT_TO_RIGHT for letter in text)
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if mixed else text
