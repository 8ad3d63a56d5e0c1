"""Why a place stays open: the few rules, doctors and other places that together forbid it, and no one of them idle.

Found by QuickXplain (Junker 2004) over re-solves of a small model around the date, which grows until it says no. Only
rules of which no further duty mends a breach stand in a part; and what a part forbids is asked of the whole, with the
reasons found alone, before it is told.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from ortools.sat.python import cp_model

from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book

from .asking import asker, needed
from .reasons import Eased, Reason, Reasoned, reasoned

LASTING = (  # what further duties never mend, and what hangs on the same hours alone
    *(r.Eligibility, r.Competence, r.AbsenceRule, r.ExemptionRule, r.Wishes, r.Locked, r.OnePlace, r.Backup),
    *(r.Coverage, r.DailyRest, r.RestAfterNight, r.SuccessionRule, r.NightRun, r.DutyCap, r.WeekendCap),
    *(r.TypeLimitRule, r.LocumLimit),
)
FACTS = (r.Competence, r.AbsenceRule, r.ExemptionRule, r.Wishes)  # told before what hangs on other duties
AROUND = (0, 1, 3, 8, 31)  # days before and after: each model is larger than the one before
PLAIN = 0.2  # deterministic time without presolve


@dataclass(frozen=True)
class Conflict:
    """What forbids one more place of a shift to be filled beside the others; `minimal` when each reason is needed."""

    shift: str
    reasons: tuple[Reason, ...]
    minimal: bool
    seconds: float


class OutOfTime(Exception):
    """The time is out, and nothing is known."""


def conflict_on(
    instance: Instance, book: Book, roster: Roster, shift: str, seconds: float
) -> Conflict | None:
    """Why a shift with an open place cannot have one doctor more, while the others keep as many as they have.

    None when it can. Raises OutOfTime when that is not known within the seconds.
    """
    began = monotonic()
    end = began + seconds
    for model, reasons in _models(instance, book, roster, shift):
        asked = Asked(model, model.fill(shift, _held(roster, shift) + 1), end)
        if asked.possible(reasons):
            continue
        core, minimal = _least(reasons, asked)
        if model.instance.period != instance.period and not _holds(instance, book, roster, shift, core, end):
            continue
        return Conflict(shift, tuple(core), minimal and _stands(core, asked), monotonic() - began)
    return None


def _holds(
    instance: Instance, book: Book, roster: Roster, shift: str, core: Sequence[Reason], end: float
) -> bool:
    """Whether the reasons found in a part of the dates forbid it in the whole too.

    They need not: a bakvakt from the date before, and what a new locum has done by then, are not in the part. Raises
    OutOfTime.
    """
    asked, _reasons = place_asked(instance, book, roster, shift, end)
    return not asked.possible(core)


def _stands(core: Sequence[Reason], asked: "Asked") -> bool:
    """Whether the reasons alone forbid it, and without any one of them there is a roster; asked anew."""
    try:
        each = (asked.possible([other for other in core if other != one]) for one in core)
        return not asked.possible(core) and all(each)
    except OutOfTime:
        return False


def _models(
    instance: Instance, book: Book, roster: Roster, shift: str
) -> Iterator[tuple[Reasoned, list[Reason]]]:
    """Larger and larger models around a shift, with their reasons; last the whole with every rule."""
    target = instance.shift_by_id[shift]
    lasting = book.only(*(kind.id for kind in LASTING))
    for days in AROUND:
        part = _around(instance, target, days)
        yield _with_places(reasoned(part, lasting), roster, target)
        if part.period == instance.period:
            break
    yield _with_places(reasoned(instance, book), roster, target)


def place_asked(
    instance: Instance, book: Book, roster: Roster, shift: str, end: float, eased: Eased | None = None
) -> tuple["Asked", list[Reason]]:
    """The whole model with every rule, asked for one doctor more on a shift beside the others; and all its reasons."""
    model, reasons = _with_places(reasoned(instance, book, eased), roster, instance.shift_by_id[shift])
    return Asked(model, model.fill(shift, _held(roster, shift) + 1), end), reasons


def _around(instance: Instance, target: Shift, days: int) -> Instance:
    """The instance some days before and after a shift."""
    first = max(instance.period.first, target.date - timedelta(days=days))
    last = min(instance.period.last, target.date + timedelta(days=days))
    period = Period(first=first, last=last)
    part = instance.model_copy(update={"period": period, "base": ()})
    locks = tuple(lock for lock in instance.locks if lock.shift in part.shift_by_id)
    return part.model_copy(update={"locks": locks})


def _with_places(build: Reasoned, roster: Roster, target: Shift) -> tuple[Reasoned, list[Reason]]:
    """A model in which the other shifts keep as many doctors as they have; its reasons, the plainest first."""
    for pair, var in build.variables.items():
        build.cp.add_hint(var, pair in roster.taken)
    for shift in build.instance.shifts:
        held = _held(roster, shift.id)
        if shift.id != target.id and held and not shift.on_demand:
            build.fill(shift.id, held)
    return build, sorted(build.reasons, key=lambda reason: _plainness(build.instance, target, reason))


def _held(roster: Roster, shift: str) -> int:
    return sum(1 for _, taken in roster.pairs if taken == shift)


def _plainness(instance: Instance, target: Shift, reason: Reason) -> tuple[int, float, Reason]:
    """Facts first, then rules, then other places, the nearest first."""
    if reason.rule == r.Coverage.id and reason.who:
        away = abs((instance.shift_by_id[reason.who].start - target.start).total_seconds())
        return 2, away, reason
    return int(reason.rule not in {kind.id for kind in FACTS}), 0.0, reason


class Asked:
    """Asks a model whether a roster is possible while some reasons are on; what is asked for is always on."""

    def __init__(self, build: Reasoned, goal: Reason, end: float) -> None:
        self._build, self._goal, self._end = build, goal, end

    def possible(self, on: Collection[Reason]) -> bool:
        """Whether there is a roster. Raises OutOfTime."""
        return self.roster(on) is not None

    def roster(self, on: Collection[Reason]) -> Roster | None:
        """A roster, when there is one. Raises OutOfTime."""
        return self._solved(on)

    def nearest(self, on: Collection[Reason], roster: Roster) -> Roster | None:
        """The roster with the fewest takes other than another's, or the best found in the time."""
        taken = roster.taken
        each = self._build.variables.items()
        moved = cp_model.LinearExpr.weighted_sum(
            [var for _, var in each], [-1 if pair in taken else 1 for pair, _ in each]
        )
        self._build.cp.minimize(moved)
        try:
            return self._solved(on)
        finally:
            self._build.cp.proto.clear_objective()

    def forbid(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Rule takes out from now on."""
        for pair in pairs:
            domain = self._build.cp.proto.variables[self._build.variables[pair].index].domain
            domain[0] = domain[1] = 0

    def _solved(self, on: Collection[Reason]) -> Roster | None:
        if monotonic() >= self._end:
            raise OutOfTime
        self._build.switch({*on, self._goal})
        for plain in (True, False):
            solver = asker(self._end - monotonic(), PLAIN if plain else None, linearization=0)
            status = solver.solve(self._build.cp)
            if status == cp_model.OPTIMAL or (status == cp_model.FEASIBLE and not plain):
                return self._build.roster(solver.response_proto.solution)
            if status == cp_model.INFEASIBLE:
                return None
        raise OutOfTime


def _least(reasons: Sequence[Reason], asked: Asked) -> tuple[list[Reason], bool]:
    """A least part of some reasons that together are impossible, and whether every one of them is needed.

    When the time runs out, the smallest part known to be impossible.
    """
    found = [list(reasons)]

    def possible(on: Collection[Reason]) -> bool:
        answer = asked.possible(on)
        if not answer and len(on) < len(found[-1]):
            found.append(list(on))
        return answer

    try:
        return needed([], False, list(reasons), possible), True
    except OutOfTime:
        return found[-1], False
