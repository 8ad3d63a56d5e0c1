"""The months that a sweep looks at, each with its facts and the roster at hand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import UsageError
from vaktplan.fleet import Job, Result
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.yearly import cut, following, months_of, trimmed

from .batch import plan_job

BASE_SECONDS = 60.0  # for the roster of a month that none is given for
Planned = Callable[[Job], Result | None]


@dataclass(frozen=True)
class Standing:
    """A month as it is: its name, its facts, and the roster at hand."""

    name: str
    instance: Instance
    roster: Roster

    def changed(self, whole: Instance) -> Instance:
        """The month after changes of the facts of the whole period; a fritak that is over by then plays no part."""
        mine = self.instance
        kept = ("period", "base", "discussed", "published", "history", "feasts_worked", "carried")
        update = {name: getattr(mine, name) for name in (*kept, "year_to_date")}
        over = [e for e in whole.exemptions if e.last is not None and e.last < mine.period.first]
        update["exemptions"] = tuple(e for e in whole.exemptions if e not in over)
        update["locks"] = tuple(k for k in mine.locks if k in whole.locks)
        return trimmed(whole.model_copy(update=update))


def standing_months(
    whole: Instance, book: Book, folder: Path, until: date, given: Roster | None, planned: Planned
) -> Iterator[Standing]:
    """The calendar months to a date in order, each with what the one before left; ends when one has no roster.

    `planned` plans a month that no roster is given for, or has it from before.
    """
    before: Standing | None = None
    for period in months_of(whole.period):
        if period.first > until:
            return
        if period == whole.period:
            instance = whole
        elif before is None:
            instance = trimmed(cut(whole, period))
        else:
            instance = _after(before, whole, book, period)
        name = f"{period.first:%Y-%m}"
        roster = _part(given, period) if given is not None else _made(name, instance, book, folder, planned)
        if roster is None:
            return
        before = Standing(name, instance, roster)
        yield before


def _after(before: Standing, whole: Instance, book: Book, period: Period) -> Instance:
    """The next month of the whole, with what the roster of the one before leaves to it."""
    carried = following(before.instance, book, before.roster, period)
    update = {n: getattr(carried, n) for n in ("history", "feasts_worked", "carried", "year_to_date")}
    return trimmed(cut(whole, period).model_copy(update=update))


def _part(roster: Roster, period: Period) -> Roster:
    return Roster.of(pair for pair in roster.pairs if date.fromisoformat(pair[1][:10]) in period)


def _made(name: str, instance: Instance, book: Book, folder: Path, planned: Planned) -> Roster | None:
    """The roster of a month planned now or before; None when someone asked to stop. Raises UsageError without any."""
    result = planned(plan_job(f"plan {name}", instance, book, folder, BASE_SECONDS, 0))
    if result is None:
        return None
    if result.answer is None or not result.answer["roster"]:
        what = _("fant ingen plan for {måned} å gå ut fra; lag den med «vaktplan plan» og oppgi --roster")
        raise UsageError(what.format(måned=name))
    return Roster.of((p["doctor"], p["shift"]) for p in result.answer["roster"])


def months_wanted(whole: Period, asked: Sequence[date]) -> tuple[Period, ...]:
    """The months of a period that were asked for, or all. Raises UsageError for one outside the period."""
    every = months_of(whole)
    known = {f"{p.first:%Y-%m}": p for p in every}
    for day in asked:
        if f"{day:%Y-%m}" not in known:
            what = _("--from {måned} er utenfor perioden; månedene er {kjent}")
            raise UsageError(what.format(måned=f"{day:%Y-%m}", kjent=", ".join(known)))
    names = {f"{day:%Y-%m}" for day in asked}
    return tuple(p for name, p in known.items() if not names or name in names)
