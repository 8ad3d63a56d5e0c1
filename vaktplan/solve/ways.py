"""Ways out of a conflict, ranked by who may decide: each one change, tried in the whole model, and only told when the
place can be filled by it alone.

What no one may give up (rest, competence, fritak by right, holidays) is never among them.
"""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book

from .conflict import Conflict, OutOfTime, place_asked
from .reasons import Eased, Reason

ENOUGH = 3  # ways of one kind: so many one can call


class Decider(StrEnum):
    """Who may decide a way out, those first who are asked first."""

    DOCTOR = "doctor"
    COORDINATOR = "coordinator"
    CHIEF = "chief"


class Kind(StrEnum):
    """What is changed."""

    WISH = "wish"  # a doctor gives up a day that must be off
    COURSE = "course"  # a doctor moves a course
    EXTRA = "extra"  # a doctor agrees to more than a limit of the book's own
    LIMIT = "limit"  # a doctor agrees to more than the doctor's own limit
    LOCK = "lock"  # a lock is given up
    SESSION = "session"  # a session inside opening hours is moved
    FRITAK = "fritak"  # a fritak by discretion is put off
    ON_SITE = "on_site"  # a senior who is never bakvakt is with the beginner this once
    LOCUM = "locum"  # one more doctor, for this shift


RULES = {  # what holds back whom a way of a kind helps
    Kind.WISH: r.Wishes.id,
    Kind.COURSE: r.AbsenceRule.id,
    Kind.LOCK: r.Locked.id,
    Kind.FRITAK: r.ExemptionRule.id,
}


@dataclass(frozen=True)
class Way:
    """A change by which the place can be filled: who decides, what, whose, and on which shift alone (None: wholly).

    Of a limit, its rule and by how much it is passed.
    """

    decider: Decider
    kind: Kind
    doctor: str | None
    shift: str | None
    rule: str | None = None
    more: int = 0


@dataclass(frozen=True)
class Tried:
    """A way, and what the instance, what the roster must keep, and the limits look like by it."""

    way: Way
    instance: Instance
    roster: Roster
    eased: Eased | None = None


@dataclass(frozen=True)
class Found:
    """A way that works, and a roster by it in which the place is filled."""

    tried: Tried
    roster: Roster


def ways_out(
    instance: Instance, book: Book, roster: Roster, conflict: Conflict, seconds: float
) -> tuple[Found, ...]:
    """The ways out of a conflict that were tried and work, as far as the seconds go, in the order of who decides.

    Of each kind at most a few; of what can be changed a little or wholly, the least that works.
    """
    from .stuck import every_way

    end = monotonic() + seconds
    found: list[Found] = []
    of_kind: Counter[Kind] = Counter()
    with suppress(OutOfTime):
        whole, reasons = place_asked(instance, book, roster, conflict.shift, end)
        for step in every_way(instance, book, roster, conflict):
            way = step[0].way
            gone = _gone(way)
            if of_kind[way.kind] == ENOUGH:
                continue
            if gone and not whole.possible([one for one in reasons if one not in gone]):
                continue
            if least := _least(step, book, conflict.shift, end):
                found.append(least)
                of_kind[way.kind] += 1
    return tuple(found)


def _gone(way: Way) -> tuple[Reason, ...]:
    """The reasons that a way cannot take more than: without them all, what it does not help with shows at once."""
    if way.kind is Kind.SESSION and way.shift:
        return (Reason(r.Coverage.id, way.shift),)
    rule = way.rule or RULES.get(way.kind)
    return (Reason(rule, way.doctor),) if rule and way.doctor else ()


def _least(step: tuple[Tried, ...], book: Book, shift: str, end: float) -> Found | None:
    """The first of some alternatives that works. Raises OutOfTime."""
    for tried in step:
        if monotonic() >= end:
            raise OutOfTime
        asked, reasons = place_asked(tried.instance, book, tried.roster, shift, end, tried.eased)
        roster = asked.roster(reasons)
        if roster is not None:
            return Found(tried, roster)
    return None
