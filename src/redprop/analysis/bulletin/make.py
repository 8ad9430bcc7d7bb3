"""A bulletin from results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from redprop.analysis.bulletin.before import leagues_by_id, same_rules
from redprop.analysis.bulletin.leagues import empty_bins, league_of
from redprop.analysis.bulletin.losses import losing
from redprop.analysis.bulletin.model import Bulletin, ChannelFacts, Method
from redprop.analysis.bulletin.numbers import printed
from redprop.analysis.bulletin.standings import Standings, named_channels
from redprop.analysis.bulletin.visits import first_and_last, missing_months, visit_days
from redprop.engine.columns import exact_decimals
from redprop.engine.result import Result
from redprop.exact import Ratios
from redprop.rubric.plan import PlanChannel


def bulletin(result: Result, earlier: Sequence[Result] = ()) -> Bulletin:
    """A period told whole.

    Args:
        result: The period.
        earlier: Results of earlier periods, the oldest first. Changes are counted from the last of them, if its scores
            are of the same kind: the same standard with the same full marks. All of them make the trend.
    """
    rubric = result.plan.rubric
    made = Standings(result, earlier)
    before = made.before
    columns, bins = losing(result), empty_bins(result, result.rank_twice > 0)
    return Bulletin(
        period=result.period,
        before=before.result.period if before else "",
        rubric=rubric.id,
        title=dict(rubric.title or {}),
        edition=rubric.edition or "",
        fingerprint=result.fingerprint,
        rules_changed=before is not None and not same_rules(before.result, result),
        subjects=len(result.register),
        ranked=int((result.rank_twice > 0).sum()),
        leagues=tuple(league_of(name, at, made, columns, bins) for name, at in leagues_by_id(result).items()),
        method=_method(result),
        outside=dict(result.register.unjudged),
    )


def only(told: Bulletin, category: str | None) -> Bulletin:
    """A bulletin of one category alone; one in which everyone is ranked together stays whole."""
    leagues = tuple(league for league in told.leagues if category is None or league.id in (category, ""))
    ranked = sum(len(league.standings) for league in leagues)
    subjects = ranked + sum(len(league.apart) for league in leagues)
    return replace(told, leagues=leagues, ranked=ranked, subjects=subjects)


def _method(result: Result) -> Method:
    plan, rubric = result.plan, result.plan.rubric
    covered = result.coverage[result.rank_twice > 0].tolist()
    logged = [day for channel in result.reading.log.done for day in visit_days(result, channel)]
    since, until = first_and_last(logged)
    return Method(
        full=exact_decimals(Ratios.of([plan.full]))[0] if plan.scaled else None,
        places=plan.places,
        rounding=rubric.rounding.mode,
        ties=rubric.ranking.ties,
        lower_is_better=plan.lower_is_better,
        blend=plan.blend,
        channels=tuple(_channel(result, channel) for channel in named_channels(plan)),
        coverage=printed(Fraction(sum(covered), 10**4 * len(covered)), 4, "down") if covered else None,
        least_covered=printed(Fraction(min(covered), 10**4), 4) if covered else None,
        since=since,
        until=until,
        missing_months=missing_months(result),
    )


def _channel(result: Result, channel: PlanChannel) -> ChannelFacts:
    log, listed = result.reading.log, result.reading.log.lists(channel.id)
    days = visit_days(result, channel.id)
    since, until = first_and_last(days)
    weights = zip(channel.weight_by, exact_decimals(Ratios.of(channel.weight_by.values())), strict=True)
    weight = exact_decimals(Ratios.of([channel.weight]))[0]
    return ChannelFacts(
        id=channel.id,
        weight=weight or Decimal(0),
        weights={name: own for name, own in weights if own is not None and own != weight},
        visits_as=channel.visits,
        absent=channel.absent,
        heir=channel.heir or "",
        minimum=channel.minimum.count if channel.minimum else None,
        drawn=channel.drawn is not None,
        seen=int(result.channels[channel.id].present.sum()),
        visits=sum(int(done.sum()) for done in log.done[channel.id].values()) if listed else None,
        since=since,
        until=until,
        respondents=len(result.reading.tally.respondents.get(channel.id, ())),
    )
