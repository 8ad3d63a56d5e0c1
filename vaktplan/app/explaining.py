"""Why: what stands in the way of a roster, or keeps a place open."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from vaktplan.answers import ExplainAnswer
from vaktplan.answers.explaining import Explained
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import Fault, InvalidInput, UsageError
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book

from .reading import Warn, read

if TYPE_CHECKING:
    from vaktplan.verify.supply import Short

MOST_TOLD = 3
MOST_TAKES = 100_000  # doctors times shifts; a large municipality's month has half


def explain(
    source: Path,
    *,
    roster: Path | None = None,
    shift: str | None = None,
    doctor: str | None = None,
    measure: str | None = None,
    frontier: bool = False,
    time_limit: float = 60.0,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ExplainAnswer:
    """Supply and demand of a workbook before anything is solved, and why places of a roster stay open.

    With `roster`, each of its open shifts, or with `shift` that one; with `shift` alone, whether it can be filled when
    nothing else need be. With `doctor`, why the doctor has the shift in the roster (or each of the doctor's), or what
    it would cost; with `measure` too, what the doctor has of it, the least possible and the price of one fewer. With
    `frontier`, fairness against wishes. All that is asked shares the seconds. Raises InvalidInput for an unknown
    shift, doctor or measure, UsageError for what does not belong together.
    """
    from vaktplan.verify.supply import supply

    from .whyme import why_me

    _belong_together(roster, shift, doctor, measure, frontier)
    what = None if measure is None else _measure(measure)
    instance, book, sha256 = read(source, on_warning)
    on_read()
    held = Roster() if roster is None else _read_roster(roster, instance)
    named = None if shift is None else _named(instance, shift)
    answer = ExplainAnswer(instance, book, supply(instance, book), (), sha256)
    if frontier or what is not None:
        who = None if doctor is None else _doctor(instance, doctor)
        return _weighed(answer, held, who, what, time_limit, stopped)
    if doctor is not None:
        who = _doctor(instance, doctor)
        shifts = [named] if named else [s for d, s in held.pairs if d == who]
        return replace(answer, why_me=why_me(instance, book, held, who, shifts, time_limit))
    asked = [named] if named else _open(instance, held) if roster else []
    return replace(answer, explained=tuple(_explained(instance, book, held, asked, time_limit)))


def _belong_together(
    roster: Path | None, shift: str | None, doctor: str | None, measure: str | None, frontier: bool
) -> None:
    """Raises UsageError for what does not."""
    if doctor is not None and roster is None:
        raise UsageError(_("--doctor hører sammen med --roster"))
    if measure is not None and doctor is None:
        raise UsageError(_("--measure hører sammen med --doctor"))
    if measure is not None and shift is not None:
        raise UsageError(_("--measure og --shift spør om hver sitt; velg én av dem"))
    if frontier and roster is None:
        raise UsageError(_("--frontier hører sammen med --roster"))
    if frontier and (doctor is not None or shift is not None):
        raise UsageError(_("--frontier gjelder alle legene; utelat --doctor og --shift"))


def _measure(named: str) -> str:
    from .fairness import measure_named

    return measure_named(named)


def _weighed(
    answer: ExplainAnswer,
    roster: Roster,
    doctor: str | None,
    measure: str | None,
    seconds: float,
    stopped: Callable[[], bool],
) -> ExplainAnswer:
    """A doctor's measure proven, or else fairness against wishes."""
    from .fairness import proof
    from .frontier import frontier
    from .seeking import Seeking

    seeking = Seeking(answer.instance, answer.book, roster, seconds, stopped=stopped)
    if doctor is not None and measure is not None:
        return replace(answer, fairness=proof(seeking, doctor, measure))
    return replace(answer, frontier=frontier(seeking))


def _read_roster(path: Path, instance: Instance) -> Roster:
    from vaktplan.read.roster_sheet import read_roster

    return read_roster(path, instance)


def _open(instance: Instance, roster: Roster) -> list[str]:
    return [shift.id for shift, _places in roster.open_places(instance)]


def _named(instance: Instance, shift: str) -> str:
    """The shift itself. Raises InvalidInput with the nearest names."""
    from vaktplan.read.text import did_you_mean, shown

    wanted = [s.id for s in instance.shifts if s.wanted]
    if shift in wanted:
        return shift
    what = _("det finnes ingen vakt «{vakt}» som skal dekkes").format(vakt=shown(shift))
    hint = did_you_mean(shift, wanted) or _("skriv dato:vakttype, som {eksempel}").format(eksempel=wanted[0])
    raise InvalidInput.one("--shift", what, hint, "unknown-shift")


def _doctor(instance: Instance, named: str) -> str:
    """The id of a doctor, given by id, name or a surname of one alone. Raises InvalidInput with the nearest names."""
    from vaktplan.read.text import did_you_mean, key, shown

    surnames = Counter(key(d.name.split()[-1]) for d in instance.doctors)
    known = {
        key(d.name.split()[-1]): d.id for d in instance.doctors if surnames[key(d.name.split()[-1])] == 1
    }
    known |= {key(text): d.id for d in instance.doctors for text in (d.name, d.id)}
    if key(named) in known:
        return known[key(named)]
    what = _("det finnes ingen lege «{lege}»").format(lege=shown(named))
    hint = did_you_mean(named, [text for d in instance.doctors for text in (d.id, d.name)])
    raise InvalidInput.one("--doctor", what, hint or _("se arket Leger"), "unknown-doctor")


def _explained(
    instance: Instance, book: Book, roster: Roster, asked: list[str], time_limit: float
) -> Iterator[Explained]:
    from vaktplan.solve.conflict import OutOfTime, conflict_on
    from vaktplan.solve.ways import ways_out

    end = monotonic() + time_limit
    for place, shift in enumerate(asked):
        share = (end - monotonic()) / (len(asked) - place)
        try:
            conflict = conflict_on(instance, book, roster, shift, share)
        except OutOfTime:
            yield Explained(shift, None, out_of_time=True)
            continue
        left = share - (0.0 if conflict is None else conflict.seconds)
        ways = () if conflict is None else ways_out(instance, book, roster, conflict, left)
        yield Explained(shift, conflict, ways)


def foresee(instance: Instance, book: Book, on_warning: Warn) -> None:
    """Warn of the first sets of places that no roster can fill; of a very large instance nothing is foreseen."""
    from vaktplan.verify.supply import supply

    if len(instance.doctors) * len(instance.shifts) > MOST_TAKES:
        return
    short = supply(instance, book).short
    for each in short[:MOST_TOLD]:
        on_warning(_certain(instance, each, len(short)))


def _certain(instance: Instance, short: "Short", count: int) -> Fault:
    from vaktplan.verify.words import label, listed

    shifts = listed(label(instance.shift_by_id[s]) for s in short.shifts)
    what = _("bakvakten som trengs, kan ingen ta") if short.standby else _("flere plasser enn leger som kan")
    hint = _("«vaktplan explain» sier hva som holder hver lege borte (slike i alt: {n})").format(n=count)
    return Fault(shifts, what, hint, "certainly-open")
