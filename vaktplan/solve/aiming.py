"""A build turned to an aim of its own: its prices become what is made least, and what may be no more becomes rows."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from vaktplan.domain.roster import Roster
from vaktplan.rulebook.rules import TIERS

from .aim import Aim, Costs, Counted, Sum
from .build import Build, Price
from .model import Var, weighted
from .outcome import Status
from .share import counts, value
from .tiers import Climb

if TYPE_CHECKING:
    from .tiers import Finish

LAST = TIERS[-1]


def aim_at(build: Build, aim: Aim) -> None:
    """Price the aim alone, in one tier, and forbid what is more than it allows."""
    least = [price for total, factor in aim.least for price in _prices(build, total, factor)]
    for total, most in aim.most:
        _limit(build, list(_prices(build, total, 1)), most)
    build.prices = [*least, _price(1, None, 0)]  # there is always a tier


def improve_on(climb: Climb, roster: Roster, finish: "Finish") -> Status:
    """Search and proof from a roster that keeps what the aim allows. Raises ValueError for one that does not."""
    build, [tier] = climb.build, climb.build.tiers
    chosen = build.chosen(roster)
    if chosen is None:
        raise ValueError("the roster has a take that is ruled out")
    values = build.least(chosen)
    if not climb.grounds.of(tier, {}).model.rows.kept(np.array(values, dtype=np.int64)).all():
        raise ValueError("the roster breaks what is forbidden")
    climb.offer(values)
    climb.tell(tier)
    if not climb.enough(tier):
        finish(climb, tier, 0.0)
    return Status.PROVEN if climb.settled(tier) else Status.FEASIBLE


def _prices(build: Build, total: Sum, factor: int) -> Iterator[Price]:
    match total:
        case Costs():
            for price in build.prices:
                if total.has(price.tier, price.rule):
                    yield replace(price, tier=LAST, weight=price.weight * factor)
        case Counted():
            yield from _counted(build, total, factor)


def _counted(build: Build, total: Counted, factor: int) -> Iterator[Price]:
    """The takes of a doctor by what they are worth in a measure."""
    counted = [t for t in build.takes(total.doctor) if counts(total.measure, t.shift)]
    terms = [(t.on, worth) for t in counted if (worth := value(build.book, total.measure, t.shift))]
    if total.beyond:
        yield from [_price(factor, build.excess(terms, total.beyond), 1)] if terms else []
    else:
        yield from (_price(factor, on, worth) for on, worth in terms)


def _price(weight: int, on: Var | None, amount: int) -> Price:
    return Price("", "", None, LAST, weight, on, amount, 0)


def _limit(build: Build, prices: list[Price], most: int) -> None:
    terms = [(p.on, p.weight * p.amount) for p in prices if p.on is not None]
    room = most - sum(p.weight * p.constant for p in prices)
    if terms:
        build.cp.add(weighted(terms) <= room)
    elif room < 0:
        raise ValueError("a sum that no roster changes is more than allowed")
