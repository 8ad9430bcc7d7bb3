"""What the page's template shows: everything is said already, the template only sets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from redprop import messages
from redprop.analysis.bulletin import Bulletin, League
from redprop.analysis.profile import section_bands
from redprop.report.bulletin.leaders import sentences
from redprop.report.bulletin.method import method
from redprop.report.bulletin.said import Teller
from redprop.report.page.facts import figures, listings
from redprop.report.page.packing import as_json, pack
from redprop.report.page.rows import Shown, Table, apart_table, grade_order, ranked_table
from redprop.report.page.sheets import Sheets
from redprop.report.sheet import GRADE_STYLES, Group
from redprop.report.words import Words

if TYPE_CHECKING:
    from markupsafe import Markup

    from redprop.report.plots import Drawn, Svg

    Draw = Callable[[Bulletin, League, Words], Drawn]

WHOLE = 500
"""Up to so many rows of a league stand in the HTML; of more, the first."""
FIRST = 150
TEXTS = ("page.channel", "page.section", "page.period", "explain.criterion")
"""The headings of a sheet's columns that hold words; all others hold numbers."""
SCRIPT_WORDS = ("page.shown", "page.more", "page.place")


class View:
    """The page: its words, leagues and the data of its script."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.bulletin = teller.bulletin
        self.sentences, self.method = list(sentences(teller)), list(method(teller))

    def say(self, code: str, **params: object) -> str:
        """A text of the page."""
        return self.teller.words.say(code, **params)

    @property
    def language(self) -> str:
        """The page's language, as HTML names it."""
        return "zh-CN" if self.teller.language == "zh" else self.teller.language

    @property
    def title(self) -> str:
        """The title of the bulletin."""
        return self.teller.say("title", period=self.teller.period, subject=self.teller.subject)

    @cached_property
    def leagues(self) -> list[LeagueView]:
        """The leagues, in the rubric's order."""
        return [LeagueView(self, league, number) for number, league in enumerate(self.bulletin.leagues)]

    @cached_property
    def has(self) -> dict[str, bool]:
        """Which filters there is something for."""
        standings = self.bulletin.standings.values()
        keys = ("company", "community", "grade")
        return {key: len({getattr(one, key) for one in standings} - {""}) > 1 for key in keys}

    @cached_property
    def tones(self) -> dict[str, int]:
        """The tone of each grade by its title, from 0 for the best."""
        order, words = grade_order(self.teller), self.teller.words
        last = len(GRADE_STYLES) - 1
        return {words.grade(name).text: round(at * last / max(1, len(order) - 1)) for at, name in enumerate(order)}

    @property
    def made(self) -> str:
        """By what the bulletin is made."""
        parts = (self.teller.standard, self.bulletin.edition, self.bulletin.period)
        return " · ".join(part for part in parts if part)

    @property
    def sorts(self) -> list[Shown]:
        """The columns that a narrow screen offers to sort by."""
        return [one for one in self.leagues[0].ranked.columns if one.kind != "remark"] if self.leagues else []

    def heads(self, *codes: str) -> list[Shown]:
        """The headings of a sheet's table."""
        return [Shown(code, self.say(code), "text" if code in TEXTS else "number") for code in codes]

    @property
    def data(self) -> Markup:
        """What the script reads."""
        from markupsafe import Markup

        sheets, texts = Sheets(self.teller), messages.part_texts("page", self.teller.language)
        data = {
            "words": {
                **{code.partition(".")[2]: texts[code] for code in SCRIPT_WORDS},
                "score": self.teller.say("col.score"),
            },
            "period": self.bulletin.period,
            "tones": self.tones,
            "parts": sheets.parts(),
            "leagues": [one.data(sheets) for one in self.leagues],
        }
        return Markup(as_json(data))  # noqa: S704  # `as_json` leaves nothing that HTML would read


class LeagueView:
    """One league on the page."""

    def __init__(self, view: View, league: League, number: int) -> None:
        self.view, self.league, self.number = view, league, number
        self.teller = view.teller

    @property
    def title(self) -> str:
        """The league's title."""
        return self.teller.league(self.league)

    @property
    def count(self) -> int:
        """How many are ranked."""
        return len(self.league.standings)

    @cached_property
    def ranked(self) -> Table:
        """The ranking."""
        return ranked_table(self.teller, self.league)

    @cached_property
    def apart(self) -> Table:
        """Those without a rank."""
        return apart_table(self.teller, self.league.apart)

    @property
    def tables(self) -> Iterator[tuple[str, str, Table]]:
        """Both tables with their names and captions, if there is anybody in them."""
        say = self.teller.say
        yield "ranked", say("ranking", title=self.title), self.ranked
        if len(self.apart):
            yield "apart", f"{self.title} · {say('unranked')}", self.apart

    def first(self, table: Table) -> list[dict[str, str]]:
        """The rows that stand in the HTML."""
        return table.rows(WHOLE if len(table) <= WHOLE else FIRST)

    def data(self, sheets: Sheets) -> dict[str, object]:
        """The league as the script reads it."""
        tables = {
            name: {"count": len(table), "values": {key: pack(column) for key, column in table.values.items()}}
            for name, _, table in self.tables
        }
        scales = {
            name: {axis: scale._asdict() for axis, scale in svg.scales.items()} for name, svg in self.forms.items()
        }
        return {"title": self.title, "tables": tables, "scales": scales, **sheets.league(self.league)}

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Figures of the league, each with what it is."""
        return list(figures(self.teller, self.league))

    @property
    def groups(self) -> list[Group]:
        """The league's further tables."""
        return list(listings(self.teller, self.league))

    # -- pictures ---------------------------------------------------------------------------------------------------

    @cached_property
    def pictures(self) -> dict[str, Svg]:
        """The league's pictures by name; none where none are wanted or nobody is ranked."""
        from redprop.report import plots

        return self._drawn({"ranking": plots.ranking, "distribution": plots.distribution, "trend": plots.trend})

    @cached_property
    def forms(self) -> dict[str, Svg]:
        """The pictures of a subject's sheet without a subject: the script moves its marks."""
        from redprop.report import plots

        return self._drawn({"profile": plots.profile, "course": plots.course})

    def _drawn(self, kinds: dict[str, Draw]) -> dict[str, Svg]:
        from redprop.report import plots

        if not self.teller.issue.plots or not self.league.standings:
            return {}
        words = Words(self.teller.issue.result, self.teller.language)
        kept = {
            "profile": bool(section_bands(self.league)),
            **dict.fromkeys(("trend", "course"), len(self.league.trend) > 1),
        }
        return {
            name: plots.as_svg(partial(draw, self.view.bulletin, self.league, words), f"{name}-{self.number}")
            for name, draw in kinds.items()
            if kept.get(name, True)
        }
