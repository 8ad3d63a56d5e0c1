"""Why places of a roster are open, and what would help; what the solver says is held against the check."""

from collections import Counter
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from vaktplan.answers.conflicts import Explained
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.roster import Roster, changes_since
from vaktplan.export.explained import Swap
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.easing import eased
from vaktplan.rulebook.rules import Tier

if TYPE_CHECKING:
    from vaktplan.solve.conflict import Conflict
    from vaktplan.solve.ways import Found

SOUGHT = 0.85  # of the seconds; the rest is for a model being built when they are up, and for the check


def explained(
    instance: Instance, book: Book, roster: Roster, asked: Sequence[str], time_limit: float
) -> Iterator[Explained]:
    """Each shift asked about, one after another; they share the seconds."""
    end = monotonic() + time_limit
    for place, shift in enumerate(asked):
        yield explained_one(instance, book, roster, shift, (end - monotonic()) / (len(asked) - place))


def explained_one(instance: Instance, book: Book, roster: Roster, shift: str, seconds: float) -> Explained:
    """Why a shift cannot have one doctor more, and what would help; or how it can: as far as the seconds go."""
    from vaktplan.solve.conflict import OutOfTime, conflict_on

    end = monotonic() + SOUGHT * seconds
    try:
        conflict = conflict_on(instance, book, roster, shift, SOUGHT * seconds)
    except OutOfTime:
        return Explained(shift, None, out_of_time=True)
    if conflict is None:
        return _swaps(instance, book, roster, shift, end - monotonic())
    return _ways(instance, book, roster, conflict, end)


def _swaps(instance: Instance, book: Book, roster: Roster, shift: str, seconds: float) -> Explained:
    from vaktplan.solve.fewest import fewest_changes
    from vaktplan.verify.verify import verify

    told = instance.model_copy(update={"base": tuple(Lock(doctor=d, shift=s) for d, s in roster.pairs)})
    before = verify(instance, book, roster).tier_costs
    swaps, wrong = [], []
    for found in fewest_changes(instance, book, roster, shift, seconds):
        verdict = verify(instance, book, found)
        wrong += [b.text for b in verdict.hard] + _unfilled(instance, roster, found, shift)
        dearer = {t.value: c - before[t] for t, c in verdict.tier_costs.items() if t is not Tier.COVER}
        swaps.append(Swap(changes=changes_since(told, found), dearer=dearer))
    swaps.sort(key=lambda swap: (len(swap.changes), *swap.dearer.values()))
    return Explained(shift, None, swaps=tuple(swaps), disagreement=tuple(wrong))


def _ways(instance: Instance, book: Book, roster: Roster, conflict: "Conflict", end: float) -> Explained:
    from vaktplan.solve.ways import ways_out

    found = ways_out(instance, book, roster, conflict, end - monotonic())
    all_tried = monotonic() < end
    wrong = [text for each in found for text in _refused(book, each, conflict.shift)]
    ways = tuple(each.tried.way for each in found)
    return Explained(conflict.shift, conflict, ways, all_tried=all_tried, disagreement=tuple(wrong))


def _refused(book: Book, found: "Found", shift: str) -> list[str]:
    """What the check has against the roster of a way; an eased limit is passed by its doctor alone."""
    from vaktplan.verify.verify import verify

    tried, limit = found.tried, found.tried.eased
    wrong = _unfilled(tried.instance, tried.roster, found.roster, shift)
    hard = verify(tried.instance, book, found.roster).hard
    if limit is None:
        return wrong + [b.text for b in hard]
    wider = eased(book, limit.rule, limit.more)
    return [
        *wrong,
        *(b.text for b in hard if (b.rule, b.doctor) != (limit.rule, limit.doctor)),
        *(b.text for b in verify(tried.instance, wider, found.roster).hard),
    ]


def _unfilled(instance: Instance, before: Roster, after: Roster, shift: str) -> list[str]:
    """The shifts that have fewer doctors than before, and the one asked about when it has no more."""
    held, has = Counter(s for _, s in before.pairs), Counter(s for _, s in after.pairs)
    wanted = held + Counter([shift])
    on_demand = {s.id for s in instance.shifts if s.on_demand}
    return [s for s in sorted(wanted.keys() - on_demand) if has[s] < wanted[s]]
