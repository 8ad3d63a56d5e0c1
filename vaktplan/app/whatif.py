"""What a decision would change: the plan as it is and as it would be, twins over the months that it touches."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from vaktplan import versions
from vaktplan.answers import ExplainAnswer, WhatIfAnswer
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import UsageError
from vaktplan.i18n import _
from vaktplan.read.source import workbook_in
from vaktplan.rulebook.book import Book
from vaktplan.whatif.ahead import moved
from vaktplan.whatif.comparison import Comparison, Side, Twins
from vaktplan.whatif.scenario import Scenario, applied
from vaktplan.yearly import following, month_after

from .openplaces import explained
from .reading import Warn, read
from .solving import book_hash

Books = tuple[Book, Book]
FIRST_PLAN = 0.3  # of the time, for a roster to begin with when none is at hand
TWINS = 0.75  # of what is left then, for the first month
MOST_MONTHS = 12
MOST_AHEAD = 60  # months after the workbook's in which a change may begin
LEAST_MONTH = 4.0  # seconds: a later month is not begun with less
EXPLAINING = 10.0  # seconds, also when the time is out: an answer that it breaks is worth its reasons
DATING = 0.4  # of the time at least, for the first date by which it breaks
AFTERWARDS = 1.5  # seconds for what comes after the search


def whatif(
    source: Path,
    changes: Sequence[tuple[str, str]],
    *,
    roster: Path | None = None,
    locum_price: float | None = None,
    time_limit: float = 60.0,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
) -> WhatIfAnswer:
    """Compare the plan as it is with the plan after some changes, each (kind, short form), made in order.

    With `roster`, both begin near it. Changes that all begin after the workbook's period are asked of the month in
    which the first begins. `locum_price` is in kr a night. Raises InvalidInput with every fault of the changes,
    UsageError without any.
    """
    from vaktplan.read.changes import first_day, scenario_of

    began = monotonic()
    if not changes:
        raise UsageError(_("si hva som skal endres, som --grant LEGE:OMFANG:FRA"))
    known, book, sha256 = read(source, on_warning)
    near = None if roster is None else _read_roster(roster, known)
    instance, near = _in_month_of(first_day(changes), known, book, near)
    scenario = scenario_of(changes, instance, book, "")
    scenario = scenario.model_copy(update={"name": "; ".join(scenario.titles(instance))})
    changed = applied(instance, book, scenario)
    books = (book, _book_of(changed, book, workbook_in(source).parent))
    on_read()
    comparison = replace(
        compared((instance, changed), books, scenario, near, time_limit - (monotonic() - began)),
        facts_from=None if instance is known else known.period,
        locum_price=locum_price,
    )
    return WhatIfAnswer(
        instance=instance,
        book=book,
        comparison=comparison,
        why=_why(comparison, books[1], sha256),
        input_sha256=sha256,
        book_sha256=book_hash(book),
        versions=versions.of_everything(),
        time_limit=time_limit,
        seconds=monotonic() - began,
    )


def compared(
    pair: tuple[Instance, Instance], books: Books, scenario: Scenario, near: Roster | None, seconds: float
) -> Comparison:
    """The comparison within some seconds."""
    from vaktplan.whatif.twins import breaks_from

    end = monotonic() + max(2.0, seconds - AFTERWARDS)
    near = near or _first_plan(pair[0], books[0], FIRST_PLAN * (end - monotonic()))
    later = _later(scenario, pair[0].period)
    share = TWINS if later else 1.0
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        months = [_twins(pool, pair, books, near, share * (end - monotonic()), whole=True)]
        while len(months) <= later and end - monotonic() > LEAST_MONTH and not months[-1].broken:
            following_pair = _following(months[-1], books)
            if following_pair is None:
                break
            months.append(_twins(pool, following_pair, books, None, end - monotonic(), whole=False))
    comparison = Comparison(scenario, tuple(months), touched(*pair), unseen=max(0, later + 1 - len(months)))
    if not months[-1].broken:
        return comparison
    day, exact = breaks_from(months[-1], books, max(EXPLAINING, DATING * seconds, end - monotonic()))
    return replace(comparison, breaks_from=day, breaks_exact=exact)


def touched(before: Instance, after: Instance) -> tuple[str, ...]:
    """The doctors whose own facts a scenario changes, in order; those who come or go too."""

    def facts(instance: Instance) -> dict[str, tuple[object, ...]]:
        kinds = (instance.exemptions, instance.absences)
        return {
            d.id: (d, *(tuple(f for f in kind if f.doctor == d.id) for kind in kinds))
            for d in instance.doctors
        }

    old, new = facts(before), facts(after)
    return tuple(i for i in dict.fromkeys((*old, *new)) if old.get(i) != new.get(i))


def _book_of(changed: Instance, book: Book, folder: Path) -> Book:
    from vaktplan.read.models import book_of

    return book if changed.book == book.id else book_of(changed, folder)


def _read_roster(path: Path, instance: Instance) -> Roster:
    from vaktplan.read.roster_sheet import read_roster

    return read_roster(path, instance)


def _in_month_of(
    day: date | None, instance: Instance, book: Book, near: Roster | None
) -> tuple[Instance, Roster | None]:
    """The facts in the month of a date after the period, and no roster near; as they are for any other date.

    The month just after a roster at hand begins with what that roster leaves; in later ones nothing is owed.
    """
    if day is None or day <= instance.period.last:
        return instance, near
    month = month_after(instance.period)
    if day in month and near is not None:
        return following(instance, book, near, month), None
    for _month in range(MOST_AHEAD):
        if day in month:
            return moved(instance, month), None
        month = month_after(month)
    return instance, near


def _first_plan(instance: Instance, book: Book, seconds: float) -> Roster | None:
    from vaktplan.solve.outcome import Options
    from vaktplan.solve.run import solve

    return solve(instance, book, Options(time_limit=seconds)).roster


def _twins(
    pool: ProcessPoolExecutor,
    pair: tuple[Instance, Instance],
    books: Books,
    near: Roster | None,
    seconds: float,
    *,
    whole: bool,
) -> Twins:
    """Both sides at once, each in a process of its own."""
    from vaktplan.whatif.twins import Ask, beside, side

    doctors = _order(pair, books)
    asks = [Ask(i, b, _possible(i, near), doctors, seconds, whole) for i, b in zip(pair, books, strict=True)]
    refused, granted = pool.map(side, asks)
    return beside(refused, granted, books, whole=whole)


def _order(pair: tuple[Instance, Instance], books: Books) -> tuple[str, ...]:
    """All doctors, those first whose fair share of nights changes most."""
    from vaktplan.ledger import fair_shares

    before, after = (
        {d: float(s["nights"].target) for d, s in fair_shares(i, b).items()}
        for i, b in zip(pair, books, strict=True)
    )
    every = dict.fromkeys((*before, *after))
    return tuple(sorted(every, key=lambda d: -abs(after.get(d, 0.0) - before.get(d, 0.0))))


def _possible(instance: Instance, near: Roster | None) -> Roster | None:
    """The roster without those who are not there any more, and without shifts that are not."""
    if near is None:
        return None
    doctors, shifts = instance.doctor_by_id, instance.shift_by_id
    return Roster.of((d, s) for d, s in near.pairs if d in doctors and s in shifts)


def _later(scenario: Scenario, period: Period) -> int:
    """How many months after the period the scenario touches; a change without an end touches a year."""
    ends: list[date | None] = [getattr(c, "last", None) for c in scenario.changes]
    found = 0
    month = month_after(period)
    while found < MOST_MONTHS - 1 and any(last is None or last >= month.first for last in ends):
        found, month = found + 1, month_after(month)
    return found


def _following(month: Twins, books: Books) -> tuple[Instance, Instance] | None:
    """Both sides a month later, each with what its own roster left; None when one has none."""
    period = month_after(month.period)

    def next_of(side: Side, book: Book) -> Instance | None:
        return None if side.roster is None else following(side.instance, book, side.roster, period)

    before, after = next_of(month.refused, books[0]), next_of(month.granted, books[1])
    return None if before is None or after is None else (before, after)


def _why(found: Comparison, book: Book, sha256: str) -> ExplainAnswer | None:
    """Where it breaks: what is certain by the facts alone, and why the first place that falls empty is open."""
    from vaktplan.verify.supply import supply

    month, day = found.months[-1], found.breaks_from
    side = month.granted
    if side.roster is None or day is None:
        return None
    by_id = side.instance.shift_by_id
    stays = {shift for shift, _places in month.refused.open}
    fallen = [by_id[shift] for shift, _places in side.open if shift not in stays]
    first = sorted(fallen, key=lambda s: (s.date < day, s.start))[:1]
    told = tuple(explained(side.instance, book, side.roster, [s.id for s in first], EXPLAINING))
    return ExplainAnswer(side.instance, book, supply(side.instance, book), told, sha256)
