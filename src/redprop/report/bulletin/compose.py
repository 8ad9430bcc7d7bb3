"""The article put together: the text, and the annexes behind it."""

from __future__ import annotations

from redprop.report.bulletin import Issue, tables
from redprop.report.bulletin.article import Article, Passage
from redprop.report.bulletin.body import passages
from redprop.report.bulletin.leaders import leaders_page
from redprop.report.bulletin.method import method
from redprop.report.bulletin.said import Teller
from redprop.report.sheet import Group


def article(issue: Issue) -> Article:
    """What an issue says: the bulletin in full, or the page for leaders."""
    teller = Teller(issue)
    return leaders_page(teller) if issue.leaders else bulletin_article(teller)


def bulletin_article(teller: Teller) -> Article:
    """The bulletin in full."""
    title, lead = (teller.dated(code, subject=teller.subject) for code in ("title", "lead"))
    return Article(title, _addressed(teller), lead, passages(teller), _annexes(teller))


def _addressed(teller: Teller) -> str:
    """Whom the bulletin goes to: the communities and companies that the register names."""
    everyone = teller.bulletin.standings.values()
    named = [name for name in ("community", "company") if any(getattr(one, name) for one in everyone)]
    who = teller.say("to.between").join(teller.say(f"to.{name}") for name in named)
    return teller.say("to", who=who) if who else ""


def _annexes(teller: Teller) -> list[Passage]:
    say, leagues = teller.say, teller.bulletin.leagues
    found: list[tuple[str, list[str], list[Group], list[str]]] = [
        (say("ranking", title=teller.league(league)), [], tables.ranking(teller, league), []) for league in leagues
    ]
    shapes = [group for league in leagues for group in tables.shape(teller, league)]
    if shapes:
        found.append((say("parts"), [], shapes, teller.plots("distribution")))
    listed = [tables.problems(teller, league.losses, teller.league(league)) for league in leagues if league.losses]
    if listed:
        found.append((say("problem_list"), [], listed, []))
    found.append((say("method"), list(method(teller)), [], []))
    return [
        Passage(say("annex", number=number, title=title), paragraphs, groups, plots)
        for number, (title, paragraphs, groups, plots) in enumerate(found, 1)
    ]
