"""Months that are looked at by themselves, one after another or in processes of their own."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from multiprocessing import get_context

from vaktplan import i18n
from vaktplan.answers.horizon import MonthAhead
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.rulebook.book import Book

SECONDS = 20.0  # for the fewest open places of a month
POLL = 0.25  # seconds between looks at whether someone asked to stop


@dataclass(frozen=True)
class Look:
    """How far and how hard is looked: years, the limit of load (0.25: a quarter more), seconds a month, processes."""

    years: int = 5
    limit: float = 0.25
    claim_all: bool = False
    seconds: float = SECONDS
    processes: int = 2
    stopped: Callable[[], bool] = field(default=lambda: False)


def month_ahead(facts: Instance, book: Book, period: Period, seconds: float) -> MonthAhead:
    """What can be said of one month, whatever came before it."""
    from vaktplan.ledger.shares import fair_shares
    from vaktplan.solve.cover import fewest_open
    from vaktplan.verify.supply import supply
    from vaktplan.whatif.ahead import moved

    month = moved(facts, period)
    covered = fewest_open(month, book, seconds)
    roster = covered.roster
    shares = fair_shares(month, book)
    short = () if roster is not None and covered.cost == 0 else supply(month, book).short
    return MonthAhead(
        period=period,
        found=roster is not None,
        impossible=covered.impossible,
        open=() if roster is None else tuple((s.id, n) for s, n in roster.open_places(month)),
        weight=covered.cost,
        bound=covered.bound,
        certain=len(short),
        load={d: float(s["load"].target) for d, s in shares.items()},
        nights={d: float(s["nights"].target) for d, s in shares.items()},
    )


def each_month(facts: Instance, book: Book, months: Sequence[Period], look: Look) -> Iterator[MonthAhead]:
    """The months in order, as many at once as there are processes; ends early when a stop is asked for."""
    if look.processes == 1:
        for period in months:
            if look.stopped():
                return
            yield month_ahead(facts, book, period, look.seconds)
        return
    begin = (facts, book, look.seconds, i18n.language())
    pool = ProcessPoolExecutor(look.processes, get_context("spawn"), initializer=_begin, initargs=begin)
    try:
        futures = [pool.submit(_of_month, period) for period in months]
        for future in futures:
            while not look.stopped() and not _ended(future):
                pass
            if look.stopped():
                return
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ended(future: Future[MonthAhead]) -> bool:
    """Whether it has ended, after waiting a moment for it."""
    return bool(wait([future], timeout=POLL).done)


_task: list[tuple[Instance, Book, float]] = []  # of this process, when it is one of the pool


def _begin(facts: Instance, book: Book, seconds: float, language: str) -> None:
    """In the process: what every month is made from. Ctrl-C is the parent's, and so is the life."""
    from vaktplan.solve.process import die_with_parent

    os.setsid()
    die_with_parent()
    i18n.use(language)
    _task[:] = [(facts, book, seconds)]


def _of_month(period: Period) -> MonthAhead:
    [(facts, book, seconds)] = _task
    return month_ahead(facts, book, period, seconds)
