"""Planning one period, and judging a roster made by anyone."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan.answers import CheckAnswer, PlanAnswer
from vaktplan.domain.instance import Instance, Lock
from vaktplan.errors import UsageError
from vaktplan.i18n import _

from .aside import ASIDE, Aside, with_explanations
from .explaining import foresee
from .leaving import export, fresh_folder, output_folder
from .reading import Warn, read
from .solving import ORDINARY, Effort, solved

if TYPE_CHECKING:
    from vaktplan.solve.outcome import Outcome


def plan(
    source: Path,
    output: Path | None,
    *,
    made_at: datetime,
    effort: Effort = ORDINARY,
    replan: Path | None = None,
    replan_from: date | None = None,
    after: tuple[Path, Path] | None = None,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
    on_solved: "Callable[[Outcome], None]" = lambda outcome: None,
    aside: Aside = ASIDE,
) -> PlanAnswer:
    """From workbook to roster: read, book, solve, verify, ledger, export.

    With `replan` an earlier roster changes as little as possible; what it has before `replan_from` stands. With
    `after`, the workbook and the roster of the period before, history and account are taken from them. Why the first
    open places are open is asked aside.
    """
    folder = output_folder(output)
    if replan_from is not None and replan is None:
        raise UsageError(_("--from hører sammen med --replan"))
    instance, book, sha256 = read(source, on_warning)
    if after is not None:
        instance = _after(instance, *after)
    on_read()
    foresee(instance, book, on_warning)
    if replan is not None:
        instance = _with_worked(_with_base(instance, replan), replan_from)
    answer = solved(instance, book, sha256, effort, on_solved)
    if answer.outcome.roster is None:
        return answer
    answer = with_explanations(answer, aside, on_warning)
    files = export(answer, folder or fresh_folder(instance), made_at)
    return answer.with_files(files)


def check(
    source: Path,
    roster: Path,
    *,
    base: Path | None = None,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
) -> CheckAnswer:
    """Judge a roster made by anyone; with a base, also how much of what was told before it changes."""
    from vaktplan.read.roster_sheet import read_roster
    from vaktplan.verify.verify import verify

    instance, book, sha256 = read(source, on_warning)
    on_read()
    if base is not None:
        instance = _with_base(instance, base)
    judged = read_roster(roster, instance)
    verdict = verify(instance, book, judged)
    return CheckAnswer(instance=instance, book=book, roster=judged, verdict=verdict, input_sha256=sha256)


def _with_base(instance: Instance, replan: Path) -> Instance:
    from vaktplan.read.roster_sheet import read_roster

    old = read_roster(replan, instance)
    return instance.model_copy(update={"base": tuple(Lock(doctor=d, shift=s) for d, s in old.pairs)})


def _with_worked(instance: Instance, day: date | None) -> Instance:
    """The instance with what the earlier roster has before a date locked: it has been worked."""
    if day is None:
        return instance
    if day not in instance.period:
        first, last = instance.period.first, instance.period.last
        what = _("{dato} er utenfor perioden {fra}–{til}").format(
            dato=f"{day:%d.%m.%Y}", fra=f"{first:%d.%m.%Y}", til=f"{last:%d.%m.%Y}"
        )
        raise UsageError(what)
    worked = [kept for kept in instance.base if instance.shift_by_id[kept.shift].date < day]
    locks = {(lock.doctor, lock.shift): lock for lock in (*instance.locks, *worked)}
    return instance.model_copy(update={"locks": tuple(locks.values())})


def _after(instance: Instance, workbook: Path, roster: Path) -> Instance:
    """The instance with what an earlier workbook and its worked roster left behind."""
    from vaktplan.read.roster_sheet import read_roster
    from vaktplan.yearly import after

    before, book, _sha = read(workbook, lambda fault: None)
    if before.period.last >= instance.period.first:
        what = _("perioden før ({fil}) slutter {slutt}, men denne begynner {start}").format(
            fil=workbook.name,
            slutt=f"{before.period.last:%d.%m.%Y}",
            start=f"{instance.period.first:%d.%m.%Y}",
        )
        raise UsageError(what)
    return after(instance, before, book, read_roster(roster, before))
