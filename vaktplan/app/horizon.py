"""Years ahead, month by month: when the roster breaks or a load passes the limit, why, and what prevents it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan.answers.horizon import Cause, HorizonAnswer, MonthAhead, Remedy
from vaktplan.domain.clock import DAY
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.i18n import _
from vaktplan.read.source import workbook_in
from vaktplan.rulebook.book import Book
from vaktplan.yearly import month_after

from .monthsahead import Look, each_month
from .reading import Warn, read

if TYPE_CHECKING:
    from vaktplan.whatif.ahead import Ages

    from .whyahead import Seen

MONTHS_A_YEAR = 12
ORDINARY = Look()
Told = Callable[[MonthAhead], None]


def horizon(
    source: Path,
    *,
    plan: Path | None = None,
    look: Look = ORDINARY,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
    on_month: Told = lambda month: None,
) -> HorizonAnswer:
    """Look ahead from the facts of a workbook, with the changes that are planned. Raises InvalidInput for these."""
    from vaktplan.rulebook.present import check_covers

    instance, book, sha256 = read(source, on_warning)
    on_read()
    ages = _ages(instance.period.last)
    months = months_ahead(instance.period, look.years)
    if plan is not None:
        instance = planned(instance, book, plan, months[-1].last, workbook_in(source).parent)
    check_covers(book, instance.period.first, months[-1].last + DAY)
    return looked(instance, book, ages, months, look, on_month, sha256)


def months_ahead(first: Period, years: int) -> tuple[Period, ...]:
    """The first period, and the calendar months after it."""
    found = [first]
    while len(found) < years * MONTHS_A_YEAR:
        found.append(month_after(found[-1]))
    return tuple(found)


def planned(instance: Instance, book: Book, plan: Path, until: date, folder: Path) -> Instance:
    """The instance with every change of a file made, each checked against all the months. Raises InvalidInput."""
    from vaktplan.errors import Fault, InvalidInput
    from vaktplan.read.scenarios import read_scenarios
    from vaktplan.whatif.changes import OtherBook
    from vaktplan.whatif.scenario import Scenario, applied

    whole = Period(first=instance.period.first, last=until)
    wide = instance.model_copy(update={"period": whole, "locks": (), "base": ()})
    changes = tuple(c for s in read_scenarios(plan, wide, book, folder) for c in s.changes)
    hint = _("kjør én gang for hver regelbok")
    other = [c for c in changes if isinstance(c, OtherBook)]
    if other:
        what = _("en regelbok kan ikke byttes underveis")
        raise InvalidInput([Fault(c.id, what, hint, "not-possible-here") for c in other])
    applied(wide, book, Scenario(name=plan.name, changes=changes))
    for change in changes:
        instance = change.apply(instance)
    return instance


def looked(
    instance: Instance,
    book: Book,
    ages: "Ages",
    months: Sequence[Period],
    look: Look,
    on_month: Told = lambda month: None,
    sha256: str = "",
) -> HorizonAnswer:
    """The answer for some months; a stop on the way keeps the months that are done."""
    from vaktplan.whatif.ahead import claimed_by_all, ended_by_age, events

    from .whyahead import Seen

    facts = ended_by_age(claimed_by_all(instance) if look.claim_all else instance, ages.contract)
    coming = events(facts, book, months[-1].last, ages)
    done: list[MonthAhead] = []
    for month in each_month(facts, book, months, look):
        done.append(month)
        on_month(month)
    seen = Seen(facts, book, coming, tuple(done), look)
    stopped = len(done) < len(months)
    bad = None if stopped else seen.first_open()
    cause, tried, late = _explained(seen, bad)
    return HorizonAnswer(
        instance=facts,
        months=tuple(done),
        asked=len(months),
        events=coming,
        limit=look.limit,
        cause=cause,
        remedies=tried,
        overload=seen.overload(),
        assumed=_assumed(look),
        input_sha256=sha256,
        interrupted=stopped or late,
    )


def _explained(seen: "Seen", bad: MonthAhead | None) -> tuple[Cause | None, tuple[Remedy, ...], bool]:
    """The cause of a month that breaks, what was tried against it, and whether that was stopped on the way."""
    from .whyahead import Stopped

    if bad is None:
        return None, (), False
    try:
        cause = seen.why_open(bad)
        return cause, tuple(seen.remedies(bad)), False
    except Stopped:
        return None, (), True


def _ages(day: date) -> "Ages":
    from vaktplan.read.models import load_norms
    from vaktplan.rulebook.norms import plain
    from vaktplan.whatif.ahead import Ages

    norms = load_norms()
    return Ages(
        contract=plain(norms["fastlegeforskriften.contract-ends"].at(day).value).whole(day),
        hours=plain(norms["arbeidsmiljoloven.reduced-hours-age"].at(day).value).whole(day),
    )


def _assumed(look: Look) -> tuple[str, ...]:
    """What the answer rests on, said on screen."""
    claims = _("Aldersretten regnes som krevd av alle fastleger fra den dagen den oppstår.")
    as_entered = _("Aldersretten regnes bare for dem som har krevd den.")
    return (
        claims if look.claim_all else as_entered,
        _("Fastlegeavtalen regnes som slutt ved aldersgrensen, uten tidsbegrenset avtale etter den."),
        _("Fastlegeforskriften § 12 er endret fra 2027; den nye teksten er ikke lest."),
        _("Ferier, fravær og ønsker etter den første måneden er ikke kjent, og er ikke regnet med."),
        _("Hver måned er sett for seg, uten vakter og skyldig vakt fra måneden før."),
    )
