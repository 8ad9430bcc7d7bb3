"""The bulletin as one HTML file: nothing is fetched, everything that it shows stands in it."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from urllib.parse import quote

from redprop.report.bulletin import Issue
from redprop.report.bulletin.leaders import leaders_page
from redprop.report.bulletin.said import Teller
from redprop.report.page.view import View

STYLES = ("look.css", "table.css", "sheet.css", "narrow.css", "print.css")
NOTHING = "'none'"
SCRIPTS = ("data.js", "table.js", "filter.js", "pictures.js", "sheet.js", "start.js")


def as_html(issue: Issue) -> bytes:
    """The page as bytes; with `leaders`, the one page for leaders.

    Raises:
        WorkspaceError: Pictures are wanted and matplotlib is not installed.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("redprop.report.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["address"] = address
    environment.filters["raw"] = Markup  # for pictures, whose texts are escaped where they are drawn
    view = View(Teller(issue))
    look = Markup(_joined("style", STYLES))  # noqa: S704  # our own file, not data
    if issue.leaders:
        article = leaders_page(view.teller)
        page = environment.get_template("leaders.html.j2")
        return page.render(view=view, title=article.title, article=article, style=look, allowed=NOTHING).encode()
    script = _joined("script", SCRIPTS)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    shown = environment.get_template("page.html.j2").render(
        view=view,
        title=view.title,
        style=look,
        script=Markup(script),  # noqa: S704  # our own file, not data
        allowed=f"'sha256-{digest}'",
    )
    return shown.encode()


def address(subject: str) -> str:
    """The part of an address that opens a subject's sheet.

    >>> address("E001"), address("示例 1")
    ('#E001', '#%E7%A4%BA%E4%BE%8B%201')
    """
    return "#" + quote(subject, safe="!'()*")


def _joined(folder: str, names: tuple[str, ...]) -> str:
    """Files of the package, one after the other."""
    root = files("redprop.report.page") / folder
    return "".join((root / name).read_text(encoding="utf-8") for name in names)
